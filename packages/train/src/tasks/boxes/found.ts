import { type Boxes, boxesOf, edgesOf, type FoundBoxes } from '@cotrain/data';
import type { BoxPrediction } from '@cotrain/models';
import type { FoundObject } from '../results.js';

/** Detections of a head in one image, on the host. */
export function foundBoxes({ boxes, scores, classes }: BoxPrediction): FoundBoxes {
  return boxesOf({
    boxes: boxes.data<'float32'>(), // [N, 4]
    scores: scores.data<'float32'>(),
    classes: Array.from(classes.data<'int64'>(), Number),
  });
}

/** The boxes of a score of at least `minScore`, best first. */
export function foundObjects(found: Boxes, classes: readonly string[], minScore: number): FoundObject[] {
  const scores = found.scores ?? new Float64Array(found.classes.length).fill(1);
  return [...found.classes.keys()]
    .filter((row) => scores[row]! >= minScore)
    .sort((a, b) => scores[b]! - scores[a]!)
    .map((row) => ({
      className: classes[found.classes[row]!]!,
      classId: found.classes[row]!,
      score: scores[row]!,
      box: edgesOf(found, row),
    }));
}
