import { type AnyModule, mapValues, preserveBuffers } from '@cotrain/nn';
import { ArgumentError, cuda, isGradEnabled, type Tensor } from '@cotrain/torch';
import type { FeatureMaps } from './features.js';
import { MaskFormerHead } from './heads/maskformer/maskFormerHead.js';
import type { PixelDecoderOutput } from './heads/maskformer/pixelDecoder.js';
import type { MultiTaskModel } from './multiTask.js';

/** Recordings of a model's parts; see {@link graphStaticParts}. */
export interface StaticGraphs {
  /** Frees the recordings; the model runs its parts as before. */
  dispose(): void;
}

/**
 * Records what a multi-task model does the same way for every image (backbone, neck with adapters and
 * language, pixel decoders), so that the host queues each of them in one call: CUDA graphs. What depends on
 * the labels (assignments, losses) or on predictions (ROIs, suppression) runs as before.
 *
 * The recordings are for one shape of images and for the model's mode now (`train()` or `eval()`, gradients
 * or not, autocast or not); other images and the other mode run as before. Call it again after another part
 * of the model was frozen or replaced. On the CPU nothing is recorded.
 *
 * @param images normalised, of the batch size, dtype and padded size to record, [B, 3, H, W]
 * @param options.recorder How work is recorded. Default: CUDA graphs on CUDA, nothing on the CPU.
 * @throws ArgumentError if the model is recorded already, or for what `cuda.makeGraphed` refuses
 */
export function graphStaticParts(
  model: MultiTaskModel,
  images: Tensor,
  options: Pick<cuda.GraphedOptions, 'recorder'> = {},
): StaticGraphs {
  if (Object.hasOwn(model, 'features'))
    throw new ArgumentError(
      'graphStaticParts: the model is recorded already: dispose() its recordings first',
    );
  const graphs: StaticGraphs[] = [];
  const inHeads = new Set([...model.heads].flatMap(([, head]) => (head as AnyModule).parameters()));
  const shared = model.parameters().filter((parameter) => !inHeads.has(parameter));
  const record = <A extends readonly cuda.TensorTree[], R extends cuda.TensorTree>(
    run: (...inputs: A) => R,
    samples: A,
    parameters: readonly Tensor[],
  ) => {
    const graphed = cuda.makeGraphed(run, samples, { ...options, parameters, otherwise: 'eager' });
    graphs.push(graphed);
    return graphed;
  };

  preserveBuffers(model, () => {
    const eager = model.features.bind(model);
    const features = record((x: Tensor) => eager(x), [images.detach()], shared);
    const needsGradients = isGradEnabled() && shared.some(({ requiresGrad }) => requiresGrad);
    const maps: FeatureMaps = mapValues(features(images), (map) =>
      map.detach().requiresGrad_(needsGradients),
    );
    graphs.push(replace(model, 'features', eager, features, model));
    for (const head of model.modules()) {
      if (!(head instanceof MaskFormerHead)) continue;
      const { pixelDecoder } = head;
      const decode = pixelDecoder.forward.bind(pixelDecoder);
      const graphed = record((x: FeatureMaps) => ({ ...decode(x) }), [maps], pixelDecoder.parameters()) as (
        maps: FeatureMaps,
      ) => PixelDecoderOutput;
      graphs.push(replace(pixelDecoder, 'forward', decode, graphed, model));
    }
  });
  return {
    dispose: () => {
      for (const graph of graphs.splice(0)) graph.dispose();
    },
  };
}

/** Puts a recorded function in a method's place while the model is in the mode of now. */
function replace<A extends readonly unknown[], R>(
  object: object,
  method: string,
  eager: (...given: A) => R,
  graphed: (...given: A) => R,
  model: MultiTaskModel,
): StaticGraphs {
  const { training } = model;
  const gradients = isGradEnabled();
  const value = (...given: A): R =>
    model.training === training && isGradEnabled() === gradients ? graphed(...given) : eager(...given);
  // Not enumerable, so that it is not a field of a module.
  Object.defineProperty(object, method, { configurable: true, value });
  return { dispose: () => void delete (object as Record<string, unknown>)[method] };
}
