import type { PredictedFrame, Size } from '@cotrain/data';
import type { FoundBoxes } from '@cotrain/metrics';
import type { BoxPrediction } from '@cotrain/models';
import { fromCorners } from '../../evaluate/boxScorer.js';

/** An object that was found: half-open edges in pixels of the frame. */
export interface FoundBox {
  /** Class id. */
  category: number;
  /** 0..1 */
  score: number;
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

export function foundBoxes({ boxes, scores, labels }: BoxPrediction): FoundBox[] {
  const edges = boxes.data<'float32'>(); // [N, 4]
  const classes = labels.data<'int64'>();
  return Array.from(scores.data<'float32'>(), (score, i) => ({
    category: Number(classes[i]),
    score,
    x1: edges[4 * i]!,
    y1: edges[4 * i + 1]!,
    x2: edges[4 * i + 2]!,
    y2: edges[4 * i + 3]!,
  }));
}

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

/** The boxes of COCO's results. */
export function cocoResults(found: readonly FoundBox[]): FoundBoxes & { boxes: number[] } {
  return {
    boxes: fromCorners(
      found.flatMap(({ x1, y1, x2, y2 }) => [x1, y1, x2, y2]),
      0,
    ),
    classes: found.map(({ category }) => category),
    scores: found.map(({ score }) => score),
  };
}
