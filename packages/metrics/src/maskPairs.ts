import { readdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename, join, posix, sep } from 'node:path';
import { MaskFileError } from './errors.js';
import { type Mask, readMask } from './maskFile.js';

/** Folders of truth and predicted masks to compare. */
export interface MaskFolders {
  /** Folder of ground-truth masks (PNG), searched recursively. */
  gt: string;
  /** Folder of predicted masks with the same names as the ground truth, in any subfolders. */
  pred: string;
  /** Turns notes into errors. Default false. */
  strict?: boolean;
  /** Called after each frame. Default: no callback. */
  onProgress?: (done: number, total: number) => void;
  /** Stops after the current frame. Default: none. */
  signal?: AbortSignal;
}

/** A ground-truth mask and its prediction. */
export interface MaskPair {
  /** Path of the ground truth within its folder. */
  name: string;
  truthPath: string;
  truth: Mask;
  /** The prediction, or null if there is none. */
  prediction: { path: string; mask: Mask } | null;
}

/** Truth and predicted masks, joined by name. */
export interface PairedMasks {
  /** Number of frames with ground truth, all of which are counted. */
  frames: number;
  /** Frames without a prediction. */
  missing: string[];
  /** Predictions without ground truth. They are ignored. */
  extra: string[];
  /** One line for each kind of input that the toolkit treats in an unexpected way. */
  notes: string[];
}

/**
 * Reads a folder of ground-truth masks with their predictions, and counts each pair as it is read. As in the
 * BDD100K toolkit, masks are paired by name without folder and extension. If several predictions share a
 * name, the last one in path order counts.
 *
 * @param count called for each pair, in no particular order. `note` adds a line to the result's notes, or
 *   throws it if `strict` is set
 * @throws MaskFileError if a folder is missing or has no ground truth, no prediction matches any ground
 *   truth, or a mask is broken. Errors from `count` are passed on.
 */
export async function countMaskPairs(
  { gt, pred, strict = false, onProgress, signal }: MaskFolders,
  count: (pair: MaskPair, note: (text: string) => void) => void,
): Promise<PairedMasks> {
  const [names, predictions] = await Promise.all([listMasks(gt), listMasks(pred)]);
  if (names.length === 0)
    throw new MaskFileError(gt, 'the folder of ground-truth masks contains no PNG file');
  if (predictions.length === 0)
    throw new MaskFileError(pred, 'the folder of predictions contains no PNG file');
  const notes: string[] = [];
  const note = (text: string) => {
    if (strict) throw new MaskFileError(pred, text);
    notes.push(text);
  };
  const byBase = new Map<string, string>();
  for (const name of predictions) {
    const other = byBase.get(baseOf(name));
    if (other !== undefined)
      note(`${name} is used instead of ${other}: predictions are paired by name without folder`);
    byBase.set(baseOf(name), name);
  }
  const used = new Set(names.map((name) => byBase.get(baseOf(name))));
  if (!predictions.some((name) => used.has(name))) {
    throw new MaskFileError(
      pred,
      `no prediction matches a mask in ${gt}: the first ground-truth file is ${names[0]}, the first prediction ${predictions[0]}`,
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
    // Decoding runs on libuv's threads. One more frame than there are cores keeps them busy during counting.
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

/** `1x4, but its ground truth gt/a.png is 4x1`, for messages. */
export function describeSizes({ truthPath, truth, prediction }: MaskPair): string {
  const size = ({ width, height }: Mask) => `${width}x${height}`;
  return `${prediction ? size(prediction.mask) : 'missing'}, but its ground truth ${truthPath} is ${size(truth)}`;
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
