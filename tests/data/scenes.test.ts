import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  DataConfigError,
  DataError,
  DETECTION_CATEGORIES,
  inspectDataset,
  openBdd100k,
  renderScene,
  type Scene,
  SEMANTIC_CLASSES,
  sceneDataset,
  writeScenes,
} from '@cotrain/data';
import { ArgumentError } from '@cotrain/torch';
import test from 'ava';
import { rowsOf } from '../boxRows.js';
import { extentOf, temporaryFolder } from './helpers.js';

const SIZE = { width: 320, height: 180 };
const scenes = Array.from({ length: 60 }, (_, index) => renderScene({ seed: 5, index, ...SIZE }));

const boxesOf = ({ labels }: Scene) => rowsOf(labels.det);
const maskOf = ({ labels }: Scene, task: 'sem_seg' | 'drivable') => {
  const label = labels[task];
  if (label.state !== 'present') throw new Error(`${task} is ${label.state}`);
  return label.value;
};

test('every pixel has a semantic and a drivable id', (t) => {
  for (const scene of scenes) {
    t.true(maskOf(scene, 'sem_seg').data.every((id) => id < SEMANTIC_CLASSES.length));
    t.true(maskOf(scene, 'drivable').data.every((id) => id < 3));
  }
});

test('boxes are the extents of what is seen of each instance', (t) => {
  let checked = 0;
  for (const scene of scenes) {
    for (const { id, edges } of boxesOf(scene)) {
      const extent = extentOf({ width: SIZE.width, data: scene.instances }, Number(id));
      t.deepEqual(edges, [extent!.x1, extent!.y1, extent!.x2 + 1, extent!.y2 + 1]);
      checked++;
    }
  }
  t.true(checked > 400, `${checked} boxes`);
});

test('an instance has the semantic class of its category and stands on no drivable pixel', (t) => {
  const semantic: Record<string, string> = { pedestrian: 'person' };
  for (const scene of scenes) {
    const { data } = maskOf(scene, 'sem_seg');
    const categories = new Map(boxesOf(scene).map((box) => [box.id, DETECTION_CATEGORIES[box.class]!]));
    const drivable = maskOf(scene, 'drivable').data;
    const wrong = data.findIndex((id, i) => {
      const category = categories.get(scene.instances[i]!);
      if (scene.instances[i]! > 0 && drivable[i] !== 2) return true;
      return category !== undefined && SEMANTIC_CLASSES[id] !== (semantic[category] ?? category);
    });
    t.is(wrong, -1, scene.name);
  }
});

test('only road is drivable, and the ego lane begins below the camera', (t) => {
  for (const scene of scenes) {
    const semantic = maskOf(scene, 'sem_seg').data;
    const drivable = maskOf(scene, 'drivable').data;
    t.is(
      drivable.findIndex((id, i) => id < 2 && semantic[i] !== 0),
      -1,
      scene.name,
    );
  }
  const below = (scene: Scene) =>
    maskOf(scene, 'drivable').data[(SIZE.height - 1) * SIZE.width + SIZE.width / 2];
  const direct = scenes.filter((scene) => below(scene) === 0).length;
  t.true(direct > 50, `${direct} of 60`);
});

test('truncated boxes touch the border, and occlusion occurs', (t) => {
  const boxes = scenes.flatMap(boxesOf);
  const touches = ({ edges: [x1, y1, x2, y2] }: (typeof boxes)[number]) =>
    x1 === 0 || y1 === 0 || x2 === SIZE.width || y2 === SIZE.height;
  t.true(boxes.some((box) => box.truncated));
  t.true(boxes.some((box) => box.occluded) && boxes.some((box) => !box.occluded));
  // A truncated object touches the border, unless something thin in front hides exactly that part.
  const cut = boxes.filter((box) => box.truncated && !box.occluded);
  t.true(cut.filter(touches).length >= 0.95 * cut.length, `${cut.filter(touches).length} of ${cut.length}`);
});

test('all classes, categories, settings and times of day occur', (t) => {
  const pixels = new Set(scenes.flatMap((scene) => [...new Set(maskOf(scene, 'sem_seg').data)]));
  t.deepEqual(
    SEMANTIC_CLASSES.filter((_, id) => !pixels.has(id)),
    [],
  );
  const categories = new Set(scenes.flatMap((scene) => boxesOf(scene).map((box) => box.class)));
  t.deepEqual(
    DETECTION_CATEGORIES.filter((_, id) => !categories.has(id)),
    [],
  );
  t.is(new Set(scenes.map((scene) => scene.attributes.timeofday)).size, 3);
  t.is(new Set(scenes.map((scene) => scene.attributes.scene)).size, 3);
  const drivable = new Set(scenes.flatMap((scene) => [...new Set(maskOf(scene, 'drivable').data)]));
  t.is(drivable.size, 3);
});

test('a scene is a function of seed, index and size', (t) => {
  for (const index of [0, 7]) {
    const again = renderScene({ seed: 5, index, ...SIZE });
    t.deepEqual(again, scenes[index]!);
    t.notDeepEqual(renderScene({ seed: 6, index, ...SIZE }).image, again.image);
  }
  t.is(new Set(scenes.map((scene) => Buffer.from(scene.image.data).toString('base64'))).size, scenes.length);
});

test('any size can be rendered', (t) => {
  for (const [width, height] of [
    [32, 32],
    [33, 47],
    [200, 40],
  ] as const) {
    const { image, labels } = renderScene({ seed: 1, index: 2, width, height });
    t.is(image.data.length, width * height * 3);
    t.is(labels.sem_seg.state, 'present');
  }
});

test('sceneDataset streams the same scenes and checks its options', async (t) => {
  const dataset = sceneDataset({ count: 3, seed: 5, start: 4, ...SIZE });
  t.is(dataset.length, 3);
  const sample = await dataset.get(2);
  t.is(sample.name, dataset.names[2]!);
  t.deepEqual(sample.image, scenes[6]!.image);
  await t.throwsAsync(async () => dataset.get(3), { instanceOf: ArgumentError });
  const make = (options: object) => () => sceneDataset({ count: 1, seed: 1, ...SIZE, ...options });
  t.throws(make({ width: 8 }), { instanceOf: DataConfigError, message: /width is 8/ });
  t.throws(make({ count: 0 }), { instanceOf: DataConfigError, message: /count is 0/ });
  t.throws(make({ seed: 1.5 }), { instanceOf: DataConfigError, message: /seed is 1\.5/ });
});

test('writeScenes writes BDD100K layout that reads back as it was made', async (t) => {
  const out = join(temporaryFolder(t), 'scenes');
  const progress: number[] = [];
  const written = await writeScenes({
    out,
    count: 5,
    seed: 5,
    valRatio: 0.4,
    ...SIZE,
    onProgress: (n) => progress.push(n),
  });
  t.deepEqual(written.images, { train: 3, val: 2 });
  t.deepEqual(progress, [1, 2, 3, 4, 5]);
  const val = await openBdd100k(out, { split: 'val', require: 'all' });
  const sample = await val.get(1);
  t.deepEqual(sample.labels.sem_seg, scenes[4]!.labels.sem_seg);
  t.deepEqual(sample.labels.drivable, scenes[4]!.labels.drivable);
  const strip = (boxes: ReturnType<typeof boxesOf>) => boxes.map(({ id: _, ...box }) => box);
  t.deepEqual(strip(rowsOf(sample.labels.det)), strip(boxesOf(scenes[4]!)));
  const { problems } = await inspectDataset(out);
  t.deepEqual(problems, []);
  await t.throwsAsync(writeScenes({ out, count: 1, seed: 1, ...SIZE }), {
    instanceOf: DataError,
    message: /not empty/,
  });
});

test('writeScenes can leave labels out', async (t) => {
  const out = temporaryFolder(t);
  await writeScenes({
    out,
    count: 8,
    seed: 1,
    valRatio: 0,
    width: 64,
    height: 48,
    labelRatio: { det: 0.5, sem_seg: 0.25 },
  });
  const { states } = await inspectDataset(out);
  t.deepEqual(states.sem_seg!.train, { present: 2, empty: 0, absent: 6 });
  t.is(states.det!.train.absent, 4);
  t.is(states.drivable!.train.present, 8);
});

test('writeScenes stops on abort and refuses what it cannot write to', async (t) => {
  const out = temporaryFolder(t);
  const abort = new AbortController();
  const onProgress = (done: number) => done === 2 && abort.abort();
  const options = { count: 50, seed: 1, width: 64, height: 48 };
  const stopped = await writeScenes({ out, ...options, onProgress, signal: abort.signal }).catch(
    (error) => error,
  );
  t.is(stopped, abort.signal.reason);
  t.is(readdirSync(join(out, 'images/100k/train')).length, 2);
  const file = join(temporaryFolder(t), 'file');
  writeFileSync(file, '');
  await t.throwsAsync(writeScenes({ out: file, ...options }), {
    instanceOf: DataError,
    message: /cannot write to/,
  });
  await t.throwsAsync(writeScenes({ out: join(file, 'x'), ...options }), { instanceOf: DataError });
  await t.throwsAsync(writeScenes({ out, ...options, valRatio: 2 }), { instanceOf: DataConfigError });
});
