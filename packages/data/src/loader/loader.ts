import { z } from 'zod';
import { DataConfigError, DataError } from '../errors.js';
import { labelKind } from '../kinds/index.js';
import type { PlannedBatch } from '../samplers/planEpoch.js';
import { type Pipeline, parseTransforms, type TransformInput } from '../transforms/spec.js';
import type { Dataset } from '../types.js';
import type { HostBatch } from './batch.js';
import { inProcess, workerPool } from './makers.js';
import { epochOrder } from './order.js';
import { SampleCache } from './sampleCache.js';
import { MAX_SKIPPED, SkipLimit } from './skipLimit.js';
import type { BatchPlan, OnError } from './task.js';

/** Batch size, order, transforms, workers and error policy of a `Loader`. */
export interface LoaderOptions {
  /** Samples per batch. Give either `batchSize` or `batches`. Default: none. */
  batchSize?: number;
  /** Must end with `normalize` and, if wanted, `pad`; see `parseTransforms`. */
  transforms: readonly TransformInput[];
  /** Shuffles the samples in every epoch. Default false: the order of the data set. */
  shuffle?: boolean;
  /**
   * Plans the batches of an epoch, for example with `taskBatches`. Every epoch must have the same number of
   * batches. Replaces `batchSize`, `shuffle` and `dropLast`. Default: batches of `batchSize`.
   */
  batches?: (epoch: number) => readonly PlannedBatch[];
  /** Seed for the sampling order and the augmentation. Default 0. */
  seed?: number;
  /** First epoch of an iteration. Default 0. */
  epoch?: number;
  /**
   * Number of epochs of an iteration (Infinity for a stream). Batches are prefetched across epochs. Default
   * 1.
   */
  epochs?: number;
  /** Number of worker threads; 0 makes the batches in the calling thread. Default 0. */
  workers?: number;
  /**
   * Number of batches to make in advance, which bounds the loader's memory. Default: twice the number of
   * workers, at least 2: images of the next batch are decoded while the last ones of this batch are.
   */
  prefetch?: number;
  /**
   * MiB of memory in which samples are kept for later epochs, after the `resize` transforms before the first
   * other one. The first samples stay; those that do not fit are read each time. Worker threads share the
   * memory. It cannot be combined with `keepSamples: true`. Default 0: none is kept.
   */
  cacheMiB?: number;
  /** Drops the last batch of an epoch if it is not full. Default false. */
  dropLast?: boolean;
  /**
   * What to do with a sample that cannot be read. `stop` ends the iteration with its error. `skip` leaves it
   * out of its batch, which lists it in `skipped` and can become empty. Default 'stop'.
   */
  onError?: OnError;
  /** Maximum fraction of samples that may be skipped, rounded up to whole samples. Default 0.01. */
  maxSkipped?: number;
  /**
   * Keeps samples in each batch: as read (true), to score and draw them at their original size, or after the
   * transforms (`transformed`), to draw what a model gets. Default false.
   */
  keepSamples?: boolean | 'transformed';
  /** Ends the iteration when aborted. Default: none. */
  signal?: AbortSignal;
  /**
   * Loads only every `worldSize`-th batch of an epoch, from batch `rank` on, so that the ranks of a group
   * share out the batches of one process. A rank may get none. Default: all batches.
   */
  shard?: { rank: number; worldSize: number };
}

const optionsSchema = z.strictObject({
  batchSize: z.number().int().positive().optional(),
  transforms: z.unknown(),
  shuffle: z.boolean().optional(),
  batches: z
    .custom<NonNullable<LoaderOptions['batches']>>(
      (value) => typeof value === 'function',
      'expected a function',
    )
    .optional(),
  seed: z.number().int().nonnegative().default(0),
  epoch: z.number().int().nonnegative().default(0),
  epochs: z.union([z.number().int().positive(), z.literal(Number.POSITIVE_INFINITY)]).default(1),
  workers: z.number().int().nonnegative().max(256).default(0),
  prefetch: z.number().int().positive().optional(),
  cacheMiB: z.number().nonnegative().default(0),
  dropLast: z.boolean().optional(),
  onError: z.enum(['stop', 'skip']).default('stop'),
  maxSkipped: z.number().min(0).max(1).default(MAX_SKIPPED),
  keepSamples: z.union([z.boolean(), z.literal('transformed')]).default(false),
  signal: z.instanceof(AbortSignal).optional(),
  shard: z
    .strictObject({ rank: z.number().int().nonnegative(), worldSize: z.number().int().positive() })
    .refine(({ rank, worldSize }) => rank < worldSize, 'rank must be less than worldSize')
    .optional(),
});

/**
 * Batches of a data set, in order. The contents of a batch depend only on the seed, the epoch and the
 * position, never on the number of workers or their timing. Leaving the loop early, by `break` or by an
 * error, closes the workers.
 *
 * @example for await (const batch of new Loader(dataset, { batchSize: 8, transforms, shuffle: true, workers:
 *   2 })) ...
 * @throws DataError naming a sample that could not be loaded, or that was one too many to skip; the signal's
 *   reason after an abort.
 */
export class Loader implements AsyncIterable<HostBatch> {
  readonly #dataset: Dataset;
  readonly #options: z.output<typeof optionsSchema>;
  readonly #pipeline: Pipeline;
  readonly #batches: NonNullable<LoaderOptions['batches']>;
  /** Number of batches in an epoch. */
  readonly length: number;
  #epoch: number;
  #batch = 0;
  readonly #skips: SkipLimit;
  readonly #cache: SampleCache;

  /**
   * @throws DataConfigError for an invalid option or a task of an unknown kind, DataError if the data set is
   *   empty.
   */
  constructor(dataset: Dataset, options: LoaderOptions) {
    const parsed = optionsSchema.safeParse(options);
    if (!parsed.success) {
      const details = parsed.error.issues.map(
        ({ path, message }) => `${path.join('.') || 'options'}: ${message}`,
      );
      throw new DataConfigError(`loader: ${details.join('; ')}`);
    }
    if (dataset.length === 0) throw new DataError('the data set is empty: there is nothing to load');
    if (parsed.data.workers > 0 && !dataset.source) {
      throw new DataConfigError(
        'loader: the data set has no source(index), so worker threads cannot load from it; use workers: 0',
      );
    }
    if (parsed.data.cacheMiB > 0 && parsed.data.keepSamples === true) {
      throw new DataConfigError(
        "loader: cacheMiB cannot be combined with keepSamples: true, because samples are kept after they were resized; use keepSamples: 'transformed'",
      );
    }
    for (const { kind } of Object.values(dataset.tasks)) labelKind(kind);
    this.#dataset = dataset;
    this.#options = parsed.data;
    this.#pipeline = parseTransforms(options.transforms);
    this.#cache = new SampleCache(parsed.data.cacheMiB * 2 ** 20);
    this.#epoch = parsed.data.epoch;
    this.#skips = new SkipLimit(dataset.length, parsed.data.maxSkipped);
    this.#batches = shardOf(plannedBatches(dataset, parsed.data), parsed.data.shard);
    this.length = this.#batches(this.#epoch).length;
  }

  /** Number of samples that an epoch draws from. */
  get images(): number {
    return this.#dataset.length;
  }

  /**
   * Sets where the next iteration starts: the epoch, and the number of its batches to skip (to resume a run).
   */
  setPosition(epoch: number, batch = 0): void {
    this.#epoch = epoch;
    this.#batch = batch;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<HostBatch, void, undefined> {
    const { workers, signal, prefetch = Math.max(2, 2 * workers) } = this.#options;
    signal?.throwIfAborted();
    const plans = this.#plans(this.#epoch, this.#batch);
    const maker =
      workers > 0 ? workerPool(this.#dataset, this.#cache, workers) : inProcess(this.#dataset, this.#cache);
    const pending: Promise<HostBatch>[] = [];
    const fill = () => {
      while (pending.length < prefetch) {
        const next = plans.next();
        if (next.done) return;
        const batch = maker.make(next.value);
        // After a break, a prefetched batch that is never requested must not end the process with its error.
        batch.catch(() => {});
        pending.push(batch);
      }
    };
    try {
      fill();
      while (pending.length > 0) {
        const batch = await untilAborted(pending[0]!, signal);
        pending.shift();
        this.#skips.add(batch.skipped);
        fill();
        yield batch;
        signal?.throwIfAborted();
      }
    } finally {
      await Promise.allSettled(pending);
      await maker.close();
    }
  }

  *#plans(firstEpoch: number, firstBatch: number): Generator<BatchPlan, void> {
    const { seed, epochs, onError, keepSamples } = this.#options;
    const { length, names, tasks } = this.#dataset;
    for (let epoch = firstEpoch; epoch < firstEpoch + epochs; epoch++) {
      const planned = this.#batches(epoch);
      if (planned.length !== this.length) {
        throw new DataConfigError(
          `loader: epoch ${epoch} has ${planned.length} batches, but another epoch has ${this.length}; all epochs must have the same number`,
        );
      }
      for (const { indices, task, draws } of planned.slice(epoch === firstEpoch ? firstBatch : 0)) {
        const outside = indices.find((index) => !(index >= 0 && index < length));
        if (outside !== undefined)
          throw new DataConfigError(
            `loader: a batch contains sample ${outside}, but the data set has ${length} samples`,
          );
        yield {
          indices,
          names: indices.map((index) => names[index]!),
          epoch,
          tasks,
          task,
          draws: draws ?? indices.map(() => epoch),
          seed,
          pipeline: this.#pipeline,
          onError,
          keepSamples,
        };
      }
    }
  }
}

/** The planned batches, or all samples in batches of equal size. */
function plannedBatches(
  { length }: Dataset,
  { batches, batchSize, shuffle, dropLast = false, seed }: z.output<typeof optionsSchema>,
): NonNullable<LoaderOptions['batches']> {
  if (batches) {
    const extra = Object.entries({ batchSize, shuffle, dropLast: dropLast || undefined });
    const given = extra.find(([, value]) => value !== undefined)?.[0];
    if (given)
      throw new DataConfigError(`loader: ${given} cannot be combined with batches, which determines it`);
    return batches;
  }
  if (batchSize === undefined) throw new DataConfigError('loader: give batchSize, or batches');
  if (dropLast && length < batchSize) {
    throw new DataConfigError(
      `loader: dropLast would drop all ${length} samples, because a batch has ${batchSize}`,
    );
  }
  return (epoch) => {
    const order = epochOrder(length, seed, epoch, shuffle ?? false);
    const count = dropLast ? Math.floor(length / batchSize) : Math.ceil(length / batchSize);
    return Array.from({ length: count }, (_, batch) => ({
      indices: [...order.subarray(batch * batchSize, (batch + 1) * batchSize)],
      task: null,
    }));
  };
}

function shardOf(
  batches: NonNullable<LoaderOptions['batches']>,
  shard: LoaderOptions['shard'],
): NonNullable<LoaderOptions['batches']> {
  if (!shard) return batches;
  return (epoch) => batches(epoch).filter((_, i) => i % shard.worldSize === shard.rank);
}

/** Settles like the promise, or rejects with the signal's reason as soon as the signal is aborted. */
function untilAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
