import { DETECTION_CATEGORIES, DRIVABLE_CLASSES, SEMANTIC_CLASSES, type Task } from '@cotrain/data';

/** The classes of each task, by id. */
export const TASK_CLASSES: Readonly<Record<Task, readonly string[]>> = {
  det: DETECTION_CATEGORIES,
  sem_seg: SEMANTIC_CLASSES,
  drivable: DRIVABLE_CLASSES,
};
