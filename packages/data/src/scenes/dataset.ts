import { ArgumentError, suggestion } from '@cotrain/torch';
import { BDD100K_READER_TASKS, BDD100K_TASKS } from '../bdd100k/tasks.js';
import { DataConfigError } from '../errors.js';
import { keyOf } from '../labelKeys.js';
import type { Dataset, Sample, SampleSource, Size, TaskSpec, TaskSpecs } from '../types.js';
import { renderScene, type SceneLabels, type SceneOptions, sceneName } from './scene.js';

/** Number, size, seed and tasks of generated scenes. */
export interface SceneDatasetOptions extends Size {
  count: number;
  seed: number;
  /** Index of the first scene (default 0). Disjoint ranges of the same seed are disjoint splits. */
  start?: number;
  /**
   * Tasks with labels (default `det`, `sem_seg` and `drivable`). Also available: `lane_direction`,
   * `lane_style`, `lane_category` and `depth`.
   */
  tasks?: readonly string[];
}

interface SceneSource extends SceneOptions {
  tasks: readonly string[];
}

const MIN_SCENE_SIDE = 32;
const MAX_SCENE_SIDE = 4096;

/**
 * Generated street scenes with exact labels, rendered on demand.
 * @throws DataConfigError for an invalid size or count, and for a task that scenes do not have
 */
export function sceneDataset(options: SceneDatasetOptions): Dataset<SceneLabels> {
  checkSceneOptions(options);
  const { count, height, width, seed, start = 0 } = options;
  const { tasks = Object.keys(BDD100K_TASKS) } = options;
  const specs: TaskSpecs = Object.fromEntries(tasks.map((task) => [task, sceneTask(task)]));
  const at = (index: number): SceneSource => {
    if (!(index >= 0 && index < count))
      throw new ArgumentError(`sample ${index} is out of range: the data set has ${count} samples`);
    return { seed, index: start + index, height, width, tasks };
  };
  const byTask = <T>(value: T): Record<string, T> => Object.fromEntries(tasks.map((task) => [task, value]));
  return {
    length: count,
    names: Array.from({ length: count }, (_, index) => sceneName(seed, start + index)),
    tasks: specs,
    get: async (index) => loadSample(at(index)),
    labelled: (index) => {
      at(index);
      return byTask(true);
    },
    async labelKeys(index) {
      const { tasks: _, ...scene } = at(index);
      return byTask(keyOf(scene));
    },
    source: (index): SampleSource => ({ module: import.meta.url, args: at(index) }),
  };
}

export async function loadSample({ tasks, ...scene }: SceneSource): Promise<Sample<SceneLabels>> {
  const { name, image, labels } = renderScene(scene);
  const shown = Object.fromEntries(tasks.map((task) => [task, labels[task]]));
  return { name, image, labels: shown as SceneLabels };
}

function sceneTask(task: string): TaskSpec {
  const spec = BDD100K_READER_TASKS[task];
  if (spec) return spec;
  const known = Object.keys(BDD100K_READER_TASKS);
  throw new DataConfigError(
    `scenes have no task '${task}'${suggestion(task, known)}; available are ${known.join(', ')}`,
  );
}

export function checkSceneOptions({ count, height, width, seed, start = 0 }: SceneDatasetOptions): void {
  const whole = (value: number, low: number, high: number) =>
    Number.isInteger(value) && value >= low && value <= high;
  for (const [name, side] of Object.entries({ width, height })) {
    if (whole(side, MIN_SCENE_SIDE, MAX_SCENE_SIDE)) continue;
    throw new DataConfigError(
      `scenes: ${name} is ${side}; it must be a whole number from ${MIN_SCENE_SIDE} to ${MAX_SCENE_SIDE}`,
    );
  }
  for (const [name, value, low] of [
    ['count', count, 1],
    ['seed', seed, 0],
    ['start', start, 0],
  ] as const) {
    if (whole(value, low, Number.MAX_SAFE_INTEGER)) continue;
    throw new DataConfigError(`scenes: ${name} is ${value}; it must be a whole number, at least ${low}`);
  }
}
