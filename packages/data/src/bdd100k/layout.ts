import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { DataError, reasonOf } from '../errors.js';
import type { MaskTask } from '../types.js';

export const SPLITS = ['train', 'val'] as const;
export type Split = (typeof SPLITS)[number];

/** The drivable masks to read; `drivable_road_only` has no lanes told apart (CamVid's road as all "direct"). */
export const DRIVABLE_FOLDERS = ['drivable', 'drivable_road_only'] as const;
export type DrivableFolder = (typeof DRIVABLE_FOLDERS)[number];

/** In lower case. */
export const IMAGE_EXTENSIONS: ReadonlySet<string> = new Set(['.jpg', '.jpeg', '.png', '.webp']);

/** Where the files of one split are, by frame name. */
export interface SplitLayout {
  images: Map<string, string>;
  masks: Record<MaskTask, Map<string, string>>;
  detection: string | null;
  /** Folders and files that were looked for, to be named when nothing is found. */
  searched: { images: string[]; masks: Record<MaskTask, string>; detection: string };
}

/** `0001.jpg` -> `0001`: images, masks and detection frames are joined by it. */
export function frameName(file: string): string {
  return basename(file, extname(file));
}

/**
 * Finds the files of one split. Both image sets (100k for detection and drivable area, 10k for segmentation) are
 * searched for every frame, since about 3k frames are in both and derived sets keep only one of them.
 * @throws DataError when `root` is no folder.
 */
export async function scanSplit(
  root: string,
  split: Split,
  drivableFolder: DrivableFolder = 'drivable',
): Promise<SplitLayout> {
  await assertFolder(root);
  const imageSets = (await entriesOf(join(root, 'images'))).filter((entry) => entry.isDirectory());
  const imageFolders = imageSets.map((entry) => join(root, 'images', entry.name, split)).sort();
  const images = new Map<string, string>();
  for (const folder of imageFolders) {
    for (const [name, file] of await filesByFrame(folder, IMAGE_EXTENSIONS)) {
      if (!images.has(name)) images.set(name, file);
    }
  }
  const maskFolders = {
    sem_seg: join(root, 'labels', 'sem_seg', 'masks', split),
    drivable: join(root, 'labels', drivableFolder, 'masks', split),
  };
  const png = new Set(['.png']);
  const detection = join(root, 'labels', 'det_20', `det_${split}.json`);
  return {
    images,
    masks: {
      sem_seg: await filesByFrame(maskFolders.sem_seg, png),
      drivable: await filesByFrame(maskFolders.drivable, png),
    },
    detection: (await isFile(detection)) ? detection : null,
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

async function filesByFrame(folder: string, extensions: ReadonlySet<string>): Promise<Map<string, string>> {
  const files = (await entriesOf(folder))
    .filter((entry) => !entry.isDirectory() && extensions.has(extname(entry.name).toLowerCase()))
    .map((entry) => entry.name)
    .sort();
  return new Map(files.map((file) => [frameName(file), join(folder, file)]));
}

/** A folder that is not there has no entries: each task's labels are optional. */
async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new DataError(`cannot list ${folder}: ${reasonOf(cause)}`, { file: folder, cause });
  }
}

async function isFile(file: string): Promise<boolean> {
  return (await stat(file).catch(() => null))?.isFile() ?? false;
}
