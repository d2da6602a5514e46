import { type ReadImageOptions, readDraft } from './imageIo.js';
import { resizeLabels } from './transforms/geometry.js';
import type { LabelledFrame, Labels, Sample, Size, TaskSpecs } from './types.js';

/**
 * Loads a frame whose image is decoded at a fraction of its size (`draft`), with its labels at that size.
 *
 * @param load reads the labels, for the whole image's size as `read` tells it
 * @throws DataError as `readImage` and `load`
 */
export async function loadScaled<L extends Labels>(
  file: string,
  reading: ReadImageOptions,
  tasks: TaskSpecs,
  load: (read: () => Promise<Size>) => Promise<LabelledFrame<L>>,
): Promise<Sample<L>> {
  const draft = readDraft(file, reading);
  const [{ image, whole }, frame] = await Promise.all([draft, load(async () => (await draft).whole)]);
  return { ...frame, image, labels: resizeLabels(frame.labels, tasks, whole, image) as L };
}
