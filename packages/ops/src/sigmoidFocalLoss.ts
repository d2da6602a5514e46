import type { Tensor } from '@cotrain/torch';
import { cotrain, type SigmoidFocalLossOptions } from './gen/cotrain.js';

/** What the focal losses and costs have in common. */
export type FocalOptions = Pick<SigmoidFocalLossOptions, 'alpha' | 'gamma'>;

/**
 * Focal loss of independent yes/no predictions (Lin et al. 2017; fvcore's `sigmoid_focal_loss`), forward and
 * backward in one pass each, the sum without the tensor of losses. Defaults are the paper's (section 4.1).
 *
 * The result does not depend on the number of threads. Gradients reach the logits only; a NaN gives NaN.
 *
 * @param logits any shape
 * @param targets 0..1, of the same shape and dtype
 * @param options.alpha weight of targets that are 1; targets that are 0 have 1 - alpha; a negative one turns
 *   the weights off
 * @param options.gamma how much less well-answered elements count; not negative
 * @param options.reduction `none`, `sum` or `mean`; the mean of no elements is NaN
 * @returns losses of the same shape, or a scalar
 * @throws {TorchError} when shape, dtype or device differ, for gamma < 0 and for targets that require
 *   gradients
 */
export function sigmoidFocalLoss(
  logits: Tensor,
  targets: Tensor,
  options: FocalOptions & { reduction?: 'none' | 'sum' | 'mean' } = {},
): Tensor {
  return cotrain.sigmoid_focal_loss(logits, targets, options);
}
