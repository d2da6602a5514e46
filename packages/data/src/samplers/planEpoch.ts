import { DataConfigError } from '../errors.js';
import { epochOrder } from '../loader/order.js';
import { Rng } from '../rng.js';
import type { LabelledIndices } from './labelled.js';

/**
 * How the batches of partially labelled data are drawn (section 3.2 of the paper).
 * - `zeroing`: all samples mixed; every label of a batch counts, and a task without labels in it has no loss
 * - `roundRobin`: each batch is of one task, the tasks in turn
 * - `uniform`, `weighted`: each batch is of one task that is drawn at random
 */
export const SAMPLERS = ['zeroing', 'uniform', 'weighted', 'roundRobin'] as const;
/** How batches are drawn from partially labelled data. */
export type SamplerKind = (typeof SAMPLERS)[number];

/** Frames of one batch, and the tasks that learn from them. */
export interface PlannedBatch {
  /** Places in the data set. */
  indices: number[];
  /** The only task whose labels count in this batch; null: every label counts. */
  task: string | null;
  /**
   * The how-manieth time each sample is drawn, from 0, so that its augmentation differs every time (default:
   * the epoch).
   */
  draws?: number[];
}

/** Kind of sampler, data order and labels for `planEpoch`. */
export interface PlanOptions {
  kind: SamplerKind;
  /**
   * The tasks that are learned, in the order of `roundRobin`, each with its samples; not needed by `zeroing`
   * (default: none).
   */
  labelled?: LabelledIndices;
  /**
   * All tasks of the data set: a task's place among them decides the order of its samples (default: those of
   * `labelled`).
   */
  order?: readonly string[];
  /** Samples of the data set: an epoch has as many batches as a pass over them takes, whatever the kind. */
  length: number;
  /** Of each rank. */
  batchSize: number;
  seed: number;
  epoch: number;
  /** Which of the ranks these batches are for. Default 0. */
  rank?: number;
  /** How many ranks there are. Default 1. */
  worldSize?: number;
  /** How often `weighted` draws each task (default: its labelled samples times its `taskEpochs`). */
  weights?: Readonly<Record<string, number>>;
  /**
   * Epochs that each task is trained for on its own, which the default weights are proportional to (default 1
   * each).
   */
  taskEpochs?: Readonly<Record<string, number>>;
  /** Leave out the last batch where it is not full. Default false. */
  dropLast?: boolean;
}

const TASK_STREAM = 0x7a;
const PASS_STREAM = 0x9a;

/**
 * The batches of one rank in one epoch: a function of its arguments alone, so that ranks agree on each
 * batch's task without a word, and a resumed run goes on as it would have. The ranks' batches together are
 * the batches that one process would draw with `worldSize` times the batch size.
 *
 * Every sample of a task is drawn once before any is drawn again, across epochs too; which tasks come how
 * often is the kind's.
 * @throws DataConfigError for options that cannot be meant, and a task without samples
 */
export function planEpoch(options: PlanOptions): PlannedBatch[] {
  const { kind, rank = 0, worldSize = 1 } = checkOptions(options);
  const share = <T>(values: readonly T[]): T[] => values.filter((_, i) => i % worldSize === rank);
  const global = kind === 'zeroing' ? mixedBatches(options) : taskBatchesOf(options);
  return global.map(({ indices, task, draws }) => ({
    indices: share(indices),
    task,
    ...(draws && { draws: share(draws) }),
  }));
}

/** Batches an epoch, the same for every kind and rank. */
export function batchesPerEpoch(
  options: Pick<PlanOptions, 'length' | 'batchSize' | 'worldSize' | 'dropLast'>,
): number {
  const { length, batchSize, worldSize = 1, dropLast = false } = options;
  const batches = length / (batchSize * worldSize);
  return dropLast ? Math.floor(batches) : Math.ceil(batches);
}

/**
 * All samples in the epoch's order; the last batch is filled up from the first samples until every rank has
 * as many.
 */
function mixedBatches(options: PlanOptions): PlannedBatch[] {
  const { length, batchSize, worldSize = 1, seed, epoch } = options;
  const order = [...epochOrder(length, seed, epoch, true)];
  const size = batchSize * worldSize;
  return Array.from({ length: batchesPerEpoch(options) }, (_, batch) => {
    const indices = order.slice(batch * size, (batch + 1) * size);
    for (let i = 0; indices.length % worldSize !== 0; i++) indices.push(order[i % length]!);
    return { indices, task: null };
  });
}

/** Batches of one task each; all are full, since a task's samples go on from the first when they end. */
function taskBatchesOf(options: PlanOptions): PlannedBatch[] {
  const { labelled = {}, batchSize, worldSize = 1, seed, epoch } = options;
  const size = batchSize * worldSize;
  const perEpoch = batchesPerEpoch(options);
  const { order = tasksOf(labelled) } = options;
  const streams = new Map(
    Object.entries(labelled).map(
      ([task, indices]) => [task, new TaskStream(indices, seed, order.indexOf(task))] as const,
    ),
  );
  // What earlier epochs drew decides where each task's stream stands: counting it again needs no state.
  for (let earlier = 0; earlier < epoch; earlier++)
    for (const task of taskSequence(options, earlier, perEpoch)) streams.get(task)!.skip(size);
  return taskSequence(options, epoch, perEpoch).map((task) => ({ ...streams.get(task)!.take(size), task }));
}

/** The task of each batch of an epoch. */
function taskSequence(options: PlanOptions, epoch: number, batches: number): string[] {
  const { kind, labelled = {}, seed } = options;
  const tasks = tasksOf(labelled);
  if (kind === 'roundRobin')
    return Array.from({ length: batches }, (_, batch) => tasks[(epoch * batches + batch) % tasks.length]!);
  const rng = new Rng(seed, TASK_STREAM, epoch);
  const entries = Object.entries(samplingWeights(options)).filter(([, weight]) => weight > 0);
  return Array.from({ length: batches }, () => rng.weighted(entries));
}

/** How often each task is drawn, as shares of 1. */
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

/** A task's samples without end: pass after pass over all of them, each in another order. */
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
  const { kind, labelled = {}, length, batchSize, seed, epoch, rank = 0, worldSize = 1 } = options;
  const fail = (what: string) => new DataConfigError(`planEpoch: ${what}`);
  if (!SAMPLERS.includes(kind)) throw fail(`kind is "${kind}"; it is one of ${SAMPLERS.join(', ')}`);
  for (const [name, value, low] of [
    ['length', length, 1],
    ['batchSize', batchSize, 1],
    ['seed', seed, 0],
    ['epoch', epoch, 0],
    ['worldSize', worldSize, 1],
    ['rank', rank, 0],
  ] as const) {
    if (!(Number.isInteger(value) && value >= low))
      throw fail(`${name} is ${value}; it is a whole number from ${low}`);
  }
  if (rank >= worldSize) throw fail(`rank is ${rank} of ${worldSize} processes; the first is 0`);
  if (batchesPerEpoch(options) === 0)
    throw fail(`dropLast leaves nothing of ${length} samples in batches of ${batchSize} x ${worldSize}`);
  if (kind === 'zeroing') return options;
  const tasks = tasksOf(labelled);
  if (tasks.length === 0) throw fail(`${kind} needs labelled: the samples of each task`);
  const empty = Object.entries(labelled).find(([, indices]) => indices.length === 0);
  if (empty) throw fail(`no sample is labelled for ${empty[0]}; leave it out of the tasks`);
  for (const [name, given] of Object.entries({ weights: options.weights, taskEpochs: options.taskEpochs })) {
    for (const [task, value] of Object.entries(given ?? {})) {
      if (!tasks.includes(task))
        throw fail(`${name} has "${task}", which is none of the tasks ${tasks.join(', ')}`);
      if (!(Number.isFinite(value) && value >= 0))
        throw fail(`${name} of ${task} is ${value}; it is a number from 0`);
    }
  }
  const { weights } = options;
  if (weights && !tasks.some((task) => (weights[task] ?? 0) > 0)) throw fail('weights are all 0');
  return options;
}
