import { join } from 'node:path';
import type { Split } from './layout.js';

/** The JSON file of a task's boxes in BDD100K's layout; the detection task has a folder of its year. */
export const boxesPlace = (folder: string, task: string, split: Split): string =>
  join(folder, 'labels', task === 'det' ? 'det_20' : task, `${task}_${split}.json`);

/** The folder of a task's masks in BDD100K's layout. */
export const masksPlace = (folder: string, task: string, split: Split): string =>
  join(folder, 'labels', task, 'masks', split);
