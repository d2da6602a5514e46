import { ArgumentError } from '@cotrain/torch';
import { DataConfigError } from '../errors.js';
import { keyOf } from '../label-keys.js';
import type { Dataset, Sample, SampleSource, Size } from '../types.js';
import { renderScene, type SceneOptions, sceneName } from './scene.js';

export interface SceneDatasetOptions extends Size {
  count: number;
  seed: number;
  /** The first scene's index (default 0): another range of the same seed is another, disjoint split. */
  start?: number;
}

export const MIN_SCENE_SIDE = 32;
const MAX_SCENE_SIDE = 4096;

/**
 * Generated street scenes with all three labels, made when they are asked for.
 * @throws DataConfigError for a size or a count that makes no sense.
 */
export function sceneDataset(options: SceneDatasetOptions): Dataset {
  checkSceneOptions(options);
  const { count, height, width, seed, start = 0 } = options;
  const at = (index: number): SceneOptions => {
    if (!(index >= 0 && index < count))
      throw new ArgumentError(`sample ${index} of a data set with ${count}`);
    return { seed, index: start + index, height, width };
  };
  return {
    length: count,
    names: Array.from({ length: count }, (_, index) => sceneName(seed, start + index)),
    get: async (index) => loadSample(at(index)),
    labelled: (index) => {
      at(index);
      return { det: true, sem_seg: true, drivable: true };
    },
    async labelKeys(index) {
      const key = keyOf(at(index));
      return { det: key, sem_seg: key, drivable: key };
    },
    source: (index): SampleSource => ({ module: import.meta.url, args: at(index) }),
  };
}

export async function loadSample(options: SceneOptions): Promise<Sample> {
  const { name, image, labels } = renderScene(options);
  return { name, image, labels };
}

export function checkSceneOptions({ count, height, width, seed, start = 0 }: SceneDatasetOptions): void {
  const whole = (value: number, low: number, high: number) =>
    Number.isInteger(value) && value >= low && value <= high;
  for (const [name, side] of Object.entries({ width, height })) {
    if (whole(side, MIN_SCENE_SIDE, MAX_SCENE_SIDE)) continue;
    throw new DataConfigError(
      `scenes: ${name} is ${side}; it is a whole number from ${MIN_SCENE_SIDE} to ${MAX_SCENE_SIDE}`,
    );
  }
  for (const [name, value, low] of [
    ['count', count, 1],
    ['seed', seed, 0],
    ['start', start, 0],
  ] as const) {
    if (whole(value, low, Number.MAX_SAFE_INTEGER)) continue;
    throw new DataConfigError(`scenes: ${name} is ${value}; it is a whole number from ${low}`);
  }
}
