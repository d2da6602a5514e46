import { join } from 'node:path';
import { frameFile } from '@cotrain/data';
import { makeFolder } from '@cotrain/torch';
import type { PredictionFiles } from './kind.js';

/** A folder with a file for each frame. @param write writes one file, completely or not at all */
export function openFolderOfMaps<Found>(
  folder: string,
  task: string,
  write: (path: string, found: Found) => Promise<void>,
): PredictionFiles<Found> {
  const place = join(folder, task);
  makeFolder(place);
  return {
    path: task,
    add: ({ name }, found) => write(frameFile(place, name, '.png'), found),
    async end() {},
    async abort() {},
  };
}
