// Frames without labels as a data set.
import { readdirSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import type { Dataset, ReadImageOptions, Sample } from '@cotrain/data';

/** Where `writeScenes` puts the frames that are not held out. */
export const jpegFolder = (folder: string): string => join(folder, 'images', '100k', 'train');

// Compiled, since a worker thread of the loader imports it.
const FRAME_MODULE = new URL('./bdd100k/frame.js', import.meta.resolve('@cotrain/data')).href;

/**
 * The frames of a folder in the order of their names, again and again until there are `length`; without
 * labels.
 */
export async function jpegDataset(
  folder: string,
  length: number,
  reading: ReadImageOptions = {},
): Promise<Dataset> {
  const { loadSample } = (await import(FRAME_MODULE)) as { loadSample(args: unknown): Promise<Sample> };
  const frames = readdirSync(folder)
    .filter((name) => name.endsWith('.jpg'))
    .sort()
    .map((file) => ({
      name: basename(file, extname(file)),
      image: join(folder, file),
      masks: {},
      det: { state: 'absent' },
      reading,
    }));
  const frame = (index: number) => frames[index % frames.length]!;
  return {
    tasks: {},
    length,
    names: Array.from({ length }, (_, index) => frame(index).name),
    get: (index) => loadSample(frame(index)),
    source: (index) => ({ module: FRAME_MODULE, args: frame(index) }),
  };
}
