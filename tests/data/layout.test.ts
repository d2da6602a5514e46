// Data sets in the layouts that occur in practice.
import { mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  applySplit,
  DataError,
  formatInspection,
  imageFolder,
  inspectDataset,
  openBdd100k,
  readSplit,
} from '@cotrain/data';
import test, { type ExecutionContext } from 'ava';
import sharp from 'sharp';
import { carLabel, frame, jpeg, maskPng, temporaryFolder, warnings, writeFiles } from './helpers.js';

const FILES = {
  'images/100k/train/ta.jpg': jpeg(),
  'images/100k/train/tb.jpg': jpeg(),
  'images/100k/val/va.jpg': jpeg(),
  'labels/det_20/det_train.json': JSON.stringify([frame('ta', [carLabel()]), frame('tb', null)]),
  'labels/det_20/det_val.json': JSON.stringify([frame('va', [carLabel()])]),
  'labels/drivable/masks/train/ta.png': maskPng([0]),
  'labels/drivable/masks/train/tb.png': maskPng([1]),
};
type Files = Parameters<typeof writeFiles>[1];

const folder = (t: ExecutionContext, files: Files = {}) =>
  writeFiles(temporaryFolder(t), { ...FILES, ...files });
const namesIn = async (root: string) => (await openBdd100k(root, { split: 'train' })).names;

for (const link of ['images', 'images/100k', 'images/100k/train', 'labels/drivable/masks/train']) {
  test(`a symbolic link in place of ${link}`, async (t) => {
    const root = await folder(t);
    const elsewhere = join(temporaryFolder(t), 'elsewhere');
    renameSync(join(root, link), elsewhere);
    symlinkSync(elsewhere, join(root, link));
    const dataset = await openBdd100k(root, { split: 'train', tasks: ['drivable'] });
    t.deepEqual(dataset.names, ['ta', 'tb']);
    t.is((await dataset.get(0)).labels.drivable.state, 'present');
  });
}

test('links to files are followed, links to nothing left out and told', async (t) => {
  const root = await folder(t);
  const elsewhere = join(temporaryFolder(t), 'stored.jpg');
  renameSync(join(root, 'images/100k/train/tb.jpg'), elsewhere);
  symlinkSync(elsewhere, join(root, 'images/100k/train/tb.jpg'));
  symlinkSync(join(root, 'nothing'), join(root, 'images/100k/train/tc.jpg'));
  const told = await warnings(root, async () => t.deepEqual(await namesIn(root), ['ta', 'tb']));
  t.is(told.length, 1);
  t.regex(told[0]!, /^broken symbolic links are skipped \(1, first: .*tc\.jpg\)$/);
  await t.throwsAsync(openBdd100k(root, { split: 'train', strict: true }), {
    instanceOf: DataError,
    message: /tc\.jpg: broken symbolic links/,
  });
  const { problems } = await inspectDataset(root);
  t.deepEqual(
    problems.filter(({ kind }) => kind === 'broken link').map(({ file }) => file),
    [join(root, 'images/100k/train/tc.jpg')],
  );
});

test('a circle of links ends', async (t) => {
  const root = await folder(t);
  symlinkSync(join(root, 'images/100k/train'), join(root, 'images/100k/train/again'));
  t.deepEqual(await namesIn(root), ['ta', 'tb']);
});

test('hidden files and leftovers of operating systems are not read as images, masks or labels', async (t) => {
  const rest = new Uint8Array([0, 5, 22, 7]);
  const root = await folder(t, {
    'images/100k/train/._ta.jpg': rest,
    'images/100k/train/.tb.jpg': rest,
    'images/100k/train/Thumbs.db': rest,
    'images/100k/train/.DS_Store': rest,
    'images/100k/__MACOSX/train/ta.jpg': rest,
    'images/__MACOSX/train/tz.jpg': rest,
    'images/.hidden/train/ty.jpg': rest,
    'images/100k/train/.trash/tx.jpg': rest,
    'labels/drivable/masks/train/._ta.png': rest,
    'labels/det_20/._det_train.json': rest,
  });
  t.deepEqual(await namesIn(root), ['ta', 'tb']);
  t.deepEqual((await imageFolder(join(root, 'images/100k/train'))).names, ['ta', 'tb']);
  const { problems, images } = await inspectDataset(root);
  t.deepEqual([images.train, problems.filter(({ split }) => split === 'train')], [2, []]);
});

test('only known image endings are cut off names, in any case', async (t) => {
  const root = await writeFiles(temporaryFolder(t), {
    'images/100k/train/clip.0001.jpg': jpeg(),
    'images/100k/train/clip.0002.JPEG': jpeg(),
    'images/100k/train/clip.0003.PNG': maskPng([7]),
    'labels/det_20/det_train.json': JSON.stringify([
      { name: 'clip.0001', labels: [carLabel()] },
      { name: 'clip.0002.JPEG', labels: [carLabel()] },
      { name: 'train/clip.0003.png', labels: [] },
    ]),
    'labels/sem_seg/masks/train/clip.0001.png': maskPng([0]),
    'labels/sem_seg/masks/train/clip.0002.Png': maskPng([0]),
  });
  const dataset = await openBdd100k(root, { split: 'train' });
  t.deepEqual(dataset.names, ['clip.0001', 'clip.0002', 'clip.0003']);
  t.deepEqual(
    dataset.names.map((_, i) => dataset.labelled(i)),
    [true, true, false].map((sem_seg) => ({ det: true, sem_seg, drivable: false })),
  );
  t.deepEqual((await imageFolder(join(root, 'images/100k/train'))).names, dataset.names);
});

test('images and masks in folders of a split are found', async (t) => {
  const root = await folder(t);
  const move = (from: string, to: string) => {
    mkdirSync(join(root, to, '..'), { recursive: true });
    renameSync(join(root, from), join(root, to));
  };
  move('images/100k/train/ta.jpg', 'images/100k/train/trainA/ta.jpg');
  move('images/100k/train/tb.jpg', 'images/100k/train/trainB/tb.jpg');
  move('labels/drivable/masks/train/tb.png', 'labels/drivable/masks/train/trainB/tb.png');
  const dataset = await openBdd100k(root, { split: 'train', require: 'all', tasks: ['drivable'] });
  t.deepEqual(dataset.names, ['ta', 'tb']);
  t.is((await dataset.get(1)).name, 'tb');
});

test('byte-order marks and Windows line ends in label and split files', async (t) => {
  const labels = JSON.stringify([frame('ta', [carLabel()]), frame('tb', null)], null, 1);
  const split = {
    ...{ format: 'cotrain-split', version: 1, setting: 'disjoint-normal', seed: 0 },
    frames: { det: ['ta'], drivable: ['tb'] },
  };
  const windows = (text: string) => `\uFEFF${text.replaceAll('\n', '\r\n')}`;
  const root = await folder(t, {
    'labels/det_20/det_train.json': windows(labels),
    'split.json': windows(JSON.stringify(split, null, 1)),
  });
  const dataset = await openBdd100k(root, { split: 'train' });
  t.deepEqual(dataset.labelled(0), { det: true, sem_seg: false, drivable: true });
  t.deepEqual(applySplit(dataset, await readSplit(join(root, 'split.json'))).names, ['ta', 'tb']);
});

test('boxes that the toolkit passes over are left out and told, or errors', async (t) => {
  const labels = [
    carLabel(),
    carLabel(0, 0, 1, 1, 'dragon'),
    carLabel(0, 0, 1, 1, 'lane'),
    carLabel(5, 1, 2, 3),
  ];
  const root = await folder(t, { 'labels/det_20/det_train.json': JSON.stringify([frame('ta', labels)]) });
  const told = await warnings(root, async () => {
    const { det } = (await (await openBdd100k(root, { split: 'train' })).get(0)).labels;
    t.is(det.state === 'present' && det.value.classes.length, 1);
  });
  t.is(told.length, 2);
  t.regex(told[0]!, /^boxes of unknown categories are skipped \(2, first: .*det_train\.json, .*"dragon"/);
  t.regex(told[1]!, /^boxes without area are skipped \(1,/);
  await t.throwsAsync(openBdd100k(root, { split: 'train', strict: true }), {
    message: /label 1: unknown category/,
  });
});

test('an image is turned upright, and then must have the size that its labels tell', async (t) => {
  const turned = sharp({ create: { width: 8, height: 6, channels: 3, background: '#fff' } })
    .jpeg()
    .withMetadata({ orientation: 6 })
    .toBuffer();
  const stating = (width: number, height: number) =>
    JSON.stringify([{ ...frame('ta', [carLabel(0, 0, 3, 7)]), size: { width, height } }]);
  const upright = await folder(t, {
    'images/100k/train/ta.jpg': turned,
    'labels/det_20/det_train.json': stating(6, 8),
    'labels/drivable/masks/train/ta.png': maskPng([0], 6, 8),
  });
  const { image } = await (await openBdd100k(upright, { split: 'train' })).get(0);
  t.deepEqual([image.width, image.height], [6, 8]);
  const lying = await folder(t, {
    'images/100k/train/ta.jpg': turned,
    'labels/det_20/det_train.json': stating(8, 6),
  });
  await t.throwsAsync((await openBdd100k(lying, { split: 'train', tasks: ['det'] })).get(0), {
    instanceOf: DataError,
    message: /det_train\.json gives the size of .*ta\.jpg as 8x6, but the upright image is 6x8/,
  });
  const { problems } = await inspectDataset(lying);
  t.regex(problems.find(({ kind }) => kind === 'image size')?.message ?? '', /ta\.jpg is 6x8, but 8x6 in/);
});

test('an option applies colour profiles, in worker threads too', async (t) => {
  const wide = sharp({ create: { width: 8, height: 6, channels: 3, background: '#c02040' } })
    .withIccProfile('p3')
    .png()
    .toBuffer();
  const root = await folder(t, { 'images/100k/train/ta.jpg': wide });
  const first = async (options: { applyProfiles?: boolean }) => {
    const dataset = await openBdd100k(root, { split: 'train', ...options });
    const { loadSample } = (await import(
      dataset.source(0).module
    )) as typeof import('../../packages/data/src/bdd100k/frame.js');
    t.deepEqual(await loadSample(dataset.source(0).args as never), await dataset.get(0));
    return (await dataset.get(0)).image.data.subarray(0, 3);
  };
  const [applied, plain] = [await first({ applyProfiles: true }), await first({})];
  const apart = (pixel: Uint8Array) => [192, 32, 64].map((value, c) => Math.abs(value - pixel[c]!));
  t.true(Math.max(...apart(applied)) <= 1, String(applied));
  t.true(Math.max(...apart(plain)) > 5, String(plain));
});

test('inspect tells of frames that are in both splits', async (t) => {
  const root = await folder(t, { 'images/10k/train/va.jpg': jpeg() });
  writeFileSync(join(root, 'labels/drivable/masks/train/va.png'), await maskPng([0]));
  const inspection = await inspectDataset(root);
  t.regex(formatInspection(inspection), /same frame in two splits: 1\n.*va\.jpg is also a training image/);
});
