import { join } from 'node:path';
import {
  type Boxes,
  type BoxTensors,
  boxesOf,
  boxesPlace,
  boxLabel,
  DETECTION_CATEGORIES,
  filterBoxes,
  labelKind,
  openBdd100k,
  openCoco,
  openNuImages,
  type TaskLabel,
  takeBoxes,
} from '@cotrain/data';
import { BoxMetrics } from '@cotrain/metrics';
import { ArgumentError } from '@cotrain/torch';
import test, { type ExecutionContext } from 'ava';
import { rowsOf } from '../boxRows.js';
import { frame, jpeg, temporaryFolder, writeFiles } from './helpers.js';
import { miniature } from './nuimages-miniature.js';

const columns = {
  ...{ boxes: [0, 1, 10, 21, 5, 5, 6, 6], classes: [2, 0], scores: [0.5, 0.25] },
  ...{ crowd: [false, true], ids: ['a', undefined] },
};

test('columns are copied, and those that say nothing are left out', (t) => {
  const given = Float64Array.from(columns.boxes);
  const boxes = boxesOf({ ...columns, boxes: given, ignored: [0, 0], sizes: [10, 20, 1, 1] });
  given.fill(0);
  t.deepEqual(boxes, {
    boxes: Float64Array.from(columns.boxes),
    classes: Int32Array.of(2, 0),
    scores: Float64Array.of(0.5, 0.25),
    crowd: Uint8Array.of(0, 1),
    ids: ['a', null],
  });
  t.deepEqual(boxesOf({ boxes: [0, 0, 3, 3], classes: [0], sizes: [3, 4] }).sizes, Float64Array.of(3, 4));
  const none = boxesOf({ boxes: [], classes: [], scores: [], ids: [], sizes: [] });
  t.deepEqual(none, { boxes: new Float64Array(), classes: new Int32Array(), scores: new Float64Array() });
  t.deepEqual(boxLabel(none), { state: 'empty' });
});

test('columns that do not fit are refused by name', (t) => {
  const refused = (wrong: object, message: RegExp) =>
    t.throws(() => boxesOf({ ...columns, ...wrong }), { instanceOf: ArgumentError, message });
  refused({ boxes: [1, 2, 3] }, /^2 boxes: their boxes are 3 entries, expected 8$/);
  refused({ scores: [1] }, /their scores are 1 entries, expected 2/);
  refused({ crowd: [] }, /their crowd are 0 entries, expected 2/);
  refused({ sizes: [1, 2] }, /their sizes are 2 entries, expected 4/);
  refused({ classes: [0, 1.5] }, /a box has the class id 1\.5/);
  refused({ classes: [0, Number.NaN] }, /a box has the class id NaN/);
});

test('rows are taken with all their columns', (t) => {
  const boxes = boxesOf({ ...columns, areas: [7, 8] });
  t.deepEqual(takeBoxes(boxes, [1, 0, 1]), {
    boxes: Float64Array.of(5, 5, 6, 6, 0, 1, 10, 21, 5, 5, 6, 6),
    classes: Int32Array.of(0, 2, 0),
    scores: Float64Array.of(0.25, 0.5, 0.25),
    crowd: Uint8Array.of(1, 0, 1),
    ids: [null, 'a', null],
    areas: Float64Array.of(8, 7, 8),
  });
  t.deepEqual(
    filterBoxes(boxes, (row) => boxes.scores[row]! > 0.3),
    takeBoxes(boxes, [0]),
  );
  t.is(takeBoxes(boxes, []).classes.length, 0);
});

const BOX2D = { x1: 0.1, y1: 1.7, x2: 63.3, y2: 127.9 };
const LABELS = [
  { id: '7', category: 'car', attributes: { occluded: true, truncated: false, crowd: true }, box2d: BOX2D },
  { category: 'trailer', box2d: { x1: 1, y1: 2, x2: 3, y2: 4 } },
];

async function bdd100k(t: ExecutionContext) {
  const frames = [frame('a', LABELS), frame('b', []), frame('c', null)];
  const root = await writeFiles(temporaryFolder(t), {
    ...Object.fromEntries(['a', 'b', 'c'].map((name) => [`images/100k/train/${name}.jpg`, jpeg(200, 200)])),
    'labels/det_20/det_train.json': JSON.stringify(frames),
  });
  return { root, dataset: await openBdd100k(root, { split: 'train', require: 'none' }) };
}

async function coco(root: string) {
  const annotation = { id: 1, image_id: 1, category_id: 1, area: 5, iscrowd: 1 };
  const instances = {
    images: [{ id: 1, file_name: 'a.jpg', width: 200, height: 200 }],
    categories: [{ id: 1, name: 'car' }],
    annotations: [{ ...annotation, bbox: [0.1, 0.2, 62.3, 31.9] }],
  };
  await writeFiles(root, { 'coco.json': JSON.stringify(instances) });
  return openCoco({ annotations: join(root, 'coco.json'), images: join(root, 'images/100k/train') });
}

test('files in three conventions become half-open edges', async (t) => {
  const { root, dataset } = await bdd100k(t);
  const [car, truck] = ['car', 'truck'].map((name) => DETECTION_CATEGORIES.indexOf(name as 'car'));
  t.deepEqual(rowsOf((await dataset.get(0)).labels.det), [
    { class: car!, edges: [0.1, 1.7, 63.3 + 1, 127.9 + 1], id: '7', occluded: true, crowd: true },
    { class: truck!, edges: [1, 2, 4, 5], ignored: true },
  ]);
  const [box] = rowsOf((await (await coco(root)).get(0)).labels.det);
  t.deepEqual(box, { class: 0, edges: [0.1, 0.2, 0.1 + 62.3, 0.2 + 31.9], crowd: true });
});

test('sizes are those of the official scorer, to the last bit', async (t) => {
  const { root, dataset } = await bdd100k(t);
  const { det } = (await dataset.get(0)).labels;
  const sizes = (label: TaskLabel<Boxes>) => label.state === 'present' && [...(label.value.sizes ?? [])];
  t.deepEqual(sizes(det), [63.3 - 0.1 + 1, 127.9 - 1.7 + 1, 3, 3]);
  t.not(63.3 + 1 - 0.1, 63.3 - 0.1 + 1, 'they are not what follows from the edges');
  const truth = (await coco(root)).scored!(0, 'det') as Boxes;
  t.deepEqual([...truth.sizes!, ...truth.areas!, ...truth.crowd!], [62.3, 31.9, 5, 1]);

  // Exactly 32 x 32 by the file's numbers, which is small and medium; slightly less by its edges.
  const box = { x1: 0.3, y1: 0.3, x2: 31.3, y2: 31.3 };
  t.is(box.x2 - box.x1 + 1, 32);
  t.true(box.x2 + 1 - box.x1 < 32);
  const edges = [box.x1, box.y1, box.x2 + 1, box.y2 + 1];
  const boxes = boxesOf({ boxes: edges, classes: [0], scores: [1], sizes: [32, 32] });
  const metrics = new BoxMetrics({ classes: ['car'], format: 'coco' });
  metrics.update('a', boxes, boxes);
  t.true(metrics.compute().APm > 99);
});

test('what is changed in a label is changed for nobody else', async (t) => {
  const { root, dataset } = await bdd100k(t);
  for (const set of [dataset, await coco(root)]) {
    const [first, second] = [await set.get(0), await set.labels!(0)];
    if (first.labels.det.state !== 'present') throw new Error('there are boxes');
    first.labels.det.value.boxes.fill(-1);
    first.labels.det.value.classes.fill(9);
    t.deepEqual((await set.get(0)).labels.det, second.labels.det);
  }
});

test('labels have the keys that records of earlier runs hold', async (t) => {
  const { root, dataset } = await bdd100k(t);
  const keys = await Promise.all([0, 1, 2].map((index) => dataset.labelKeys!(index)));
  t.deepEqual(keys, [{ det: '68bf5362a17f' }, { det: '56ef94ec99d6' }, {}]);
  t.deepEqual(await (await coco(root)).labelKeys!(0), { det: 'd1603e3e1973' });
  const nuImages = await openNuImages(await miniature(t), { version: 'v1.0-train' });
  t.is((await nuImages.labelKeys!(0)).det, 'eda8a71161ca');
  const store = labelKind('boxes').store!;
  const place = boxesPlace(root, 'det', 'val');
  const box2d = { x1: Math.fround(0.1), y1: 1, x2: Math.fround(63.3) - 1, y2: 2.5 };
  const frames = [{ category: 'car', score: 0.5, box2d }].map((label) => ({
    ...{ name: 'a.jpg', size: { width: 9, height: 9 }, labels: [label] },
  }));
  await writeFiles(root, { 'labels/det_20/det_val.json': JSON.stringify([...frames, { name: 'b.jpg' }]) });
  const found = [...(await store.find(place, DETECTION_CATEGORIES)).values()];
  t.deepEqual(await Promise.all(found.map((entry) => store.contentKey(entry))), [
    '3956dde51516',
    'b6624ca5a8f5',
  ]);
});

test('a batch gives its boxes away without copying them', (t) => {
  const kind = labelKind('boxes');
  const labels = [
    boxLabel(boxesOf(columns), { classes: [0, 2] }),
    { state: 'absent' },
    { state: 'empty' },
  ] as const;
  const host = kind.collate(labels, { height: 32, width: 32 });
  const buffers = kind.buffers!(host);
  t.is(new Set(buffers).size, buffers.length);
  const moved = structuredClone(host, { transfer: buffers as ArrayBuffer[] });
  t.true(buffers.every((buffer) => buffer.byteLength === 0));
  const context = { classes: 3, device: 'cpu', size: { height: 32, width: 32 } } as const;
  const [first, second, third] = kind.targets(moved, context) as (BoxTensors | null)[];
  t.deepEqual(first!.boxes.toArray(), [[0, 1, 10, 21]]);
  t.deepEqual(first!.classes.toArray(), [2]);
  t.deepEqual(first!.ignored!.toArray(), [[5, 5, 6, 6]]);
  t.is(second, null, 'not labelled');
  t.deepEqual([third!.boxes.toArray(), third!.ignored], [[], undefined]);
});
