import { ArgumentError } from '@cotrain/torch';
import { type Dataset, readLabels } from './types.js';

/** Some samples of a data set, in the order of `indices`. @throws ArgumentError for an index that is not there */
export function subset(dataset: Dataset, indices: readonly number[]): Dataset {
  const outside = indices.find((index) => !(index in dataset.names));
  if (outside !== undefined)
    throw new ArgumentError(`subset: index ${outside} of a data set with ${dataset.length} samples`);
  const at = (index: number): number => {
    const inner = indices[index];
    if (inner === undefined) throw new ArgumentError(`sample ${index} of a subset with ${indices.length}`);
    return inner;
  };
  return {
    length: indices.length,
    names: indices.map((index) => dataset.names[index]!),
    ...(dataset.classes && { classes: dataset.classes }),
    ...(dataset.categoryIds && { categoryIds: dataset.categoryIds }),
    ...(dataset.frameId && { frameId: (index: number) => dataset.frameId!(at(index)) }),
    ...(dataset.scored && { scored: (index: number) => dataset.scored!(at(index)) }),
    get: async (index) => dataset.get(at(index)),
    labels: async (index) => readLabels(dataset, at(index)),
    ...(dataset.labelled && { labelled: (index: number) => dataset.labelled!(at(index)) }),
    ...(dataset.labelKeys && { labelKeys: async (index: number) => dataset.labelKeys!(at(index)) }),
    ...(dataset.source && { source: (index: number) => dataset.source!(at(index)) }),
  };
}
