import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  BDD100K_TASKS,
  DataConfigError,
  DataError,
  DETECTION_CATEGORIES,
  MaskIdError,
  openBdd100k,
} from '@cotrain/data';
import { ArgumentError } from '@cotrain/torch';
import test from 'ava';
import { rowsOf } from '../boxRows.js';
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

const det = (frames: unknown) => ({ 'labels/det_20/det_train.json': JSON.stringify(frames) });

test('joins images of every set with their labels by frame name', async (t) => {
  const root = await writeFiles(temporaryFolder(t), {
    'images/100k/train/a.jpg': jpeg(),
    'images/10k/train/b.jpg': jpeg(),
    'labels/sem_seg/masks/train/b.png': maskPng([0, 13, 255]),
    'labels/drivable/masks/train/a.png': maskPng([0, 1, 2]),
    ...det([frame('a', [carLabel()])]),
  });
  const dataset = await openBdd100k(root, { split: 'train' });
  t.deepEqual(dataset.names, ['a', 'b']);
  t.deepEqual(dataset.tasks, BDD100K_TASKS);
  t.deepEqual(dataset.labelled(0), { det: true, sem_seg: false, drivable: true });
  t.deepEqual(dataset.labelled(1), { det: false, sem_seg: true, drivable: false });
  const [a, b] = [await dataset.get(0), await dataset.get(1)];
  t.deepEqual([a.image.width, a.image.height, a.image.data.length], [8, 6, 8 * 6 * 3]);
  t.is(a.labels.det.state, 'present');
  t.deepEqual(rowsOf(a.labels.det), [
    { class: DETECTION_CATEGORIES.indexOf('car'), edges: [1, 1, 5, 4], id: 7, occluded: true },
  ]);
  t.is(a.labels.sem_seg.state, 'absent');
  t.is(b.labels.det.state, 'absent');
  t.true(b.labels.sem_seg.state === 'present' && b.labels.sem_seg.value.data[1] === 13);
});

test('absent, empty and present are three things', async (t) => {
  const root = await writeFiles(temporaryFolder(t), {
    'images/100k/train/unlisted.jpg': jpeg(),
    'images/100k/train/missing.jpg': jpeg(),
    'images/100k/train/null.jpg': jpeg(),
    'images/100k/train/empty.jpg': jpeg(),
    'images/100k/train/present.jpg': jpeg(),
    'labels/sem_seg/masks/train/missing.png': maskPng([255]),
    'labels/sem_seg/masks/train/null.png': maskPng([255, 0]),
    ...det([
      { name: 'missing.jpg' },
      frame('null', null),
      frame('empty', []),
      frame('present', [carLabel()]),
    ]),
  });
  const dataset = await openBdd100k(root, { split: 'train' });
  const states = async (name: string) => {
    const { labels } = await dataset.get(dataset.names.indexOf(name));
    return [labels.det.state, labels.sem_seg.state, labels.drivable.state];
  };
  t.deepEqual(dataset.names, ['empty', 'missing', 'null', 'present']);
  t.deepEqual(await states('missing'), ['absent', 'empty', 'absent']);
  t.deepEqual(await states('null'), ['absent', 'present', 'absent']);
  t.deepEqual(await states('empty'), ['empty', 'absent', 'absent']);
  t.deepEqual(await states('present'), ['present', 'absent', 'absent']);
  t.deepEqual(dataset.skipped, [{ name: 'unlisted', reason: 'the image has no label for det, sem_seg' }]);
});

test('older names, ignored categories and boxless labels', async (t) => {
  const names = ['person', 'bike', 'motor', 'van', 'caravan', 'other person', 'other vehicle', 'trailer'];
  const lane = { id: 'x', category: 'lane', poly2d: [] };
  const crowd = { category: 'rider', attributes: { crowd: true }, box2d: { x1: 2, y1: 2, x2: 2, y2: 2 } };
  const root = await writeFiles(temporaryFolder(t), {
    'images/100k/train/a.jpg': jpeg(),
    ...det([frame('a', [...names.map((name) => carLabel(0, 0, 1, 1, name)), lane, crowd])]),
  });
  const { labels } = await (await openBdd100k(root, { split: 'train' })).get(0);
  const boxes = rowsOf(labels.det);
  t.deepEqual(
    boxes.map((box) => [DETECTION_CATEGORIES[box.class], box.ignored ?? false]),
    [
      ['pedestrian', false],
      ['bicycle', false],
      ['motorcycle', false],
      ['car', false],
      ['car', false],
      ['pedestrian', true],
      ['car', true],
      ['truck', true],
      ['rider', false],
    ],
  );
  t.true(boxes.at(-1)!.crowd);
  t.false('id' in boxes.at(-1)!);
});

test('require, tasks and drivableFolder choose frames and labels', async (t) => {
  const root = await writeFiles(temporaryFolder(t), {
    'images/100k/train/a.jpg': jpeg(),
    'images/100k/train/b.jpg': jpeg(),
    'labels/sem_seg/masks/train/a.png': maskPng([0]),
    'labels/drivable/masks/train/a.png': maskPng([0]),
    'labels/drivable/masks/train/b.png': maskPng([1]),
    'labels/drivable/masks/train/orphan.png': maskPng([1]),
    'labels/drivable_road_only/masks/train/b.png': maskPng([2]),
  });
  const all = await openBdd100k(root, { split: 'train', require: 'all' });
  t.deepEqual(all.names, ['a']);
  t.deepEqual(all.skipped, [
    { name: 'b', reason: 'the image has no label for sem_seg' },
    { name: 'orphan', reason: 'its drivable label has no image' },
  ]);
  const drivable = await openBdd100k(root, { split: 'train', tasks: ['drivable'] });
  t.deepEqual(drivable.names, ['a', 'b']);
  t.is((await drivable.get(0)).labels.sem_seg.state, 'absent');
  const roadOnly = await openBdd100k(root, {
    split: 'train',
    tasks: ['drivable'],
    drivableFolder: 'drivable_road_only',
  });
  const { labels } = await roadOnly.get(0);
  t.true(labels.drivable.state === 'present' && labels.drivable.value.data[0] === 2);
});

test('an empty or missing data set, and tasks without labels, are named', async (t) => {
  const root = temporaryFolder(t);
  const missing = join(root, 'nowhere');
  await t.throwsAsync(openBdd100k(missing, { split: 'train' }), {
    instanceOf: DataError,
    message: /nowhere is missing/,
  });
  await t.throwsAsync(openBdd100k(root, { split: 'train' }), {
    message: /no images for "train"; looked in .*images/,
  });
  await writeFiles(root, {
    'images/100k/train/a.jpg': jpeg(),
    'labels/sem_seg/masks/train/b.png': maskPng([0]),
  });
  await t.throwsAsync(openBdd100k(root, { split: 'train', tasks: ['det'] }), {
    message: /no det labels.*det_train\.json/,
  });
  await t.throwsAsync(openBdd100k(root, { split: 'train' }), {
    message: /no "train" frame labelled for any of sem_seg/,
  });
  await t.throwsAsync(openBdd100k(root, { split: 'val' }), { message: /no images for "val"/ });
  await t.throwsAsync(openBdd100k(root, { split: 'test' as 'val' }), { instanceOf: DataConfigError });
  await t.throwsAsync(openBdd100k(root, { split: 'val', tasks: [] }), { instanceOf: DataConfigError });
});

const badJson: [title: string, text: string, message: RegExp][] = [
  ['empty file', '', /the file is empty/],
  [
    'an object without frames',
    '{"images": [], "x": {"frames": [1]}}',
    /an object with "frames"; the object has none/,
  ],
  ['a text', '"frames"', /must begin with "\[" or "\{"/],
  ['frames of another type', '{"frames": {}}', /the object has none/],
  ['an object cut off', '{"frames": [{"name": "a.jpg"}], "config": ', /it is incomplete/],
  ['NaN', '[{"name": "a.jpg", "x": NaN}]', /element 0 \("a\.jpg"\) is not valid JSON: it contains NaN/],
  ['cut off', '[{"name": "a.jpg"', /ends inside element 0: it is incomplete/],
  ['cut between frames', '[{"name": "a.jpg"},', /ends inside element 1/],
  ['no JSON', '[\n{"name": "a.jpg"},\n{name: 1}]', /line 3: element 1 is not valid JSON/],
  ['two commas', '[{"name": "a.jpg"},,{"name": "b.jpg"}]', /element 1 is missing next to a comma/],
  ['text after the end', '[] x', /unexpected content after the end/],
  ['mismatched bracket', '[}', /"}" closes the array/],
  ['a frame without name', '[{"labels": []}]', /frame 0: name: /],
  ['labels of another type', '[{"name": "a.jpg", "labels": {}}]', /frame 0 \("a\.jpg"\): labels: /],
  [
    'unknown category',
    JSON.stringify([frame('a', [carLabel(0, 0, 1, 1, 'dragon')])]),
    /label 0: unknown category "dragon"/,
  ],
  [
    'box without a number',
    JSON.stringify([frame('a', [carLabel(), carLabel('1' as never)])]),
    /labels\.1\.box2d\.x1: /,
  ],
  ['box without area', JSON.stringify([frame('a', [carLabel(5, 1, 2, 3)])]), /label 0: box2d .* has no area/],
  [
    'repeated frame',
    JSON.stringify([frame('a', []), frame('a', [])]),
    /frame 1 \("a\.jpg"\): the same name as frame 0/,
  ],
];
for (const [title, text, message] of badJson) {
  test(`bad detection file: ${title}`, async (t) => {
    const root = await writeFiles(temporaryFolder(t), {
      'images/100k/train/a.jpg': jpeg(),
      'labels/det_20/det_train.json': text,
    });
    const error = await t.throwsAsync(openBdd100k(root, { split: 'train', strict: true }), {
      instanceOf: DataError,
      message,
    });
    t.regex((error as DataError).file ?? '', /det_train\.json$/);
    t.true(error?.message.includes('det_train.json'));
  });
}

test('a detection file with a byte order mark, strings full of brackets, and more than one chunk', async (t) => {
  const name = 'a]}[{,"\\é';
  const frames = [frame(name, []), ...Array.from({ length: 4000 }, (_, i) => frame(`f${i}`, [carLabel()]))];
  const root = await writeFiles(temporaryFolder(t), {
    'images/100k/train/f3999.jpg': jpeg(),
    'labels/det_20/det_train.json': `\uFEFF \n${JSON.stringify(frames, null, 2)}\n`,
  });
  const dataset = await openBdd100k(root, { split: 'train' });
  t.deepEqual(dataset.names, ['f3999']);
  t.is(dataset.skipped.length, 4000);
});

const badFiles: [title: string, files: Record<string, Promise<Uint8Array>>, message: RegExp][] = [
  [
    'mask of another size',
    { 'labels/sem_seg/masks/train/a.png': maskPng([0], 6, 8) },
    /a\.png is 6x8, but its image .*a\.jpg is 8x6/,
  ],
  [
    'semantic id out of range',
    { 'labels/sem_seg/masks/train/a.png': maskPng([0, 0, 19]) },
    /class id 19 at x=2, y=0; ids are 0-18/,
  ],
  [
    'drivable id out of range',
    { 'labels/drivable/masks/train/a.png': maskPng([3]) },
    /class id 3 at x=0, y=0; ids are 0-2/,
  ],
  [
    'colormap instead of mask',
    { 'labels/sem_seg/masks/train/a.png': noisyImage('png', 8, 6) },
    /8-bit png with 3 channels.*not the colormaps/,
  ],
  [
    'truncated jpeg',
    { 'images/100k/train/a.jpg': noisyImage('jpeg').then((b) => b.subarray(0, b.length / 2)) },
    /cannot decode image .*a\.jpg/,
  ],
  [
    'no image at all',
    { 'images/100k/train/a.jpg': Promise.resolve(new Uint8Array(20)) },
    /cannot decode image .*a\.jpg/,
  ],
  [
    'truncated mask',
    {
      'labels/sem_seg/masks/train/a.png': maskPng(
        Array.from({ length: 997 }, (_, i) => (i * i) % 19),
        64,
        64,
      ).then((b) => b.subarray(0, b.length / 2)),
    },
    /cannot decode mask .*a\.png/,
  ],
];
for (const [title, files, message] of badFiles) {
  test(`bad file: ${title}`, async (t) => {
    const root = await writeFiles(temporaryFolder(t), {
      'images/100k/train/a.jpg': jpeg(),
      'labels/sem_seg/masks/train/a.png': maskPng([0]),
      ...files,
    });
    const dataset = await openBdd100k(root, { split: 'train' });
    const error = await t.throwsAsync(dataset.get(0), { instanceOf: DataError, message });
    t.is(error instanceof MaskIdError, title.includes('id out of range'));
  });
}

test('a file that vanished after the data set was opened', async (t) => {
  const root = await writeFiles(temporaryFolder(t), {
    'images/100k/train/a.jpg': jpeg(),
    'labels/sem_seg/masks/train/a.png': maskPng([0]),
  });
  const dataset = await openBdd100k(root, { split: 'train' });
  const { rmSync } = await import('node:fs');
  rmSync(join(root, 'images/100k/train/a.jpg'));
  await t.throwsAsync(dataset.get(0), { instanceOf: DataError, message: /cannot read .*a\.jpg: ENOENT/ });
  t.throws(() => dataset.labelled(1), { instanceOf: ArgumentError });
});

test('grey images become RGB', async (t) => {
  const root = await writeFiles(temporaryFolder(t), { 'labels/sem_seg/masks/train/a.png': maskPng([0]) });
  await writeFiles(root, { 'images/100k/train/a.png': maskPng([10, 250]) });
  const { image } = await (await openBdd100k(root, { split: 'train' })).get(0);
  t.deepEqual([...image.data.subarray(0, 6)], [10, 10, 10, 250, 250, 250]);
});

test('camvid-bdd: 367 training and 334 validation frames', async (t) => {
  if (skipWithoutCamvid(t)) return;
  const train = await openBdd100k(CAMVID, { split: 'train' });
  const val = await openBdd100k(CAMVID, { split: 'val', require: 'all' });
  t.deepEqual([train.length, val.length], [367, 334]);
  // Three training frames have no labels field: not labelled, rather than empty.
  const unlabelled = train.names.filter((_, i) => !train.labelled(i).det);
  t.deepEqual(unlabelled, ['0006R0_f03030', '0006R0_f03060', '0016E5_05760']);
  const { image, labels } = await val.get(0);
  t.deepEqual([image.width, image.height], [480, 360]);
  t.is(labels.sem_seg.state, 'present');
});

test('a hidden temporary file is not read as an image', async (t) => {
  const root = await writeFiles(temporaryFolder(t), {
    'images/100k/train/a.jpg': jpeg(),
    'labels/sem_seg/masks/train/a.png': maskPng([0]),
  });
  writeFileSync(join(root, 'images/100k/train/a.jpg.123.tmp'), 'x');
  t.is((await openBdd100k(root, { split: 'train' })).length, 1);
});
