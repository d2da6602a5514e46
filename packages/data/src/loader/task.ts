import type { ErrorRecord } from '@cotrain/torch';
import { DataError, reasonOf } from '../errors.js';
import { applyTransforms } from '../transforms/apply.js';
import type { Sample, SampleSource } from '../types.js';
import { type BatchItem, collate, type HostBatch, type SkippedSample } from './batch.js';
import { augmentationRng } from './order.js';
import { type Preparation, type PreparedSample, splitAtRandom } from './prepare.js';

export interface BatchPlan extends Preparation {
  indices: number[];
  names: string[];
  epoch: number;
  /** The only task whose labels are used. Null: all tasks. */
  task: string | null;
  /** How often each sample has been drawn before; selects its augmentation. */
  draws: number[];
  seed: number;
  /** What to do with a sample that cannot be read; `skip` leaves it out of the batch. */
  onError: OnError;
}

/** What happens to a frame that cannot be read: stop, or skip it. */
export type OnError = 'stop' | 'skip';

/** A batch's plan with everything that a worker thread needs to make it. Plain data. */
export interface WorkerTask extends BatchPlan {
  samples: (PreparedSample | SampleSource)[];
  /** Modules to import first, because they register kinds of labels. */
  modules: string[];
  /** Whether to return the samples that had to be prepared, in memory that all threads can read. */
  keepPrepared: boolean;
}

export type WorkerResult =
  | { batch: HostBatch; prepared: [index: number, sample: PreparedSample][] }
  | { error: ErrorRecord };

/**
 * Loads, transforms and collates one batch. Skipping a sample does not change the other samples.
 * @throws DataError naming the first sample of the batch that failed, unless failures are skipped.
 */
export async function makeBatch(
  plan: BatchPlan,
  load: (position: number) => Promise<PreparedSample>,
): Promise<HostBatch> {
  const { indices, names, tasks, task, draws, seed, pipeline, onError } = plan;
  const { random } = splitAtRandom(pipeline);
  const results = await Promise.allSettled(
    indices.map(async (index, position): Promise<BatchItem> => {
      const prepared = await load(position);
      const rng = augmentationRng(seed, draws[position]!, index);
      const labelled = task === null ? prepared.sample : onlyTask(prepared.sample, task);
      return { ...prepared, index, sample: await applyTransforms(labelled, tasks, random, rng) };
    }),
  );
  const skipped: SkippedSample[] = [];
  const items = results.flatMap((result, position) => {
    if (result.status === 'fulfilled') return [result.value];
    const [name, index] = [names[position]!, indices[position]!];
    const error = sampleError(result.reason, name);
    if (onError === 'stop' || !isAboutData(result.reason)) throw error;
    skipped.push({ index, name, reason: reasonOf(result.reason) });
    return [];
  });
  return collate(items, plan, skipped);
}

/**
 * Compares the code instead of the class, because a module imported by a worker may bring its own copy of the
 * class.
 */
const isAboutData = (error: unknown): boolean =>
  error instanceof Error && ['E_DATA', 'E_MASK_ID'].includes((error as Partial<DataError>).code ?? '');

const onlyTask = (sample: Sample, task: string): Sample => ({
  ...sample,
  labels: { [task]: sample.labels[task] },
});

function sampleError(cause: unknown, sample: string): DataError {
  // Checks the field instead of the class, because a module imported by a worker may bring its own copy of
  // the class.
  const file = (cause as { file?: unknown } | null)?.file;
  const place = typeof file === 'string' ? { file } : {};
  return new DataError(`sample "${sample}": ${reasonOf(cause)}`, { sample, cause, ...place });
}
