import { functionalCall, type Module, mapValues } from '@cotrain/nn';
import { checkpoint, Tensor } from '@cotrain/torch';
import type { Backbone } from './backbones/backbone.js';
import type { FeatureMaps } from './features.js';

/**
 * Computes a part's maps and keeps nothing of its inside for the backward pass, which computes the part again
 * (Chen et al., "Training deep nets with sublinear memory cost", 2016). Running statistics of batch norms
 * change once: the second computation works on copies of the buffers.
 *
 * @param input images [B, 3, H, W], a map, or feature maps
 */
export function recomputed<Out extends Tensor | FeatureMaps>(
  part: Module<never[], Out>,
  input: Tensor | FeatureMaps,
): Out {
  const names = input instanceof Tensor ? [] : Object.keys(input);
  let levels: string[] | null = null;
  let isRepeated = false;
  const run = (...given: Tensor[]): Tensor[] => {
    const own =
      input instanceof Tensor ? given[0]! : Object.fromEntries(names.map((name, i) => [name, given[i]!]));
    const buffers = Object.fromEntries(part.namedBuffers());
    const copies = isRepeated ? mapValues(buffers, (buffer) => buffer.detach().clone()) : {};
    const out: Tensor | FeatureMaps = functionalCall(part, copies, own as never);
    isRepeated = true;
    if (out instanceof Tensor) return [out];
    levels = Object.keys(out);
    return Object.values(out);
  };
  const outputs = checkpoint(run, ...(input instanceof Tensor ? [input] : Object.values(input)));
  const named = levels as string[] | null; // `run` has set it
  return (named ? Object.fromEntries(named.map((name, i) => [name, outputs[i]!])) : outputs[0]) as Out;
}

/**
 * The maps of a backbone, recomputed. One that is a chain is recomputed link by link, so that the backward
 * pass has the inside of one link in memory, and not of all.
 */
export function recomputedBackbone(backbone: Backbone, images: Tensor): FeatureMaps {
  const chain = backbone.chain?.();
  if (!chain) return recomputed(backbone, images);
  const maps: FeatureMaps = {};
  let x = images;
  for (const { part, map } of chain) {
    const learns = x.requiresGrad || part.parameters().some(({ requiresGrad }) => requiresGrad);
    x = learns ? recomputed(part, x) : part.forward(x);
    if (map !== null) maps[map] = x;
  }
  return maps;
}
