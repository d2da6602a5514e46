import { functionalCall, type Module, mapValues } from '@cotrain/nn';
import { checkpoint, Tensor } from '@cotrain/torch';
import type { FeatureMaps } from './features.js';

/**
 * Computes a part's maps and keeps nothing of its inside for the backward pass, which computes the part again
 * (Chen et al., "Training deep nets with sublinear memory cost", 2016). Running statistics of batch norms
 * change once: the second computation works on copies of the buffers.
 *
 * @param input images [B, 3, H, W], or feature maps
 */
export function recomputed(part: Module<never[], unknown>, input: Tensor | FeatureMaps): FeatureMaps {
  const names = input instanceof Tensor ? [] : Object.keys(input);
  let levels: string[] = [];
  let isRepeated = false;
  const run = (...given: Tensor[]): Tensor[] => {
    const own =
      input instanceof Tensor ? given[0]! : Object.fromEntries(names.map((name, i) => [name, given[i]!]));
    const buffers = Object.fromEntries(part.namedBuffers());
    const copies = isRepeated ? mapValues(buffers, (buffer) => buffer.detach().clone()) : {};
    const maps = functionalCall(part, copies, own as never) as FeatureMaps;
    isRepeated = true;
    levels = Object.keys(maps);
    return Object.values(maps);
  };
  const outputs = checkpoint(run, ...(input instanceof Tensor ? [input] : Object.values(input)));
  return Object.fromEntries(levels.map((name, i) => [name, outputs[i]!]));
}
