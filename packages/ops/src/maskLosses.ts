import type { Tensor } from '@cotrain/torch';
import { cotrain, type MaskLossesOptions } from './gen/cotrain.js';

/** What is wrong with masks that have been matched. */
export interface MaskLosses {
  /** [N]: focal loss of each mask, averaged over the pixels that count. */
  focal: Tensor;
  /** [N]: 1 - (2 |A B| + 1) / (|A| + |B| + 1) with the probabilities of the mask. */
  dice: Tensor;
}

/**
 * MaskFormer's mask losses (mask_former/modeling/criterion.py: `loss_masks`): logits are enlarged to the
 * masks' resolution (bilinear, align_corners off), focal loss and dice loss taken there, pixel by pixel in
 * one pass. Nothing of the masks' resolution is made but a copy of them in bytes.
 *
 * Where the logits need a gradient it is computed in the same pass; two maps of the logits' size are kept for
 * the backward pass. There is no second derivative. A loss does not depend on the number of threads. NaN in a
 * logit map reaches its own losses only, and these only from pixels that count.
 *
 * @param logits [N, h, w]
 * @param masks uint8 or bool [T, H, W]: what is not 0 is inside
 * @param objects which mask each logit map has to be, int64 [N]
 * @param options.valid 0 for pixels that do not count, uint8 or bool [H, W]; without it all do
 * @param options.alpha weight of targets that are 1; targets that are 0 have 1 - alpha; a negative one turns
 *   the weights off
 * @param options.gamma how much less well-answered elements count; not negative
 * @throws {TorchError} where shapes, dtypes or devices do not fit, for maps without pixels, for gamma < 0,
 *   and (on the CPU; on CUDA the losses are NaN) for an object that is not among the masks
 */
export function maskLosses(
  logits: Tensor,
  masks: Tensor,
  objects: Tensor,
  options: MaskLossesOptions = {},
): MaskLosses {
  const [focal, dice] = cotrain.mask_losses(logits, masks, objects, options);
  return { focal, dice };
}
