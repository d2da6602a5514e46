import { resizeLabels } from './transforms/geometry.js';
import type { LabelledFrame, Labels, RgbImage, Sample, TaskSpecs } from './types.js';

/** A frame with an image that was decoded at a fraction of its size, and its labels at that size. */
export function scaledTo<L extends Labels>(
  image: RgbImage,
  frame: LabelledFrame<L>,
  tasks: TaskSpecs,
): Sample<L> {
  const labels = resizeLabels(frame.labels, tasks, frame.image, image) as L;
  return { ...frame, image, labels };
}
