import type { AnyModule } from '@cotrain/nn';
import { ArgumentError, releaseMemory } from '@cotrain/torch';
import { Backbone } from '../backbones/backbone.js';
import { foldConvs } from '../folding/foldConvs.js';
import { FusedConv2d } from '../folding/fusedConv.js';
import { MaskFormerHead } from '../heads/maskformer/maskFormerHead.js';
import { FusedMaskFormerHead } from './fusedMaskFormer.js';

/**
 * Rebuilds a model for prediction, in place. Batch norms are folded into their convolutions, which oneDNN
 * computes together with ReLU and residual sum in one pass. Weights are laid out for the first image, and
 * again for images of another size. MaskFormer heads compute only the masks of the last decoder layer,
 * without pixel embeddings. Outputs equal the original model's up to rounding.
 *
 * First move the model to its device and dtype and load its weights: afterwards it has other keys and cannot
 * be trained or moved. Images in `channels_last` avoid a copy.
 *
 * @throws ArgumentError if the model is already optimised
 */
export function optimizeForInference<M extends AnyModule>(model: M): M {
  if (
    model.modules().some((module) => module instanceof FusedMaskFormerHead || module instanceof FusedConv2d)
  )
    throw new ArgumentError(`${model.describe()} is already optimised for inference`);
  model.eval().requiresGrad_(false);
  for (const module of model.modules()) if (module instanceof Backbone) module.fold?.();
  model.replaceModules((module) =>
    module instanceof MaskFormerHead ? new FusedMaskFormerHead(module) : module,
  );
  // Filters that are multiplied with each image's queries are kept.
  const kept = model
    .modules()
    .flatMap((module) => (module instanceof FusedMaskFormerHead ? [module.projection] : []));
  foldConvs(model, kept);
  // What loading took, often as much as the weights: predictions need far less, in blocks of other sizes.
  releaseMemory();
  return model.eval();
}
