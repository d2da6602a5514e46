import { scope, type Tensor, usesPlainOperators } from '@cotrain/torch';
import { cotrain } from './gen/cotrain.js';
import { plainBoxIou } from './plain/boxIou.js';

/**
 * Overlap of every box of `a` with every box of `b`: intersection over union, as torchvision's `box_iou`. Two
 * boxes without area give NaN (0 / 0); coordinates that are NaN give NaN; x2 < x1 is computed as it stands.
 *
 * No gradient: `backward()` through it throws.
 *
 * @param a boxes `[x1, y1, x2, y2]`, [N, 4]
 * @param b the same, [M, 4]
 * @returns [N, M], in 0..1
 * @throws {TorchError} for other shapes, and when dtype or device differ
 */
export function boxIou(a: Tensor, b: Tensor): Tensor {
  if (usesPlainOperators()) return scope(() => plainBoxIou(a, b, false));
  return cotrain.box_iou(a, b);
}

/**
 * Generalized intersection over union (Rezatofighi et al. 2019) of every box of `a` with every box of `b`:
 * the overlap less the share of their common hull that neither covers. For costs of a matcher; a loss needs
 * the value of matched pairs only, with a gradient, which plain tensor code gives.
 *
 * No gradient: `backward()` through it throws.
 *
 * @param a boxes `[x1, y1, x2, y2]`, [N, 4]
 * @param b the same, [M, 4]
 * @returns [N, M], in -1..1
 * @throws {TorchError} for other shapes, and when dtype or device differ
 */
export function generalizedBoxIou(a: Tensor, b: Tensor): Tensor {
  if (usesPlainOperators()) return scope(() => plainBoxIou(a, b, true));
  return cotrain.generalized_box_iou(a, b);
}
