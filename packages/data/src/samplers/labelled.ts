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
  const indices = tasks.map((task): [task: string, indices: number[]] => [task, []]);
  for (let index = 0; index < dataset.length; index++) {
    const labelled = dataset.labelled(index);
    for (const [task, own] of indices) if (labelled[task]) own.push(index);
  }
  const empty = indices.find(([, own]) => own.length === 0);
  if (!empty) return Object.fromEntries(indices);
  throw new DataError(
    `none of ${dataset.length} samples is labelled for ${empty[0]}: no batch of it can be drawn; leave it out of the tasks`,
  );
}
