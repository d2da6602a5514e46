import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { DataError, reasonOf } from './errors.js';

/** In lower case. */
export const IMAGE_EXTENSIONS: ReadonlySet<string> = new Set(['.jpg', '.jpeg', '.png', '.webp']);

/** Mirrors have folders in folders (`train/trainA`); more of them than this only a circle of links has. */
const DEEPEST = 4;

export interface Listing {
  /** In order, those of the folder itself first. */
  files: string[];
  /** Symbolic links to nothing. */
  broken: string[];
}

/** `cam0/0001.jpg` -> `cam0/0001`. Dots of other kinds belong to the name (`clip.0001`). */
export function withoutEnding(file: string): string {
  const ending = extname(file);
  return IMAGE_EXTENSIONS.has(ending.toLowerCase()) ? file.slice(0, -ending.length) : file;
}

/** `cam0/0001.jpg` -> `0001`: images, masks and detection frames are joined by it. */
export function frameName(file: string): string {
  return basename(withoutEnding(file));
}

/**
 * The files of a folder, and of the folders in it, that have one of the endings. Links are followed. What is
 * hidden is left aside: macOS puts a `._NAME` beside each `NAME` on foreign disks, and `__MACOSX` into
 * archives.
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

/** The folders in a folder, links to some among them, in order. */
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
  // Few files are links, and only of them the folder does not say what they are.
  if (!entry.isSymbolicLink()) return 'file';
  const target = await stat(path).catch(() => null);
  if (target === null) return 'broken';
  return target.isDirectory() ? 'folder' : 'file';
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
