import type { AnyModule } from '@cotrain/nn';
import { ArgumentError } from '@cotrain/torch';
import { Backbone } from '../backbones/backbone.js';
import { foldConvs } from '../folding/foldConvs.js';
import { FusedConv2d } from '../folding/fusedConv.js';
import { MaskFormerHead } from '../heads/maskformer/maskFormerHead.js';
import { FusedMaskFormerHead } from './fusedMaskFormer.js';

/**
 * Rebuilds a model for predictions, in place: batch norms are folded into their convolutions, which oneDNN
 * computes with ReLU and residual sum in one pass from weights that are laid out for the first image (and
 * anew for one of another size); MaskFormer heads compute the last decoder layer's masks only, without the
 * pixels' embeddings. Outputs agree with the model's to rounding.
 *
 * Move the model to its device and dtype first, and load its weights: afterwards it has other keys, and
 * cannot be trained or moved. Images in `channels_last` spare it a copy.
 *
 * @throws ArgumentError for a model to which this was done before
 */
export function optimizeForInference<M extends AnyModule>(model: M): M {
  if (
    model.modules().some((module) => module instanceof FusedMaskFormerHead || module instanceof FusedConv2d)
  )
    throw new ArgumentError(`${model.describe()} is optimised for inference already`);
  model.eval().requiresGrad_(false);
  for (const module of model.modules()) if (module instanceof Backbone) module.fold?.();
  model.replaceModules((module) =>
    module instanceof MaskFormerHead ? new FusedMaskFormerHead(module) : module,
  );
  // Filters that are multiplied with each image's queries stay as they are.
  const kept = model
    .modules()
    .flatMap((module) => (module instanceof FusedMaskFormerHead ? [module.projection] : []));
  foldConvs(model, kept);
  return model.eval();
}
