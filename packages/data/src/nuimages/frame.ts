import { assertStatedSize, type StatedSize } from '../bdd100k/frame.js';
import { type Boxes, copyLabel } from '../boxes.js';
import { DataError } from '../errors.js';
import { type ReadImageOptions, readImage, readImageSize } from '../imageIo.js';
import { loadScaled } from '../loadScaled.js';
import {
  IGNORE_LABEL,
  type LabelledFrame,
  type LabelMask,
  type Labels,
  maskLabel,
  type Sample,
  type Size,
  type TaskLabel,
} from '../types.js';
import { paintRle, type RleMask } from './rle.js';
import { NUIMAGES_TASKS } from './tasks.js';

export type NuImagesLabels = Labels & { det: TaskLabel<Boxes>; sem_seg: TaskLabel<LabelMask> };

/** The outline of a surface or object. */
export interface Outline extends RleMask {
  /** Token of the annotation, for errors. */
  token: string;
  /** Index into the semantic classes; null: "ignore". */
  id: number | null;
}

/** Everything needed to read one frame. Plain data, so that it can be sent to a worker thread. */
export interface NuImagesFrame {
  name: string;
  image: string;
  det: TaskLabel<Boxes>;
  /** Outlines in painting order; null if the frame was not annotated. */
  outlines: Outline[] | null;
  /** Folder of the tables, for errors. */
  tables: string;
  stated?: StatedSize;
  reading?: ReadImageOptions;
}

/**
 * Reads the image of one frame and paints its semantic map: surfaces first, then objects in the order of
 * their tokens.
 * @throws DataError naming an image that cannot be decoded or has another size, or an annotation whose mask
 *   is invalid.
 */
export async function loadSample(frame: NuImagesFrame): Promise<Sample<NuImagesLabels>> {
  const { image, reading = {} } = frame;
  if (!reading.draft) return loadFrame(frame, (file) => readImage(file, reading));
  return loadScaled(image, reading, NUIMAGES_TASKS, (read) => loadFrame(frame, read));
}

/**
 * Like `loadSample`, without decoding the image.
 * @throws as `loadSample`, except that only the image's header is checked
 */
export async function loadLabels(frame: NuImagesFrame): Promise<LabelledFrame<NuImagesLabels>> {
  return loadFrame(frame, readImageSize);
}

async function loadFrame<Image extends Size>(
  { name, image: file, det, outlines, tables, stated }: NuImagesFrame,
  read: (file: string) => Promise<Image>,
): Promise<LabelledFrame<NuImagesLabels> & { image: Image }> {
  const image = await read(file);
  if (stated) assertStatedSize(stated, image, file);
  const absent = { state: 'absent' } as const;
  const { height, width } = image;
  const map: LabelMask = { height, width, data: new Uint8Array(height * width) };
  for (const outline of outlines ?? []) {
    const problem = paintRle(map, outline, outline.id ?? IGNORE_LABEL);
    if (problem === null) continue;
    throw new DataError(`${tables}: annotation ${outline.token} of ${file}: ${problem}`, { file: tables });
  }
  return { name, image, labels: { det: copyLabel(det), sem_seg: outlines ? maskLabel(map) : absent } };
}
