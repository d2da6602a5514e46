import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  applySplit,
  BDD100K_TASKS,
  boxesOf,
  boxesPlace,
  concatDatasets,
  DataConfigError,
  DataError,
  type Dataset,
  type Derivation,
  derive,
  type LabelMask,
  Loader,
  labelledIndices,
  labelOf,
  makeSplit,
  mapClasses,
  masksPlace,
  openBdd100k,
  type PseudoLabelRecord,
  readLabels,
  readSplit,
  SplitError,
  sceneDataset,
  subset,
  type TaskSpecs,
  withPseudoLabels,
  writeDetections,
  writeLabelMask,
  writeProvenance,
  writeScenes,
  writeSplit,
} from '@cotrain/data';
import { ArgumentError } from '@cotrain/torch';
import test, { type ExecutionContext } from 'ava';
import { temporaryFolder } from './helpers.js';

const SIZE = { width: 64, height: 48 };
const scenes = (tasks?: readonly string[], count = 4) =>
  sceneDataset({ count, seed: 2, ...SIZE, ...(tasks && { tasks }) });

const RECORD: PseudoLabelRecord = {
  teacher: { run: 'runs/teacher', checkpoint: 'best', config: 'c', weights: 'w' },
  ...{ threshold: 0.3, split: 'train', frames: 4, complete: true, date: '2026-01-01', cotrain: '0.1.0' },
};

async function batches(dataset: Dataset, workers: number): Promise<unknown[]> {
  const read: unknown[] = [];
  const transforms = [{ type: 'randomFlip' }, { type: 'normalize', preset: 'imagenet' }] as const;
  for await (const batch of new Loader(dataset, { batchSize: 3, transforms, workers })) read.push(batch);
  return read;
}

test('a derived data set gives what the other one does, but for what it does otherwise', async (t) => {
  const inner: Dataset = {
    ...scenes(),
    frameId: (index) => ({ file: `${index}.jpg`, id: index }),
    scored: (index, task) => `${task} of ${index}`,
  };
  const same = derive(inner, {});
  t.deepEqual([same.length, same.names, same.tasks], [4, inner.names, BDD100K_TASKS]);
  t.deepEqual(await same.get(1), await inner.get(1));
  t.deepEqual(await same.labels!(1), await readLabels(inner, 1));
  t.deepEqual([same.frameId!(1), same.scored!(1, 'det')], [{ file: '1.jpg', id: 1 }, 'det of 1']);
  t.deepEqual([same.labelled!(1), same.source!(1)], [inner.labelled!(1), inner.source!(1)]);
  t.deepEqual(await same.labelKeys!(1), await inner.labelKeys!(1));

  const told: number[] = [];
  const other = derive(inner, {
    indices: [3, 1],
    names: ['x', 'y'],
    tasks: { det: BDD100K_TASKS.det },
    frameId: ({ file }, index) => ({ file: `${index} was ${file}` }),
    keepsScored: (task) => task === 'det',
    change(frame, index) {
      told.push(index);
      return { ...frame, name: `changed ${index}`, labels: { det: frame.labels.det } };
    },
    labelled: ({ det }, index) => ({ det: det === true && index === 0 }),
    labelKeys: async ({ det }, index) => ({ det: `${index} ${det}` }),
    source: (source, index) => ({ module: 'x', args: [source, index] }),
  });
  t.deepEqual([other.length, other.names, Object.keys(other.tasks)], [2, ['x', 'y'], ['det']]);
  const [{ image, labels }, frame] = [await inner.get(1), await other.get(1)];
  t.deepEqual(frame, { name: 'changed 1', image, labels: { det: labels.det } });
  t.is((await other.labels!(0)).name, 'changed 0');
  t.deepEqual(told, [1, 0], "places in the new data set, not in the other's");
  t.deepEqual(other.frameId!(0), { file: '0 was 3.jpg' });
  t.deepEqual([other.scored!(0, 'det'), other.scored!(0, 'drivable')], ['det of 3', null]);
  t.deepEqual([other.labelled!(0), other.labelled!(1)], [{ det: true }, { det: false }]);
  t.deepEqual(await other.labelKeys!(1), { det: `1 ${(await inner.labelKeys!(1)).det}` });
  t.deepEqual(other.source!(0), { module: 'x', args: [inner.source!(3), 0] });

  for (const index of [2, -1, 0.5]) {
    const message = new RegExp(`sample ${index} is out of range: the data set has 2`);
    for (const ask of [other.frameId!, other.labelled!, other.source!])
      t.throws(() => ask(index), { instanceOf: ArgumentError, message });
    t.throws(() => other.scored!(index, 'det'), { instanceOf: ArgumentError, message });
    for (const ask of [other.get, other.labels!, other.labelKeys!])
      await t.throwsAsync(async () => ask(index), { instanceOf: ArgumentError, message });
  }
});

test('what a data set cannot tell, one that is made of it cannot either', (t) => {
  const { length, names, tasks, get } = scenes();
  const all: Derivation = {
    labelled: (own) => own,
    labelKeys: (own) => own,
    keepsScored: () => true,
    source: (inner) => inner,
  };
  const derived = derive({ length, names, tasks, get }, all);
  t.deepEqual(Object.keys(derived).sort(), ['get', 'labels', 'length', 'names', 'tasks']);
  const changed = derive(scenes(), { change: (frame) => frame });
  t.is(changed.source, undefined, 'a worker thread would not know of the change');
});

/** Scenes on disk with boxes, lane markings and depth. Every second one has lanes. */
async function written(t: ExecutionContext): Promise<Dataset> {
  const out = join(temporaryFolder(t), 'scenes');
  const labelRatio = { sem_seg: 0, drivable: 0, lane: 0.5, depth: 1 };
  await writeScenes({ out, count: 4, seed: 2, ...SIZE, valRatio: 0, labelRatio });
  return openBdd100k(out, { split: 'train', tasks: ['det', 'lane_style', 'depth'] });
}

const OWN = ['det', 'lane_style', 'depth'];

test('tasks beyond BDD100K three go through a choice of frames, a union and a split, in worker threads too', async (t) => {
  const all = scenes(OWN);
  t.deepEqual(Object.keys(all.tasks), OWN);
  const chosen = subset(all, [2, 0]);
  t.deepEqual(chosen.tasks, all.tasks);
  t.deepEqual((await chosen.get(0)).labels, (await all.get(2)).labels);

  const both = concatDatasets([
    { dataset: chosen, name: 'first' },
    { dataset: scenes(['sem_seg', 'depth']), name: 'second' },
  ]);
  t.deepEqual(Object.keys(both.tasks), [...OWN, 'sem_seg'], 'in the order of the parts');
  const has = { det: true, lane_style: true, depth: true, sem_seg: false };
  t.deepEqual(both.labelled!(0), has);
  t.deepEqual(both.labelled!(2), { det: false, lane_style: false, depth: true, sem_seg: true });
  t.deepEqual(labelledIndices(both, ['depth', 'lane_style']), {
    depth: [0, 1, 2, 3, 4, 5],
    lane_style: [0, 1],
  });
  const { labels } = await both.get(1);
  t.deepEqual(labelOf(labels, 'lane_style'), labelOf((await all.get(0)).labels, 'lane_style'));
  t.deepEqual(labelOf(labels, 'depth'), labelOf((await all.get(0)).labels, 'depth'));
  t.is(labelOf(labels, 'sem_seg').state, 'absent');

  const split = makeSplit(both, { setting: 'full' });
  t.deepEqual(Object.keys(split.frames), [...OWN, 'sem_seg']);
  const file = join(temporaryFolder(t), 'split.json');
  const counts = { lane_style: 2, depth: 2, sem_seg: 2 };
  const disjoint = makeSplit(both, { setting: 'disjoint-balance', tasks: Object.keys(counts), counts });
  writeSplit(file, disjoint);
  t.deepEqual(await readSplit(file), disjoint);
  t.throws(() => makeSplit(both, { setting: 'disjoint-balance' }), {
    instanceOf: SplitError,
    message:
      /disjoint-balance does not define the number of frames for lane_style: pass counts for all tasks/,
  });
  const shown = applySplit(both, disjoint);
  for (const [index, name] of shown.names.entries()) {
    const own = Object.keys(counts).filter((task) => disjoint.frames[task]!.includes(name));
    t.is(own.length, 1);
    const frame = await shown.get(index);
    for (const task of Object.keys(both.tasks))
      t.is(labelOf(frame.labels, task).state !== 'absent', own.includes(task), `${name}: ${task}`);
  }
  t.deepEqual(await batches(shown, 1), await batches(shown, 0));
  t.deepEqual(await batches(both, 1), await batches(both, 0));
});

test("class maps bring the labels of any task to a model's classes; a kind without classes needs none", async (t) => {
  const all = scenes(OWN);
  const model = {
    lane_style: { kind: 'classMap', classes: ['none', 'line'] },
    depth: { kind: 'field', classes: [] },
  } as const satisfies TaskSpecs;
  const map = { lane_style: { solid: 'line', dashed: 'line', background: 'none' } };
  const mapped = mapClasses(all, map, model);
  t.deepEqual(mapped.tasks, model);
  t.deepEqual(mapped.labelled!(0), { lane_style: true, depth: true });
  const [before, after] = [(await all.get(0)).labels, (await mapped.get(0)).labels];
  t.deepEqual(Object.keys(after).sort(), ['depth', 'lane_style'], 'det is none of the model');
  t.deepEqual(after.depth, before.depth);
  const maskOf = (labels: typeof after) => {
    const label = labelOf<LabelMask>(labels, 'lane_style');
    return label.state === 'present' ? label.value.data : label.state;
  };
  t.deepEqual(
    maskOf(after),
    Uint8Array.from(maskOf(before) as Uint8Array, (id) => (id === 2 ? 0 : 1)),
  );
  t.deepEqual(await batches(mapped, 1), await batches(mapped, 0));
  const depth = { depth: { kind: 'classMap', classes: ['near'] } };
  t.throws(() => mapClasses(all, {}, depth), {
    instanceOf: DataConfigError,
    message: /depth has the kind field in the data set, but classMap in the model/,
  });
});

test('pseudo labels of any task of boxes or class maps fill in what is absent', async (t) => {
  const dataset = await written(t);
  t.deepEqual(
    [0, 1, 2, 3].map((index) => dataset.labelled!(index).lane_style === true),
    [true, false, true, false],
  );
  const folder = temporaryFolder(t);
  const record = { ...RECORD, classes: dataset.tasks.lane_style!.classes };
  const mask = { ...SIZE, data: new Uint8Array(SIZE.width * SIZE.height).fill(1) };
  for (const name of dataset.names)
    await writeLabelMask(
      join(masksPlace(folder, 'lane_style', 'train'), `${name}.png`),
      mask,
      record.classes,
    );
  writeProvenance(folder, 'lane_style', record);

  const filled = await withPseudoLabels(dataset, folder);
  for (const index of dataset.names.keys()) {
    const real = labelOf((await dataset.get(index)).labels, 'lane_style');
    const label = labelOf((await filled.get(index)).labels, 'lane_style');
    t.deepEqual(label, real.state === 'absent' ? { state: 'present', value: mask } : real);
    t.true(filled.labelled!(index).lane_style);
    t.is((await filled.get(index)).labels.depth!.state, 'present');
  }
  t.deepEqual(await batches(filled, 1), await batches(filled, 0));
  const key = async (from: Dataset, index: number) => (await from.labelKeys!(index)).lane_style;
  t.is(await key(filled, 0), await key(dataset, 0));
  t.deepEqual([typeof (await key(dataset, 1)), typeof (await key(filled, 1))], ['undefined', 'string']);

  writeProvenance(folder, 'lane_style', { ...record, classes: ['solid', 'dotted'] });
  await t.throwsAsync(withPseudoLabels(dataset, folder), {
    instanceOf: DataError,
    message: /labels lane_style with the classes solid, dotted, but those of the data set are solid, dashed/,
  });
  writeProvenance(folder, 'depth', { ...record, classes: undefined });
  await t.throwsAsync(withPseudoLabels(dataset, folder, { tasks: ['depth'] }), {
    instanceOf: DataError,
    message: /depth: labels of the kind 'field' cannot be pseudo labels/,
  });
});

test('so do boxes of a custom task, with its classes', async (t) => {
  const classes = ['stop', 'yield'];
  const signs = { kind: 'boxes', classes };
  const plain = scenes(['depth'], 2);
  const dataset: Dataset = { ...plain, tasks: { ...plain.tasks, signs } };
  const folder = temporaryFolder(t);
  const place = boxesPlace(folder, 'signs', 'val');
  mkdirSync(dirname(place), { recursive: true });
  const found = { name: dataset.names[1]!, boxes: [1, 2, 6, 7], classes: [1], scores: [0.9], size: SIZE };
  const nothing = { name: dataset.names[0]!, boxes: [], classes: [], scores: [] };
  await writeDetections(place, [nothing, found], { classes });
  writeProvenance(folder, 'signs', { ...RECORD, classes, split: 'val', frames: 2 });
  const filled = await withPseudoLabels(dataset, folder);
  t.deepEqual(labelOf((await filled.get(0)).labels, 'signs'), { state: 'empty' });
  t.deepEqual(labelOf((await filled.get(1)).labels, 'signs'), {
    state: 'present',
    value: boxesOf({ boxes: [1, 2, 6, 7], classes: [1] }),
  });
  t.deepEqual(filled.labelled!(0), { depth: true, signs: true });
  t.deepEqual(await batches(filled, 1), await batches(filled, 0));
});

test('the detection task alone has a folder of its year', (t) => {
  t.is(boxesPlace('x', 'det', 'val'), join('x', 'labels', 'det_20', 'det_val.json'));
  t.is(boxesPlace('x', 'signs', 'train'), join('x', 'labels', 'signs', 'signs_train.json'));
  t.is(masksPlace('x', 'water', 'train'), join('x', 'labels', 'water', 'masks', 'train'));
});
