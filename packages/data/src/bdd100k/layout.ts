import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DataError } from '../errors.js';
import { frameName, IMAGE_EXTENSIONS, type Listing, listFiles, listFolders } from '../listing.js';
import type { MaskFiles } from './frame.js';
import { LANE_TASK_NAMES, type LaneTask } from './tasks.js';

type MaskTask = keyof MaskFiles;

/** Task whose labels are in the detection file. */
export const DETECTION_TASK = 'det';

/** Parts of a data set in BDD100K's layout. */
export const SPLITS = ['train', 'val'] as const;
/** Part of a data set: `train` or `val`. */
export type Split = (typeof SPLITS)[number];

/**
 * Folder of drivable masks to read. `drivable_road_only` does not distinguish lanes (CamVid's road is all
 * "direct").
 */
export const DRIVABLE_FOLDERS = ['drivable', 'drivable_road_only'] as const;
/** Folder of drivable masks: `drivable`, or `drivable_road_only` for roads without lanes. */
export type DrivableFolder = (typeof DRIVABLE_FOLDERS)[number];

/** Files of one split, by frame name. */
export interface SplitLayout {
  images: Map<string, string>;
  masks: Record<MaskTask, Map<string, string>>;
  detection: string | null;
  /** Broken symbolic links, which are skipped. */
  broken: string[];
  /** Folders and files that were searched, listed in errors if nothing is found. */
  searched: { images: string[]; masks: Record<MaskTask, string>; detection: string };
}

/**
 * Finds the files of one split. Every frame is looked up in both image sets (100k for detection and drivable
 * area, 10k for segmentation), because about 3k frames are in both and derived sets keep only one of them.
 * @throws DataError if `root` is not a folder.
 */
export async function scanSplit(
  root: string,
  split: Split,
  drivableFolder: DrivableFolder = 'drivable',
): Promise<SplitLayout> {
  await assertFolder(root);
  const imageFolders = (await listFolders(join(root, 'images'))).map((set) =>
    join(root, 'images', set, split),
  );
  const broken: string[] = [];
  const byFrame = async (folders: readonly string[], extensions: ReadonlySet<string>) => {
    const frames = new Map<string, string>();
    for (const folder of folders) {
      const listing: Listing = await listFiles(folder, extensions);
      broken.push(...listing.broken);
      for (const file of listing.files) if (!frames.has(frameName(file))) frames.set(frameName(file), file);
    }
    return frames;
  };
  const maskFolder = (task: string) => join(root, 'labels', task, 'masks', split);
  const lanes = maskFolder('lane');
  const depth = join(root, 'labels', 'depth', 'maps', split);
  const maskFolders = {
    sem_seg: maskFolder('sem_seg'),
    drivable: maskFolder(drivableFolder),
    ...(Object.fromEntries(LANE_TASK_NAMES.map((task) => [task, lanes])) as Record<LaneTask, string>),
    depth,
  };
  const png = new Set(['.png']);
  const laneFiles = await byFrame([lanes], png);
  const detection = join(root, 'labels', 'det_20', `det_${split}.json`);
  return {
    images: await byFrame(imageFolders, IMAGE_EXTENSIONS),
    masks: {
      sem_seg: await byFrame([maskFolders.sem_seg], png),
      drivable: await byFrame([maskFolders.drivable], png),
      ...(Object.fromEntries(LANE_TASK_NAMES.map((task) => [task, laneFiles])) as Record<
        LaneTask,
        Map<string, string>
      >),
      depth: await byFrame([depth], png),
    },
    detection: (await isFile(detection)) ? detection : null,
    broken,
    searched: {
      images: imageFolders.length > 0 ? imageFolders : [join(root, 'images', '*', split)],
      masks: maskFolders,
      detection,
    },
  };
}

async function assertFolder(root: string): Promise<void> {
  const found = await stat(root).catch(() => null);
  if (found?.isDirectory()) return;
  throw new DataError(
    `${root} is ${found ? 'not a folder' : 'missing'}; expected a data set in BDD100K's layout`,
    {
      file: root,
    },
  );
}

async function isFile(file: string): Promise<boolean> {
  return (await stat(file).catch(() => null))?.isFile() ?? false;
}
