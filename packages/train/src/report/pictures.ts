// The drawn frames of a run, which outlive the process that drew them.
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileName, writeWhole } from './files.js';

export interface Picture {
  name: string;
  png: Uint8Array;
}

const folderOf = (run: string): string => join(run, 'overlays');
const namesIn = (folder: string): string[] => {
  try {
    return readdirSync(folder).filter((name) => /^[^.].*\.png$/.test(name));
  } catch {
    return [];
  }
};

/** Puts a run's pictures in the place of those that it has. */
export async function savePictures(run: string, pictures: readonly Picture[]): Promise<void> {
  const folder = folderOf(run);
  for (const { name, png } of pictures) await writeWhole(join(folder, fileName(name)), png);
  const kept = new Set(pictures.map(({ name }) => fileName(name)));
  for (const name of namesIn(folder)) if (!kept.has(name)) rmSync(join(folder, name), { force: true });
}

/** In the order of their names. */
export function readPictures(run: string): Picture[] {
  const folder = folderOf(run);
  return namesIn(folder)
    .sort()
    .map((name) => ({ name: name.slice(0, -'.png'.length), png: readFileSync(join(folder, name)) }));
}
