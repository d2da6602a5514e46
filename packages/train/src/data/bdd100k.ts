import { resolve } from 'node:path';
import {
  BDD100K_TASKS,
  DEPTH_TASK,
  DRIVABLE_FOLDERS,
  type DrivableFolder,
  LANE_TASKS,
  openBdd100k,
  type ReadingOptions,
  type TaskSpec,
} from '@cotrain/data';
import { z } from 'zod';
import type { CommonDataConfig, DataKind, DataTasks } from './kind.js';
import { readingKeys, readingOf } from './labels.js';

const kindsOf = (specs: Readonly<Record<string, TaskSpec>>): Record<string, string> =>
  Object.fromEntries(Object.entries(specs).map(([task, { kind }]) => [task, kind]));

/**
 * Tasks of the reader of BDD100K's layout and of generated scenes. Lanes and depth are trained only on
 * request.
 */
export const LAYOUT_TASKS: Required<DataTasks> = {
  kinds: kindsOf({ ...BDD100K_TASKS, ...LANE_TASKS, ...DEPTH_TASK }),
  learned: Object.keys(BDD100K_TASKS),
};

const keys = {
  root: z.string().describe("A folder in BDD100K's layout"),
  drivableFolder: z
    .enum(DRIVABLE_FOLDERS)
    .default('drivable')
    .describe('Folder of drivable masks; drivable_road_only does not distinguish lanes'),
  ...readingKeys,
};

export interface Bdd100kConfig extends CommonDataConfig, ReadingOptions {
  kind: 'bdd100k';
  root: string;
  drivableFolder: DrivableFolder;
}

/** A folder in BDD100K's layout. */
export const BDD100K_DATA: DataKind<Bdd100kConfig> = {
  name: 'bdd100k',
  keys,
  license:
    "Trained on data in BDD100K's layout. BDD100K itself is for educational, research and not-for-profit purposes: not for commercial use",
  tasks: () => LAYOUT_TASKS,
  open: ({ root, drivableFolder, ...reading }, { part, required }) =>
    openBdd100k(root, {
      split: part,
      ...(required && { tasks: required }),
      scored: part === 'val',
      ...{ drivableFolder, ...readingOf(reading, part) },
    }),
  absolute: (config) => ({ ...config, root: resolve(config.root) }),
};
