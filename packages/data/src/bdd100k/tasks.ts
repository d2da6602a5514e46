import type { Boxes } from '../boxes.js';
import { DETECTION_CATEGORIES, DRIVABLE_CLASSES, LANE_CLASSES, SEMANTIC_CLASSES } from '../classes.js';
import type { FieldMap, LabelMask, Labels, TaskLabel, TaskSpec } from '../types.js';

/** Tasks that the paper trains jointly. */
export const BDD100K_TASKS = {
  det: { kind: 'boxes', classes: DETECTION_CATEGORIES },
  sem_seg: { kind: 'classMap', classes: SEMANTIC_CLASSES },
  drivable: { kind: 'classMap', classes: DRIVABLE_CLASSES },
} as const satisfies Record<string, TaskSpec>;

/**
 * Attributes of lane markings, one class map each. The last class is the background: see
 * {@link splitLaneMask}.
 */
export const LANE_TASKS = {
  lane_direction: { kind: 'classMap', classes: [...LANE_CLASSES.direction, 'background'] },
  lane_style: { kind: 'classMap', classes: [...LANE_CLASSES.style, 'background'] },
  lane_category: { kind: 'classMap', classes: [...LANE_CLASSES.category, 'background'] },
} as const satisfies Record<string, TaskSpec>;

/** Name of a task for which BDD100K has labels. */
export type Bdd100kTask = keyof typeof BDD100K_TASKS;
/** Name of a lane-marking attribute: direction, style or category. */
export type LaneTask = keyof typeof LANE_TASKS;

export const LANE_TASK_NAMES = Object.keys(LANE_TASKS) as LaneTask[];

/** Distance in metres. BDD100K has no depth; the scene generator writes it in KITTI's format. */
export const DEPTH_TASK = { depth: { kind: 'field', classes: [] } } as const satisfies Record<
  string,
  TaskSpec
>;

/** All tasks that the reader of BDD100K's layout supports. */
export const BDD100K_READER_TASKS: Readonly<Record<string, TaskSpec>> = {
  ...BDD100K_TASKS,
  ...LANE_TASKS,
  ...DEPTH_TASK,
};

/** Labels of a frame in BDD100K's layout. */
export type Bdd100kLabels = Labels & {
  det: TaskLabel<Boxes>;
  sem_seg: TaskLabel<LabelMask>;
  drivable: TaskLabel<LabelMask>;
  depth?: TaskLabel<FieldMap>;
} & Partial<Record<LaneTask, TaskLabel<LabelMask>>>;
