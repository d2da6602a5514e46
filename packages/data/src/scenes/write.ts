import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomic } from '@cotrain/torch';
import { SPLITS, type Split } from '../bdd100k/layout.js';
import { DETECTION_CATEGORIES } from '../classes.js';
import { DataConfigError, DataError, reasonOf } from '../errors.js';
import { encodeJpeg, encodeMask } from '../image-io.js';
import { type Box, MASK_TASKS, type Size, TASKS, type Task } from '../types.js';
import { checkSceneOptions } from './dataset.js';
import { renderScene, type Scene } from './scene.js';

export interface WriteScenesOptions extends Size {
  /** A folder that is missing or empty. */
  out: string;
  /** Scenes of all splits together. */
  count: number;
  seed: number;
  /** The part of the scenes that goes to `val` (default 0.2). */
  valRatio?: number;
  /** The part of the scenes that each task has labels for (default 1 everywhere): partially labelled data. */
  labelRatio?: Partial<Record<Task, number>>;
  onProgress?: (done: number, total: number) => void;
  signal?: AbortSignal;
}

export interface WrittenScenes {
  out: string;
  images: Record<Split, number>;
  boxes: number;
}

/**
 * Writes generated scenes in BDD100K's layout: `images/100k`, `labels/{sem_seg,drivable}/masks`, `labels/det_20`. The first
 * scenes are `train`, the rest `val`; scene i is the one that `sceneDataset` gives for the same seed and size.
 * @throws DataConfigError for options that make no sense, DataError when `out` holds something or cannot be written
 *   to, the signal's reason after an abort.
 */
export async function writeScenes(options: WriteScenesOptions): Promise<WrittenScenes> {
  const { out, count, seed, height, width, onProgress, signal } = options;
  checkSceneOptions(options);
  const valCount = Math.round(count * checkRatio('valRatio', options.valRatio ?? 0.2));
  const labelled = labelCounts(options);
  await prepareFolders(out);
  const images: Record<Split, number> = { train: count - valCount, val: valCount };
  let boxes = 0;
  let index = 0;
  for (const split of SPLITS) {
    const frames: unknown[] = [];
    for (let i = 0; i < images[split]; i++, index++) {
      signal?.throwIfAborted();
      const scene = renderScene({ seed, index, height, width });
      const has = (task: Task) => isLabelled(i, labelled[task]);
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
  { name, image, labels }: Scene,
  has: (task: Task) => boolean,
): Promise<void> {
  writeFile(join(out, 'images', '100k', split, `${name}.jpg`), await encodeJpeg(image));
  for (const task of MASK_TASKS) {
    const label = labels[task];
    if (label.state !== 'present' || !has(task)) continue;
    const file = join(out, 'labels', task, 'masks', split, `${name}.png`);
    writeFile(file, await encodeMask(label.value));
  }
}

function writeFile(file: string, bytes: Uint8Array | string): void {
  try {
    writeFileAtomic(file, bytes);
  } catch (cause) {
    throw new DataError(reasonOf(cause), { file, cause });
  }
}

function detectionFrame({ name, attributes, labels }: Scene) {
  const boxes: Box[] = labels.det.state === 'present' ? labels.det.value : [];
  return {
    name: `${name}.jpg`,
    attributes,
    timestamp: 10000,
    labels: boxes.map(({ id, category, occluded, truncated, x1, y1, x2, y2 }) => ({
      id: `${name}-${id}`,
      category: DETECTION_CATEGORIES[category],
      attributes: { occluded, truncated, crowd: false, trafficLightColor: 'NA' },
      box2d: { x1, y1, x2, y2 },
    })),
  };
}

/** Spreads the labelled scenes evenly, each task beginning elsewhere, so that all combinations of tasks occur. */
function isLabelled(index: number, { ratio, offset }: { ratio: number; offset: number }): boolean {
  const turn = index + offset;
  return Math.floor((turn + 1) * ratio) > Math.floor(turn * ratio);
}

function labelCounts({
  labelRatio = {},
}: WriteScenesOptions): Record<Task, { ratio: number; offset: number }> {
  const entries = TASKS.map((task, offset) => [
    task,
    { ratio: checkRatio(`labelRatio.${task}`, labelRatio[task] ?? 1), offset },
  ]);
  return Object.fromEntries(entries) as Record<Task, { ratio: number; offset: number }>;
}

function checkRatio(name: string, ratio: number): number {
  if (ratio >= 0 && ratio <= 1) return ratio;
  throw new DataConfigError(`scenes: ${name} is ${ratio}; it is a number from 0 to 1`);
}

async function prepareFolders(out: string): Promise<void> {
  try {
    await mkdir(out, { recursive: true });
    const [first] = await readdir(out);
    if (first !== undefined) {
      throw new DataError(
        `${out} is not empty (it holds ${first}); name a new folder, nothing is overwritten`,
        {
          file: out,
        },
      );
    }
    const folders = SPLITS.flatMap((split) => [
      join('images', '100k', split),
      join('labels', 'sem_seg', 'masks', split),
      join('labels', 'drivable', 'masks', split),
    ]);
    for (const folder of [...folders, join('labels', 'det_20')])
      await mkdir(join(out, folder), { recursive: true });
  } catch (cause) {
    if (cause instanceof DataError) throw cause;
    throw new DataError(`cannot write to ${out}: ${reasonOf(cause)}`, { file: out, cause });
  }
}
