import type { MaskFiles } from '../bdd100k/frame.js';
import { type DrivableFolder, SPLITS, type Split, type SplitLayout, scanSplit } from '../bdd100k/layout.js';
import { BDD100K_READER_TASKS, BDD100K_TASKS } from '../bdd100k/tasks.js';
import { DataError } from '../errors.js';
import {
  findNuImagesVersions,
  type NuImagesDataset,
  type NuImagesVersion,
  openNuImages,
} from '../nuimages/dataset.js';
import { NUIMAGES_TASKS } from '../nuimages/tasks.js';
import { Inspector } from './inspector.js';
import type { Inspection } from './report.js';

/** What `inspectBdd100k` reads and reports. */
export interface InspectOptions {
  /** Folder with the drivable-area masks. Default 'drivable'. */
  drivableFolder?: DrivableFolder;
  /** Called with the number of frames done so far. Default: no callback. */
  onProgress?: (done: number, total: number) => void;
  /** Stops after the current frames. Default: none. */
  signal?: AbortSignal;
}

/** Number of frames decoded at once: enough to keep libvips' threads busy without using much memory. */
const CONCURRENCY = 4;

/**
 * Reads a whole data set, in BDD100K's layout or nuImages, and reports its contents and problems. Every image
 * and mask is decoded, a few at a time; only counts and problems are kept. For nuImages, `v1.0-train` (or
 * else `v1.0-mini`) and `v1.0-val` are read.
 * @throws DataError if `root` is not a folder or has neither images nor labels, or if nuImages' tables are
 *   invalid.
 */
export async function inspectDataset(root: string, options: InspectOptions = {}): Promise<Inspection> {
  const versions = await findNuImagesVersions(root);
  if (versions.length > 0) return inspectNuImages(root, versions, options);
  const layouts: Record<Split, SplitLayout> = {
    train: await scanSplit(root, 'train', options.drivableFolder),
    val: await scanSplit(root, 'val', options.drivableFolder),
  };
  const total = SPLITS.reduce((sum, split) => sum + allNames(layouts[split]).size, 0);
  if (total === 0 && SPLITS.every((split) => layouts[split].detection === null)) {
    const { searched } = layouts.train;
    const places = [...searched.images, ...Object.values(searched.masks), searched.detection];
    throw new DataError(`${root} has no files in BDD100K's layout; looked in ${places.join(', ')}`, {
      file: root,
    });
  }
  const hasFiles = (task: string) =>
    SPLITS.some((split) => (layouts[split].masks[task as keyof MaskFiles]?.size ?? 0) > 0);
  const others = Object.entries(BDD100K_READER_TASKS).filter(([task]) => hasFiles(task));
  const inspector = new Inspector(root, { ...BDD100K_TASKS, ...Object.fromEntries(others) });
  let done = 0;
  for (const split of SPLITS) {
    const layout = layouts[split];
    const detection = await inspector.detection(layout, split);
    await each([...allNames(layout)].sort(), options.signal, async (name) => {
      await inspector.frame(layout, split, name, detection.get(name));
      options.onProgress?.(++done, total);
    });
    inspector.brokenLinks(layout, split);
    inspector.orphanedBoxes(layout, split, detection);
  }
  inspector.repeatedFrames(layouts);
  return inspector.result();
}

async function inspectNuImages(
  root: string,
  versions: readonly NuImagesVersion[],
  options: InspectOptions,
): Promise<Inspection> {
  const inspector = new Inspector(root, NUIMAGES_TASKS);
  const train = versions.includes('v1.0-train') ? 'v1.0-train' : 'v1.0-mini';
  const parts = new Map<Split, NuImagesDataset>();
  for (const [split, version] of [
    ['train', train],
    ['val', 'v1.0-val'],
  ] as const) {
    if (versions.includes(version)) parts.set(split, await openNuImages(root, { version }));
  }
  const total = [...parts.values()].reduce((sum, { length }) => sum + length, 0);
  let done = 0;
  for (const [split, dataset] of parts) {
    inspector.skipped(dataset, split);
    await each([...dataset.names.keys()], options.signal, async (index) => {
      await inspector.sample(dataset, split, index);
      options.onProgress?.(++done, total);
    });
  }
  return inspector.result();
}

/** Processes the items from last to first, a few at a time. */
async function each<T>(
  items: T[],
  signal: AbortSignal | undefined,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const take = async () => {
    for (let item = items.pop(); item !== undefined; item = items.pop()) {
      signal?.throwIfAborted();
      await work(item);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, take));
}

function allNames({ images, masks }: SplitLayout): Set<string> {
  return new Set([...images.keys(), ...Object.values(masks).flatMap((files) => [...files.keys()])]);
}
