import { DataError, formatInspection, inspectDataset } from '@cotrain/data';
import test from 'ava';
import {
  CAMVID,
  carLabel,
  frame,
  jpeg,
  maskPng,
  noisyImage,
  skipWithoutCamvid,
  temporaryFolder,
  writeFiles,
} from './helpers.js';

test('counts coverage, classes and boxes', async (t) => {
  const root = await writeFiles(temporaryFolder(t), {
    'images/100k/train/a.jpg': jpeg(),
    'images/10k/train/b.jpg': jpeg(10, 4),
    'images/100k/val/c.jpg': jpeg(),
    'labels/sem_seg/masks/train/a.png': maskPng([0, 13, 255, 255]),
    'labels/sem_seg/masks/train/b.png': maskPng([255], 10, 4),
    'labels/drivable/masks/train/a.png': maskPng([0, 2]),
    'labels/det_20/det_train.json': JSON.stringify([
      frame('a', [carLabel(), carLabel(), carLabel(0, 0, 1, 1, 'other vehicle')]),
      frame('b', null),
    ]),
    'labels/det_20/det_val.json': JSON.stringify([frame('c', [])]),
  });
  const seen: number[] = [];
  const inspection = await inspectDataset(root, { onProgress: (done, total) => seen.push(done, total) });
  t.deepEqual(seen, [1, 3, 2, 3, 3, 3]);
  t.deepEqual(inspection.images, { train: 2, val: 1 });
  t.deepEqual(inspection.coverage, [
    { tasks: ['det', 'sem_seg', 'drivable'], images: { train: 1, val: 0 } },
    { tasks: ['det'], images: { train: 0, val: 1 } },
    { tasks: ['sem_seg'], images: { train: 1, val: 0 } },
  ]);
  t.deepEqual(inspection.states.det!.train, { absent: 1, empty: 0, present: 1 });
  t.deepEqual(inspection.states.det!.val, { absent: 0, empty: 1, present: 0 });
  t.deepEqual(inspection.states.sem_seg!.train, { absent: 0, empty: 1, present: 1 });
  const road = inspection.masks.sem_seg!.find(({ name }) => name === 'road');
  t.deepEqual(road, { name: 'road', pixels: 12, images: 1 });
  t.is(inspection.ignoredPixels.sem_seg, 24 + 40);
  t.deepEqual(
    inspection.boxes.det!.find(({ name }) => name === 'car'),
    { name: 'car', boxes: 3, images: 1, occluded: 3, truncated: 0, crowd: 0, ignored: 1 },
  );
  t.deepEqual(inspection.sizes, [
    { width: 8, height: 6, images: 2 },
    { width: 10, height: 4, images: 1 },
  ]);
  t.deepEqual(inspection.problems, []);
  const text = formatInspection(inspection);
  t.regex(text, /det\s+sem_seg\s+drivable\s+train\s+val/);
  t.regex(text, /^yes\s+yes\s+yes\s+1\s+0$/m);
  t.regex(text, /^car\s+3\s+1\s+3\s+0\s+0\s+1$/m);
  t.regex(text, /Problems: none/);
});

test('finds every problem and goes on', async (t) => {
  const half = (bytes: Promise<Uint8Array>) => bytes.then((b) => b.subarray(0, b.length / 2));
  const root = await writeFiles(temporaryFolder(t), {
    'images/100k/train/unlabelled.jpg': jpeg(),
    'images/100k/train/torn.jpg': half(noisyImage('jpeg')),
    'images/100k/train/size.jpg': jpeg(),
    'images/100k/train/ids.jpg': jpeg(),
    'images/100k/train/twice.jpg': jpeg(),
    'images/10k/val/twice.jpg': jpeg(),
    'labels/sem_seg/masks/train/torn.png': maskPng([0], 64, 64),
    'labels/sem_seg/masks/train/size.png': maskPng([0], 4, 4),
    'labels/sem_seg/masks/train/ids.png': maskPng([77]),
    'labels/sem_seg/masks/train/lonely.png': maskPng([1]),
    'labels/drivable/masks/train/ids.png': noisyImage('png', 8, 6),
    'labels/sem_seg/masks/val/twice.png': maskPng([0]),
    'labels/det_20/det_train.json': JSON.stringify([
      frame('twice', [
        carLabel(0, 0, 1, 1, 'dragon'),
        carLabel(4, 4, 2, 2),
        carLabel(0, 0, 30, 3),
        carLabel(),
      ]),
      frame('twice', []),
      frame('ghost', []),
      { labels: [] },
    ]),
    'labels/det_20/det_val.json': '[{"name": "twice.jpg"',
  });
  const inspection = await inspectDataset(root);
  const found = inspection.problems.map(
    ({ kind, split, file }) => `${kind}: ${split} ${file.slice(root.length + 1)}`,
  );
  t.deepEqual(found.sort(), [
    'bad frame: train labels/det_20/det_train.json',
    'bad mask ids: train labels/sem_seg/masks/train/ids.png',
    'box outside image: train labels/det_20/det_train.json',
    'degenerate box: train labels/det_20/det_train.json',
    'image without label: train images/100k/train/unlabelled.jpg',
    'invalid JSON: val labels/det_20/det_val.json',
    'label without image: train labels/det_20/det_train.json',
    'label without image: train labels/sem_seg/masks/train/lonely.png',
    'mask size: train labels/sem_seg/masks/train/size.png',
    'repeated frame: train labels/det_20/det_train.json',
    'same frame in two splits: val images/10k/val/twice.jpg',
    'unknown category: train labels/det_20/det_train.json',
    'unreadable image: train images/100k/train/torn.jpg',
    'unreadable mask: train labels/drivable/masks/train/ids.png',
  ]);
  const text = formatInspection(inspection);
  t.regex(text, /Problems: 14/);
  t.regex(text, /unknown category "dragon"/);
  t.regex(text, /label without image: 2\n {4}\[train\]/);
  t.regex(formatInspection(inspection, { maxProblems: 1 }), /\.\.\. and 1 more/);
});

test('a folder that is missing or holds nothing', async (t) => {
  const root = temporaryFolder(t);
  await t.throwsAsync(inspectDataset(`${root}/x`), { instanceOf: DataError, message: /missing/ });
  await t.throwsAsync(inspectDataset(root), {
    instanceOf: DataError,
    message: /has no files in BDD100K's layout/,
  });
});

test('an abort ends it', async (t) => {
  const files = Array.from({ length: 20 }, (_, i) => [`images/100k/train/${i}.jpg`, jpeg()]);
  const root = await writeFiles(temporaryFolder(t), Object.fromEntries(files));
  const abort = new AbortController();
  const onProgress = () => abort.abort();
  t.is(
    await inspectDataset(root, { signal: abort.signal, onProgress }).catch((error) => error),
    abort.signal.reason,
  );
});

test('camvid-bdd', async (t) => {
  if (skipWithoutCamvid(t)) return;
  const inspection = await inspectDataset(CAMVID);
  t.deepEqual(inspection.images, { train: 367, val: 334 });
  t.deepEqual(inspection.coverage, [
    { tasks: ['det', 'sem_seg', 'drivable'], images: { train: 364, val: 334 } },
    { tasks: ['sem_seg', 'drivable'], images: { train: 3, val: 0 } },
  ]);
  t.deepEqual(inspection.problems, []);
});
