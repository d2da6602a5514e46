import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  applySplit,
  BDD100K_TASKS,
  type Bdd100kTask,
  type Dataset,
  Loader,
  makeSplit,
  openBdd100k,
  readSplit,
  SETTING_COUNTS,
  SplitError,
  sceneDataset,
  type TaskSplit,
  verifySplit,
  writeSplit,
} from '@cotrain/data';
import { ArgumentError } from '@cotrain/torch';
import test from 'ava';
import { CAMVID, skipWithoutCamvid, temporaryFolder } from './helpers.js';

const TASKS = Object.keys(BDD100K_TASKS) as Bdd100kTask[];

/** A data set of frames that cannot be read: splits only use names and labels. */
function frames(labels: readonly string[]): Dataset {
  return {
    tasks: BDD100K_TASKS,
    length: labels.length,
    names: labels.map((_, index) => `frame-${index}`),
    get: () => Promise.reject(new Error('a split reads no frame')),
    labelled: (index) => ({
      det: labels[index]!.includes('d'),
      sem_seg: labels[index]!.includes('s'),
      drivable: labels[index]!.includes('a'),
    }),
  };
}

const repeat = (count: number, labels: string) => Array<string>(count).fill(labels);
const sizes = ({ frames }: TaskSplit) =>
  Object.fromEntries(Object.entries(frames).map(([task, names]) => [task, names.length]));

test("draws BDD100K's settings with the paper's numbers", (t) => {
  // The release: about 3k of the 7k frames for segmentation are among the 70k with both other labels.
  const dataset = frames([...repeat(67_000, 'da'), ...repeat(3_000, 'das'), ...repeat(4_000, 's')]);
  const normal = makeSplit(dataset, { setting: 'disjoint-normal' });
  t.deepEqual(sizes(normal), SETTING_COUNTS['disjoint-normal']);
  t.deepEqual(sizes(makeSplit(dataset, { setting: 'disjoint-balance' })), SETTING_COUNTS['disjoint-balance']);
  const full = makeSplit(dataset, { setting: 'full' });
  t.deepEqual(sizes(full), { det: 70_000, sem_seg: 7_000, drivable: 70_000 });
  t.is(new Set(Object.values(full.frames).flat()).size, 74_000);
  t.notThrows(() => verifySplit(normal, dataset));
});

test('scales to smaller data sets', (t) => {
  const camvid = frames(repeat(367, 'das'));
  t.deepEqual(sizes(makeSplit(camvid, { setting: 'disjoint-normal' })), {
    drivable: 198,
    det: 99,
    sem_seg: 69,
  });
  t.deepEqual(sizes(makeSplit(camvid, { setting: 'disjoint-balance' })), {
    drivable: 122,
    det: 122,
    sem_seg: 122,
  });
  t.deepEqual(sizes(makeSplit(camvid, { setting: 'disjoint-normal', total: 37 })), {
    drivable: 20,
    det: 10,
    sem_seg: 7,
  });
  t.deepEqual(
    sizes(makeSplit(camvid, { setting: 'disjoint-normal', tasks: ['det', 'sem_seg'], total: 34 })),
    {
      det: 20,
      sem_seg: 14,
    },
  );
  const counts = { det: 3, sem_seg: 2, drivable: 1 };
  t.deepEqual(sizes(makeSplit(camvid, { setting: 'disjoint-normal', counts })), counts);
});

test('is a function of the seed, and spreads over the data set', (t) => {
  const dataset = frames(repeat(300, 'das'));
  const split = makeSplit(dataset, { setting: 'disjoint-balance', seed: 3 });
  t.deepEqual(makeSplit(dataset, { setting: 'disjoint-balance', seed: 3 }), split);
  t.notDeepEqual(makeSplit(dataset, { setting: 'disjoint-balance', seed: 4 }).frames, split.frames);
  for (const task of TASKS) {
    const indices = split.frames[task]!.map((name) => dataset.names.indexOf(name));
    t.deepEqual(
      indices,
      [...indices].sort((a, b) => a - b),
    );
    t.true(indices[0]! < 30 && indices.at(-1)! > 270, `${task}: ${indices[0]} to ${indices.at(-1)}`);
  }
});

test('finds a split wherever there is one', (t) => {
  // Every frame is needed by one task, and a frame taken by the wrong one of its two tasks must be passed on.
  for (let seed = 0; seed < 20; seed++) {
    const dataset = frames([...repeat(10, 'ds'), ...repeat(10, 'da'), ...repeat(10, 'sa')]);
    const counts = { det: 10, sem_seg: 10, drivable: 10 };
    const split = makeSplit(dataset, { setting: 'disjoint-balance', counts, seed });
    t.notThrows(() => verifySplit(split, dataset));
    t.deepEqual(sizes(split), counts);
  }
});

test('what cannot be split is an error', (t) => {
  const dataset = frames([...repeat(5, 'da'), ...repeat(5, 'a')]);
  const failing = (options: Parameters<typeof makeSplit>[1], message: RegExp, from = dataset) =>
    t.throws(() => makeSplit(from, options), { instanceOf: SplitError, message });
  failing({ setting: 'full' }, /no frame of the data set is labelled for sem_seg/);
  failing({ setting: 'half' as never }, /setting is "half"; it is one of disjoint-normal/);
  failing(
    { setting: 'disjoint-normal', tasks: ['det', 'drivable'], counts: { det: 6, drivable: 1 } },
    /6 for det, 1 for drivable are wanted without overlap, but det gets only 5 of its 5/,
  );
  failing(
    { setting: 'disjoint-normal', tasks: ['det', 'drivable'], counts: { det: 2 } },
    /counts.drivable is undefined/,
  );
  failing({ setting: 'disjoint-normal', total: 3 }, /leaves none for det/, frames(repeat(9, 'das')));
  failing({ setting: 'full' }, /no labelled\(index\)/, { ...dataset, labelled: undefined } as never);
  failing({ setting: 'full' }, /two frames of the data set are named "a"/, {
    ...dataset,
    names: Array<string>(10).fill('a'),
  });
});

test('verifies splits', (t) => {
  const dataset = frames(repeat(4, 'da'));
  const wrong = (split: Partial<TaskSplit>, message: RegExp) =>
    t.throws(() => verifySplit({ setting: 'disjoint-normal', seed: 0, frames: {}, ...split }, dataset), {
      instanceOf: SplitError,
      message,
    });
  wrong({}, /no frames for any task/);
  wrong({ frames: { det: [] } }, /no frame is labelled for det/);
  wrong({ frames: { det: ['frame-0', 'frame-0'] } }, /"frame-0" is listed twice for det/);
  wrong(
    { frames: { det: ['frame-0', 'frame-1'], drivable: ['frame-1'] } },
    /1 frames are labelled for more than one task: "frame-1" \(det and drivable\)/,
  );
  wrong({ frames: { det: ['frame-0', 'x', 'y'] } }, /2 frames for det are not in the data set: "x", "y"/);
  wrong(
    { frames: { sem_seg: ['frame-2'] } },
    /1 frames have no label for sem_seg in the data set: "frame-2"/,
  );
  t.notThrows(() =>
    verifySplit({ setting: 'full', seed: 0, frames: { det: ['frame-1'], drivable: ['frame-1'] } }, dataset),
  );
});

test('shows the labels of the split only, in worker threads too', async (t) => {
  const scenes = sceneDataset({ count: 6, width: 48, height: 32, seed: 1 });
  const split = makeSplit(scenes, { setting: 'disjoint-balance', seed: 1 });
  const dataset = applySplit(scenes, split);
  t.is(dataset.length, 6);
  for (const [index, name] of dataset.names.entries()) {
    const [task, ...others] = TASKS.filter((own) => split.frames[own]!.includes(name));
    t.deepEqual(others, []);
    const expected = Object.fromEntries(TASKS.map((own) => [own, own === task]));
    t.deepEqual(dataset.labelled(index), expected);
    const { labels } = await dataset.get(index);
    for (const own of TASKS) t.is(labels[own].state !== 'absent', own === task, `${name}: ${own}`);
    t.deepEqual(labels[task!], (await scenes.get(scenes.names.indexOf(name))).labels[task!]);
  }
  t.throws(() => dataset.labelled(6), { instanceOf: ArgumentError });
  const transforms = [{ type: 'normalize', preset: 'imagenet' }] as const;
  const read = async (workers: number) => {
    const batches: unknown[] = [];
    for await (const batch of new Loader(dataset, { batchSize: 3, transforms, workers })) batches.push(batch);
    return batches;
  };
  t.deepEqual(await read(1), await read(0));
  const { source: _, ...sourceless } = scenes;
  t.is(applySplit(sourceless, split).source, undefined);
});

test('files are written and read back', async (t) => {
  const file = join(temporaryFolder(t), 'split.json');
  const split = makeSplit(frames(repeat(37, 'das')), { setting: 'disjoint-normal', seed: 5 });
  writeSplit(file, split);
  t.deepEqual(await readSplit(file), split);
  t.is(readFileSync(file, 'utf8').match(/"frame-\d+"/g)!.length, 37);
  t.throws(() => writeSplit(file, { ...split, frames: { det: ['a'], sem_seg: ['a'] } }), {
    instanceOf: SplitError,
  });
  t.deepEqual(await readSplit(file), split, 'a wrong split replaces nothing');

  const reading = async (text: string, message: RegExp) => {
    writeFileSync(file, text);
    const error = await t.throwsAsync(readSplit(file), { instanceOf: SplitError, message });
    t.is(error?.file, file);
  };
  const content = { format: 'cotrain-split', version: 1, setting: 'full', seed: 0, frames: { det: ['a'] } };
  await reading('{', /split\.json is not valid JSON/);
  await reading(JSON.stringify({ ...content, version: 2 }), /split\.json: version/);
  await reading(JSON.stringify({ ...content, frames: { '': ['a'] } }), /split\.json: frames/);
  await reading(
    JSON.stringify({ ...content, setting: 'disjoint-balance', frames: { det: ['a'], drivable: ['a'] } }),
    /split\.json: 1 frames are labelled for more than one task/,
  );
  await t.throwsAsync(readSplit(`${file}x`), { message: /cannot read/ });
  writeFileSync(file, JSON.stringify({ ...content, frames: { depth: ['frame-0'] } }));
  const other = await readSplit(file);
  t.throws(() => applySplit(frames(['das']), other), { message: /1 frames have no label for depth/ });
});

test('camvid-bdd in the Disjoint-normal setting', async (t) => {
  if (skipWithoutCamvid(t)) return;
  const train = await openBdd100k(CAMVID, { split: 'train' });
  const split = makeSplit(train, { setting: 'disjoint-normal' });
  t.deepEqual(sizes(split), { drivable: 198, det: 99, sem_seg: 69 });
  const dataset = applySplit(train, split);
  t.is(dataset.length, 366);
  const sample = await dataset.get(0);
  t.is(TASKS.filter((task) => sample.labels[task].state !== 'absent').length, 1);
});
