// One rank of a test: trains with the others on the rows that a case gives it, then alone on the rows of all
// ranks, and prints how far the two differ.
import { isDeepStrictEqual } from 'node:util';
import { type BatchTensors, DataError } from '@cotrain/data';
import type { MultiTaskModel, SemanticFpnHead, Targets } from '@cotrain/models';
import { AdamW, SGD, type Stage, StagedOptimizer } from '@cotrain/optim';
import { CotrainError, distributed, memory, noGrad, scope, type Tensor, torch } from '@cotrain/torch';
import {
  type BatchSource,
  GradNorm,
  PcGrad,
  type StepEvent,
  type Strategy,
  type TrainEvent,
  Trainer,
  type TrainerOptions,
  type TrainingBatch,
  UncertaintyWeighting,
  WeightedSum,
} from '@cotrain/train';
import { imagesOf, jointModel, type Kind, targetsOf } from '../models/joint.js';

interface Rows extends TrainingBatch {
  rows: readonly number[];
}

export interface Case {
  kinds: readonly Kind[];
  norm?: 'group' | 'batch';
  strategy?: keyof typeof STRATEGIES;
  /** Rows of the data in each batch, by step, rank and micro-batch. */
  steps: readonly (readonly (readonly (readonly number[])[])[])[];
  /** Tasks that a row is labelled for. Default: those of `targetsOf`. */
  labels?: Readonly<Record<number, readonly string[]>>;
  optimizer?: 'sgd' | 'adamW';
  /** Trains the heads in a first epoch, and everything in a second one. */
  stages?: boolean;
  /** Trains twice, to compare the two. */
  repeat?: boolean;
}

const STRATEGIES = {
  weightedSum: (tasks: readonly string[]) => new WeightedSum({ tasks, lossWeights: { semanticFpn: 0.5 } }),
  uncertainty: (tasks: readonly string[]) => new UncertaintyWeighting({ tasks, lr: 0.1 }),
  gradNormAtMaps: (tasks: readonly string[]) => new GradNorm({ tasks, lr: 0.1 }),
  gradNormAtParameters: (tasks: readonly string[]) => new GradNorm({ tasks, lr: 0.1, at: 'parameters' }),
  pcGradAtMaps: (tasks: readonly string[]) => new PcGrad({ tasks, at: 'features' }),
  pcGradAtParameters: (tasks: readonly string[]) => new PcGrad({ tasks }),
} satisfies Record<string, (tasks: readonly string[]) => Strategy>;

const HALVES = [
  [[[0, 1]], [[2, 3]]],
  [[[3, 0]], [[1, 2]]],
] as const;
const ALL = ['sparseRcnn', 'maskFormer', 'semanticFpn'] as const;

export const CASES: Record<string, Case> = {
  sparseRcnn: { kinds: ['sparseRcnn'], steps: HALVES },
  fasterRcnn: { kinds: ['fasterRcnn'], steps: HALVES },
  maskFormer: { kinds: ['maskFormer'], steps: HALVES },
  semanticFpn: { kinds: ['semanticFpn'], steps: HALVES, norm: 'batch' },
  differentTasks: {
    kinds: ALL,
    steps: HALVES,
    labels: { 0: ['sparseRcnn'], 1: ['sparseRcnn'], 2: ['semanticFpn'], 3: ['maskFormer'] },
    optimizer: 'adamW',
    repeat: true,
  },
  differentTasksWithBatchNorm: {
    kinds: ['sparseRcnn', 'semanticFpn'],
    norm: 'batch',
    steps: HALVES,
    labels: { 0: ['sparseRcnn'], 1: ['sparseRcnn'], 2: ['semanticFpn'], 3: [] },
    repeat: true,
  },
  // Rank 1 has no label in the first step, and no image in the second one; no rank has one in the third.
  without: {
    kinds: ['sparseRcnn', 'semanticFpn'],
    steps: [
      [[[0, 1]], [[2]]],
      [[[0]], [[]]],
      [[[2]], [[2]]],
      [[[0]], [[1]]],
    ],
    labels: { 0: ['sparseRcnn'], 1: ['sparseRcnn', 'semanticFpn'], 2: [] },
    optimizer: 'adamW',
  },
  withoutWithBatchNorm: {
    kinds: ['sparseRcnn', 'semanticFpn'],
    norm: 'batch',
    steps: [
      [[[0, 1]], [[2]]],
      [[[0, 1]], [[]]],
      [[[2]], [[2]]],
    ],
    labels: { 0: ['sparseRcnn'], 1: ['sparseRcnn', 'semanticFpn'], 2: [] },
  },
  microBatches: {
    kinds: ALL,
    steps: [
      [
        [[0], [1]],
        [[2], [3]],
      ],
      [
        [[3], [2]],
        [[1], []],
      ],
    ],
  },
  // Norms of a head are synchronised, and those of the shared parts are not.
  withoutForHead: {
    kinds: ['sparseRcnn', 'batchFpn'],
    steps: [
      [[[0, 1]], [[2]]],
      [[[1, 3]], [[]]],
      [[[2]], [[0]]],
    ],
    labels: { 0: ['sparseRcnn'], 1: ['sparseRcnn', 'batchFpn'], 2: [], 3: ['batchFpn'] },
  },
  stages: {
    kinds: ['sparseRcnn', 'semanticFpn'],
    strategy: 'pcGradAtMaps',
    stages: true,
    steps: [[[[0]], [[1]]]],
    labels: { 0: ['sparseRcnn'], 1: ['semanticFpn'] },
  },
  four: { kinds: ['sparseRcnn', 'semanticFpn'], norm: 'batch', steps: [[[[0]], [[1]], [[2]], [[3]]]] },
  ...Object.fromEntries(
    Object.keys(STRATEGIES).map((strategy) => [
      strategy,
      {
        kinds: ['sparseRcnn', 'semanticFpn'],
        strategy: strategy as keyof typeof STRATEGIES,
        steps: [
          [[[0]], [[1]]],
          [[[2]], [[3]]],
          [[[0]], [[3]]],
        ],
        labels: { 0: ['sparseRcnn'], 1: ['semanticFpn'], 2: [], 3: ['sparseRcnn', 'semanticFpn'] },
      },
    ]),
  ),
};

/** What a run leaves. */
interface Result {
  steps: Pick<StepEvent, 'losses' | 'loss' | 'gradNorm' | 'gradNorms' | 'images'>[];
  /** Parameters and buffers. */
  state: Record<string, Float64Array>;
  weights: Record<string, number>;
}

/** @param batches batches of each step */
export async function train(
  { kinds, norm = 'group', strategy: name = 'weightedSum', labels, stages, optimizer: kind = 'sgd' }: Case,
  batches: readonly Rows[],
  extra: Partial<TrainerOptions<Rows>> = {},
  seen: (event: TrainEvent) => void = () => {},
  /** Rows with an image that is not finite, and with a box of an unknown class; a gradient that is 0 / 0. */
  wrong: { image?: number; box?: number; gradient?: boolean } = {},
): Promise<Result> {
  using model = jointModel(kinds, norm);
  const [input, targets] = [imagesOf(4), targetsOf(model, 4)];
  const targetOf = (task: string, row: number) => {
    if (labels && !labels[row]?.includes(task)) return null;
    return row === wrong.box ? wrongBox : (targets[task]![row] ?? targets[task]![0]!);
  };
  if (wrong.gradient) spoilGradient(model.heads.get('semanticFpn') as unknown as SemanticFpnHead);
  if (wrong.image !== undefined)
    noGrad(() => scope(() => void input.select(0, wrong.image!).fill_(Number.NaN)));
  const wrongBox = { boxes: torch.tensor([[1, 1, 9, 9]]), classes: torch.tensor(BigInt64Array.of(7n)) };
  const toTensors = ({ rows }: Rows): BatchTensors => ({
    images: input.indexSelect(0, torch.tensor(BigInt64Array.from(rows, BigInt))),
    targets: Object.fromEntries(
      model.tasks.map((task) => [task, rows.map((row) => targetOf(task, row))]),
    ) as BatchTensors['targets'] & Targets,
    sizes: {} as BatchTensors['sizes'],
  });
  const loader: BatchSource<Rows> = {
    length: batches.length,
    async *[Symbol.asyncIterator]() {
      yield* batches;
    },
  };
  using strategy = STRATEGIES[name](model.tasks);
  using optimizer = makeOptimizer(model, kind, stages ? batches.length / (extra.accumulate ?? 1) : null);
  const options = {
    model,
    optimizer,
    loader,
    epochs: stages ? 2 : 1,
    strategy,
    clipNorm: 10,
    toTensors,
    ...extra,
  };
  const steps: Result['steps'] = [];
  for await (const event of new Trainer(options)) {
    seen(event);
    if (event.type !== 'step') continue;
    const { losses, loss, gradNorm, gradNorms, images } = event;
    steps.push({ losses, loss, gradNorm, gradNorms, images });
  }
  const state = [...model.namedParameters(), ...model.namedBuffers()].map(([path, tensor]) => [
    path,
    copy(tensor),
  ]);
  for (const tensor of [input, ...tensorsIn([targets, wrongBox])]) tensor.dispose();
  return { steps, state: Object.fromEntries(state), weights: strategy.weights() };
}

const copy = (tensor: Tensor): Float64Array =>
  noGrad(() =>
    scope(() => Float64Array.from(tensor.detach().to({ dtype: 'float64' }).contiguous().data<'float64'>())),
  );

function tensorsIn(value: unknown): Tensor[] {
  if (value === null || typeof value !== 'object') return [];
  return 'dispose' in value ? [value as Tensor] : Object.values(value).flatMap(tensorsIn);
}

function spoilGradient(head: SemanticFpnHead): void {
  const losses = head.losses.bind(head);
  head.losses = (...given) =>
    scope(() => {
      const { loss_sem_seg } = losses(...given);
      const { bias } = head.predictor;
      return { loss_sem_seg: loss_sem_seg.add(bias!.sub(bias!.detach()).abs().sqrt().sum()) };
    });
}

function makeOptimizer(model: MultiTaskModel, kind: 'sgd' | 'adamW', stepsPerEpoch: number | null) {
  if (kind === 'adamW') return new AdamW(model.parameters(), { lr: 1e-3, weightDecay: 0.1 });
  if (stepsPerEpoch === null) return new SGD(model.parameters(), { lr: 1e-3 });
  const first = { name: 'heads', epochs: 1, lr: 1e-3, train: model.tasks.map((task) => `heads.${task}`) };
  const stages: Stage[] = [first, { name: 'all', epochs: 1, lr: 1e-3, train: 'all' }];
  return new StagedOptimizer(model, stages, { stepsPerEpoch: Math.max(1, stepsPerEpoch) });
}

const asBatch = (rows: readonly number[]): Rows => ({ rows, names: rows.map((row) => `image-${row}`) });

/** Batches of a rank, one for each micro-batch. */
export const batchesOf = ({ steps }: Case, rank: number): Rows[] =>
  steps.flatMap((ranks) => ranks[rank]!.map(asBatch));

/** One batch for each step, with the rows of all ranks. */
export const joinedBatches = ({ steps }: Case): Rows[] => steps.map((ranks) => asBatch(ranks.flat(2)));

/**
 * Largest relative difference between two sets of numbers: of losses and norms, and of the movement of
 * weights.
 */
export function compare(actual: Result, expected: Result, start: Record<string, Float64Array>) {
  const numbers = ({ steps, weights }: Result) =>
    steps
      .flatMap(({ losses, loss, gradNorm, gradNorms, images }) => [
        ...[loss, gradNorm, images],
        ...Object.values(losses),
        ...Object.values(gradNorms),
      ])
      .concat(Object.values(weights));
  const [a, b] = [numbers(actual), numbers(expected)];
  const names = ({ steps }: Result) =>
    JSON.stringify(steps.map(({ losses, gradNorms }) => [Object.keys(losses), Object.keys(gradNorms)]));
  const relative = (x: number, y: number) => (x === y ? 0 : Math.abs(x - y) / Math.max(Math.abs(y), 1e-30));
  const norm = (values: Float64Array, from: Float64Array) =>
    Math.sqrt(values.reduce((sum, value, i) => sum + (value - from[i]!) ** 2, 0));
  const moved = Object.entries(expected.state).map(([path, values]) => {
    const distance = norm(values, start[path]!);
    const gap = norm(actual.state[path]!, values);
    return { path, gap: gap === 0 ? 0 : distance === 0 ? Number.POSITIVE_INFINITY : gap / distance };
  });
  const worst = moved.reduce((most, one) => (one.gap > most.gap ? one : most));
  return {
    sameNames: names(actual) === names(expected) && a.length === b.length,
    numbers: Math.max(...a.map((value, i) => relative(value, b[i]!))),
    weights: worst.gap,
    where: worst.path,
    unmoved: Object.entries(expected.state).filter(([path, values]) => norm(values, start[path]!) === 0)
      .length,
  };
}

const TWO: Case = { kinds: ['sparseRcnn', 'semanticFpn'], steps: [...HALVES, ...HALVES] };

/** What goes wrong, or ends, on rank 1. */
const ENDS: Record<
  string,
  (group: distributed.ProcessGroup, seen: (event: TrainEvent) => void) => Promise<unknown>
> = {
  image: (group, seen) =>
    train(TWO, batchesOf(TWO, group.rank), { group }, seen, group.rank === 1 ? { image: 3 } : {}),
  box: (group, seen) =>
    train(TWO, batchesOf(TWO, group.rank), { group }, seen, group.rank === 1 ? { box: 3 } : {}),
  gradient: (group, seen) =>
    train(TWO, batchesOf(TWO, group.rank), { group }, seen, { gradient: group.rank === 1 }),
  stop: (group, seen) => {
    const stop = new AbortController();
    return train(
      TWO,
      batchesOf(TWO, group.rank),
      { group, signal: stop.signal, checkpoint: () => 'file' },
      (event) => {
        seen(event);
        if (event.type === 'step' && event.step === 2 && group.rank === 1) stop.abort();
      },
    );
  },
  early: (group, seen) => {
    const batches = batchesOf(TWO, group.rank).slice(0, group.rank === 1 ? 3 : 4);
    return train(
      TWO,
      batches,
      {
        group,
        loader: {
          [Symbol.asyncIterator]: async function* () {
            yield* batches;
          },
        },
      },
      seen,
    );
  },
  unreadable: (group, seen) => {
    const batches = batchesOf(TWO, group.rank);
    async function* read() {
      yield* batches.slice(0, 2);
      if (group.rank === 1) throw new DataError('image-9 cannot be read', { sample: 'image-9' });
      yield* batches.slice(2);
    }
    const loader = { length: 4, [Symbol.asyncIterator]: read };
    return train(TWO, [], { group, loader, checkpoint: () => 'file' }, seen);
  },
  skipped: (group, seen) => {
    const [first, ...rest] = batchesOf(TWO, group.rank);
    const skipped = group.rank === 1 ? [{ index: 8, name: 'image-8', reason: 'it is damaged' }] : [];
    return train(TWO, [{ ...first!, skipped }, ...rest], { group }, seen);
  },
  tasks: (group, seen) => {
    const kinds: Kind[] = group.rank === 1 ? ['semanticFpn'] : ['sparseRcnn', 'semanticFpn'];
    return train({ ...TWO, kinds }, batchesOf(TWO, group.rank), { group }, seen);
  },
  settings: (group, seen) =>
    train(TWO, batchesOf(TWO, group.rank), { group, clipNorm: 1 + group.rank }, seen),
  unsynchronized: async (group) => {
    const one: Case = { ...TWO, norm: 'batch' };
    const { state } = await train(one, batchesOf(one, group.rank), { group, syncBatchNorm: false });
    return Object.values(state).map((values) => values.reduce((sum, value) => sum + value, 0));
  },
};

/** Trains with the others, then alone on the rows of all ranks. */
async function compared(one: Case, rank: number, group: distributed.ProcessGroup) {
  const accumulate = Math.max(...one.steps.flatMap((ranks) => ranks.map((micro) => micro.length)));
  const live = memory().tensors;
  const together = await train(one, batchesOf(one, rank), { group, accumulate });
  const leaked = memory().tensors - live;
  const isRepeated = one.repeat ? await train(one, batchesOf(one, rank), { group, accumulate }) : together;
  const alone = await train(one, joinedBatches(one));
  const { state: start } = await train(one, []);
  return {
    leaked,
    isRepeatable: isDeepStrictEqual(isRepeated, together),
    ...compare(together, alone, start),
    digest: digestOf(together),
  };
}

const names = process.argv.slice(2);
if (process.env.RANK !== undefined) {
  const events: unknown[] = [];
  const seen = ({ type, ...event }: TrainEvent) => {
    if (type === 'step' && 'losses' in event) events.push(`${type} ${event.step} ${event.images}`);
    else if (type !== 'start') events.push('reason' in event ? `${type} ${event.reason}` : type);
  };
  const group = await distributed.initProcessGroup({ timeout: 60_000, joinTimeout: 60_000 });
  try {
    for (const name of names) {
      const own = CASES[name];
      const result = own ? await compared(own, group.rank, group) : await ENDS[name]!(group, seen);
      console.log(JSON.stringify(own || name === 'unsynchronized' ? result : { events }));
    }
  } catch (error) {
    console.log(JSON.stringify({ events, name: (error as Error).name, message: (error as Error).message }));
    if (!(error instanceof CotrainError)) console.error(error);
    process.exitCode = 3;
  }
  await group.close();
}

function digestOf({ state }: Result): number {
  return Object.values(state).reduce((sum, values) => values.reduce((part, value) => part + value, sum), 0);
}
