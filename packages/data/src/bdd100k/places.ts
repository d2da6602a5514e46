import { join } from 'node:path';
import type { Split } from './layout.js';

/**
 * JSON file with a task's boxes in BDD100K's layout. The folder name of the detection task contains its year.
 */
export const boxesPlace = (folder: string, task: string, split: Split): string =>
  join(folder, 'labels', task === 'det' ? 'det_20' : task, `${task}_${split}.json`);

/** Folder of a task's masks in BDD100K's layout. */
export const masksPlace = (folder: string, task: string, split: Split): string =>
  join(folder, 'labels', task, 'masks', split);
