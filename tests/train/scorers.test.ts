import {
  BDD100K_TASKS,
  type Dataset,
  filterBoxes,
  type LabelMask,
  labelOf,
  mapClasses,
  maskLabel,
  type Sample,
  type SceneLabels,
} from '@cotrain/data';
import {
  FieldScorer,
  type FramePrediction,
  registerTask,
  type Scorer,
  shownMetrics,
  taskOf,
} from '@cotrain/train';
import test from 'ava';
import { assertClose } from '../assertClose.js';
import { fromRows, rowsOf } from '../boxRows.js';
import { tinyScenes } from './tiny.js';

type Scene = Sample<SceneLabels>;

const frames = (dataset: Dataset<SceneLabels>): Promise<Scene[]> =>
  Promise.all(dataset.names.map((_, index) => dataset.get(index)));

function scorerOf(name: string, dataset: Pick<Dataset, 'tasks'>): Scorer {
  const task = taskOf(name, dataset.tasks[name]!);
  return task.makeScorer(name, task);
}

/** Perfect predictions. */
function perfect({ labels: { det, sem_seg, drivable } }: Scene, score: number): FramePrediction {
  if (det.state === 'absent' || sem_seg.state !== 'present' || drivable.state !== 'present')
    throw new Error('unlabelled scene');
  return {
    det: fromRows(rowsOf(det).map((box) => ({ ...box, score }))),
    ...{ sem_seg: sem_seg.value, drivable: drivable.value },
  };
}

test('what is found of classes that were not annotated costs nothing', async (t) => {
  const full = await frames(tinyScenes(6));
  const cars = BDD100K_TASKS.det.classes.indexOf('car');
  /** The second half of the frames is annotated for cars and the road only. */
  const forgetful = full.map((sample, i): Scene => {
    const { det, sem_seg } = sample.labels;
    if (i < 3 || det.state !== 'present' || sem_seg.state !== 'present') return sample;
    const own = filterBoxes(det.value, (row) => det.value.classes[row] === cars);
    const road = { ...sem_seg.value, data: sem_seg.value.data.map((id) => (id === 0 ? 0 : 255)) };
    const boxes = { state: 'present', value: own, classes: [cars] } as const;
    return {
      ...sample,
      labels: { ...sample.labels, det: boxes, sem_seg: maskLabel(road, { classes: [0] }) },
    };
  });
  const scores = (samples: readonly Scene[]) => {
    const [det, semantic] = ['det', 'sem_seg'].map((task) => scorerOf(task, { tasks: BDD100K_TASKS }));
    for (const [i, sample] of samples.entries()) {
      // Predictions of the second half beyond its labels have the highest scores.
      const found = perfect(full[i]!, i < 3 ? 0.8 : 0.9);
      det!.add(sample.labels.det, found.det, sample);
      semantic!.add(sample.labels.sem_seg, found.sem_seg, sample);
    }
    return { ...det!.compute(), ...semantic!.compute() };
  };
  const others = full.slice(3).flatMap(({ labels: { det } }) => rowsOf(det));
  t.true(others.some((box) => box.class !== cars));
  const partial = scores(forgetful);
  t.true(partial['det/AP50']! > 99, `${partial['det/AP50']}`);
  t.is(partial['sem_seg/mIoU'], 100);
  const naive = forgetful.map((sample): Scene => {
    const { det } = sample.labels;
    const boxes = det.state === 'present' ? ({ state: 'present', value: det.value } as const) : det;
    return { ...sample, labels: { ...sample.labels, det: boxes } };
  });
  t.true(scores(naive)['det/AP50']! < 95, 'as full labels they would');
});

test("scores a data set's own classes", async (t) => {
  const tasks = {
    det: BDD100K_TASKS.det,
    drivable: { kind: 'classMap', classes: ['elsewhere', 'here'] },
  } as const;
  const own = mapClasses(
    tinyScenes(2),
    { drivable: { direct: 'here', alternative: 'elsewhere', background: null } },
    tasks,
  );
  const scorer = scorerOf('drivable', own);
  for (const [index, name] of own.names.entries()) {
    const label = labelOf<LabelMask>((await own.get(index)).labels, 'drivable');
    if (label.state !== 'present') throw new Error('unlabelled scene');
    scorer.add(label, label.value, { name });
  }
  const scores = scorer.compute();
  t.is(scores['drivable/IoU/here'], 100);
  t.false('drivable/mIoU_withoutBackground' in scores);
});

/** A field with one row. */
const field = (...values: number[]) => ({ width: values.length, height: 1, data: Float32Array.from(values) });
const present = (...values: number[]) => ({ state: 'present', value: field(...values) }) as const;

test('a field: errors over all pixels whose truth is known', (t) => {
  const scorer = new FieldScorer('depth');
  scorer.add(present(1, 2, Number.NaN), field(2, 2, 99));
  scorer.add({ state: 'absent' }, field(7, 7, 7));
  scorer.add({ state: 'empty' }, field(7, 7, 7));
  scorer.add(present(4), field(3));
  const scores = scorer.compute();
  t.deepEqual(Object.keys(scores), ['depth/R2', 'depth/RMSE', 'depth/MAE']);
  // Errors 1, 0, -1 for the values 1, 2, 4, whose squared distances from the mean 7/3 are 16/9, 1/9 and 25/9.
  assertClose(t, scores['depth/R2']!, 100 * (1 - 2 / (42 / 9)), { absolute: 1e-9 });
  assertClose(t, scores['depth/RMSE']!, Math.sqrt(2 / 3), { absolute: 1e-12 });
  assertClose(t, scores['depth/MAE']!, 2 / 3, { absolute: 1e-12 });
});

test('a field far from 0 loses nothing of its variance', (t) => {
  const scorer = new FieldScorer('depth');
  // float32 represents these exactly, but not the sums of their squares.
  for (let i = 0; i < 1000; i++) scorer.add(present(1e7, 1e7 + 1), field(1e7, 1e7));
  assertClose(t, scorer.compute()['depth/R2']!, 100 * (1 - 1000 / 500), { absolute: 1e-6 });
});

test('a field that is found exactly scores 100; what cannot be said is null', (t) => {
  const exact = new FieldScorer('depth');
  exact.add(present(3, 5), field(3, 5));
  t.deepEqual(exact.compute(), { 'depth/R2': 100, 'depth/RMSE': 0, 'depth/MAE': 0 });
  t.deepEqual(new FieldScorer('depth').compute(), {
    'depth/R2': null,
    'depth/RMSE': null,
    'depth/MAE': null,
  });
  const flat = new FieldScorer('depth');
  flat.add(present(3, 3), field(3, 4));
  t.like(flat.compute(), { 'depth/R2': null, 'depth/MAE': 0.5 }, 'no variance to explain');
});

test('the scores that one looks at first are those of the task, else of its kind', (t) => {
  registerTask({ name: 'potholes', kind: 'boxes', metrics: ['AR100'] });
  const all = {
    ...{ 'det/AP': 1, 'det/AP50': 2, 'det/AP75': 3, 'det/APs': 4, 'det/AR100': 5, 'det/AP/car': 6 },
    ...{ 'sem_seg/mIoU': 7, 'sem_seg/pAcc': null, 'sem_seg/fIoU': 9, 'sem_seg/IoU/road': 10 },
    ...{ 'drivable/mIoU': 11, 'drivable/mIoU_withoutBackground': 12 },
    ...{ 'depth/R2': 13, 'depth/RMSE': 14, 'potholes/AP': 15, 'potholes/AR100': 16, other: 17 },
  };
  t.deepEqual(shownMetrics(all), {
    ...{ 'det/AP': 1, 'det/AP50': 2, 'det/AP75': 3, 'sem_seg/mIoU': 7, 'sem_seg/pAcc': null },
    ...{ 'drivable/mIoU': 11, 'depth/R2': 13, 'depth/RMSE': 14, 'potholes/AR100': 16 },
  });
});
