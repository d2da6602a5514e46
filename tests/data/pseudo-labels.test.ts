import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Bdd100kDataset,
  boxesPlace,
  DataError,
  DRIVABLE_CLASSES,
  Loader,
  MaskIdError,
  masksPlace,
  openBdd100k,
  type PseudoLabelRecord,
  readMask,
  readProvenance,
  SEMANTIC_CLASSES,
  withPseudoLabels,
  writeDetections,
  writeLabelMask,
  writeProvenance,
} from '@cotrain/data';
import test, { type ExecutionContext } from 'ava';
import { rowsOf } from '../boxRows.js';
import { jpeg, maskPng, temporaryFolder, writeFiles } from './helpers.js';

const SIZE = { width: 8, height: 6 };
const RECORD: PseudoLabelRecord = {
  teacher: { run: 'runs/teacher', checkpoint: 'best', config: 'c', weights: 'w' },
  ...{ threshold: 0.3, split: 'train', frames: 2, complete: true, date: '2026-01-01', cotrain: '0.1.0' },
};

/** Three images: `a` is labelled for everything, `b` for drivable area, `c` for nothing. */
async function threeFrames(t: ExecutionContext): Promise<Bdd100kDataset> {
  const root = await writeFiles(temporaryFolder(t), {
    'images/100k/train/a.jpg': jpeg(),
    'images/100k/train/b.jpg': jpeg(),
    'images/100k/train/c.jpg': jpeg(),
    'labels/sem_seg/masks/train/a.png': maskPng([7]),
    'labels/drivable/masks/train/a.png': maskPng([255]),
    'labels/drivable/masks/train/b.png': maskPng([1]),
    'labels/det_20/det_train.json': JSON.stringify([{ name: 'a.jpg', labels: [] }]),
  });
  return openBdd100k(root, { split: 'train', require: 'none' });
}

/** Pseudo labels of `a`, `b` and `c` for all tasks. */
async function pseudoFolder(t: ExecutionContext, frames = ['a', 'b', 'c'], size = SIZE): Promise<string> {
  const masks = (task: string, id: number) =>
    frames.map((name) => [
      `labels/${task}/masks/train/${name}.png`,
      maskPng([id, 255], size.width, size.height),
    ]);
  const folder = await writeFiles(
    temporaryFolder(t),
    Object.fromEntries([...masks('sem_seg', 3), ...masks('drivable', 2), ['labels/det_20/empty', '']]),
  );
  await writeDetections(
    boxesPlace(folder, 'det', 'train'),
    frames.map((name) =>
      name === 'c'
        ? { name, boxes: [], classes: [], scores: [], size }
        : { name, boxes: [1, 1, 5, 4], classes: [2], scores: [0.75], size },
    ),
  );
  for (const task of ['det', 'sem_seg', 'drivable'])
    writeProvenance(folder, task, { ...RECORD, frames: frames.length });
  return folder;
}

const firstId = (label: { state: string; value?: { data: Uint8Array } }) => label.value?.data[0];

test('pseudo labels fill in what is not labelled; real labels win, also those that say "nothing here"', async (t) => {
  const dataset = await withPseudoLabels(await threeFrames(t), await pseudoFolder(t));
  const [a, b, c] = [await dataset.get(0), await dataset.get(1), await dataset.get(2)];
  t.deepEqual(dataset.names, ['a', 'b', 'c']);
  t.is(firstId(a.labels.sem_seg), 7);
  t.is(a.labels.drivable.state, 'empty');
  t.is(a.labels.det.state, 'empty');
  t.is(firstId(b.labels.drivable), 1);
  t.is(firstId(b.labels.sem_seg), 3);
  t.true(b.labels.det.state === 'present' && b.labels.det.value.classes.length === 1);
  t.deepEqual(rowsOf(b.labels.det), [{ class: 2, edges: [1, 1, 5, 4] }]);
  t.is(firstId(c.labels.drivable), 2);
  t.deepEqual(c.labels.det, { state: 'empty' }, 'the teacher found nothing');
  t.deepEqual(dataset.labelled!(2), { det: true, sem_seg: true, drivable: true });
});

test('only the tasks that are asked for; of two folders the first one wins', async (t) => {
  const frames = await threeFrames(t);
  const [some, all] = [await pseudoFolder(t, ['b']), await pseudoFolder(t)];
  const mask = { ...SIZE, data: new Uint8Array(48).fill(5) };
  await writeLabelMask(join(masksPlace(some, 'sem_seg', 'train'), 'b.png'), mask, SEMANTIC_CLASSES);
  const both = await withPseudoLabels(frames, [some, all]);
  t.is(firstId((await both.get(1)).labels.sem_seg), 5);
  t.is(firstId((await both.get(2)).labels.sem_seg), 3);
  const drivable = await withPseudoLabels(frames, all, { tasks: ['drivable'] });
  t.deepEqual(drivable.labelled!(2), { det: false, sem_seg: false, drivable: true });
  t.is((await drivable.get(2)).labels.sem_seg.state, 'absent');
});

test('worker threads load the same', async (t) => {
  const dataset = await withPseudoLabels(await threeFrames(t), await pseudoFolder(t));
  const batches = async (workers: number) => {
    const found = [];
    const transforms = [{ type: 'normalize', preset: 'imagenet' }] as const;
    for await (const batch of new Loader(dataset, { batchSize: 3, transforms, workers })) found.push(batch);
    return found;
  };
  t.deepEqual(await batches(1), await batches(0));
});

test('pseudo labels of another image size name the file, or the frame', async (t) => {
  const frames = await threeFrames(t);
  const other = await pseudoFolder(t, ['a', 'b', 'c'], { width: 16, height: 12 });
  const dataset = async (task: string) => withPseudoLabels(frames, other, { tasks: [task] });
  const masks = await dataset('sem_seg');
  await t.notThrowsAsync(masks.get(0));
  await t.throwsAsync(masks.get(1), { instanceOf: DataError, message: /b\.png.*16x12.*8x6/ });
  const boxes = await dataset('det');
  await t.throwsAsync(boxes.get(1), { instanceOf: DataError, message: /frame "b".*16x12.*8x6/ });
});

test('what is unfinished, incomplete, unknown or somewhere else is named', async (t) => {
  const frames = await threeFrames(t);
  const refused = (folder: string, message: RegExp) =>
    t.throwsAsync(withPseudoLabels(frames, folder), { instanceOf: DataError, message });

  const interrupted = await pseudoFolder(t);
  writeProvenance(interrupted, 'drivable', { ...RECORD, complete: false });
  await refused(interrupted, /drivable was interrupted.*run `cotrain pseudo-label` again/);

  const incomplete = await pseudoFolder(t);
  rmSync(join(masksPlace(incomplete, 'sem_seg', 'train'), 'b.png'));
  await refused(incomplete, /sem_seg.*2 frames instead of 3/);

  const withoutBoxes = await pseudoFolder(t);
  rmSync(boxesPlace(withoutBoxes, 'det', 'train'));
  await refused(withoutBoxes, /det_train\.json has pseudo labels of 0 frames instead of 3/);

  const unknown = await pseudoFolder(t);
  const file = boxesPlace(unknown, 'det', 'train');
  writeFileSync(file, readFileSync(file, 'utf8').replace('"car"', '"spaceship"'));
  await refused(unknown, /unknown category "spaceship"/);

  await refused(await pseudoFolder(t, ['x', 'y']), /no pseudo labels for any of the data set's 3 frames/);
  await refused(temporaryFolder(t), /no provenance\.json/);
  const damaged = temporaryFolder(t);
  writeFileSync(join(damaged, 'provenance.json'), '{"format": "other"}');
  await refused(damaged, /provenance\.json is not a record of pseudo labels: format/);
});

test('provenance keeps the records of other tasks', (t) => {
  const folder = temporaryFolder(t);
  t.deepEqual(readProvenance(folder), {});
  writeProvenance(folder, 'det', RECORD);
  writeProvenance(folder, 'sem_seg', { ...RECORD, threshold: 0.4 });
  t.deepEqual(readProvenance(folder), { det: RECORD, sem_seg: { ...RECORD, threshold: 0.4 } });
});

test('label masks may contain "ignore", but no other id outside the classes', async (t) => {
  const path = join(temporaryFolder(t), 'mask.png');
  const mask = { ...SIZE, data: Uint8Array.from({ length: 48 }, (_, i) => (i % 2 ? 255 : 18)) };
  await writeLabelMask(path, mask, SEMANTIC_CLASSES);
  t.deepEqual(await readMask(path, SEMANTIC_CLASSES), mask);
  await t.throwsAsync(writeLabelMask(path, mask, DRIVABLE_CLASSES), { instanceOf: MaskIdError });
  t.deepEqual(await readMask(path, SEMANTIC_CLASSES), mask, 'the old file stays');
});
