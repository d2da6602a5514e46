// The drawn frames of a run, kept after the process that drew them.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { frameFile } from '@cotrain/data';
import { writing } from '@cotrain/torch';
import { writeWhole } from './files.js';

export interface Picture {
  name: string;
  png: Uint8Array;
}

/** Path of a frame's image in a run's folder. */
export const pictureFile = (name: string): string => frameFile('overlays', name, '.png');

/** Replaces a run's images. */
export async function savePictures(run: string, pictures: readonly Picture[]): Promise<void> {
  for (const { name, png } of pictures) await writeWhole(join(run, pictureFile(name)), png);
  const kept = new Set(pictures.map(({ name }) => pictureFile(name)));
  const folder = join(run, 'overlays');
  const there = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
  for (const file of there)
    if (file.endsWith('.png') && !kept.has(join('overlays', file)))
      writing(join(folder, file), () => rmSync(join(folder, file)));
}

/** Reads the images of the given frames that were drawn. */
export function readPictures(run: string, names: readonly string[]): Picture[] {
  const files = names.map((name) => ({ name, file: join(run, pictureFile(name)) }));
  return files.flatMap(({ name, file }) => (existsSync(file) ? [{ name, png: readFileSync(file) }] : []));
}
