import {
  annotatedOf,
  applyTransforms,
  BDD100K_TASKS,
  type Bdd100kLabels,
  type Boxes,
  type BoxTensors,
  boxLabel,
  concatDatasets,
  DataConfigError,
  type Dataset,
  DETECTION_CATEGORIES,
  Loader,
  labelKind,
  labelOf,
  mapClasses,
  maskLabel,
  type PartialMapTensors,
  parseTransforms,
  Rng,
  SEMANTIC_CLASSES,
  sceneDataset,
  type TaskLabel,
  type TaskSpecs,
  toTensors,
} from '@cotrain/data';
import { ArgumentError, scope, type Tensor } from '@cotrain/torch';
import test from 'ava';
import { fromRows } from '../boxRows.js';

const [HEIGHT, WIDTH] = [8, 12];
const transforms = [{ type: 'normalize', preset: 'imagenet' }] as const;

/** A box of each of the given classes, side by side from the left. */
const boxes = (...classes: number[]): Boxes =>
  fromRows(classes.map((id, i) => ({ class: id, edges: [4 * i, 0, 4 * i + 4, 4] })));

/** A mask in which each column has the next id. */
const mask = (...ids: number[]) => ({
  height: HEIGHT,
  width: WIDTH,
  data: Uint8Array.from({ length: HEIGHT * WIDTH }, (_, i) => ids[(i % WIDTH) % ids.length]!),
});

const ABSENT: Bdd100kLabels = {
  det: { state: 'absent' },
  sem_seg: { state: 'absent' },
  drivable: { state: 'absent' },
};

function dataset<const Own extends TaskSpecs>(
  tasks: Own,
  frames: Record<string, Partial<Bdd100kLabels>>,
): Dataset<Bdd100kLabels> & { tasks: Own } {
  const all = Object.entries(frames).map(([name, labels]) => ({ name, labels: { ...ABSENT, ...labels } }));
  const image = { height: HEIGHT, width: WIDTH, data: new Uint8Array(HEIGHT * WIDTH * 3) };
  return {
    tasks,
    length: all.length,
    names: all.map(({ name }) => name),
    get: async (index) => ({ ...all[index]!, image }),
    labelled(index) {
      const { det, sem_seg, drivable } = all[index]!.labels;
      const has = (label: TaskLabel<unknown>) => label.state !== 'absent';
      return { det: has(det), sem_seg: has(sem_seg), drivable: has(drivable) };
    },
  };
}

const NU = {
  det: { kind: 'boxes', classes: ['car', 'bus', 'tram', 'traffic_cone'] },
  sem_seg: { kind: 'classMap', classes: ['background', 'driveable_surface', 'car'] },
} as const;
const nu = dataset(NU, {
  a: { det: boxLabel(boxes(0, 2, 3)), sem_seg: maskLabel(mask(0, 1, 2, 255)) },
  b: { det: boxLabel(boxes(3)), sem_seg: { state: 'empty' } },
});
const NU_MAP = {
  det: { tram: 'train', traffic_cone: null },
  sem_seg: { background: null, driveable_surface: 'road' },
} as const;

const detId = (name: (typeof DETECTION_CATEGORIES)[number]) => DETECTION_CATEGORIES.indexOf(name);
const segId = (name: (typeof SEMANTIC_CLASSES)[number]) => SEMANTIC_CLASSES.indexOf(name);

test('maps labels into the classes of the model and knows which were annotated', async (t) => {
  const mapped = mapClasses(nu, NU_MAP, BDD100K_TASKS);
  t.deepEqual(mapped.tasks, BDD100K_TASKS);
  t.deepEqual(mapped.labelled!(0), { det: true, sem_seg: true, drivable: false });
  const annotated = [detId('car'), detId('bus'), detId('train')].sort((a, b) => a - b);
  const [a, b] = [(await mapped.get(0)).labels, (await mapped.get(1)).labels];
  t.deepEqual(a.det, {
    state: 'present',
    value: boxes(detId('car'), detId('train')),
    classes: annotated,
  });
  t.deepEqual(b.det, { state: 'empty', classes: annotated }, 'what is ignored is left out');
  const surfaces = [segId('road'), segId('car')];
  t.deepEqual(a.sem_seg, {
    state: 'present',
    value: mask(255, segId('road'), segId('car'), 255),
    classes: surfaces,
  });
  t.deepEqual(b.sem_seg, { state: 'empty', classes: surfaces });
  t.deepEqual(labelOf(a, 'drivable'), { state: 'absent' });
});

test('a class of the model is annotated if all that is mapped to it is', async (t) => {
  const own = dataset(
    { det: { kind: 'boxes', classes: ['car', 'van', 'bus'] } },
    {
      a: { det: boxLabel(boxes(0), { classes: [0, 2] }) },
      b: { det: boxLabel(boxes(1)) },
    },
  );
  const model = { det: { kind: 'boxes', classes: ['vehicle', 'bus'] } } as const;
  const mapped = mapClasses(own, { det: { car: 'vehicle', van: 'vehicle' } }, model);
  t.deepEqual((await mapped.get(0)).labels.det, { state: 'present', value: boxes(0), classes: [1] });
  t.deepEqual((await mapped.get(1)).labels.det, { state: 'present', value: boxes(0) }, 'all: nothing to say');
  const nothing = mapClasses(own, { det: { car: null, van: null, bus: null } }, model);
  t.is(labelOf((await nothing.get(0)).labels, 'det').state, 'absent');
  t.false(nothing.labelled!(0).det);
});

test('class maps that are wrong are errors', (t) => {
  const wrong = (map: object, message: RegExp) =>
    t.throws(() => mapClasses(nu as Dataset, map, BDD100K_TASKS), { instanceOf: DataConfigError, message });
  wrong({ det: { tram: 'train' } }, /class map of det: the model has no class "traffic_cone"; map each/);
  wrong({ ...NU_MAP, det: { trams: 'train' } }, /the data set has no class "trams" \(did you mean 'tram'/);
  wrong({ ...NU_MAP, det: { tram: 'trian', traffic_cone: null } }, /the model has no class "trian".*train/);
  wrong({ depth: {} }, /there is no task "depth"/);
  wrong({}, /of det: the model has no class "tram", "traffic_cone"/);
  // @ts-expect-error the type knows the names on both sides
  t.throws(() => mapClasses(nu, { ...NU_MAP, det: { tram: 'tram', traffic_cone: null } }, BDD100K_TASKS));
});

test('several data sets as one, in worker threads too', async (t) => {
  const scenes = (seed: number) => sceneDataset({ count: 2, width: 48, height: 32, seed });
  const half = mapClasses(
    scenes(1),
    {},
    {
      ...BDD100K_TASKS,
      det: { kind: 'boxes', classes: ['car', ...DETECTION_CATEGORIES.filter((n) => n !== 'car')] },
    },
  );
  const all = concatDatasets([
    { dataset: scenes(0), name: 'first' },
    { dataset: half, name: 'second', classMap: {} },
  ]);
  t.deepEqual(all.names, [
    ...scenes(0).names.map((n) => `first-${n}`),
    ...scenes(1).names.map((n) => `second-${n}`),
  ]);
  t.deepEqual(all.labelled!(3), { det: true, sem_seg: true, drivable: true });
  t.deepEqual((await all.get(3)).labels, (await scenes(1).get(1)).labels, 'there and back');
  const read = async (workers: number) => {
    const batches: unknown[] = [];
    for await (const batch of new Loader(all, { batchSize: 2, transforms, workers })) batches.push(batch);
    return batches;
  };
  t.deepEqual(await read(1), await read(0));
  t.throws(() => all.labelled!(4), { instanceOf: ArgumentError });
  await t.throwsAsync(all.get(-1), { instanceOf: ArgumentError });
  t.throws(() => concatDatasets([{ dataset: scenes(0) }, { dataset: scenes(0) }]), {
    instanceOf: DataConfigError,
    message: /two frames are named .*give the parts different names/,
  });
  t.throws(() => concatDatasets([]), { instanceOf: DataConfigError });
});

test('which classes were annotated goes through transforms and batches into tensors', async (t) => {
  const bdd = dataset(BDD100K_TASKS, { x: { det: boxLabel(boxes(1)), sem_seg: maskLabel(mask(3)) } });
  const both = concatDatasets([{ dataset: bdd }, { dataset: nu, classMap: NU_MAP }]);
  const { sample: steps } = parseTransforms([
    { type: 'resize', height: 16, width: 24 },
    { type: 'randomFlip', p: 1 },
    { type: 'randomScaleCrop', minScale: 1, maxScale: 1, height: 8, width: 24 },
    ...transforms,
  ]);
  const moved = await applyTransforms(await both.get(1), both.tasks, steps, new Rng(0));
  const annotatedIn = (task: string) => annotatedOf(labelOf(moved.labels, task)).classes;
  t.deepEqual(annotatedIn('det'), [2, 4, 5]);
  t.deepEqual(annotatedIn('sem_seg'), [0, 13]);

  for await (const batch of new Loader(both, { batchSize: 3, transforms })) {
    scope(() => {
      const { targets } = toTensors(batch);
      const [det, sem_seg] = [targets.det as BoxTensors[], targets.sem_seg!];
      t.is(det[0]!.annotated, undefined);
      const known = (annotated: Tensor) =>
        (annotated.toArray() as boolean[]).flatMap((flag, id) => (flag ? [id] : []));
      t.deepEqual(
        [det[1]!.annotated!.dtype, det[1]!.annotated!.shape],
        ['bool', [DETECTION_CATEGORIES.length]],
      );
      t.deepEqual(known(det[1]!.annotated!), [2, 4, 5]);
      t.deepEqual(det[2]!.boxes.shape, [0, 4]);
      t.deepEqual(known(det[2]!.annotated!), [2, 4, 5]);
      t.deepEqual((sem_seg[0] as Tensor).shape, [HEIGHT, WIDTH]);
      const partial = sem_seg[1] as PartialMapTensors;
      t.deepEqual([partial.map.shape, partial.annotated.shape], [[HEIGHT, WIDTH], [SEMANTIC_CLASSES.length]]);
      t.deepEqual(known(partial.annotated), [0, 13]);
    });
  }
  for await (const batch of new Loader(nu, { batchSize: 2, transforms }))
    scope(() => {
      const labels = [boxLabel(boxes(0, 1), { classes: [0] }), { state: 'absent' } as const];
      const given = labelKind('boxes').collate(labels, batch);
      const { targets } = toTensors({ ...batch, labels: { ...batch.labels, det: given } });
      const det = targets.det as BoxTensors[];
      t.deepEqual(det[0]!.annotated!.toArray(), [true, false, false, false]);
      t.deepEqual(det[0]!.classes.toArray(), [0], 'a box of a class that was not annotated teaches nothing');
    });
});
