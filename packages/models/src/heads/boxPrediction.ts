import { scope, type Tensor } from '@cotrain/torch';
import { clipBoxes, isNonEmpty, sizesAsBoxes } from '../boxes.js';
import type { BatchSizes, BoxPrediction } from './taskHead.js';

/**
 * Detections in a batch as tensors whose shapes do not depend on what was found. Rows are by descending
 * score. A row without a detection comes after all others, with score 0, class -1 and a box of zeros.
 */
export type BoxTensors = {
  /** `[x1, y1, x2, y2]` in pixels, [B, K, 4]. */
  boxes: Tensor;
  /** Scores [B, K], 0..1. */
  scores: Tensor;
  /** Class ids, int64 [B, K]. */
  classes: Tensor;
};

/**
 * Scales boxes from input pixels to output pixels, clips them, and drops those without area (detectron2
 * `modeling/postprocessing.py`: `detector_postprocess`).
 *
 * @param found boxes in pixels of the input
 */
export function toOutputs(found: BoxTensors, { sizes, outputs }: BatchSizes): BoxTensors {
  return scope(() => {
    const scale = sizesAsBoxes(outputs, found.boxes).div(sizesAsBoxes(sizes, found.boxes)); // [B, 4]
    const boxes = clipBoxes(found.boxes.mul(scale.unsqueeze(1)), outputs);
    return keepBoxes({ ...found, boxes }, isNonEmpty(boxes).logicalAnd(found.classes.ge(0)));
  });
}

/**
 * Moves the marked rows to the front, best score first, and empties the others.
 *
 * @param kept marked rows, bool [B, N]
 * @param limit number of rows in the result, at most N. Default: N
 */
export function keepBoxes(found: BoxTensors, kept: Tensor, limit?: number): BoxTensors {
  return scope(() => {
    const { rows, marked } = bestRows(found.scores, kept, limit);
    const empty = marked.logicalNot();
    return {
      boxes: rowsOf(found.boxes, rows).maskedFill(empty.unsqueeze(2), 0),
      scores: found.scores.gather(1, rows).maskedFill(empty, 0),
      classes: found.classes.gather(1, rows).maskedFill(empty, -1),
    };
  });
}

/**
 * The marked rows of each image by descending score, the first of equal ones first, and then others.
 *
 * @param scores [B, N]
 * @param kept marked rows, bool [B, N]; their scores are above -Infinity
 * @param limit K, number of rows, at most N. Default: N
 * @returns `rows` int64 [B, K], and which of them are `marked`, bool [B, K]
 */
export function bestRows(
  scores: Tensor,
  kept: Tensor,
  limit = Number.POSITIVE_INFINITY,
): { rows: Tensor; marked: Tensor } {
  return scope(() => {
    const ranked = scores.maskedFill(kept.logicalNot(), Number.NEGATIVE_INFINITY);
    const [, order] = ranked.sort({ stable: true, dim: 1, descending: true });
    const rows = order.narrow(1, 0, Math.min(limit, scores.size(1)));
    return { rows, marked: kept.gather(1, rows) };
  });
}

/** Rows [B, K, 4] of boxes [B, N, 4]. @param rows int64 [B, K] */
export const rowsOf = (boxes: Tensor, rows: Tensor): Tensor =>
  scope(() => boxes.gather(1, rows.unsqueeze(2).expand([-1, -1, 4])));

/** The detections of each image, without the empty rows. */
export function toPredictions({ boxes, scores, classes }: BoxTensors): BoxPrediction[] {
  return scope(() => {
    const counts = classes.ge(0).sum(1).data<'int64'>(); // [B], the only read
    return Array.from(counts, (count, i) => {
      const first = (own: Tensor) => own.select(0, i).narrow(0, 0, Number(count));
      return { boxes: first(boxes), scores: first(scores), classes: first(classes) };
    });
  });
}
