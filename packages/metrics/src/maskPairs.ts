import { readdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename, join, posix, sep } from 'node:path';
import { MaskFileError } from './errors.js';
import { type Mask, readMask } from './maskFile.js';

/** Folders of truth and predicted masks to compare. */
export interface MaskFolders {
  /** Folder of truth masks (PNG), searched with its subfolders. */
  gt: string;
  /** Folder of predicted masks, under the names of the truth, in whatever subfolders. */
  pred: string;
  /** What would be a note is an error. Default false. */
  strict?: boolean;
  /** Is told of each frame that is done. Default: nobody is. */
  onProgress?: (done: number, total: number) => void;
  /** Stops after the frame in progress. Default: none. */
  signal?: AbortSignal;
}

/** A mask of the truth and what was predicted for it. */
export interface MaskPair {
  /** The truth's place in its folder. */
  name: string;
  truthPath: string;
  truth: Mask;
  /** Null where nothing was predicted. */
  prediction: { path: string; mask: Mask } | null;
}

/** Truth and predicted masks, joined by name. */
export interface PairedMasks {
  /** Frames with truth: all are counted. */
  frames: number;
  /** Frames without a prediction. */
  missing: string[];
  /** Predictions that no truth belongs to; they count for nothing. */
  extra: string[];
  /** A line for each kind of thing that the toolkit takes otherwise than one may think. */
  notes: string[];
}

/**
 * Reads a folder of truth masks with what was predicted for them, and counts each pair as it comes. As in the
 * BDD100K toolkit, they are paired by their names without folders and ending; of predictions that share one,
 * the last in the order of their paths counts.
 *
 * @param count called for each pair, in no order; `note` takes a line for the result's notes, and throws it
 *   with `strict`
 * @throws MaskFileError when a folder is missing or has no truth, no prediction belongs to any truth, or a
 *   mask is broken; what `count` throws
 */
export async function countMaskPairs(
  { gt, pred, strict = false, onProgress, signal }: MaskFolders,
  count: (pair: MaskPair, note: (text: string) => void) => void,
): Promise<PairedMasks> {
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
  let next = 0;
  let done = 0;
  const work = async () => {
    while (next < names.length) {
      signal?.throwIfAborted();
      const name = names[next++]!;
      const predicted = byBase.get(baseOf(name));
      count(await readPair(gt, name, predicted === undefined ? null : join(pred, predicted)), note);
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
    frames: names.length,
    missing: names.filter((name) => !byBase.has(baseOf(name))),
    extra: predictions.filter((name) => !used.has(name)),
    notes,
  };
}

/** `val/a.png` -> `a`. */
const baseOf = (name: string): string => posix.parse(name).name;

async function readPair(gt: string, name: string, path: string | null): Promise<MaskPair> {
  const truthPath = join(gt, name);
  const [truth, mask] = await Promise.all([readMask(truthPath), path === null ? null : readMask(path)]);
  return { name, truthPath, truth, prediction: path === null ? null : { path, mask: mask! } };
}

/** `1x4, but its truth gt/a.png is 4x1`, for messages. */
export function describeSizes({ truthPath, truth, prediction }: MaskPair): string {
  const size = ({ width, height }: Mask) => `${width}x${height}`;
  return `${prediction ? size(prediction.mask) : 'missing'}, but its truth ${truthPath} is ${size(truth)}`;
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
