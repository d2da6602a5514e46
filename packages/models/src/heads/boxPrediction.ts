import { scope } from '@cotrain/torch';
import { clipBoxes, isNonEmpty, sizesAsBoxes } from '../boxes.js';
import type { BoxPrediction, ImageSize } from './taskHead.js';

/**
 * Moves boxes from the input's pixels to the output's, clips them to it, and drops those without area
 * (detectron2 `modeling/postprocessing.py`: `detector_postprocess`).
 *
 * @param found boxes in pixels of the input
 * @param size of the image's valid part in the input
 * @param output size in which boxes are given
 */
export function toPrediction(found: BoxPrediction, size: ImageSize, output: ImageSize): BoxPrediction {
  return scope(() => {
    const scale = sizesAsBoxes([output], found.boxes).div(sizesAsBoxes([size], found.boxes)); // [1, 4]
    const boxes = clipBoxes(found.boxes.mul(scale), output);
    const kept = isNonEmpty(boxes);
    return { boxes: boxes.at(kept), scores: found.scores.at(kept), classes: found.classes.at(kept) };
  });
}
