import { type Tensor, torch } from '@cotrain/torch';

const { cotrain } = torch.ops;

/**
 * Overlap of every box of `a` with every box of `b`: intersection over union.
 *
 * @param a boxes `[x1, y1, x2, y2]`, [N, 4]
 * @param b the same, [M, 4]
 * @returns [N, M], in 0..1
 */
export function boxIou(a: Tensor, b: Tensor): Tensor {
  return cotrain!.box_iou!(a, b) as Tensor;
}
