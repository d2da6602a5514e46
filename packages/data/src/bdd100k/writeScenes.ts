import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomic } from '@cotrain/torch';
import { boxesOf, edgesOf } from '../boxes.js';
import { DETECTION_CATEGORIES } from '../classes.js';
import { DataConfigError, DataError, reasonOf } from '../errors.js';
import { encodeDepth, encodeJpeg, encodeMask } from '../imageIo.js';
import { checkSceneOptions } from '../scenes/dataset.js';
import { renderScene, type Scene } from '../scenes/scene.js';
import type { Size } from '../types.js';
import { SPLITS, type Split } from './layout.js';

/** Label types written for scenes, in the order in which labels are distributed. */
const WRITTEN = ['det', 'sem_seg', 'drivable', 'lane', 'depth'] as const;
/** Task whose labels `writeScenes` can write. */
export type WrittenTask = (typeof WRITTEN)[number];
const DEFAULT_RATIO: Record<WrittenTask, number> = { det: 1, sem_seg: 1, drivable: 1, lane: 0, depth: 0 };

/** Folder, number, size and labels of generated scenes. */
export interface WriteScenesOptions extends Size {
  /** Output folder; it must be missing or empty. */
  out: string;
  /** Number of scenes in all splits together. */
  count: number;
  seed: number;
  /** Fraction of the scenes that goes to `val`. Default 0.2. */
  valRatio?: number;
  /**
   * Fraction of the scenes that each task has labels for, to create partially labelled data. Default 1 for
   * `det`, `sem_seg` and `drivable`, 0 for `lane` (masks of lane markings) and `depth`.
   */
  labelRatio?: Partial<Record<WrittenTask, number>>;
  /** Called with the number of scenes written so far. Default: no callback. */
  onProgress?: (done: number, total: number) => void;
  /** Stops after the current scene. Default: none. */
  signal?: AbortSignal;
}

/** What `writeScenes` has written: folder and counts. */
export interface WrittenScenes {
  out: string;
  images: Record<Split, number>;
  boxes: number;
}

/**
 * Writes generated scenes in BDD100K's layout: `images/100k`, `labels/{sem_seg,drivable,lane}/masks`,
 * `labels/det_20`, and depth in KITTI's format in `labels/depth/maps`. The first scenes are `train`, the rest
 * `val`. Scene i equals sample i of `sceneDataset` with the same seed and size.
 * @throws DataConfigError for invalid options, DataError if `out` is not empty or cannot be written to, the
 *   signal's reason after an abort.
 */
export async function writeScenes(options: WriteScenesOptions): Promise<WrittenScenes> {
  const { out, count, seed, height, width, onProgress, signal } = options;
  checkSceneOptions(options);
  const valCount = Math.round(count * checkRatio('valRatio', options.valRatio ?? 0.2));
  const labelled = labelCounts(options);
  await prepareFolders(out, (task) => labelled[task].ratio > 0);
  const images: Record<Split, number> = { train: count - valCount, val: valCount };
  let boxes = 0;
  let index = 0;
  for (const split of SPLITS) {
    const frames: unknown[] = [];
    for (let i = 0; i < images[split]; i++, index++) {
      signal?.throwIfAborted();
      const scene = renderScene({ seed, index, height, width });
      const has = (task: WrittenTask) => isLabelled(i, labelled[task]);
      await writeScene(out, split, scene, has);
      if (has('det')) {
        const frame = detectionFrame(scene);
        boxes += frame.labels.length;
        frames.push(frame);
      }
      onProgress?.(index + 1, count);
    }
    const lines = frames.map((frame) => JSON.stringify(frame)).join(',\n');
    writeFile(join(out, 'labels', 'det_20', `det_${split}.json`), `[${lines}]\n`);
  }
  return { out, images, boxes };
}

async function writeScene(
  out: string,
  split: Split,
  { name, image, labels, lanes }: Scene,
  has: (task: WrittenTask) => boolean,
): Promise<void> {
  writeFile(join(out, 'images', '100k', split, `${name}.jpg`), await encodeJpeg(image));
  const { height, width } = image;
  const place = (task: WrittenTask, maps = 'masks') => join(out, 'labels', task, maps, split, `${name}.png`);
  for (const task of ['sem_seg', 'drivable'] as const) {
    const label = labels[task];
    if (label.state === 'present' && has(task)) writeFile(place(task), await encodeMask(label.value));
  }
  if (has('lane')) writeFile(place('lane'), await encodeMask({ height, width, data: lanes }));
  if (has('depth') && labels.depth.state === 'present')
    writeFile(place('depth', 'maps'), await encodeDepth(labels.depth.value));
}

function writeFile(file: string, bytes: Uint8Array | string): void {
  try {
    writeFileAtomic(file, bytes);
  } catch (cause) {
    throw new DataError(reasonOf(cause), { file, cause });
  }
}

function detectionFrame({ name, attributes, labels }: Scene) {
  const boxes = labels.det.state === 'present' ? labels.det.value : boxesOf({ boxes: [], classes: [] });
  return {
    name: `${name}.jpg`,
    attributes,
    timestamp: 10000,
    labels: Array.from(boxes.classes, (id, row) => {
      const [x1, y1, x2, y2] = edgesOf(boxes, row);
      const [occluded, truncated] = [boxes.occluded?.[row] === 1, boxes.truncated?.[row] === 1];
      return {
        id: `${name}-${boxes.ids?.[row]}`,
        category: DETECTION_CATEGORIES[id],
        attributes: { occluded, truncated, crowd: false, trafficLightColor: 'NA' },
        box2d: { x1, y1, x2: x2 - 1, y2: y2 - 1 },
      };
    }),
  };
}

/**
 * Distributes the labelled scenes evenly. Each task starts at another scene, so that all combinations of
 * tasks occur.
 */
function isLabelled(index: number, { ratio, offset }: { ratio: number; offset: number }): boolean {
  const turn = index + offset;
  return Math.floor((turn + 1) * ratio) > Math.floor(turn * ratio);
}

function labelCounts({
  labelRatio = {},
}: WriteScenesOptions): Record<WrittenTask, { ratio: number; offset: number }> {
  const entries = WRITTEN.map((task, offset) => [
    task,
    { ratio: checkRatio(`labelRatio.${task}`, labelRatio[task] ?? DEFAULT_RATIO[task]), offset },
  ]);
  return Object.fromEntries(entries) as Record<WrittenTask, { ratio: number; offset: number }>;
}

function checkRatio(name: string, ratio: number): number {
  if (ratio >= 0 && ratio <= 1) return ratio;
  throw new DataConfigError(`scenes: ${name} is ${ratio}; it must be a number from 0 to 1`);
}

async function prepareFolders(out: string, has: (task: WrittenTask) => boolean): Promise<void> {
  try {
    await mkdir(out, { recursive: true });
    const [first] = await readdir(out);
    if (first !== undefined) {
      throw new DataError(
        `${out} is not empty (it contains ${first}); choose a new folder, since existing files are never overwritten`,
        {
          file: out,
        },
      );
    }
    const folders = SPLITS.flatMap((split) => [
      join('images', '100k', split),
      join('labels', 'sem_seg', 'masks', split),
      join('labels', 'drivable', 'masks', split),
      ...(has('lane') ? [join('labels', 'lane', 'masks', split)] : []),
      ...(has('depth') ? [join('labels', 'depth', 'maps', split)] : []),
    ]);
    for (const folder of [...folders, join('labels', 'det_20')])
      await mkdir(join(out, folder), { recursive: true });
  } catch (cause) {
    if (cause instanceof DataError) throw cause;
    throw new DataError(`cannot write to ${out}: ${reasonOf(cause)}`, { file: out, cause });
  }
}
