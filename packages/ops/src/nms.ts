import type { Tensor } from '@cotrain/torch';
import { cotrain } from './gen/cotrain.js';

/**
 * Greedy non-maximum suppression: goes through the boxes by falling score (of equal ones, the first comes
 * first) and drops each that overlaps one kept before by more than `iouThreshold`. torchvision's semantics. A
 * score that is NaN counts as the highest, as it sorts in LibTorch; a box with a NaN neither drops others nor
 * is dropped.
 *
 * @param boxes `[x1, y1, x2, y2]`, [N, 4]
 * @param scores [N], of the same dtype
 * @param iouThreshold in 0..1
 * @returns positions of the kept boxes by falling score, int64 [K]
 * @throws {TorchError} for other shapes and thresholds, and when dtype or device differ
 */
export function nms(boxes: Tensor, scores: Tensor, iouThreshold: number): Tensor {
  return cotrain.nms(boxes, scores, iouThreshold);
}

/**
 * {@link nms} in each category on its own: boxes of different categories never drop each other.
 *
 * @param categories int64 [N], any values
 * @returns positions of the kept boxes of all categories by falling score, int64 [K]
 */
export function batchedNms(boxes: Tensor, scores: Tensor, categories: Tensor, iouThreshold: number): Tensor {
  return cotrain.batched_nms(boxes, scores, categories, iouThreshold);
}
