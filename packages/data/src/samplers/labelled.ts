import { DataConfigError, DataError } from '../errors.js';
import type { Dataset } from '../types.js';

/** The places in a data set of the samples that are labelled for a task, in the data set's order. */
export type LabelledIndices = Readonly<Record<string, readonly number[]>>;

/**
 * Which samples are labelled for which of the tasks, in the tasks' order.
 * @throws DataConfigError when the data set cannot tell, DataError for a task that no sample is labelled for
 */
export function labelledIndices(dataset: Dataset, tasks: readonly string[]): LabelledIndices {
  if (!dataset.labelled) {
    throw new DataConfigError(
      'the data set has no labelled(index): which samples a task can be drawn from would not be known without reading them all',
    );
  }
  const indices: LabelledIndices = Object.fromEntries(tasks.map((task) => [task, [] as number[]]));
  for (let index = 0; index < dataset.length; index++) {
    const labelled = dataset.labelled(index);
    for (const task of tasks) if (labelled[task]) (indices[task] as number[]).push(index);
  }
  const empty = tasks.find((task) => indices[task]!.length === 0);
  if (empty === undefined) return indices;
  throw new DataError(
    `none of ${dataset.length} samples is labelled for ${empty}: no batch of it can be drawn; leave it out of the tasks`,
  );
}
