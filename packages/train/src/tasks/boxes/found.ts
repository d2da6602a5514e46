import { boxesOf, type FoundBoxes } from '@cotrain/data';
import type { BoxPrediction } from '@cotrain/models';

/** What a head has found in one image, on the host. */
export function foundBoxes({ boxes, scores, classes }: BoxPrediction): FoundBoxes {
  return boxesOf({
    boxes: boxes.data<'float32'>(), // [N, 4]
    scores: scores.data<'float32'>(),
    classes: Array.from(classes.data<'int64'>(), Number),
  });
}
