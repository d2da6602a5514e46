import type { Dataset } from './types.js';

/** The samples of `dataset` at `indices`, in that order. */
export function subset(dataset: Dataset, indices: readonly number[]): Dataset {
  const outside = indices.find((index) => !(index in dataset.names));
  if (outside !== undefined) throw new RangeError(`sample ${outside} of a data set with ${dataset.length}`);
  const at = (index: number) => indices[index] ?? -1;
  return {
    length: indices.length,
    names: indices.map((index) => dataset.names[index]!),
    get: (index) => dataset.get(at(index)),
    ...(dataset.source ? { source: (index: number) => dataset.source!(at(index)) } : {}),
  };
}
