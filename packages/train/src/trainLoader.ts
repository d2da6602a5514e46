// The training batches of a run, for any number of ranks and micro-batches.
import { type Dataset, Loader, Rng, taskBatches } from '@cotrain/data';
import type { TrainConfig } from './config/config.js';
import { RunError } from './errors.js';
import type { Group } from './group/exchange.js';
import type { BatchSource, TrainingBatch } from './trainer.js';

/**
 * The batches of this rank, `train.accumulate` for each step.
 * @throws RunError if there are fewer frames than ranks
 */
export function trainLoader(config: TrainConfig, dataset: Dataset, group: Group): Loader {
  const { rank = 0, size: worldSize = 1 } = group ?? {};
  if (dataset.length < worldSize)
    throw new RunError(
      `there are ${dataset.length} training frames for ${worldSize} ranks: start at most ${dataset.length} of them`,
    );
  return loaderOf(config, dataset, { rank, worldSize, accumulate: config.train.accumulate });
}

/** All batches of all ranks in one process, so that every rank computes the same from them. */
export const joinedLoader = (config: TrainConfig, dataset: Dataset, group: Group): Loader =>
  loaderOf(config, dataset, {
    ...{ rank: 0, worldSize: 1 },
    accumulate: config.train.accumulate * (group?.size ?? 1),
  });

/** The same batches as {@link trainLoader}, with the transformed samples, to draw some of them. */
export const drawnLoader = (config: TrainConfig, dataset: Dataset, group: Group): Loader =>
  loaderOf(
    { ...config, train: { ...config.train, workers: 0 } },
    dataset,
    { rank: 0, worldSize: group?.size ?? 1, accumulate: config.train.accumulate },
    'transformed',
  );

function loaderOf(
  { train, seed, tasks, transforms, data }: TrainConfig,
  dataset: Dataset,
  part: { rank: number; worldSize: number; accumulate: number },
  keepSamples: boolean | 'transformed' = false,
): Loader {
  const { batchSize, sampling, workers, cacheMiB } = train;
  const { onError, maxSkipped } = data;
  const dropLast = dataset.length >= batchSize * part.worldSize * part.accumulate;
  // Losses are those of the joined batch, so nothing has to be repeated to make the ranks' batches equal.
  const plan = { ...sampling, ...part, tasks, batchSize, dropLast, seed, repeat: false };
  return new Loader(dataset, {
    batches: taskBatches(dataset, plan),
    transforms: transforms.train,
    ...{ seed, workers, cacheMiB, onError, maxSkipped, keepSamples },
  });
}

const MODEL_STREAM = 0x3d;

/**
 * Gives each batch a seed for what the model draws while it learns from it (dropout, sampled boxes), by seed,
 * epoch, step, and number of the micro-batch in the step. A micro-batch gets the same on any rank.
 */
export function seeded<Batch extends TrainingBatch & { epoch: number }>(
  loader: BatchSource<Batch>,
  { train, seed }: TrainConfig,
  group: Group,
): BatchSource<Batch> {
  const { accumulate } = train;
  const { rank = 0, size = 1 } = group ?? {};
  if (size * accumulate === 1) return loader;
  let first = 0;
  return {
    ...(loader.length !== undefined && { length: loader.length }),
    ...(loader.images !== undefined && { images: loader.images }),
    setPosition(epoch, batch) {
      loader.setPosition?.(epoch, batch);
      first = batch;
    },
    async *[Symbol.asyncIterator]() {
      let number = first;
      for await (const batch of loader) {
        const [step, micro] = [Math.floor(number / accumulate), number % accumulate];
        const rng = new Rng(seed, MODEL_STREAM, batch.epoch, step, micro * size + rank);
        yield { ...batch, seed: rng.uint32() };
        number++;
      }
    },
  };
}
