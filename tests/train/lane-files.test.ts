// BDD100K's lane markings: three class maps for training, one mask for scoring.
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  joinLaneMaps,
  LANE_BACKGROUND,
  LANE_TASKS,
  type LaneMaps,
  type LaneTask,
  readMask,
  sceneDataset,
  splitLaneMask,
  writeLanePng,
} from '@cotrain/data';
import { type PredictionFiles, predictRun, resolveConfig, taskOf, trainRun } from '@cotrain/train';
import test from 'ava';
import sharp from 'sharp';
import { cotrain } from '../cli/run.js';
import { TRANSFORMS, temporaryFolder } from './tiny.js';

const TASKS = Object.keys(LANE_TASKS) as LaneTask[];
const SIZE = { width: 128, height: 64 };
const scenes = sceneDataset({ count: 4, seed: 3, ...SIZE, tasks: TASKS });
const frames = Promise.all(scenes.names.map((_, index) => scenes.get(index)));

const attributeOf = (task: LaneTask) => task.slice('lane_'.length) as keyof LaneMaps;

/** A frame's three maps. */
async function mapsOf(index: number): Promise<LaneMaps> {
  const { labels } = (await frames)[index]!;
  const maps = TASKS.map((task) => {
    const label = labels[task];
    if (label.state !== 'present') throw new Error(`scene ${index} has no ${task}`);
    return [attributeOf(task), label.value.data];
  });
  return Object.fromEntries(maps);
}

const bytes = (file: string) => sharp(file).extractChannel(0).raw().toBuffer();

async function truth(): Promise<string> {
  const folder = temporaryFolder();
  for (const [index, name] of scenes.names.entries())
    await writeLanePng(join(folder, `${name}.png`), SIZE, await mapsOf(index));
  return folder;
}

const open = (folder: string, tasks: readonly LaneTask[] = TASKS): PredictionFiles[] =>
  tasks.map((name) => {
    const task = taskOf(name, LANE_TASKS[name]);
    return task.openFiles(folder, { ...LANE_TASKS[name], task: name, format: 'scalabel' });
  });

async function score(gt: string, pred: string) {
  const { code, stdout, stderr } = await cotrain([
    ...['score', '--task', 'lane_mark', '--gt', gt, '--pred', pred, '--json'],
  ]);
  if (code !== 0) throw new Error(stderr);
  return { scores: JSON.parse(stdout) as Record<string, number | null>, stderr };
}

test('true maps become the true mask, in whatever order the tasks come', async (t) => {
  const [gt, folder] = [await truth(), temporaryFolder()];
  const files = open(folder);
  t.deepEqual(
    files.map(({ path }) => path),
    TASKS,
  );
  const add = async (task: number, index: number) => {
    const name = scenes.names[index]!;
    const data = (await mapsOf(index))[attributeOf(TASKS[task]!)];
    await files[task]!.add({ name, file: `${name}.jpg` }, { ...SIZE, data });
  };
  // One frame and one task at a time.
  for (const task of [0, 1, 2]) await add(task, 0);
  for (const task of [2, 0, 1]) for (const index of [1, 2, 3]) await add(task, index);
  for (const own of files) await own.end();
  t.deepEqual(readdirSync(folder).sort(), ['lane', ...TASKS].sort());
  let markings = 0;
  for (const [index, name] of scenes.names.entries()) {
    const mask = await bytes(join(folder, 'lane', `${name}.png`));
    t.deepEqual(mask, await bytes(join(gt, `${name}.png`)));
    markings += mask.filter((byte) => byte !== LANE_BACKGROUND).length;
    for (const task of TASKS) {
      const map = await readMask(join(folder, task, `${name}.png`), LANE_TASKS[task].classes);
      t.deepEqual(map.data, (await mapsOf(index))[attributeOf(task)], task);
    }
  }
  t.true(markings > 100, 'the scenes have markings');
  const { scores, stderr } = await score(gt, join(folder, 'lane'));
  t.is(stderr, '');
  t.deepEqual([scores.F1_pix1, scores.F1_pix10], [100, 100]);
});

test('of frames that are not whole, and of other folders, nothing is kept', async (t) => {
  const [folder, other] = [temporaryFolder(), temporaryFolder()];
  const name = scenes.names[0]!;
  const frame = { name, file: name };
  const data = await mapsOf(0);
  const add = (files: PredictionFiles[], ...tasks: number[]) =>
    Promise.all(
      tasks.map((task) => files[task]!.add(frame, { ...SIZE, data: data[attributeOf(TASKS[task]!)] })),
    );
  const [stopped, elsewhere] = [open(folder), open(other)];
  await add(stopped, 0, 1);
  await add(elsewhere, 2);
  for (const own of [...stopped, ...elsewhere]) await own.abort(new Error('interrupted'));
  const again = open(folder);
  await add(again, 2);
  for (const own of again) await own.end();
  for (const place of [folder, other]) t.false(existsSync(join(place, 'lane')));
});

test.serial('a run of the three tasks writes masks that are scored; one of two writes none', async (t) => {
  const root = temporaryFolder();
  const train = async (tasks: readonly string[], out: string) => {
    const config = resolveConfig({
      data: { kind: 'scenes', train: 2, val: 1, ...SIZE },
      tasks: [...tasks],
      model: {
        fpnChannels: 32,
        heads: Object.fromEntries(tasks.map((task) => [task, { kind: 'semanticFpn', convsDim: 32 }])),
      },
      transforms: { train: TRANSFORMS, eval: TRANSFORMS.filter(({ type }) => type !== 'randomFlip') },
      train: { batchSize: 2, epochs: 1, warmupSteps: 1, workers: 0 },
      evaluation: { overlays: 1 },
    });
    for await (const event of trainRun(config, { out }))
      if (event.type === 'eval') for (const task of tasks) t.true(`${task}/mIoU` in event.metrics, task);
  };
  const [run, predicted] = [join(root, 'run'), join(root, 'predicted')];
  await train(TASKS, run);
  const written = await predictRun(run, scenes, { out: predicted });
  t.deepEqual(
    written,
    ['overlays', ...TASKS].map((path) => join(predicted, path)),
  );
  for (const name of scenes.names) {
    const maps = await Promise.all(
      TASKS.map((task) => readMask(join(predicted, task, `${name}.png`), LANE_TASKS[task].classes)),
    );
    const joined = joinLaneMaps({
      direction: maps[0]!.data,
      style: maps[1]!.data,
      category: maps[2]!.data,
    });
    const mask = new Uint8Array(await bytes(join(predicted, 'lane', `${name}.png`)));
    t.deepEqual(mask, joined);
    t.notThrows(() => splitLaneMask(mask));
  }
  const { scores, stderr } = await score(await truth(), join(predicted, 'lane'));
  t.is(stderr, '', 'every frame has its mask');
  t.true(Object.values(scores).some((value) => value !== null && value >= 0 && value < 100));

  const [two, without] = [join(root, 'two'), join(root, 'without')];
  mkdirSync(without);
  await train(TASKS.slice(0, 2), two);
  await predictRun(two, scenes, { out: without });
  t.deepEqual(readdirSync(without).sort(), ['lane_direction', 'lane_style', 'overlays']);
});
