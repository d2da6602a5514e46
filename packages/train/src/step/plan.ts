// What all ranks know of a step before they compute it.
import type { SkippedSample } from '@cotrain/data';
import { type ForwardSizes, sumDivisors, type Targets, type TaskDivisors } from '@cotrain/models';
import { mapValues } from '@cotrain/nn';
import { DistributedError, Tensor } from '@cotrain/torch';
import type { StopReason } from '../policies/stop.js';
import { readTogether } from './numbers.js';
import type { Ranks } from './ranks.js';
import { labelledImages, type TrainableModel, type TrainingBatch } from './trainable.js';

/** A micro-batch of this rank as tensors. */
export interface Part {
  batch: TrainingBatch;
  /** [B, 3, H, W]; null if none of its frames could be read. */
  images: Tensor | null;
  /** Targets of the tasks that it trains. */
  targets: Targets;
  sizes: ForwardSizes;
}

/** The whole batch of a step: all micro-batches of all ranks. */
export interface StepPlan {
  /** Why training stops before this step; null: it does not. */
  stopping: StopReason | null;
  /** Whether the run is saved after this step, which rank 0 decides. */
  isSaving: boolean;
  /** Whether the epoch is over, on all ranks. */
  isOver: boolean;
  images: number;
  /** Whether any image is labelled for any task. */
  isLabelled: boolean;
  /** Sums of the counts by which losses are divided; null if this process has the whole batch at once. */
  divisors: TaskDivisors | null;
  /** Tasks with labels on any rank, by micro-batch. */
  tasks: string[][];
  /** Frames that the other ranks could not read. */
  skipped: SkippedSample[];
}

/** What this rank wants to do around a step. */
export interface StepWishes {
  stopping: StopReason | null;
  isSaving: boolean;
}

/** What a rank tells the others. */
interface Told extends StepWishes {
  images: number;
  /** Labelled images by task, for each micro-batch. */
  labelled: Record<string, number>[];
  divisors: Record<string, Record<string, number>>;
  skipped: readonly SkippedSample[];
}

/**
 * Agrees on a step with the other ranks.
 *
 * @param tasks the model's tasks
 * @param parts micro-batches of this rank; none: the epoch is over
 * @param counts of each part; null if this process has the whole batch at once
 * @throws DistributedError on every rank if only some have a batch left
 */
export function planStep(
  ranks: Ranks,
  tasks: readonly string[],
  parts: readonly Part[],
  counts: readonly TaskDivisors[] | null,
  wishes: StepWishes,
): StepPlan {
  const own = counts && sumDivisors(counts);
  const told = ranks.exchange<Told>({
    ...wishes,
    images: parts.reduce((sum, { batch }) => sum + batch.names.length, 0),
    labelled: parts.map(({ targets }) => labelledImages(targets)),
    divisors: ranks.size > 1 && own ? numbersOf(own) : {},
    skipped: parts.flatMap(({ batch }) => batch.skipped ?? []),
  });
  checkLengths(told);
  const microBatches = Math.max(...told.map(({ labelled }) => labelled.length));
  const byMicroBatch = Array.from({ length: microBatches }, (_, i) =>
    tasks.filter((task) => told.some(({ labelled }) => (labelled[i]?.[task] ?? 0) > 0)),
  );
  return {
    stopping: told.find(({ stopping }) => stopping !== null)?.stopping ?? null,
    isSaving: told[0]!.isSaving,
    isOver: microBatches === 0,
    images: told.reduce((sum, { images }) => sum + images, 0),
    isLabelled: byMicroBatch.some((some) => some.length > 0),
    divisors: ranks.size > 1 ? sumDivisors(told.map(({ divisors }) => divisors)) : own,
    tasks: byMicroBatch,
    skipped: told.flatMap(({ skipped }, rank) => (rank === ranks.rank ? [] : skipped)),
  };
}

/** The counts by which the losses of a part are divided. */
export function divisorsOf(model: TrainableModel, { images, targets, sizes }: Part): TaskDivisors {
  if (model.divisors) return model.divisors(images, targets, sizes);
  return mapValues(labelledImages(targets), (count) => ({ images: count }));
}

/** The counts as numbers, in one read of those that are tensors. */
function numbersOf(divisors: TaskDivisors): Told['divisors'] {
  const all = Object.values(divisors).flatMap((own) => Object.values(own));
  const [read] = readTogether([all.filter((value) => value instanceof Tensor)] as const);
  return mapValues(divisors, (own) =>
    mapValues(own, (value) => (value instanceof Tensor ? read.shift()! : value)),
  );
}

function checkLengths(told: readonly Told[]): void {
  const without = told.flatMap(({ labelled }, rank) => (labelled.length === 0 ? [rank] : []));
  if (without.length === 0 || without.length === told.length) return;
  throw new DistributedError(
    `rank ${without.join(', ')} has no batch left in this epoch, and the others have: give every rank the same number of batches`,
  );
}
