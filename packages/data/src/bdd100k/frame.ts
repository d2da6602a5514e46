import { type Boxes, copyLabel } from '../boxes.js';
import { DataError } from '../errors.js';
import {
  type ReadImageOptions,
  readDepth,
  readImage,
  readImageSize,
  readLaneMask,
  readMask,
} from '../imageIo.js';
import { boxesKey, fileKey } from '../labelKeys.js';
import { loadScaled } from '../loadScaled.js';
import {
  type FieldMap,
  fieldLabel,
  type LabelKeys,
  type LabelledFrame,
  type LabelMask,
  maskLabel,
  type Sample,
  type Size,
  type TaskLabel,
} from '../types.js';
import { splitLaneMask } from './laneByte.js';
import {
  BDD100K_READER_TASKS,
  BDD100K_TASKS,
  type Bdd100kLabels,
  LANE_TASK_NAMES,
  type LaneTask,
} from './tasks.js';

const MASK_TASKS = ['sem_seg', 'drivable'] as const;
type MaskTask = (typeof MASK_TASKS)[number];

/** Files of a frame's masks and maps, by task. */
export type MaskFiles = Readonly<Partial<Record<MaskTask | LaneTask | 'depth', string>>>;

/** Everything needed to read one frame. Plain data, so that it can be sent to a worker thread. */
export interface FrameFiles {
  name: string;
  image: string;
  /** Mask files by task. The lane tasks share one file. */
  masks: MaskFiles;
  det: TaskLabel<Boxes>;
  /** Fingerprint of the `det` label, if the file determines it more precisely than the boxes do. */
  detKey?: string;
  /** Image size, if a label file states it. */
  stated?: StatedSize;
  reading?: ReadImageOptions;
}

/** Image size according to a label file, whose boxes are in these pixels. */
export interface StatedSize extends Size {
  labels: string;
}

/**
 * Reads the image and the masks of one frame.
 * @throws DataError naming a file that cannot be decoded or whose size differs from the image's.
 */
export async function loadSample(frame: FrameFiles): Promise<Sample<Bdd100kLabels>> {
  const { image, reading = {} } = frame;
  if (!reading.draft) return loadFrame(frame, (file) => readImage(file, reading));
  return loadScaled(image, reading, BDD100K_READER_TASKS, (read) => loadFrame(frame, read));
}

/**
 * Like `loadSample`, without decoding the image.
 * @throws as `loadSample`, except that only the image's header is checked
 */
export async function loadLabels(frame: FrameFiles): Promise<LabelledFrame<Bdd100kLabels>> {
  return loadFrame(frame, readImageSize);
}

async function loadFrame<Image extends Size>(
  { name, image: file, det, stated, masks }: FrameFiles,
  read: (file: string) => Promise<Image>,
): Promise<LabelledFrame<Bdd100kLabels> & { image: Image }> {
  const [image, ...labels] = await Promise.all([
    read(file),
    readMaps(masks.sem_seg, (path) => readMap('sem_seg', path)),
    readMaps(masks.drivable, (path) => readMap('drivable', path)),
    readMaps(LANE_TASK_NAMES.map((task) => masks[task]).find(Boolean), (path) => readLanes(path, masks)),
    readMaps(masks.depth, async (path) => ({ depth: await readDepth(path) })),
  ]);
  if (stated) assertStatedSize(stated, image, file);
  const maps = Object.assign({}, ...labels) as Record<string, LabelMask | FieldMap>;
  const present = Object.entries(maps).map(([task, map]) => {
    assertSameSize(map, masks[task as keyof MaskFiles]!, image, file);
    return [
      task,
      map.data instanceof Float32Array ? fieldLabel(map as FieldMap) : maskLabel(map as LabelMask),
    ];
  });
  const absent = { state: 'absent' } as const;
  return {
    name,
    image,
    labels: {
      det: copyLabel(det),
      sem_seg: absent,
      drivable: absent,
      ...Object.fromEntries(present),
    } as Bdd100kLabels,
  };
}

const readMaps = async <T extends object>(file: string | undefined, read: (file: string) => Promise<T>) =>
  file === undefined ? {} : read(file);

const readMap = async (task: MaskTask, file: string) => ({
  [task]: await readMask(file, BDD100K_TASKS[task].classes),
});

/** Reads the maps of the requested lane tasks from their common file. */
async function readLanes(file: string, masks: MaskFiles): Promise<Partial<Record<LaneTask, LabelMask>>> {
  const { height, width, data } = await readLaneMask(file);
  let maps: ReturnType<typeof splitLaneMask>;
  try {
    maps = splitLaneMask(data);
  } catch (cause) {
    throw new DataError(`${file}: ${(cause as Error).message}`, { file, cause });
  }
  const wanted = LANE_TASK_NAMES.filter((task) => masks[task] !== undefined);
  return Object.fromEntries(
    wanted.map((task) => [
      task,
      { height, width, data: maps[task.slice('lane_'.length) as keyof typeof maps] },
    ]),
  );
}

/** Determines which tasks a frame has labels for, from file names only. */
export function labelledTasks({ det, masks }: FrameFiles): Record<string, boolean> {
  const masked = Object.keys(masks).map((task) => [task, true]);
  return { det: det.state !== 'absent', sem_seg: false, drivable: false, ...Object.fromEntries(masked) };
}

export async function labelKeys({ det, detKey, masks }: FrameFiles): Promise<LabelKeys> {
  const keys = Object.entries(masks).map(async ([task, file]) => [task, await fileKey(file)] as const);
  return {
    ...(detKey === undefined ? boxesKey(det) : { det: detKey }),
    ...Object.fromEntries(await Promise.all(keys)),
  };
}

/**
 * Same check as in detectron2 (data/detection_utils.py, `check_image_size`). @throws DataError naming both
 * sizes
 */
export function assertStatedSize({ labels, width, height }: StatedSize, image: Size, file: string): void {
  if (width === image.width && height === image.height) return;
  throw new DataError(
    `${labels} gives the size of ${file} as ${width}x${height}, but the upright image is ${image.width}x${image.height}; ` +
      'its boxes would be misplaced: correct the file or the image (check its EXIF orientation)',
    { file },
  );
}

function assertSameSize(mask: Size, maskFile: string, image: Size, imageFile: string): void {
  if (mask.width === image.width && mask.height === image.height) return;
  throw new DataError(
    `${maskFile} is ${mask.width}x${mask.height}, but its image ${imageFile} is ${image.width}x${image.height}; ` +
      'a mask must have the size of its image',
    { file: maskFile },
  );
}
