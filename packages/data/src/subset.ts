import { ArgumentError } from '@cotrain/torch';
import { derive } from './derive.js';
import type { Dataset, Labels } from './types.js';

/**
 * Selects samples of a data set, in the order of `indices`.
 * @throws ArgumentError for an index out of range
 */
export function subset<L extends Labels>(dataset: Dataset<L>, indices: readonly number[]): Dataset<L> {
  const outside = indices.find((index) => !(index in dataset.names));
  if (outside !== undefined)
    throw new ArgumentError(
      `subset: index ${outside} is out of range: the data set has ${dataset.length} samples`,
    );
  return derive(dataset, { indices });
}
