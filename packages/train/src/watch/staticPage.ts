// The page as a file.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ReportError } from '../report/errors.js';
import { dataUri, writeWhole } from '../report/files.js';
import { findRuns } from './findRuns.js';
import { makePage } from './page.js';
import { RunReader } from './runReader.js';
import type { FrameHistory, Picture, RunUpdate } from './view.js';

/** Pictures of a frame over time that a file holds; the first and the last are among them. */
const VERSIONS = 12;

/**
 * Writes the page of {@link watchRuns} as one file that needs nothing beside itself.
 *
 * @param folders runs, or folders of runs
 * @throws ReportError if there is no run, or the file cannot be written
 */
export async function reportRuns(folders: readonly string[], file: string): Promise<void> {
  const found = findRuns(folders);
  if (found.length === 0)
    throw new ReportError(`${folders.join(', ')}: there is no run here; a run's folder has a config.json`);
  const runs: RunUpdate[] = [];
  for (const [i, run] of found.entries()) {
    const reader = new RunReader(String(i), run, (name) => join(run.folder, name));
    reader.poll();
    runs.push(await withPictures(reader.current()));
  }
  const title = found.length === 1 ? found[0]!.name : `${found.length} runs`;
  await writeWhole(file, makePage({ title, live: false, runs }).html);
}

/** Puts the pictures themselves in place of their paths. */
export async function withPictures(update: RunUpdate): Promise<RunUpdate> {
  const { run } = update;
  const frames: FrameHistory[] = [];
  for (const { name, versions } of run.frames) {
    const kept = spread(versions, VERSIONS);
    const loaded = await Promise.all(
      kept.map(async ({ step, src }) => ({ step, src: await load(name, src) })),
    );
    frames.push({ name, versions: loaded });
  }
  const batches: Picture[] = [];
  for (const { name, src } of run.batches) batches.push({ name, src: await load(name, src) });
  return { ...update, run: { ...run, frames, batches } };
}

async function load(name: string, path: string): Promise<string> {
  const bytes = readFileSync(path);
  return path.endsWith('.webp') ? `data:image/webp;base64,${bytes.toString('base64')}` : dataUri(name, bytes);
}

function spread<T>(items: readonly T[], count: number): T[] {
  if (items.length <= count) return [...items];
  return Array.from({ length: count }, (_, i) => items[Math.round((i * (items.length - 1)) / (count - 1))]!);
}
