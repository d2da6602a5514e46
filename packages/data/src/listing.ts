import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { DataError, reasonOf } from './errors.js';

/** Extensions in lower case. */
export const IMAGE_EXTENSIONS: ReadonlySet<string> = new Set(['.jpg', '.jpeg', '.png', '.webp']);

/**
 * Maximum folder depth. Mirrors of data sets have nested folders (`train/trainA`), but only a cycle of links
 * is deeper.
 */
const DEEPEST = 4;

export interface Listing {
  /** Sorted files; those directly in the folder come first. */
  files: string[];
  /** Broken symbolic links. */
  broken: string[];
}

/** `cam0/0001.jpg` -> `cam0/0001`. Other dots are part of the name (`clip.0001`). */
export function withoutEnding(file: string): string {
  const ending = extname(file);
  return IMAGE_EXTENSIONS.has(ending.toLowerCase()) ? file.slice(0, -ending.length) : file;
}

/** `cam0/0001.jpg` -> `0001`, the name that joins images, masks and detection frames. */
export function frameName(file: string): string {
  return basename(withoutEnding(file));
}

/**
 * Files with one of the extensions in a folder and its subfolders. Links are followed. Hidden files are
 * ignored: macOS adds a `._NAME` to each `NAME` on foreign disks, and `__MACOSX` to archives.
 *
 * @param extensions in lower case
 */
export async function listFiles(
  folder: string,
  extensions: ReadonlySet<string>,
  depth = DEEPEST,
): Promise<Listing> {
  const found: Listing = { files: [], broken: [] };
  const folders: string[] = [];
  for (const entry of (await entriesOf(folder)).filter(isVisible).sort(byName)) {
    const path = join(folder, entry.name);
    const hasEnding = extensions.has(extname(entry.name).toLowerCase());
    const kind = await kindOf(entry, path);
    if (kind === 'folder') folders.push(path);
    else if (hasEnding) found[kind === 'file' ? 'files' : 'broken'].push(path);
  }
  if (depth === 0) return found;
  for (const inner of folders) {
    const { files, broken } = await listFiles(inner, extensions, depth - 1);
    found.files.push(...files);
    found.broken.push(...broken);
  }
  return found;
}

/** Sorted subfolders of a folder, including links to folders. */
export async function listFolders(folder: string): Promise<string[]> {
  const names: string[] = [];
  for (const entry of (await entriesOf(folder)).filter(isVisible).sort(byName)) {
    if ((await kindOf(entry, join(folder, entry.name))) === 'folder') names.push(entry.name);
  }
  return names;
}

const isVisible = ({ name }: Dirent): boolean => !name.startsWith('.') && name !== '__MACOSX';
const byName = (a: Dirent, b: Dirent): number => (a.name < b.name ? -1 : 1);

async function kindOf(entry: Dirent, path: string): Promise<'folder' | 'file' | 'broken'> {
  if (entry.isDirectory()) return 'folder';
  // Only for links, which are rare, the folder entry does not give the type.
  if (!entry.isSymbolicLink()) return 'file';
  const target = await stat(path).catch(() => null);
  if (target === null) return 'broken';
  return target.isDirectory() ? 'folder' : 'file';
}

/** A missing folder has no entries, because the labels of each task are optional. */
async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new DataError(`cannot list ${folder}: ${reasonOf(cause)}`, { file: folder, cause });
  }
}
