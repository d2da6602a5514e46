// What a run leaves for its page: details of each evaluation, frames through time, the first batches.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resolveConfig, trainRun, writeReport } from '@cotrain/train';
import test from 'ava';
import sharp from 'sharp';
import { TRANSFORMS, temporaryFolder } from './tiny.js';

const config = (more: { train?: object; evaluation?: object } = {}) =>
  resolveConfig({
    data: { kind: 'scenes', train: 4, val: 2, width: 64, height: 32 },
    tasks: ['det', 'sem_seg'],
    model: {
      fpnChannels: 32,
      heads: { sem_seg: { kind: 'semanticFpn', convsDim: 32 } },
    },
    transforms: { train: TRANSFORMS, eval: TRANSFORMS.filter(({ type }) => type !== 'randomFlip') },
    train: { batchSize: 2, epochs: 3, warmupSteps: 2, workers: 0, ...more.train },
    evaluation: { every: 1, overlays: 2, ...more.evaluation },
  });

const run = async (out: string, of: ReturnType<typeof config>) => {
  for await (const _ of trainRun(of, { out }));
};

test.serial('every evaluation leaves its confusions, curves and frames', async (t) => {
  const out = temporaryFolder();
  await run(out, config());
  t.deepEqual(readdirSync(join(out, 'evaluations')).sort(), ['2', '4', '6']);
  const details = JSON.parse(readFileSync(join(out, 'evaluations', '6', 'details.json'), 'utf8'));
  const [det, semSeg] = details.tasks;
  t.is(det.title, 'Detection');
  t.is(det.confusion.counts.length, det.confusion.classes.length + 1);
  for (const curve of Object.values<number[]>(det.precision)) t.is(curve.length, 101);
  t.is(semSeg.confusion.counts.length, 19);
  const pixels = semSeg.confusion.counts.flat().reduce((a: number, b: number) => a + b, 0);
  t.true(pixels > 0 && pixels <= 2 * 64 * 32, `${pixels} labelled pixels of two frames`);
  t.is(details.frames.length, 2);
  for (const { file } of details.frames) t.true(existsSync(join(out, 'evaluations', '6', file)));
  const { command, version } = JSON.parse(readFileSync(join(out, 'origin.json'), 'utf8'));
  t.regex(version, /^\d+\.\d+/);
  t.true(command.length > 0);
  const html = readFileSync(join(out, 'report.html'), 'utf8');
  const data = JSON.parse(/id="data">(.*?)<\/script>/.exec(html)![1]!);
  t.deepEqual(
    data.runs[0].run.frames[0].versions.map(({ step }: { step: number }) => step),
    [2, 4, 6],
  );
  t.is(data.runs[0].run.details.step, 6);
  t.is(data.runs[0].run.batches.length, 2, 'an epoch has two');
});

test.serial('the pictures of old evaluations go, the first and the last stay', async (t) => {
  const out = temporaryFolder();
  await run(out, config({ train: { epochs: 5, drawnBatches: 1 }, evaluation: { history: 3 } }));
  const withPictures = readdirSync(join(out, 'evaluations')).filter((step) =>
    existsSync(join(out, 'evaluations', step, '0.webp')),
  );
  t.is(withPictures.length, 3);
  t.true(withPictures.includes('2') && withPictures.includes('10'), withPictures.join());
  t.deepEqual(readdirSync(join(out, 'batches')), ['1.webp']);
  const { width } = await sharp(join(out, 'batches', '1.webp')).metadata();
  t.is(width, 3 * 128 + 2 * 8, 'the image, and one panel for each task');
});

test.serial('without history and drawn batches there are no pictures of them', async (t) => {
  const out = temporaryFolder();
  await run(out, config({ train: { epochs: 1, drawnBatches: 0 }, evaluation: { history: 0 } }));
  t.false(existsSync(join(out, 'batches')));
  t.deepEqual(readdirSync(join(out, 'evaluations', '2')), ['details.json']);
  await t.notThrowsAsync(writeReport(out, { title: 'again', events: [], config: {} }));
});
