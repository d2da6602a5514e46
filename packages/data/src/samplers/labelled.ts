import { DataConfigError, DataError } from '../errors.js';
import type { Dataset } from '../types.js';

/** Indices of the samples labelled for each task, in the data set's order. */
export type LabelledIndices = Readonly<Record<string, readonly number[]>>;

/**
 * Finds the samples that are labelled for each of the tasks, in the tasks' order.
 * @throws DataConfigError if the data set does not provide `labelled`, DataError for a task without labelled
 *   samples
 */
export function labelledIndices(dataset: Dataset, tasks: readonly string[]): LabelledIndices {
  if (!dataset.labelled) {
    throw new DataConfigError(
      'the data set has no labelled(index): finding the samples of each task would require reading all of them',
    );
  }
  const indices = tasks.map((task): [task: string, indices: number[]] => [task, []]);
  for (let index = 0; index < dataset.length; index++) {
    const labelled = dataset.labelled(index);
    for (const [task, own] of indices) if (labelled[task]) own.push(index);
  }
  const empty = indices.find(([, own]) => own.length === 0);
  if (!empty) return Object.fromEntries(indices);
  throw new DataError(
    `none of ${dataset.length} samples is labelled for ${empty[0]}, so no batch can be drawn for it; remove it from the tasks`,
  );
}
