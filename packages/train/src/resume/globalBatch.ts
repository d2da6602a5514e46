// A step's batch over any number of ranks: a run continues on more or fewer of them with the same batches.
import type { TrainConfig } from '../config/config.js';
import { RunError } from '../errors.js';

type BatchSettings = Pick<TrainConfig['train'], 'batchSize' | 'accumulate' | 'globalBatch'>;

/** Number of frames in a step of a run, which records it unless it was trained by one process. */
export const globalBatchOf = ({ batchSize, accumulate, globalBatch }: BatchSettings): number =>
  globalBatch ?? batchSize * accumulate;

/**
 * The configuration with which a number of ranks makes steps of the global batch. A run that continues keeps
 * its micro-batches if they divide each rank's share of it, so that they are the same for every number of
 * ranks; otherwise it gets smaller ones.
 *
 * @param before the run to continue; null if a new one starts
 * @throws RunError if the global batch cannot be shared out equally, with the numbers of ranks that work
 */
export function forRanks(config: TrainConfig, ranks: number, before: TrainConfig | null = null): TrainConfig {
  const { train } = config;
  const { batchSize: wanted, accumulate, globalBatch } = train;
  const given = globalBatch ?? (before && globalBatchOf(before.train));
  // Another batch is left for `resumeChanges` to refuse.
  const known = before && [globalBatchOf(before.train), before.train.batchSize * before.train.accumulate];
  if (globalBatch === null && known?.includes(wanted * accumulate) === false) return config;
  const total = given ?? wanted * accumulate * ranks;
  const share = total / ranks;
  if (!Number.isInteger(share))
    throw new RunError(
      `a step has ${total} frames (train.globalBatch), which ${ranks} ranks cannot share out equally: start ${listed(divisorsOf(total))} of them`,
    );
  if (before === null && share % wanted !== 0)
    throw new RunError(
      `train.batchSize: a step has ${total} frames (train.globalBatch), ${share} on each rank, which do not make batches of ${wanted}`,
    );
  const batchSize = divisorsOf(share).findLast((divisor) => divisor <= wanted)!;
  const isRecorded = ranks > 1 || (globalBatch ?? before?.train.globalBatch ?? null) !== null;
  const split = { batchSize, accumulate: share / batchSize, globalBatch: isRecorded ? total : null };
  return { ...config, train: { ...train, ...split } };
}

/** A run's configuration in the split of another one that has the same global batch, to compare the two. */
export function inSplitOf(config: TrainConfig, run: TrainConfig): TrainConfig {
  if (globalBatchOf(config.train) !== globalBatchOf(run.train)) return run;
  const { batchSize, accumulate, globalBatch } = config.train;
  return { ...run, train: { ...run.train, batchSize, accumulate, globalBatch } };
}

const divisorsOf = (total: number): number[] =>
  Array.from({ length: total }, (_, i) => i + 1).filter((divisor) => total % divisor === 0);

const listed = (numbers: readonly number[]): string =>
  numbers.join(', ').replace(/, (\d+)$/, numbers.length > 1 ? ' or $1' : ', $1');
