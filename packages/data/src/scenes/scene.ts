import { splitLaneMask } from '../bdd100k/laneByte.js';
import { type Bdd100kLabels, LANE_TASK_NAMES, type LaneTask } from '../bdd100k/tasks.js';
import { type Boxes, boxesOf, boxLabel } from '../boxes.js';
import { DETECTION_CATEGORIES } from '../classes.js';
import { Rng } from '../rng.js';
import {
  type FieldMap,
  fieldLabel,
  type LabelMask,
  maskLabel,
  type Sample,
  type Size,
  type TaskLabel,
} from '../types.js';
import type { Camera } from './camera.js';
import { Canvas } from './canvas.js';
import { finish } from './finish.js';
import { populate } from './populate.js';
import { drawRoad, paintGround } from './road.js';
import { paintSky, paintSkyline } from './sky.js';
import { Stage } from './stage.js';
import { drawStyle, type Setting, type TimeOfDay, type Weather } from './style.js';

/** Size and seed of one generated scene. */
export interface SceneOptions extends Size {
  seed: number;
  /** Index of the scene among those of the seed. */
  index: number;
}

/** Labels of a generated scene: BDD100K's tasks, lane markings and depth. */
export type SceneLabels = Bdd100kLabels &
  Record<LaneTask, TaskLabel<LabelMask>> & { depth: TaskLabel<FieldMap> };

/** Generated street scene: image, labels and attributes. */
export interface Scene extends Sample<SceneLabels> {
  attributes: { timeofday: TimeOfDay; weather: Weather; scene: Setting };
  /** Instance map [H, W]: the object visible in each pixel, 0 = none. Boxes have the same number as `id`. */
  instances: Uint16Array;
  /** Lane mask [H, W] in the format of BDD100K's files. */
  lanes: Uint8Array;
}

export function sceneName(seed: number, index: number): string {
  return `scene_${String(seed).padStart(4, '0')}_${String(index).padStart(6, '0')}`;
}

/** Objects with fewer visible pixels are left out of the boxes, because nobody could annotate them. */
const MIN_VISIBLE_PIXELS = 16;
const MIN_BOX_SIDE = 3;
/** Visible fraction below which an object counts as occluded, similar to BDD100K's annotations. */
const OCCLUDED_BELOW = 0.85;

/**
 * Renders one street scene with its exact labels. The result depends only on (seed, index, size). Every pixel
 * has a semantic, a drivable and a lane id, and a depth except in the sky and the skyline. Boxes are the
 * extents of the visible parts of objects.
 */
export function renderScene({ seed, index, height, width }: SceneOptions): Scene {
  const rng = new Rng(seed, index);
  const style = drawStyle(rng);
  const road = drawRoad(rng, style.setting);
  const camera: Camera = {
    width,
    height,
    focal: width * rng.uniform(0.72, 1.0),
    cx: width * rng.uniform(0.46, 0.54),
    // Half a pixel off the centres of the rows, so that no row has infinite depth.
    horizon: Math.round(height * rng.uniform(0.38, 0.52)),
    eye: rng.uniform(1.25, 1.75),
  };
  const canvas = new Canvas(camera);
  const stage = new Stage(canvas, style, road, rng);
  paintSky(canvas, style, rng);
  paintSkyline(canvas, style, rng);
  paintGround(canvas, road, style, rng);
  populate(stage);
  finish(stage);
  const mask = (data: Uint8Array): LabelMask => ({ height, width, data });
  const maps = splitLaneMask(canvas.lane);
  const lanes = LANE_TASK_NAMES.map((task) => [
    task,
    maskLabel(mask(maps[task.slice('lane_'.length) as keyof typeof maps])),
  ]);
  return {
    name: sceneName(seed, index),
    image: { height, width, data: new Uint8Array(canvas.rgb.buffer) },
    labels: {
      det: boxLabel(visibleBoxes(stage)),
      sem_seg: maskLabel(mask(canvas.semantic)),
      drivable: maskLabel(mask(canvas.drivable)),
      depth: fieldLabel({ height, width, data: canvas.depth() }),
      ...(Object.fromEntries(lanes) as Record<LaneTask, TaskLabel<LabelMask>>),
    },
    attributes: { timeofday: style.timeOfDay, weather: style.weather, scene: style.setting },
    instances: canvas.instance,
    lanes: canvas.lane,
  };
}

function visibleBoxes({ canvas, categories }: Stage): Boxes {
  const seen = [...canvas.extents().entries()].flatMap(([id, extent]) => {
    const category = categories[id];
    if (!category || extent.visible < MIN_VISIBLE_PIXELS) return [];
    const { x1, y1, x2, y2 } = extent;
    if (Math.min(x2 - x1, y2 - y1) + 1 < MIN_BOX_SIDE) return [];
    return [{ ...extent, id, category }];
  });
  return boxesOf({
    boxes: seen.flatMap(({ x1, y1, x2, y2 }) => [x1, y1, x2 + 1, y2 + 1]),
    classes: seen.map(({ category }) => DETECTION_CATEGORIES.indexOf(category)),
    occluded: seen.map(({ visible, covered }) => visible < OCCLUDED_BELOW * covered),
    truncated: seen.map(({ truncated }) => truncated),
    ids: seen.map(({ id }) => id),
  });
}
