import type { Box, ScoredBoxes, TaskLabel } from '../types.js';

/** The boxes of a label as arrays, as `BoxMetrics` of @cotrain/metrics takes them in format `bdd100k`. */
export interface BoxArrays {
  boxes: Float64Array; // [G, 4], x1, y1, x2, y2
  classes: Int32Array; // [G]
  /** The toolkit's `iscrowd`: crowds and ignored boxes (scalabel/label/to_coco.py). */
  crowd: boolean[]; // [G]
}

/** A frame that nobody labelled has no boxes here, as in the toolkit's evaluation. */
export function boxArrays(label: TaskLabel<Box[]>): BoxArrays {
  const boxes = label.state === 'present' ? label.value : [];
  return {
    boxes: Float64Array.from(boxes.flatMap(({ x1, y1, x2, y2 }) => [x1, y1, x2, y2])),
    classes: Int32Array.from(boxes, ({ category }) => category),
    crowd: boxes.map(({ crowd, ignored }) => crowd || ignored),
  };
}

/** Boxes as [x, y, width, height] for scorers. */
export function scoredBoxes(boxes: readonly Box[]): ScoredBoxes {
  return {
    boxes: boxes.flatMap(({ x1, y1, x2, y2 }) => [x1, y1, x2 - x1 + 1, y2 - y1 + 1]),
    classes: boxes.map(({ category }) => category),
    crowd: boxes.map(({ crowd, ignored }) => crowd || ignored),
  };
}
