import {
  BDD100K_TASKS,
  batchesPerEpoch,
  DataConfigError,
  DataError,
  type Dataset,
  type HostBatch,
  type HostClassMaps,
  Loader,
  type LoaderOptions,
  labelledIndices,
  type PlanOptions,
  planEpoch,
  SAMPLERS,
  samplingWeights,
  sceneDataset,
  taskBatches,
} from '@cotrain/data';
import test from 'ava';
import { assertClose } from '../assertClose.js';

/**
 * 30 samples: drivable area for the first 15, boxes for the next 10, classes for the last 5 and for sample 0.
 */
const labelled = {
  drivable: range(0, 15),
  det: range(15, 25),
  sem_seg: [0, ...range(25, 30)],
};
const options: PlanOptions = { kind: 'zeroing', labelled, length: 30, batchSize: 4, seed: 3, epoch: 0 };
const tasks = Object.keys(labelled) as (keyof typeof labelled)[];

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}

const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

async function collect(loader: Loader): Promise<HostBatch[]> {
  const batches: HostBatch[] = [];
  for await (const batch of loader) batches.push(batch);
  return batches;
}

const scenes = sceneDataset({ count: 6, seed: 1, width: 48, height: 32 });
const transforms: LoaderOptions['transforms'] = [
  { type: 'randomFlip', p: 0.5 },
  { type: 'colorJitter', brightness: 0.3 },
  { type: 'normalize', preset: 'imagenet' },
];

test('zeroing mixes all samples, in the order of a loader that shuffles', async (t) => {
  const planned = planEpoch({ ...options, length: 6, epoch: 2 });
  const shuffled = await collect(
    new Loader(scenes, { batchSize: 4, shuffle: true, seed: 3, epoch: 2, transforms }),
  );
  t.deepEqual(
    planned,
    shuffled.map(({ indices }) => ({ indices, task: null })),
  );
  t.deepEqual(sorted(planEpoch(options).flatMap(({ indices }) => indices)), range(0, 30));
  t.is(planEpoch({ ...options, dropLast: true }).length, 7);
});

test('round-robin goes through the tasks in turn, over the borders of epochs', (t) => {
  const batches = range(0, 4).flatMap((epoch) => planEpoch({ ...options, kind: 'roundRobin', epoch }));
  t.is(batches.length, 4 * 8);
  for (const [i, { indices, task }] of batches.entries()) {
    t.is(task, tasks[i % 3]!);
    t.is(indices.length, 4);
    t.true(indices.every((index) => labelled[task as keyof typeof labelled].includes(index)));
  }
});

test('every sample of a task comes once before any comes again', (t) => {
  for (const kind of ['roundRobin', 'uniform', 'weighted'] as const) {
    const batches = range(0, 9).flatMap((epoch) => planEpoch({ ...options, kind, epoch }));
    for (const task of tasks) {
      const own = batches.filter((batch) => batch.task === task);
      const drawn = own.flatMap(({ indices }) => indices);
      const draws = own.flatMap((batch) => batch.draws!);
      const { length } = labelled[task];
      t.true(drawn.length > 2 * length, `${kind}: ${task} is drawn ${drawn.length} times`);
      const passes = range(0, Math.floor(drawn.length / length)).map((pass) =>
        drawn.slice(pass * length, (pass + 1) * length),
      );
      for (const pass of passes) t.deepEqual(sorted(pass), sorted(labelled[task]));
      t.notDeepEqual(passes[0], passes[1]);
      t.deepEqual(
        draws,
        drawn.map((_, i) => Math.floor(i / length)),
      );
    }
  }
});

test('the weights of tasks: equal, given, or labelled samples times epochs', (t) => {
  const near = (actual: object, expected: Record<string, number>) => {
    t.deepEqual(Object.keys(actual), Object.keys(expected));
    for (const [task, share] of Object.entries(actual))
      assertClose(t, share, expected[task]!, { absolute: 1e-12 });
  };
  near(samplingWeights({ kind: 'uniform', labelled }), { drivable: 1 / 3, det: 1 / 3, sem_seg: 1 / 3 });
  near(samplingWeights({ kind: 'weighted', labelled }), { drivable: 15 / 31, det: 10 / 31, sem_seg: 6 / 31 });
  near(samplingWeights({ kind: 'weighted', labelled, taskEpochs: { sem_seg: 5 } }), {
    drivable: 15 / 55,
    det: 10 / 55,
    sem_seg: 30 / 55,
  });
  near(samplingWeights({ kind: 'weighted', labelled, weights: { det: 3, drivable: 1 } }), {
    drivable: 1 / 4,
    det: 3 / 4,
    sem_seg: 0,
  });
});

test('tasks are drawn as often as their weights say', (t) => {
  const weights = { det: 3, drivable: 1, sem_seg: 0 };
  for (const [kind, shares] of [
    ['uniform', { det: 1 / 3, drivable: 1 / 3, sem_seg: 1 / 3 }],
    ['weighted', { det: 3 / 4, drivable: 1 / 4, sem_seg: 0 }],
  ] as const) {
    const given = kind === 'weighted' ? { weights } : {};
    const plan = planEpoch({ ...options, ...given, kind, length: 12_000 });
    const runs = plan.slice(1).filter(({ task }, i) => task === plan[i]!.task).length / (plan.length - 1);
    for (const task of tasks) {
      const share = plan.filter((batch) => batch.task === task).length / plan.length;
      // With 3000 draws, four standard deviations are 0.036.
      assertClose(t, share, shares[task], { absolute: 0.036 }, `${kind}: ${task} ${share}`);
    }
    const expected = tasks.reduce((sum, task) => sum + shares[task] ** 2, 0);
    assertClose(t, runs, expected, { absolute: 0.05 }, `${kind}: one batch does not tell the next, ${runs}`);
  }
});

test('a plan is a function of seed and epoch; another seed and another epoch give another', (t) => {
  for (const kind of SAMPLERS) {
    const plan = (changes: Partial<PlanOptions>) => planEpoch({ ...options, kind, ...changes });
    t.deepEqual(plan({ epoch: 5 }), plan({ epoch: 5 }));
    t.notDeepEqual(plan({ epoch: 5 }), plan({ epoch: 4 }));
    t.notDeepEqual(plan({ seed: 4 }), plan({ seed: 3 }));
  }
});

test('ranks agree on the tasks, and share out the batches of one process', (t) => {
  for (const kind of SAMPLERS) {
    for (const length of [30, 24]) {
      const whole = planEpoch({ ...options, kind, length, batchSize: 6, epoch: 2 });
      const ranks = range(0, 3).map((rank) =>
        planEpoch({ ...options, kind, length, batchSize: 2, epoch: 2, rank, worldSize: 3 }),
      );
      for (const [i, { indices, task }] of whole.entries()) {
        const shares = ranks.map((batches) => batches[i]!);
        t.true(shares.every((share) => share.task === task));
        t.deepEqual(sorted(shares.flatMap((share) => share.indices)), sorted(indices));
      }
      t.true(ranks.every((batches) => batches.length === whole.length));
    }
  }
});

test('where samples do not share out, ranks repeat the first ones', (t) => {
  const ranks = [0, 1, 2].map((rank) => planEpoch({ ...options, length: 31, rank, worldSize: 3 }));
  t.deepEqual(
    ranks.map((batches) => batches.map(({ indices }) => indices.length)),
    Array.from({ length: 3 }, () => [4, 4, 3]),
  );
  const drawn = ranks.flat().flatMap(({ indices }) => indices);
  t.deepEqual(sorted([...new Set(drawn)]), range(0, 31));
});

test('without repeating, the ranks share out the batches of one process, of which one may get nothing', (t) => {
  const whole = planEpoch({ ...options, length: 31, batchSize: 6 });
  const ranks = [0, 1, 2].map((rank) =>
    planEpoch({ ...options, length: 31, batchSize: 2, rank, worldSize: 3, repeat: false }),
  );
  t.deepEqual(
    whole.map((_, i) => sorted(ranks.flatMap((batches) => batches[i]!.indices))),
    whole.map(({ indices }) => sorted(indices)),
  );
  t.deepEqual(
    ranks.map((batches) => batches.at(-1)!.indices.length),
    [1, 0, 0],
  );
});

test('however a step is split into ranks and micro-batches, the same samples are together', (t) => {
  for (const kind of SAMPLERS) {
    const microBatches = (worldSize: number, accumulate: number) => {
      const changes = { kind, length: 27, batchSize: 2, worldSize, accumulate, epoch: 1, repeat: false };
      const ranks = range(0, worldSize).map((rank) => planEpoch({ ...options, ...changes, rank }));
      t.true(ranks.every(({ length }) => length === accumulate * batchesPerEpoch(changes)));
      // Micro-batch k of every rank, then k + 1 of every rank.
      return range(0, ranks[0]!.length).flatMap((k) => ranks.map((batches) => batches[k]!));
    };
    const alone = microBatches(1, 4);
    t.deepEqual(microBatches(2, 2), alone, kind);
    t.deepEqual(microBatches(4, 1), alone, kind);
    // Together they are the batches of one process.
    const whole = planEpoch({ ...options, kind, length: 27, batchSize: 8, epoch: 1 });
    t.deepEqual(
      whole.map((_, i) => sorted(alone.slice(4 * i, 4 * i + 4).flatMap(({ indices }) => indices))),
      whole.map(({ indices }) => sorted(indices)),
      kind,
    );
  }
});

test('a sample is augmented in the same way on whatever rank it is drawn', async (t) => {
  const drawn = async (worldSize: number, batchSize: number) => {
    const seen: string[] = [];
    for (let rank = 0; rank < worldSize; rank++) {
      const plan = { kind: 'uniform' as const, tasks: ['sem_seg'], batchSize, seed: 4, rank, worldSize };
      const batches = taskBatches(scenes, plan);
      for (const { names, pixels } of await collect(new Loader(scenes, { batches, transforms, epochs: 3 }))) {
        const size = pixels.length / names.length;
        seen.push(...names.map((name, i) => `${name} ${pixels.subarray(i * size, (i + 1) * size)}`));
      }
    }
    return seen.sort();
  };
  const alone = await drawn(1, 2);
  t.is(new Set(alone).size, 18); // 3 times 6 samples, each time another augmentation
  t.deepEqual(await drawn(2, 1), alone);
});

test('a loader of one rank loads every second batch, or none', async (t) => {
  const loader = (shard?: { rank: number; worldSize: number }) =>
    new Loader(scenes, { batchSize: 2, transforms, ...(shard && { shard }) });
  const whole = await collect(loader());
  for (const rank of [0, 1]) {
    const shard = loader({ rank, worldSize: 2 });
    t.deepEqual(
      await collect(shard),
      whole.filter((_, i) => i % 2 === rank),
    );
  }
  const last = loader({ rank: 63, worldSize: 64 });
  t.deepEqual([last.length, await collect(last)], [0, []]);
  t.throws(() => loader({ rank: 2, worldSize: 2 }), { message: /rank must be less than worldSize/ });
});

test('a loader loads planned batches: the labels of one task, whatever the number of workers', async (t) => {
  const batches = taskBatches(scenes, {
    kind: 'roundRobin',
    tasks: ['drivable', 'det'],
    batchSize: 2,
    seed: 1,
  });
  const inProcess = await collect(new Loader(scenes, { batches, transforms, epochs: 2 }));
  t.deepEqual(
    inProcess.map(({ task }) => task),
    ['drivable', 'det', 'drivable', 'det', 'drivable', 'det'],
  );
  for (const { task, labels } of inProcess) {
    t.is((labels.sem_seg as HostClassMaps).maps, null);
    t.is((labels.drivable as HostClassMaps).maps !== null, task === 'drivable');
    for (const [name, own] of Object.entries(labels)) {
      t.is(own.labels.length, 2);
      for (const { state } of own.labels) t.is(state !== 'absent', task === name);
    }
  }
  t.deepEqual(await collect(new Loader(scenes, { batches, transforms, epochs: 2, workers: 2 })), inProcess);
  const later = new Loader(scenes, { batches, transforms });
  t.is(later.length, 3);
  later.setPosition(1, 1);
  t.deepEqual(await collect(later), inProcess.slice(4));
});

test('a sample that is drawn again in an epoch gets a new augmentation', async (t) => {
  const one = sceneDataset({ count: 1, seed: 1, width: 48, height: 32 });
  const again = (draws: number[]) => [{ indices: [0, 0], task: null, draws }];
  const halves = async (draws: number[]) => {
    const [batch] = await collect(new Loader(one, { batches: () => again(draws), transforms }));
    const { pixels } = batch!;
    return [pixels.slice(0, pixels.length / 2), pixels.slice(pixels.length / 2)];
  };
  const [same, other] = [await halves([0, 0]), await halves([0, 1])];
  t.deepEqual(same[0], same[1]);
  t.deepEqual(other[0], same[0]);
  t.notDeepEqual(other[1], other[0]);
});

test("a task's samples come in the order of its place among the data set's tasks, whatever else is learned", (t) => {
  const order = Object.keys(BDD100K_TASKS);
  const plan = (changes: Partial<PlanOptions>) =>
    planEpoch({ ...options, kind: 'roundRobin', order, ...changes });
  // The draws from before there were other tasks: a run that was started then continues unchanged.
  t.deepEqual(
    plan({})
      .slice(0, 3)
      .map(({ task, indices }) => [task, indices]),
    [
      ['drivable', [6, 0, 9, 2]],
      ['det', [16, 20, 18, 15]],
      ['sem_seg', [29, 0, 25, 26]],
    ],
  );
  const alone = plan({ labelled: { sem_seg: labelled.sem_seg } });
  t.deepEqual(alone[0]!.indices, [29, 0, 25, 26]);
  const depth = plan({ labelled: { depth: labelled.sem_seg }, order: [...order, 'depth'] });
  t.notDeepEqual(depth[0]!.indices, alone[0]!.indices);
});

test('what cannot be drawn is refused', (t) => {
  const refused = (changes: Partial<PlanOptions>, message: RegExp) =>
    t.throws(() => planEpoch({ ...options, ...changes }), { instanceOf: DataConfigError, message });
  refused({ kind: 'random' as 'uniform' }, /kind is "random"; it is one of zeroing, uniform/);
  refused({ kind: 'uniform', labelled: {} }, /uniform requires labelled/);
  refused({ kind: 'uniform', labelled: { det: [] } }, /no sample is labelled for det/);
  refused({ kind: 'weighted', weights: { det: -1 } }, /weights of det is -1/);
  refused({ kind: 'weighted', weights: { sem_seg: 0 } }, /weights are all 0/);
  refused(
    { kind: 'weighted', labelled: { det: [1] }, taskEpochs: { drivable: 2 } },
    /taskEpochs has "drivable"/,
  );
  refused({ rank: 2, worldSize: 2 }, /rank is 2 of 2 processes/);
  refused({ batchSize: 0 }, /batchSize is 0/);
  refused({ batchSize: 31, dropLast: true }, /dropLast would drop all/);
});

test('a data set that cannot tell its labels, or has none for a task, is refused', (t) => {
  const dataset = (own?: Record<string, boolean>): Dataset => ({
    tasks: BDD100K_TASKS,
    length: 3,
    names: ['a', 'b', 'c'],
    get: () => Promise.reject(new Error('not decoded')),
    ...(own && { labelled: () => own }),
  });
  t.throws(() => labelledIndices(dataset(), ['det']), {
    instanceOf: DataConfigError,
    message: /no labelled\(index\)/,
  });
  const some = dataset({ det: true, sem_seg: false, drivable: true });
  t.deepEqual(labelledIndices(some, ['drivable', 'det']), { drivable: [0, 1, 2], det: [0, 1, 2] });
  const plan = { batchSize: 2, seed: 0, tasks: ['det', 'sem_seg'] };
  for (const kind of SAMPLERS) {
    t.throws(() => taskBatches(some, { ...plan, kind }), {
      instanceOf: DataError,
      message: /none of 3 samples is labelled for sem_seg/,
    });
  }
  t.is(taskBatches(dataset(), { ...plan, kind: 'zeroing' })(0).length, 2);
});

test('a loader refuses batches beside what they decide, and plans that do not fit', async (t) => {
  const batches = () => [{ indices: [0], task: null }];
  const loader = (changes: Partial<LoaderOptions>) => () =>
    new Loader(scenes, { batches, transforms, ...changes });
  t.throws(loader({ batchSize: 2 }), {
    instanceOf: DataConfigError,
    message: /batchSize cannot be combined with batches/,
  });
  t.throws(loader({ shuffle: true }), { message: /shuffle cannot be combined with batches/ });
  t.throws(loader({ dropLast: true }), { message: /dropLast cannot be combined with batches/ });
  t.throws(loader({ batches: undefined }), { message: /give batchSize, or batches/ });
  const outside = new Loader(scenes, { batches: () => [{ indices: [6], task: null }], transforms });
  await t.throwsAsync(collect(outside), { message: /contains sample 6, but the data set has 6/ });
  const uneven = (epoch: number) => Array.from({ length: epoch + 1 }, () => ({ indices: [0], task: null }));
  await t.throwsAsync(collect(new Loader(scenes, { batches: uneven, transforms, epochs: 2 })), {
    message: /epoch 1 has 2 batches/,
  });
});
