import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  applySplit,
  BDD100K_TASKS,
  boxesPlace,
  concatDatasets,
  type Dataset,
  imageFolder,
  Loader,
  mapClasses,
  NUIMAGES_TASKS,
  openBdd100k,
  openCoco,
  openNuImages,
  readLabels,
  sceneDataset,
  subset,
  type TaskSplit,
  withPseudoLabels,
  writeDetections,
  writeProvenance,
} from '@cotrain/data';
import { ArgumentError } from '@cotrain/torch';
import test, { type ExecutionContext } from 'ava';
import sharp from 'sharp';
import { carLabel, frame, maskPng, noisyImage, temporaryFolder, writeFiles } from './helpers.js';
import { miniature } from './nuimages-miniature.js';

const SIZE = 64;

/** A rotated photograph: 256x128 in the file, 128x256 upright. */
async function turned(): Promise<Uint8Array> {
  const image = await noisyImage('jpeg', 256, 128);
  return sharp(image).withMetadata({ orientation: 6 }).toBuffer();
}

/** `a` is labelled for everything, `b` for the drivable area, `c` for nothing. */
async function bdd100k(t: ExecutionContext): Promise<{ root: string; dataset: Dataset }> {
  const root = await writeFiles(temporaryFolder(t), {
    'images/100k/train/a.jpg': noisyImage('jpeg'),
    'images/100k/train/b.jpg': turned(),
    'images/100k/train/c.jpg': noisyImage('jpeg'),
    'labels/sem_seg/masks/train/a.png': maskPng([7, 255], SIZE, SIZE),
    'labels/drivable/masks/train/a.png': maskPng([255], SIZE, SIZE),
    'labels/drivable/masks/train/b.png': maskPng([1, 2], 128, 256),
    'labels/det_20/det_train.json': JSON.stringify([frame('a', [carLabel()])]),
  });
  return { root, dataset: await openBdd100k(root, { split: 'train', require: 'none' }) };
}

async function pseudoLabels(t: ExecutionContext): Promise<string> {
  const folder = await writeFiles(temporaryFolder(t), { 'labels/det_20/empty': '' });
  const found = { name: 'c', boxes: [1, 1, 5, 4], classes: [2], scores: [0.75] };
  await writeDetections(boxesPlace(folder, 'det', 'train'), [
    { ...found, size: { width: SIZE, height: SIZE } },
  ]);
  writeProvenance(folder, 'det', {
    teacher: { run: 'runs/teacher', checkpoint: 'best', config: 'c', weights: 'w' },
    ...{ threshold: 0.5, split: 'train', frames: 1, complete: true, date: '2026-01-01', cotrain: '0.1.0' },
  });
  return folder;
}

async function coco(t: ExecutionContext): Promise<{ root: string; dataset: Dataset }> {
  const root = await writeFiles(temporaryFolder(t), {
    'images/a.jpg': noisyImage('jpeg'),
    'instances.json': JSON.stringify({
      images: [{ id: 9, file_name: 'a.jpg' }],
      categories: [{ id: 7, name: 'tram' }],
      annotations: [{ id: 1, image_id: 9, category_id: 7, bbox: [1, 2, 3, 4], area: 12, iscrowd: 0 }],
    }),
  });
  return {
    root,
    dataset: await openCoco({ annotations: join(root, 'instances.json'), images: join(root, 'images') }),
  };
}

/** Truncates every photograph below a folder to its first half. */
function cutOff(root: string): void {
  for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.jpg')) continue;
    const bytes = readFileSync(join(root, name));
    writeFileSync(join(root, name), bytes.subarray(0, bytes.length / 2));
  }
}

/** Asserts that `labels` returns the same as `get`, without the pixels and without decoding photographs. */
async function compare(t: ExecutionContext, root: string, datasets: Record<string, Dataset>): Promise<void> {
  const read: [name: string, dataset: Dataset, index: number, expected: unknown][] = [];
  for (const [name, dataset] of Object.entries(datasets)) {
    for (const index of dataset.names.keys()) {
      const { image, ...sample } = await dataset.get(index);
      read.push([name, dataset, index, { ...sample, image: { height: image.height, width: image.width } }]);
    }
  }
  cutOff(root);
  for (const [name, dataset, index, expected] of read) {
    t.deepEqual(await dataset.labels!(index), expected as never, `${name}, frame ${index}`);
    await t.throwsAsync(dataset.get(index), { message: /cannot decode image/ }, `${name}, frame ${index}`);
    await t.throwsAsync(async () => dataset.labels!(dataset.length), { instanceOf: ArgumentError }, name);
  }
}

test('BDD100K and what is made of it give labels without decoding photographs', async (t) => {
  const { root, dataset } = await bdd100k(t);
  const split: TaskSplit = { setting: 'full', seed: 0, frames: { drivable: ['a'] } };
  await compare(t, root, {
    dataset,
    subset: subset(dataset, [1, 0]),
    split: applySplit(dataset, split),
    mapped: mapClasses(dataset, { det: { car: null } }, BDD100K_TASKS),
    concatenated: concatDatasets([
      { dataset, name: 'one' },
      { dataset: subset(dataset, [0]), name: 'two' },
    ]),
    'with pseudo labels': await withPseudoLabels(dataset, await pseudoLabels(t)),
    folder: await imageFolder(join(root, 'images/100k/train')),
  });
});

test('so do COCO and nuImages', async (t) => {
  const { root, dataset } = await coco(t);
  await compare(t, root, { dataset });
  const folder = await miniature(t);
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    if (file.endsWith('.jpg')) {
      const { width, height } = await sharp(join(folder, file)).metadata();
      writeFileSync(join(folder, file), await noisyImage('jpeg', width, height));
    }
  const nuImages = await openNuImages(folder, { version: 'v1.0-train' });
  t.is(nuImages.tasks, NUIMAGES_TASKS);
  await compare(t, folder, { nuImages });
});

test('a data set that cannot do without the image gives its samples', async (t) => {
  const scenes = sceneDataset({ count: 2, seed: 0, width: 64, height: 32 });
  t.deepEqual(await readLabels(scenes, 1), await scenes.get(1));
  t.deepEqual((await subset(scenes, [1]).labels!(0)).labels, (await scenes.get(1)).labels);
});

test("labels tell of a mask or a stated size that is not the photograph's", async (t) => {
  const { root, dataset } = await bdd100k(t);
  writeFileSync(join(root, 'labels/drivable/masks/train/b.png'), await maskPng([1], 64, 32));
  await t.throwsAsync(dataset.labels!(1), { message: /b\.png is 64x32, but its image .* is 128x256/ });
  writeFileSync(join(root, 'images/100k/train/c.jpg'), 'no image');
  await t.throwsAsync(dataset.labels!(2), { message: /cannot decode image .*c\.jpg/ });
});

test('batches keep their samples as they were read where that is asked for, in worker threads too', async (t) => {
  const { dataset } = await bdd100k(t);
  const transforms = [
    { type: 'resize', height: 32, width: 32 },
    { type: 'normalize', preset: 'imagenet' },
  ] as const;
  const expected = await Promise.all(dataset.names.map((_, index) => dataset.get(index)));
  for (const workers of [0, 1]) {
    for await (const batch of new Loader(dataset, { batchSize: 3, transforms, workers, keepSamples: true }))
      t.deepEqual(batch.samples, expected);
    for await (const batch of new Loader(dataset, { batchSize: 3, transforms, workers }))
      t.is(batch.samples, null);
  }
});
