import { DataConfigError } from '../errors.js';
import { epochOrder } from '../loader/order.js';
import { Rng } from '../rng.js';
import type { LabelledIndices } from './labelled.js';

/**
 * How to draw batches from partially labelled data (section 3.2 of the paper).
 * - `zeroing`: mixes all samples. Every label of a batch is used, and a task without labels in the batch has
 *   no loss.
 * - `roundRobin`: each batch is for one task; the tasks take turns.
 * - `uniform`, `weighted`: each batch is for one randomly drawn task.
 */
export const SAMPLERS = ['zeroing', 'uniform', 'weighted', 'roundRobin'] as const;
/** How batches are drawn from partially labelled data. */
export type SamplerKind = (typeof SAMPLERS)[number];

/** Frames of one batch, and the tasks that learn from them. */
export interface PlannedBatch {
  /** Indices of the samples in the data set. */
  indices: number[];
  /** The only task whose labels are used in this batch. Null: all labels are used. */
  task: string | null;
  /**
   * How often each sample has been drawn before, so that its augmentation differs each time. Default: the
   * epoch.
   */
  draws?: number[];
}

/** Kind of sampler, data order and labels for `planEpoch`. */
export interface PlanOptions {
  kind: SamplerKind;
  /**
   * Tasks to train, in the order of `roundRobin`, each with its samples. Not needed for `zeroing`. Default:
   * none.
   */
  labelled?: LabelledIndices;
  /**
   * All tasks of the data set. A task's position among them determines the order of its samples. Default: the
   * tasks of `labelled`.
   */
  order?: readonly string[];
  /**
   * Number of samples in the data set. Every kind makes as many batches in an epoch as one pass over the
   * samples takes.
   */
  length: number;
  /** Number of samples in a batch of each rank, or in a micro-batch if gradients are accumulated. */
  batchSize: number;
  seed: number;
  epoch: number;
  /** The rank that the batches are for. Default 0. */
  rank?: number;
  /** Number of ranks. Default 1. */
  worldSize?: number;
  /** Number of batches that each rank accumulates for one step (micro-batches). Default 1. */
  accumulate?: number;
  /**
   * Whether the last batch of an epoch of `zeroing` is filled up with the epoch's first samples, so that
   * every rank has the same number. Without it, ranks may have fewer, or none. Default true.
   */
  repeat?: boolean;
  /** How often `weighted` draws each task. Default: its number of labelled samples times its `taskEpochs`. */
  weights?: Readonly<Record<string, number>>;
  /**
   * Number of epochs for which each task would be trained on its own; the default weights are proportional to
   * it. Default 1 for each task.
   */
  taskEpochs?: Readonly<Record<string, number>>;
  /** Drops the last batch if it is not full. Default false. */
  dropLast?: boolean;
}

const TASK_STREAM = 0x7a;
const PASS_STREAM = 0x9a;

/**
 * The batches of one rank in one epoch. The result depends only on the arguments, so that ranks agree on each
 * batch's task without communication, and a resumed run continues unchanged.
 *
 * Together, the batches of all ranks equal those of a single process with `worldSize` times the batch size.
 * With `accumulate`, a step has `worldSize * accumulate` micro-batches: micro-batch k of rank r is number
 * `k * worldSize + r`, and has the samples whose place in the joined batch leaves that remainder. So 4 ranks,
 * 2 ranks with 2 micro-batches and 1 rank with 4 have the same micro-batches.
 *
 * Every sample of a task is drawn once before any sample is drawn again, also across epochs. The kind
 * determines how often each task is drawn.
 * @throws DataConfigError for invalid options and for a task without samples
 */
export function planEpoch(options: PlanOptions): PlannedBatch[] {
  const { kind, rank = 0, worldSize = 1, accumulate = 1 } = checkOptions(options);
  const parts = worldSize * accumulate;
  const joined = kind === 'zeroing' ? mixedBatches(options) : taskBatchesOf(options);
  return joined.flatMap(({ indices, task, draws }) =>
    Array.from({ length: accumulate }, (_, micro) => {
      const share = <T>(values: readonly T[]): T[] =>
        values.filter((_, i) => i % parts === micro * worldSize + rank);
      return { indices: share(indices), task, ...(draws && { draws: share(draws) }) };
    }),
  );
}

type JoinedSize = Pick<PlanOptions, 'batchSize' | 'worldSize' | 'accumulate'>;

/** Number of samples in a step of all ranks. */
const joinedSize = ({ batchSize, worldSize = 1, accumulate = 1 }: JoinedSize): number =>
  batchSize * worldSize * accumulate;

/** Number of steps in an epoch, the same for every kind and rank. Each has `accumulate` batches of a rank. */
export function batchesPerEpoch(options: JoinedSize & Pick<PlanOptions, 'length' | 'dropLast'>): number {
  const { length, dropLast = false } = options;
  const batches = length / joinedSize(options);
  return dropLast ? Math.floor(batches) : Math.ceil(batches);
}

/** All samples in the epoch's order. */
function mixedBatches(options: PlanOptions): PlannedBatch[] {
  const { length, worldSize = 1, accumulate = 1, repeat = true, seed, epoch } = options;
  const order = [...epochOrder(length, seed, epoch, true)];
  const size = joinedSize(options);
  return Array.from({ length: batchesPerEpoch(options) }, (_, batch) => {
    const indices = order.slice(batch * size, (batch + 1) * size);
    if (repeat)
      for (let i = 0; indices.length % (worldSize * accumulate) !== 0; i++) indices.push(order[i % length]!);
    return { indices, task: null };
  });
}

/** Batches of one task each. All are full, because the samples of a task start over when they run out. */
function taskBatchesOf(options: PlanOptions): PlannedBatch[] {
  const { labelled = {}, seed, epoch } = options;
  const size = joinedSize(options);
  const perEpoch = batchesPerEpoch(options);
  const { order = tasksOf(labelled) } = options;
  const streams = new Map(
    Object.entries(labelled).map(
      ([task, indices]) => [task, new TaskStream(indices, seed, order.indexOf(task))] as const,
    ),
  );
  // The position in each task's stream follows from the draws of earlier epochs. Recounting them avoids
  // state.
  for (let earlier = 0; earlier < epoch; earlier++)
    for (const task of taskSequence(options, earlier, perEpoch)) streams.get(task)!.skip(size);
  return taskSequence(options, epoch, perEpoch).map((task) => ({ ...streams.get(task)!.take(size), task }));
}

/** The task of each batch in an epoch. */
function taskSequence(options: PlanOptions, epoch: number, batches: number): string[] {
  const { kind, labelled = {}, seed } = options;
  const tasks = tasksOf(labelled);
  if (kind === 'roundRobin')
    return Array.from({ length: batches }, (_, batch) => tasks[(epoch * batches + batch) % tasks.length]!);
  const rng = new Rng(seed, TASK_STREAM, epoch);
  const entries = Object.entries(samplingWeights(options)).filter(([, weight]) => weight > 0);
  return Array.from({ length: batches }, () => rng.weighted(entries));
}

/** Probability of drawing each task. */
export function samplingWeights(
  options: Pick<PlanOptions, 'kind' | 'labelled' | 'weights' | 'taskEpochs'>,
): Readonly<Record<string, number>> {
  const { kind, labelled = {}, weights, taskEpochs } = options;
  const weightOf = (task: string, { length }: readonly number[]) => {
    if (kind !== 'weighted') return 1;
    return weights ? (weights[task] ?? 0) : length * (taskEpochs?.[task] ?? 1);
  };
  const raw = Object.entries(labelled).map(([task, indices]) => [task, weightOf(task, indices)] as const);
  const sum = raw.reduce((total, [, weight]) => total + weight, 0);
  return Object.fromEntries(raw.map(([task, weight]) => [task, weight / sum]));
}

/** An endless stream of a task's samples: repeated passes over all of them, each in another order. */
class TaskStream {
  readonly #indices: readonly number[];
  readonly #seed: number;
  readonly #task: number;
  #position = 0;
  #pass: { number: number; order: Uint32Array } | null = null;

  constructor(indices: readonly number[], seed: number, number: number) {
    this.#indices = indices;
    this.#seed = seed;
    this.#task = number;
  }

  skip(count: number): void {
    this.#position += count;
  }

  take(count: number): { indices: number[]; draws: number[] } {
    const positions = Array.from({ length: count }, (_, i) => this.#position + i);
    this.#position += count;
    const { length } = this.#indices;
    const draws = positions.map((position) => Math.floor(position / length));
    const indices = positions.map(
      (position, i) => this.#indices[this.#order(draws[i]!)[position % length]!]!,
    );
    return { indices, draws };
  }

  #order(number: number): Uint32Array {
    if (this.#pass?.number !== number) {
      const order = Uint32Array.from({ length: this.#indices.length }, (_, i) => i);
      this.#pass = { number, order: new Rng(this.#seed, PASS_STREAM, this.#task, number).shuffle(order) };
    }
    return this.#pass.order;
  }
}

const tasksOf = (labelled: LabelledIndices): string[] => Object.keys(labelled);

function checkOptions(options: PlanOptions): PlanOptions {
  const {
    kind,
    labelled = {},
    length,
    batchSize,
    seed,
    epoch,
    rank = 0,
    worldSize = 1,
    accumulate = 1,
  } = options;
  const fail = (what: string) => new DataConfigError(`planEpoch: ${what}`);
  if (!SAMPLERS.includes(kind)) throw fail(`kind is "${kind}"; it is one of ${SAMPLERS.join(', ')}`);
  for (const [name, value, low] of [
    ['length', length, 1],
    ['batchSize', batchSize, 1],
    ['seed', seed, 0],
    ['epoch', epoch, 0],
    ['worldSize', worldSize, 1],
    ['accumulate', accumulate, 1],
    ['rank', rank, 0],
  ] as const) {
    if (!(Number.isInteger(value) && value >= low))
      throw fail(`${name} is ${value}; it must be a whole number, at least ${low}`);
  }
  if (rank >= worldSize) throw fail(`rank is ${rank} of ${worldSize} processes; the first rank is 0`);
  if (batchesPerEpoch(options) === 0)
    throw fail(
      `dropLast would drop all ${length} samples, because a batch has ${batchSize} x ${worldSize}${accumulate > 1 ? ` x ${accumulate}` : ''}`,
    );
  if (kind === 'zeroing') return options;
  const tasks = tasksOf(labelled);
  if (tasks.length === 0) throw fail(`${kind} requires labelled, the samples of each task`);
  const empty = Object.entries(labelled).find(([, indices]) => indices.length === 0);
  if (empty) throw fail(`no sample is labelled for ${empty[0]}; remove it from the tasks`);
  for (const [name, given] of Object.entries({ weights: options.weights, taskEpochs: options.taskEpochs })) {
    for (const [task, value] of Object.entries(given ?? {})) {
      if (!tasks.includes(task))
        throw fail(`${name} has "${task}", which is not one of the tasks ${tasks.join(', ')}`);
      if (!(Number.isFinite(value) && value >= 0))
        throw fail(`${name} of ${task} is ${value}; it must be a number >= 0`);
    }
  }
  const { weights } = options;
  if (weights && !tasks.some((task) => (weights[task] ?? 0) > 0)) throw fail('weights are all 0');
  return options;
}
