import { readdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join, sep } from 'node:path';
import { MaskFileError } from './errors.js';
import { readMask } from './mask-file.js';
import { SegmentationMetrics } from './segmentation.js';

export interface ScoreMasksOptions {
  /** Folder of truth masks (PNG), searched with its subfolders. */
  gt: string;
  /** Folder of predicted masks, under the names of the truth. */
  pred: string;
  /** Class names; the index is the class id. */
  classes: readonly string[];
  /** Called after each frame. */
  onProgress?: (done: number, total: number) => void;
  signal?: AbortSignal;
}

export interface MaskScores {
  metrics: SegmentationMetrics;
  /** Frames with truth: all are counted. */
  frames: number;
  /** Frames without a prediction; every pixel of theirs counts as wrong. */
  missing: string[];
  /** Predictions that no truth belongs to; they count for nothing. */
  extra: string[];
}

/**
 * Scores a folder of predicted masks against a folder of truth masks, paired by file name.
 *
 * @throws MaskFileError when a folder is missing or has no truth, a mask is broken, or the sizes of a pair differ
 */
export async function scoreMasks(options: ScoreMasksOptions): Promise<MaskScores> {
  const { gt, pred, classes, onProgress, signal } = options;
  const [names, predictions] = await Promise.all([listMasks(gt), listMasks(pred)]);
  if (names.length === 0) throw new MaskFileError(gt, 'the folder of truth masks holds no PNG file');

  const predicted = new Set(predictions);
  const metrics = new SegmentationMetrics({ classes });
  let next = 0;
  let done = 0;
  const work = async () => {
    while (next < names.length) {
      signal?.throwIfAborted();
      const name = names[next++]!;
      await countPair(metrics, join(gt, name), predicted.has(name) ? join(pred, name) : null);
      onProgress?.(++done, names.length);
    }
  };
  try {
    // Decoding runs on libuv's threads; one frame more than there are cores keeps them busy while we count.
    await Promise.all(Array.from({ length: Math.min(availableParallelism(), 16) + 1 }, work));
  } catch (error) {
    next = names.length;
    throw error;
  }
  const known = new Set(names);
  return {
    metrics,
    frames: names.length,
    missing: names.filter((name) => !predicted.has(name)),
    extra: predictions.filter((name) => !known.has(name)),
  };
}

async function countPair(
  metrics: SegmentationMetrics,
  truthPath: string,
  path: string | null,
): Promise<void> {
  const [truth, prediction] = await Promise.all([readMask(truthPath), path === null ? null : readMask(path)]);
  if (
    path !== null &&
    prediction &&
    (truth.width !== prediction.width || truth.height !== prediction.height)
  ) {
    throw new MaskFileError(
      path,
      `the prediction is ${prediction.width}x${prediction.height}, but its truth ${truthPath} is ` +
        `${truth.width}x${truth.height}; resize the prediction to the truth with nearest neighbour`,
    );
  }
  metrics.update(truth.data, prediction?.data ?? null);
}

async function listMasks(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true });
    return entries
      .filter((name) => /\.png$/i.test(name))
      .map((name) => name.split(sep).join('/'))
      .sort();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const problem =
      code === 'ENOENT'
        ? 'there is no such folder'
        : code === 'ENOTDIR'
          ? 'this is not a folder'
          : `cannot be listed (${code ?? error})`;
    throw new MaskFileError(folder, problem, { cause: error });
  }
}
