// The drawn frames of a run, which outlive the process that drew them.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { frameFile } from '@cotrain/data';
import { writeWhole } from './files.js';

export interface Picture {
  name: string;
  png: Uint8Array;
}

/** Where a frame's picture is, in a run's folder. */
export const pictureFile = (name: string): string => frameFile('overlays', name, '.png');

/** Puts a run's pictures in the place of those that it has. */
export async function savePictures(run: string, pictures: readonly Picture[]): Promise<void> {
  for (const { name, png } of pictures) await writeWhole(join(run, pictureFile(name)), png);
  const kept = new Set(pictures.map(({ name }) => pictureFile(name)));
  const folder = join(run, 'overlays');
  const there = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
  for (const file of there)
    if (file.endsWith('.png') && !kept.has(join('overlays', file))) rmSync(join(folder, file));
}

/** Those of the frames that were drawn. */
export function readPictures(run: string, names: readonly string[]): Picture[] {
  const files = names.map((name) => ({ name, file: join(run, pictureFile(name)) }));
  return files.flatMap(({ name, file }) => (existsSync(file) ? [{ name, png: readFileSync(file) }] : []));
}
