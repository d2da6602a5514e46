import { DRIVABLE_CLASSES, SEMANTIC_CLASSES } from '../classes.js';
import { DataError } from '../errors.js';
import { type ReadImageOptions, readImage, readImageSize, readMask } from '../image-io.js';
import { boxesKey, fileKey } from '../label-keys.js';
import type {
  Box,
  LabelKeys,
  LabelledFrame,
  LabelMask,
  MaskTask,
  Sample,
  Size,
  Task,
  TaskLabel,
} from '../types.js';
import { maskLabel } from '../types.js';

/** Everything needed to read one frame; plain data, so that a worker thread needs no more. */
export interface FrameFiles {
  name: string;
  image: string;
  sem_seg: string | null;
  drivable: string | null;
  det: TaskLabel<Box[]>;
  /** The image's, where a label file tells it. */
  stated?: StatedSize;
  reading?: ReadImageOptions;
}

/** What a file of labels says of an image's size: its boxes are in these pixels. */
export interface StatedSize extends Size {
  labels: string;
}

/** BDD100K's classes of the mask tasks. */
export const MASK_CLASSES: Record<MaskTask, readonly string[]> = {
  sem_seg: SEMANTIC_CLASSES,
  drivable: DRIVABLE_CLASSES,
};

/**
 * Reads the image and the masks of one frame.
 * @throws DataError naming the file that cannot be decoded or whose size is not the image's.
 */
export async function loadSample(frame: FrameFiles): Promise<Sample> {
  return loadFrame(frame, (file) => readImage(file, frame.reading));
}

/** The same without decoding the image. @throws as `loadSample`, but not for an image whose header can be read */
export async function loadLabels(frame: FrameFiles): Promise<LabelledFrame> {
  return loadFrame(frame, readImageSize);
}

async function loadFrame<Image extends Size>(
  { name, image: file, det, stated, ...masks }: FrameFiles,
  read: (file: string) => Promise<Image>,
): Promise<LabelledFrame & { image: Image }> {
  const [image, semSeg, drivable] = await Promise.all([
    read(file),
    readOptionalMask('sem_seg', masks.sem_seg),
    readOptionalMask('drivable', masks.drivable),
  ]);
  if (stated) assertStatedSize(stated, image, file);
  for (const [label, maskFile] of [
    [semSeg, masks.sem_seg],
    [drivable, masks.drivable],
  ] as const) {
    if (label) assertSameSize(label, maskFile!, image, file);
  }
  return {
    name,
    image,
    labels: {
      det,
      sem_seg: semSeg ? maskLabel(semSeg) : { state: 'absent' },
      drivable: drivable ? maskLabel(drivable) : { state: 'absent' },
    },
  };
}

/** Which tasks a frame has a label for, by looking at file names only. */
export function labelledTasks(frame: FrameFiles): Record<Task, boolean> {
  return {
    det: frame.det.state !== 'absent',
    sem_seg: frame.sem_seg !== null,
    drivable: frame.drivable !== null,
  };
}

export async function labelKeys({ det, sem_seg, drivable }: FrameFiles): Promise<LabelKeys> {
  return {
    ...boxesKey(det),
    ...(sem_seg !== null && { sem_seg: await fileKey(sem_seg) }),
    ...(drivable !== null && { drivable: await fileKey(drivable) }),
  };
}

async function readOptionalMask(task: MaskTask, file: string | null): Promise<LabelMask | null> {
  return file === null ? null : readMask(file, MASK_CLASSES[task]);
}

/** As detectron2 does (data/detection_utils.py, `check_image_size`). @throws DataError naming both sizes */
export function assertStatedSize({ labels, width, height }: StatedSize, image: Size, file: string): void {
  if (width === image.width && height === image.height) return;
  throw new DataError(
    `${labels} says that ${file} is ${width}x${height}, but upright it is ${image.width}x${image.height}; ` +
      'its boxes would lie elsewhere: correct the file or the image (its EXIF orientation, if it is turned)',
    { file },
  );
}

function assertSameSize(mask: LabelMask, maskFile: string, image: Size, imageFile: string): void {
  if (mask.width === image.width && mask.height === image.height) return;
  throw new DataError(
    `${maskFile} is ${mask.width}x${mask.height}, but its image ${imageFile} is ${image.width}x${image.height}; ` +
      'a mask must have the size of its image',
    { file: maskFile },
  );
}
