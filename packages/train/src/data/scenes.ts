import { sceneDataset } from '@cotrain/data';
import { z } from 'zod';
import { LAYOUT_TASKS } from './bdd100k.js';
import type { CommonDataConfig, DataKind } from './kind.js';

const count = z.number().int().positive();

const keys = {
  train: count.default(400).describe('Training scenes'),
  val: count.default(60).describe('Validation scenes'),
  width: count.default(320).describe('Width in pixels'),
  height: count.default(180).describe('Height in pixels'),
  seed: z.number().int().nonnegative().default(0).describe('Seed of the scenes'),
};

export interface ScenesConfig extends CommonDataConfig {
  kind: 'scenes';
  train: number;
  val: number;
  width: number;
  height: number;
  seed: number;
}

/** Generated street scenes, rendered on demand. */
export const SCENES_DATA: DataKind<ScenesConfig> = {
  name: 'scenes',
  keys,
  license: 'Trained on generated scenes, which carry no restriction',
  tasks: () => LAYOUT_TASKS,
  open({ width, height, seed, ...counts }, { part, tasks }) {
    // Other seeds give other scenes, so that no validation scene is a training scene.
    const offset = part === 'train' ? 0 : 1;
    const others = tasks.filter((task) => !LAYOUT_TASKS.learned.includes(task));
    return sceneDataset({
      ...{ count: counts[part], width, height, seed: 2 * seed + offset },
      tasks: [...LAYOUT_TASKS.learned, ...others],
    });
  },
};
