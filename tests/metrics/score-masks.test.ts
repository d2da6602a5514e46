import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { MaskFileError, readMask, scoreMasks } from '@cotrain/metrics';
import test from 'ava';
import sharp, { type Sharp } from 'sharp';
import { CLASSES, difference, golden, goldenJson, type Summary, TOOLKIT } from './golden.js';

const PRED = golden('bdd100k/seg/pred');

async function folder(t: { teardown(fn: () => Promise<void>): void }): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'cotrain-masks-'));
  t.teardown(() => rm(path, { recursive: true, force: true }));
  return path;
}

for (const gt of ['gt', 'gt+'] as const) {
  test(`the toolkit's folders: ${gt}`, async (t) => {
    const progress: [number, number][] = [];
    const result = await scoreMasks({
      gt: golden(`bdd100k/seg/${gt}`),
      pred: PRED,
      classes: CLASSES,
      onProgress: (done, total) => progress.push([done, total]),
    });
    t.true(difference(result.metrics.compute(), TOOLKIT[gt]) < 1e-12);
    t.deepEqual(result.missing, gt === 'gt' ? [] : ['b.png']);
    t.deepEqual(progress.at(-1), [result.frames, result.frames]);
  });
}

const SHARED = '../shared/golden/metrics/mask_oracle/sem_seg';

test('the masks behind the golden histograms, read in place', async (t) => {
  if (!existsSync(SHARED)) {
    t.log(`skipped: ${SHARED} is not here (CC BY-NC masks are not part of the project)`);
    t.pass();
    return;
  }
  const { metrics } = await scoreMasks({ gt: `${SHARED}/gt`, pred: `${SHARED}/pred`, classes: CLASSES });
  const expected = goldenJson<{ summary: Summary }>('mask_oracle/sem_seg/expected.json');
  t.true(difference(metrics.compute(), expected.summary) < 1e-12);
});

test('a prediction without truth is reported and counts for nothing', async (t) => {
  const { metrics, extra, missing } = await scoreMasks({
    gt: PRED,
    pred: golden('bdd100k/seg/gt+'),
    classes: CLASSES,
  });
  t.deepEqual(extra, ['b.png']);
  t.deepEqual(missing, []);
  t.is(
    metrics.histogram.reduce((sum, count) => sum + count, 0),
    100,
  );
});

test('masks of another size: the error names both files and both sizes', async (t) => {
  const pred = await folder(t);
  await sharp(PRED.concat('/a.png'))
    .resize(20, 10, { kernel: 'nearest', fit: 'fill' })
    .toColourspace('b-w')
    .toFile(join(pred, 'a.png'));
  const gt = golden('bdd100k/seg/gt');
  const error = await t.throwsAsync(scoreMasks({ gt, pred, classes: CLASSES }), {
    instanceOf: MaskFileError,
  });
  t.regex(error.message, /pred(iction)? is 20x10/);
  t.true(error.message.includes(join(pred, 'a.png')) && error.message.includes(join(gt, 'a.png')));
  t.regex(error.message, /is 10x10/);
});

test('folders that are missing, empty, or no folders', async (t) => {
  const empty = await folder(t);
  const file = golden('bdd100k/seg/gt/a.png');
  const score = (gt: string, pred: string) => scoreMasks({ gt, pred, classes: CLASSES });
  await t.throwsAsync(score(join(empty, 'no'), PRED), {
    instanceOf: MaskFileError,
    message: /no: there is no such folder/,
  });
  await t.throwsAsync(score(PRED, file), { message: /a\.png: this is not a folder/ });
  await t.throwsAsync(score(empty, PRED), { message: /contains no PNG file/ });
});

test('images that are not masks are refused, not rescaled to other ids', async (t) => {
  const dir = await folder(t);
  const write = async (name: string, image: Sharp) => {
    await image.toFile(join(dir, name));
    return join(dir, name);
  };
  const colour = () =>
    sharp({ create: { width: 4, height: 4, channels: 3, background: { r: 128, g: 64, b: 128 } } });
  const cases: [string, RegExp][] = [
    [
      await write('colours.png', colour()),
      /3 channels, 8 bits \(is this a colour visualisation\? use the masks\)/,
    ],
    [await write('deep.png', colour().toColourspace('grey16').png()), /16 bits/],
    [await write('photo.jpg', colour().jpeg()), /this is a jpeg/],
  ];
  for (const [path, message] of cases) {
    await t.throwsAsync(readMask(path), { instanceOf: MaskFileError, message }, path);
  }
});

test('a truncated, garbled or missing mask is one error with its path', async (t) => {
  const dir = await folder(t);
  const cut = join(dir, 'cut.png');
  const noise = Buffer.from(Array.from({ length: 64 * 64 }, (_, i) => (i * 7919) % 251));
  await sharp(noise, { raw: { width: 64, height: 64, channels: 1 } })
    .toColourspace('b-w')
    .png()
    .toFile(cut);
  await cp(cut, join(dir, 'whole.png'));
  await truncate(cut, 300);
  await writeFile(join(dir, 'text.png'), 'not a picture');
  t.deepEqual([...(await readMask(join(dir, 'whole.png'))).data], [...noise]);
  for (const name of ['cut.png', 'text.png', 'absent.png']) {
    const error = await t.throwsAsync(readMask(join(dir, name)), { instanceOf: MaskFileError });
    t.is(error.path, join(dir, name));
    t.false(error.message.includes('\n'));
  }
});

test('an abort stops the count', async (t) => {
  const signal = AbortSignal.abort();
  const stopped = scoreMasks({ gt: PRED, pred: PRED, classes: CLASSES, signal });
  t.is(await stopped.catch((error) => error.name), 'AbortError');
});

test('pairs by base name as the toolkit does; hidden files are ignored', async (t) => {
  const dir = await folder(t);
  const mask = async (path: string, ids: number[], width = ids.length) => {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await sharp(Uint8Array.from(ids), { raw: { width, height: ids.length / width, channels: 1 } })
      .toColourspace('b-w')
      .toFile(join(dir, path));
  };
  const score = (gt: string, pred: string, strict = false) =>
    scoreMasks({ gt: join(dir, gt), pred: join(dir, pred), classes: CLASSES, strict });
  await mask('gt/val/va.png', [0, 1, 2, 2]);
  await mask('pred/va.PNG.png', [0, 1, 2, 2]);
  await cp(join(dir, 'pred/va.PNG.png'), join(dir, 'pred/va.PNG'));
  await rm(join(dir, 'pred/va.PNG.png'));
  await writeFile(join(dir, 'pred/._va.png'), 'resource fork');
  const paired = await score('gt', 'pred', true);
  t.is(paired.metrics.compute().mIoU, 100);
  t.deepEqual([paired.missing, paired.extra, paired.notes], [[], [], []]);

  await mask('twice/a/va.png', [0, 1, 2, 2]);
  await mask('twice/b/va.png', [5, 5, 5, 5]);
  const last = await score('gt', 'twice');
  t.is(last.metrics.compute().mIoU, 0, 'the last counts');
  t.regex(last.notes[0]!, /^b\/va\.png is used instead of a\/va\.png/);
  await t.throwsAsync(score('gt', 'twice', true), {
    instanceOf: MaskFileError,
    message: /b\/va\.png is used/,
  });

  await mask('turned/va.png', [0, 1, 2, 2], 1);
  t.regex(
    (await score('gt', 'turned')).notes[0]!,
    /is 1x4, but its ground truth .* is 4x1: as in the toolkit/,
  );
  await t.throwsAsync(score('gt', 'turned', true), { message: /is 1x4/ });

  await mask('others/vb.png', [0]);
  const none = await t.throwsAsync(score('gt', 'others'), { instanceOf: MaskFileError });
  t.regex(
    none.message,
    /no prediction matches a mask in .*file is val\/va\.png, the first prediction vb\.png/,
  );
  await mkdir(join(dir, 'empty'));
  await t.throwsAsync(score('gt', 'empty'), {
    message: /empty: the folder of predictions contains no PNG file/,
  });
});
