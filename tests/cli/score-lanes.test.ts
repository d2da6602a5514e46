import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { LANE_CLASSES } from '@cotrain/data';
import test, { type ExecutionContext } from 'ava';
import sharp from 'sharp';
import { goldenJson } from '../metrics/golden.js';
import { cotrainHere as cotrain } from './run.js';

/** Writes masks into a new folder: `gt/a.png` and so on. */
async function folder(t: ExecutionContext, masks: Record<string, [bytes: Uint8Array, width: number]>) {
  const root = await mkdtemp(join(tmpdir(), 'cotrain-lanes-'));
  t.teardown(() => rm(root, { recursive: true, force: true }));
  for (const [name, [bytes, width]] of Object.entries(masks)) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await sharp(bytes, { raw: { width, height: bytes.length / width, channels: 1 } })
      .toColourspace('b-w')
      .png()
      .toFile(join(root, name));
  }
  return root;
}

const score = (root: string, ...more: string[]) =>
  cotrain(['score', '--task', 'lane_mark', '--gt', join(root, 'gt'), '--pred', join(root, 'pred'), ...more]);

interface Golden {
  cases: {
    width: number;
    frames: { name: string; truth: string; prediction: string | null }[];
    scores: number[][];
    thinned: number[][];
  }[];
}

test("score --task lane_mark: the toolkit's numbers", async (t) => {
  const { cases } = goldenJson<Golden>('lanes.json');
  const { width, frames, scores, thinned } = cases.find(({ frames }) =>
    frames.some(({ prediction }) => prediction === null),
  )!;
  const bytes = (text: string): [Uint8Array, number] => [inflateSync(Buffer.from(text, 'base64')), width];
  const masks = frames.flatMap(({ name, truth, prediction }) => [
    [`gt/val/${name}.png`, bytes(truth)] as const,
    ...(prediction === null ? [] : [[`pred/${name}.png`, bytes(prediction)] as const]),
  ]);
  const root = await folder(t, Object.fromEntries(masks));
  for (const [expected, ...more] of [[scores], [thinned, '--thin']] as const) {
    const { code, stdout, stderr } = await score(root, '--json', ...more);
    t.is(code, 0, stderr);
    t.regex(stderr, /without a prediction count as masks of zeros, as in the toolkit/);
    const { perClass, direction, style, category, ...mean } = JSON.parse(stdout);
    t.deepEqual(Object.keys(perClass), Object.values(LANE_CLASSES).flat());
    const rows = [...Object.values<object>(perClass), direction, style, category, mean];
    t.deepEqual(
      rows.map((row) => Object.values(row)),
      expected,
    );
    t.deepEqual(Object.keys(mean), ['F1_pix1', 'F1_pix2', 'F1_pix5', 'F1_pix10']);
  }
  t.is((await score(root, '--strict')).code, 1);
  const { stdout } = await score(root);
  t.regex(stdout, /^mean of +F1_pix1 +F1_pix2 +F1_pix5 +F1_pix10$/m);
  t.regex(
    stdout,
    new RegExp(
      `^all three +${scores
        .at(-1)!
        .map((value) => value.toFixed(2))
        .join(' +')}$`,
      'm',
    ),
  );
  t.regex(stdout, /^single yellow( +\d+\.\d\d){4}$/m);
});

test('score --task lane_mark: unused bits are told, other sizes refused', async (t) => {
  const root = await folder(t, {
    'gt/a.png': [Uint8Array.of(0, 255, 255, 255), 2],
    'pred/a.png': [Uint8Array.of(64, 255, 255, 255), 2],
    'turned/a.png': [Uint8Array.of(0, 255, 255, 255), 4],
  });
  const { code, stdout, stderr } = await score(root, '--json');
  t.deepEqual([code, JSON.parse(stdout).F1_pix1], [0, 100]);
  t.regex(stderr, /pred\/a\.png: bits 6 and 7 of markings are set/);
  t.is(stderr.trim().split('\n').length, 1);
  const strict = await score(root, '--json', '--strict');
  t.deepEqual([strict.code, strict.stdout], [1, '']);
  t.regex(strict.stderr, /^cotrain: [^\n]*bits 6 and 7[^\n]*\n$/);
  const turned = await cotrain([
    ...['score', '--task', 'lane_mark', '--gt', join(root, 'gt')],
    ...['--pred', join(root, 'turned')],
  ]);
  t.is(turned.code, 1);
  t.regex(turned.stderr, /turned\/a\.png: the prediction is 4x1, but its ground truth .*gt\/a\.png is 2x2/);
});

test('score: options of one task are refused for the others', async (t) => {
  for (const [task, option, message] of [
    ['sem_seg', ['--thin'], /--thin is for --task lane_mark/],
    ['det', ['--thin'], /--thin is for --task lane_mark/],
    ['lane_mark', ['--format', 'coco'], /--format is for --task det/],
  ] as const) {
    const { code, stderr } = await cotrain(['score', '--task', task, '--gt', 'x', '--pred', 'y', ...option]);
    t.is(code, 2);
    t.regex(stderr, message);
  }
});
