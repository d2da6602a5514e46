import type { Tensor } from '@cotrain/torch';
import { cotrain, type MaskCostsOptions } from './gen/cotrain.js';

/** What it costs to match a query with a target mask. */
export interface MaskCosts {
  /** [Q, T]: focal loss of the query's mask against the target's, averaged over the pixels. */
  focal: Tensor;
  /** [Q, T]: 1 - (2 |A B| + 1) / (|A| + |B| + 1) with the query's probabilities. */
  dice: Tensor;
}

/**
 * The mask costs of MaskFormer's matcher (`batch_sigmoid_focal_loss` and `batch_dice_loss`,
 * mask_former/modeling/ matcher.py), both in one pass over the logits: no tensor of their size is made.
 *
 * No gradient: `backward()` through it throws. Sums are in float64 and do not depend on the number of
 * threads. NaN in a query's mask makes its row NaN.
 *
 * @param maskLogits [Q, P], P pixels
 * @param targets [T, P], 0 or 1 of any dtype; T may be 0
 * @param options.alpha weight of targets that are 1; targets that are 0 have 1 - alpha; a negative one turns
 *   the weights off
 * @param options.gamma how much less well-answered elements count; not negative
 * @throws {TorchError} for other shapes, other devices, P = 0 and gamma < 0
 */
export function maskCosts(maskLogits: Tensor, targets: Tensor, options: MaskCostsOptions = {}): MaskCosts {
  const [focal, dice] = cotrain.mask_costs(maskLogits, targets, options);
  return { focal, dice };
}
