import type { PredictedFrame, Size } from '@cotrain/data';
import type { FoundBox } from './predict-batch.js';

/** Boxes in BDD100K's convention, in which `x2` and `y2` belong to the box. */
export function submitted(name: string, boxes: readonly FoundBox[], size?: Size): PredictedFrame {
  return {
    name,
    boxes: boxes.flatMap(({ x1, y1, x2, y2 }) => [x1, y1, x2 - 1, y2 - 1]),
    classes: boxes.map(({ category }) => category),
    scores: boxes.map(({ score }) => score),
    ...(size && { size }),
  };
}
