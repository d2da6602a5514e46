import {
  BDD100K_TASKS,
  DataConfigError,
  DEPTH_TASK,
  decodeLane,
  inspectDataset,
  LANE_TASKS,
  openBdd100k,
  renderScene,
  type Scene,
  SEMANTIC_CLASSES,
  sceneDataset,
  splitLaneMask,
  writeScenes,
} from '@cotrain/data';
import test from 'ava';
import { assertClose } from '../assertClose.js';
import { temporaryFolder } from './helpers.js';

const SIZE = { width: 320, height: 180 };
const scenes = Array.from({ length: 30 }, (_, index) => renderScene({ seed: 5, index, ...SIZE }));
const { lane_style, lane_direction } = LANE_TASKS;

const maskOf = ({ labels }: Scene, task: 'sem_seg' | 'drivable') => {
  const label = labels[task];
  if (label.state !== 'present') throw new Error(`${task} is ${label.state}`);
  return label.value;
};

test('the bytes of lane markings say what the class maps say, and markings are painted on the ground', (t) => {
  const seen = new Set<string>();
  for (const scene of scenes) {
    const { lanes, labels } = scene;
    const maps = splitLaneMask(lanes);
    for (const attribute of ['direction', 'style', 'category'] as const)
      t.deepEqual(labels[`lane_${attribute}`], {
        state: 'present',
        value: { ...SIZE, data: maps[attribute] },
      });
    const semantic = maskOf(scene, 'sem_seg').data;
    const surfaces = new Set<string>();
    for (const [i, byte] of lanes.entries()) {
      const marking = decodeLane(byte);
      if (!marking) continue;
      seen.add(Object.values(marking).join(' '));
      // A crosswalk continues over the paved strip between the directions.
      if (marking.category !== 'crosswalk') surfaces.add(SEMANTIC_CLASSES[semantic[i]!]!);
      if (scene.instances[i] !== 0) t.fail(`${scene.name}: a marking on an object`);
    }
    t.deepEqual([...surfaces], surfaces.size === 0 ? [] : ['road'], scene.name);
  }
  t.deepEqual([...seen].sort(), [
    'parallel dashed single white',
    'parallel dashed single yellow',
    'parallel solid double yellow',
    'parallel solid single white',
    'parallel solid single yellow',
    'vertical solid crosswalk',
    'vertical solid single white',
  ]);
});

test('markings are paint: lighter than the road beside them', (t) => {
  for (const scene of scenes.filter(({ attributes }) => attributes.timeofday === 'daytime').slice(0, 8)) {
    const semantic = maskOf(scene, 'sem_seg').data;
    const mean = (isIn: (i: number) => boolean) => {
      const pixels = [...semantic.keys()].filter((i) => semantic[i] === 0 && isIn(i));
      return pixels.reduce((sum, i) => sum + scene.image.data[3 * i]!, 0) / pixels.length;
    };
    const [paint, road] = [mean((i) => scene.lanes[i] !== 255), mean((i) => scene.lanes[i] === 255)];
    t.true(paint > road + 20, `${scene.name}: ${paint} beside ${road}`);
  }
});

test('depth: of a flat road the inverse of the rows below the horizon, nearer for what stands before it, NaN in the sky', (t) => {
  const { width, height } = SIZE;
  for (const scene of scenes) {
    const { depth } = scene.labels;
    if (depth.state !== 'present') return t.fail(depth.state);
    const metres = depth.value.data;
    const semantic = maskOf(scene, 'sem_seg').data;
    const drivable = maskOf(scene, 'drivable').data;
    // 1 / z = (y + 0.5 - horizon) / (focal * eye): two rows determine the camera, and all others must agree.
    const ground = [...drivable.keys()].filter((i) => drivable[i]! < 2);
    const rowOf = (i: number) => Math.floor(i / width) + 0.5;
    const [far, near] = [ground[0]!, ground.at(-1)!];
    const reach = (rowOf(near) - rowOf(far)) / (1 / metres[near]! - 1 / metres[far]!); // focal * eye
    const horizon = rowOf(near) - reach / metres[near]!;
    assertClose(t, horizon, Math.round(horizon), { absolute: 1e-3 });
    t.true(horizon >= 0.37 * height && horizon <= 0.53 * height, `${horizon}`);
    t.true(reach >= 0.72 * 1.25 * width && reach <= 1.75 * width, `${reach}`);
    const expected = (i: number) => reach / (rowOf(i) - horizon);
    const error = ground.reduce((most, i) => Math.max(most, Math.abs(metres[i]! / expected(i) - 1)), 0);
    assertClose(t, error, 0, { absolute: 1e-5 }, scene.name);

    const isUnknown = (i: number) => Number.isNaN(metres[i]!);
    const sky = SEMANTIC_CLASSES.indexOf('sky');
    t.true([...semantic.keys()].every((i) => semantic[i] !== sky || isUnknown(i)));
    const skyline = ['sky', 'building', 'vegetation'];
    for (let i = 0; i < metres.length; i++) {
      const below = rowOf(i) > horizon;
      if (isUnknown(i) && (below || !skyline.includes(SEMANTIC_CLASSES[semantic[i]!]!)))
        return t.fail(`${scene.name}: no depth in row ${rowOf(i)} of ${SEMANTIC_CLASSES[semantic[i]!]}`);
      if (below && !(metres[i]! <= expected(i) * 1.001))
        return t.fail(
          `${scene.name}: ${metres[i]} m in row ${rowOf(i)}, behind the ground at ${expected(i)}`,
        );
    }
  }
});

test('lanes and depth are labels of a data set of scenes where they are asked for', async (t) => {
  const tasks = ['lane_category', 'depth', 'det'];
  const dataset = sceneDataset({ count: 2, seed: 5, ...SIZE, tasks });
  t.deepEqual(Object.keys(dataset.tasks), tasks);
  t.deepEqual(dataset.tasks.depth, DEPTH_TASK.depth);
  t.deepEqual(dataset.labelled!(1), { lane_category: true, depth: true, det: true });
  const { labels } = await dataset.get(1);
  t.deepEqual(Object.keys(labels), tasks);
  for (const task of tasks) t.deepEqual(labels[task], scenes[1]!.labels[task], task);
  const keys = await dataset.labelKeys!(1);
  t.deepEqual(Object.keys(keys), tasks);
  t.is(
    keys.det,
    (await sceneDataset({ count: 2, seed: 5, ...SIZE }).labelKeys!(1)).det,
    'whatever the tasks',
  );
  t.throws(() => sceneDataset({ count: 1, seed: 1, ...SIZE, tasks: ['lane_stile'] }), {
    instanceOf: DataConfigError,
    message: /scenes have no task 'lane_stile' \(did you mean 'lane_style'\?\); available are det, sem_seg/,
  });
});

test('writeScenes writes lane masks and depth maps that read back as they were made', async (t) => {
  const out = temporaryFolder(t);
  await writeScenes({ out, count: 3, seed: 5, valRatio: 0.4, ...SIZE, labelRatio: { lane: 1, depth: 1 } });
  const tasks = ['lane_style', 'depth', 'lane_direction', 'sem_seg'];
  const train = await openBdd100k(out, { split: 'train', tasks, require: 'all' });
  t.deepEqual(train.tasks, { ...BDD100K_TASKS, ...DEPTH_TASK, lane_style, lane_direction });
  t.deepEqual(train.names, [scenes[0]!.name, scenes[1]!.name]);
  const { labels } = await train.get(1);
  const made = scenes[1]!.labels;
  for (const task of ['lane_style', 'lane_direction', 'sem_seg']) t.deepEqual(labels[task], made[task], task);
  t.deepEqual([labels.lane_category, labels.det], [undefined, { state: 'absent' }]);
  t.deepEqual(await train.labels!(1).then((frame) => frame.labels), labels);
  const [read, depth] = [labels.depth!, made.depth];
  if (read.state !== 'present' || depth.state !== 'present') return t.fail(`${read.state}, ${depth.state}`);
  t.deepEqual([read.value.width, read.value.height], [SIZE.width, SIZE.height]);
  let known = 0;
  for (const [i, metres] of depth.value.data.entries()) {
    const found = read.value.data[i]!;
    const isRepresented = metres < 65535.5 / 256;
    if (Number.isNaN(found) === isRepresented) return t.fail(`${metres} m became ${found} at ${i}`);
    if (isRepresented && Math.abs(found - metres) > 1 / 512) return t.fail(`${metres} m became ${found}`);
    if (isRepresented) known++;
  }
  t.true(known > (SIZE.width * SIZE.height) / 3, `${known}`);

  const { tasks: found, states, masks, problems } = await inspectDataset(out);
  t.deepEqual(problems, []);
  t.deepEqual(found.lane_style, lane_style);
  for (const task of tasks) t.deepEqual(states[task]!.train, { absent: 0, empty: 0, present: 2 }, task);
  const pixels = Object.values(masks.lane_style!).map((own) => own.pixels);
  t.is(
    pixels.reduce((sum, own) => sum + own, 0),
    3 * SIZE.width * SIZE.height,
  );
  t.true(pixels.every((own) => own > 0));
});
