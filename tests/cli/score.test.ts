import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import sharp from 'sharp';
import { CLASSES, difference, golden, type Summary, TOOLKIT } from '../metrics/golden.js';
import { cotrain } from './run.js';

type Scores = Summary & { perClass: Record<string, number> };

const PRED = golden('bdd100k/seg/pred');

/** Folders `gt` and `pred` with one mask of these class ids each. */
async function pair(t: ExecutionContext, truth: number[], prediction: number[]) {
  const root = await mkdtemp(join(tmpdir(), 'cotrain-score-'));
  t.teardown(() => rm(root, { recursive: true, force: true }));
  for (const [name, ids] of Object.entries({ gt: truth, pred: prediction })) {
    await mkdir(join(root, name));
    await sharp(Uint8Array.from(ids), { raw: { width: ids.length, height: 1, channels: 1 } })
      .toColourspace('b-w')
      .png()
      .toFile(join(root, name, 'a.png'));
  }
  return ['--gt', join(root, 'gt'), '--pred', join(root, 'pred')];
}

for (const gt of ['gt', 'gt+'] as const) {
  test(`score --json: the toolkit's numbers on ${gt}`, async (t) => {
    const args = [
      'score',
      '--task',
      'sem_seg',
      '--gt',
      golden(`bdd100k/seg/${gt}`),
      '--pred',
      PRED,
      '--json',
    ];
    const { code, stdout, stderr } = await cotrain(args);
    t.is(code, 0, stderr);
    t.is(stdout.trim().split('\n').length, 1);
    const scores = JSON.parse(stdout) as Scores;
    t.deepEqual(Object.keys(scores).sort(), ['fIoU', 'mAcc', 'mIoU', 'pAcc', 'perClass']);
    t.true(difference(scores, TOOLKIT[gt]) < 1e-12);
    t.deepEqual(Object.keys(scores.perClass), CLASSES);
    t.is(scores.perClass.wall, 0, 'as the toolkit prints a class that does not occur');
    t.is(/1 of 2 frames .* without a prediction count as wrong: b\.png/.test(stderr), gt === 'gt+');
  });
}

test('score --task drivable --json: both readings of the background', async (t) => {
  const args = await pair(t, [0, 0, 2, 2, 2, 255], [0, 0, 0, 0, 0, 0]);
  const { code, stdout } = await cotrain(['score', '--task', 'drivable', ...args, '--json']);
  t.is(code, 0);
  const scores = JSON.parse(stdout) as Record<'withBackground' | 'withoutBackground', Scores>;
  t.deepEqual(Object.keys(scores), ['withBackground', 'withoutBackground']);
  t.is(scores.withBackground.mIoU, 20);
  t.deepEqual(scores.withBackground.perClass, { direct: 40, alternative: 0, background: 0 });
  t.is(scores.withoutBackground.mIoU, 100);
  t.deepEqual(scores.withoutBackground.perClass, { direct: 100, alternative: 0 });
});

test('score --json: a score that is not defined is null', async (t) => {
  const { stdout } = await cotrain(['score', '--task', 'sem_seg', ...(await pair(t, [255], [0])), '--json']);
  t.is((JSON.parse(stdout) as Scores).mIoU, null as never);
});

test('score: an aligned table for people', async (t) => {
  const args = ['--gt', golden('bdd100k/seg/gt'), '--pred', PRED];
  const { code, stdout } = await cotrain(['score', '--task', 'sem_seg', ...args]);
  t.is(code, 0);
  t.true(stdout.includes('61.73  95.00  90.92  81.27'), stdout);
  t.regex(stdout, /^road +94\.90 +95\.88 +94\.00$/m);
  t.regex(stdout, /^wall +- +- +-$/m);
  const drivable = await cotrain(['score', '--task', 'drivable', ...args]);
  t.regex(drivable.stdout, /Background counted[\s\S]*Background truth dropped/);
});

test('score: bad input is one line on stderr and exit code 1', async (t) => {
  const [, gt, , pred] = await pair(t, [0, 1], [0]);
  const cases: [string[], RegExp][] = [
    [['--gt', gt!, '--pred', pred!], /a\.png: the prediction is 1x1, but its ground truth .*a\.png is 2x1/],
    [['--gt', join(gt!, 'no'), '--pred', pred!], /no: there is no such folder/],
    [['--gt', golden(''), '--pred', join(gt!, 'a.png')], /a\.png: this is not a folder/],
  ];
  for (const [args, message] of cases) {
    const { code, stdout, stderr } = await cotrain(['score', '--task', 'sem_seg', ...args]);
    t.is(code, 1);
    t.is(stdout, '');
    t.regex(stderr, /^cotrain: [^\n]*\n$/);
    t.regex(stderr, message);
  }
});
