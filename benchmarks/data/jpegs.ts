// Frames without labels as a data set.
import { existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Dataset, type Sample, writeScenes } from '@cotrain/data';

const REAL_FRAMES = fileURLToPath(new URL('../../../shared/data/bdd100k-images', import.meta.url));
const GENERATED = { count: 13, seed: 0, height: 720, width: 1280, valRatio: 0 };

/**
 * A folder of 1280x720 JPEGs: real frames of BDD100K where they lie beside the checkout, else street scenes.
 */
export async function jpegFolder(): Promise<{ folder: string; what: string }> {
  if (existsSync(REAL_FRAMES)) return { folder: REAL_FRAMES, what: 'real frames of BDD100K (JPEG, 4:2:0)' };
  const out = mkdtempSync(join(tmpdir(), 'cotrain-loader-'));
  await writeScenes({ ...GENERATED, out });
  return { folder: join(out, 'images', '100k', 'train'), what: 'generated street scenes (JPEG, 4:4:4)' };
}

// Compiled, since a worker thread of the loader imports it.
const FRAME_MODULE = new URL('./bdd100k/frame.js', import.meta.resolve('@cotrain/data')).href;

/**
 * The frames of a folder in the order of their names, again and again until there are `length`; without
 * labels.
 */
export async function jpegDataset(folder: string, length: number): Promise<Dataset> {
  const { loadSample } = (await import(FRAME_MODULE)) as { loadSample(args: unknown): Promise<Sample> };
  const frames = readdirSync(folder)
    .filter((name) => name.endsWith('.jpg'))
    .sort()
    .map((file) => ({
      name: basename(file, extname(file)),
      image: join(folder, file),
      masks: {},
      det: { state: 'absent' },
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
