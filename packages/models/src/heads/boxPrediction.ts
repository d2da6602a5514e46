import { scope } from '@cotrain/torch';
import { clipBoxes, isNonEmpty, sizesAsBoxes } from '../boxes.js';
import type { BoxPrediction, ImageSize } from './taskHead.js';

/**
 * Scales boxes from input pixels to output pixels, clips them, and drops those without area (detectron2
 * `modeling/postprocessing.py`: `detector_postprocess`).
 *
 * @param found boxes in pixels of the input
 * @param size size of the image in the input, without padding
 * @param output size of the image in which the result is given
 */
export function toPrediction(found: BoxPrediction, size: ImageSize, output: ImageSize): BoxPrediction {
  return scope(() => {
    const scale = sizesAsBoxes([output], found.boxes).div(sizesAsBoxes([size], found.boxes)); // [1, 4]
    const boxes = clipBoxes(found.boxes.mul(scale), output);
    const kept = isNonEmpty(boxes);
    return { boxes: boxes.at(kept), scores: found.scores.at(kept), classes: found.classes.at(kept) };
  });
}
