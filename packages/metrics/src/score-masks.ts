import { readdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename, join, posix, sep } from 'node:path';
import { MaskFileError } from './errors.js';
import { readMask } from './mask-file.js';
import { SegmentationMetrics } from './segmentation.js';

export interface ScoreMasksOptions {
  /** Folder of truth masks (PNG), searched with its subfolders. */
  gt: string;
  /** Folder of predicted masks, under the names of the truth, in whatever subfolders. */
  pred: string;
  /** Class names; the index is the class id. */
  classes: readonly string[];
  /** What would be a note is an error. */
  strict?: boolean;
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
  /** A line for each kind of thing that the toolkit takes otherwise than one may think. */
  notes: string[];
}

/**
 * Scores a folder of predicted masks against a folder of truth masks. As in the BDD100K toolkit, they are paired by their names without
 * folders and ending; of predictions that share one, the last in the order of their paths counts.
 *
 * @throws MaskFileError when a folder is missing or has no truth, no prediction belongs to any truth, a mask is broken, or a pair has
 *   other numbers of pixels
 */
export async function scoreMasks(options: ScoreMasksOptions): Promise<MaskScores> {
  const { gt, pred, classes, strict = false, onProgress, signal } = options;
  const [names, predictions] = await Promise.all([listMasks(gt), listMasks(pred)]);
  if (names.length === 0) throw new MaskFileError(gt, 'the folder of truth masks holds no PNG file');
  if (predictions.length === 0) throw new MaskFileError(pred, 'the folder of predictions holds no PNG file');
  const notes: string[] = [];
  const note = (text: string) => {
    if (strict) throw new MaskFileError(pred, text);
    notes.push(text);
  };
  const byBase = new Map<string, string>();
  for (const name of predictions) {
    const other = byBase.get(baseOf(name));
    if (other !== undefined)
      note(`${name} counts, and not ${other}: predictions are paired by their names without folders`);
    byBase.set(baseOf(name), name);
  }
  const used = new Set(names.map((name) => byBase.get(baseOf(name))));
  if (!predictions.some((name) => used.has(name))) {
    throw new MaskFileError(
      pred,
      `no prediction belongs to a mask of ${gt}: the truth begins with ${names[0]}, the predictions with ${predictions[0]}`,
    );
  }
  const metrics = new SegmentationMetrics({ classes });
  let next = 0;
  let done = 0;
  const work = async () => {
    while (next < names.length) {
      signal?.throwIfAborted();
      const name = names[next++]!;
      const prediction = byBase.get(baseOf(name));
      await countPair(
        metrics,
        join(gt, name),
        prediction === undefined ? null : join(pred, prediction),
        note,
      );
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
  return {
    metrics,
    frames: names.length,
    missing: names.filter((name) => !byBase.has(baseOf(name))),
    extra: predictions.filter((name) => !used.has(name)),
    notes,
  };
}

/** `val/a.png` -> `a`. */
const baseOf = (name: string): string => posix.parse(name).name;

async function countPair(
  metrics: SegmentationMetrics,
  truthPath: string,
  path: string | null,
  note: (text: string) => void,
): Promise<void> {
  const [truth, prediction] = await Promise.all([readMask(truthPath), path === null ? null : readMask(path)]);
  if (path !== null && prediction) {
    const sizes = `${prediction.width}x${prediction.height}, but its truth ${truthPath} is ${truth.width}x${truth.height}`;
    if (prediction.data.length !== truth.data.length) {
      throw new MaskFileError(
        path,
        `the prediction is ${sizes}; resize the prediction to the truth with nearest neighbour`,
      );
    }
    // The toolkit compares pixel by pixel, in the order of the file.
    if (prediction.width !== truth.width)
      note(`${path} is ${sizes}: as in the toolkit, they are compared pixel after pixel`);
  }
  metrics.update(truth.data, prediction?.data ?? null);
}

async function listMasks(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true });
    return entries
      .filter((name) => /\.png$/i.test(name) && !basename(name).startsWith('.'))
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
