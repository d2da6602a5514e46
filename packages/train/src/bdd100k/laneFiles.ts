import { join } from 'node:path';
import { frameFile, type LabelMask, type LaneMaps, writeClassMapPng, writeLanePng } from '@cotrain/data';
import type { PredictionFiles, PredictionFilesOptions } from '../tasks/kind.js';
import { openFolderOfMaps } from '../tasks/mapFiles.js';

/** Maps of incomplete frames (not all three predicted yet), by folder and name. */
const waiting = new Map<string, Map<string, Partial<LaneMaps>>>();

/**
 * Writes a lane task's own masks and, if all three tasks are predicted, the toolkit's lane masks in `lane/`,
 * which `cotrain score --task lane_mark` reads.
 */
export function openLaneFiles(
  folder: string,
  { task, classes }: PredictionFilesOptions,
): PredictionFiles<LabelMask> {
  const attribute = task.slice('lane_'.length) as keyof LaneMaps;
  const frames = waiting.get(folder) ?? new Map<string, Partial<LaneMaps>>();
  waiting.set(folder, frames);
  const own = openFolderOfMaps(folder, task, (path, mask: LabelMask) =>
    writeClassMapPng(path, mask, classes),
  );
  const forget = async () => void waiting.delete(folder);
  return {
    path: own.path,
    async add(frame, found) {
      await own.add(frame, found);
      const maps = { ...frames.get(frame.name), [attribute]: found.data };
      if (Object.keys(maps).length < 3) return void frames.set(frame.name, maps);
      frames.delete(frame.name);
      await writeLanePng(frameFile(join(folder, 'lane'), frame.name, '.png'), found, maps as LaneMaps);
    },
    end: forget,
    abort: forget,
  };
}
