import type { AnyModule, Module } from '@cotrain/nn';
import { checkpoint, isGradEnabled, Tensor } from '@cotrain/torch';
import type { Backbone } from './backbones/backbone.js';
import type { FeatureMaps } from './features.js';

/**
 * Computes `run(...inputs)` and keeps nothing of its inside for the backward pass, which computes it again
 * (Chen et al., "Training deep nets with sublinear memory cost", 2016). Running statistics of batch norms
 * change once: the second computation works on copies of the buffers. If nothing learns, it is a plain call.
 *
 * @param modules those that `run` uses
 */
export function recomputing<Inputs extends readonly Tensor[], Out extends Tensor | readonly Tensor[]>(
  modules: readonly AnyModule[],
  inputs: Inputs,
  run: (...inputs: Inputs) => Out,
): Out {
  const tensors = [...inputs, ...modules.flatMap((module) => module.parameters())];
  if (!isGradEnabled() || !tensors.some(({ requiresGrad }) => requiresGrad)) return run(...inputs);
  let isRepeated = false;
  return checkpoint<Inputs, Out>(
    (...given) => {
      if (isRepeated) return onCopies(modules, () => run(...given));
      isRepeated = true;
      return run(...given);
    },
    ...inputs,
  );
}

/** Runs `run` while the modules have copies of their buffers. */
function onCopies<T>(modules: readonly AnyModule[], run: () => T): T {
  const buffers = modules.flatMap((module) => module.namedBuffers().map(([, buffer]) => buffer));
  const copies = new Map<Tensor, Tensor>(buffers.map((buffer) => [buffer, buffer.detach().clone()]));
  const restore = modules.flatMap((module) => module.modules()).map((part) => part.swapTensors(copies));
  try {
    return run();
  } finally {
    for (const putBack of restore) putBack();
  }
}

/**
 * The output of a part, whose inside is computed again in the backward pass: see {@link recomputing}.
 *
 * @param input images [B, 3, H, W], a map, or feature maps
 */
export function recomputed<Out extends Tensor | FeatureMaps>(
  part: Module<never[], Out>,
  input: Tensor | FeatureMaps,
): Out {
  const names = input instanceof Tensor ? [] : Object.keys(input);
  const inputs = input instanceof Tensor ? [input] : Object.values(input);
  let levels: string[] | null = null;
  const outputs = recomputing([part], inputs, (...given) => {
    const own =
      input instanceof Tensor ? given[0]! : Object.fromEntries(names.map((name, i) => [name, given[i]!]));
    const out: Tensor | FeatureMaps = part.forward(...([own] as never[]));
    if (out instanceof Tensor) return [out];
    levels = Object.keys(out);
    return Object.values(out);
  });
  const named = levels as string[] | null; // the function has set it
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
    x = recomputed(part, x);
    if (map !== null) maps[map] = x;
  }
  return maps;
}
