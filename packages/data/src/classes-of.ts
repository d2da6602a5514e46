import { MASK_CLASSES } from './bdd100k/frame.js';
import { DETECTION_CATEGORIES } from './classes.js';
import { type Dataset, type LabelSpace, TASKS, type Task } from './types.js';

/** BDD100K's classes. */
export const BDD100K_CLASSES: Readonly<Record<Task, readonly string[]>> = {
  det: DETECTION_CATEGORIES,
  ...MASK_CLASSES,
};

/** The classes of a data set's labels, or of a label space, with BDD100K's where it names none. */
export function classesOf({
  classes = {},
}: Pick<Dataset, 'classes'> | { classes?: LabelSpace }): Record<Task, readonly string[]> {
  const named = TASKS.map((task) => [task, classes[task] ?? BDD100K_CLASSES[task]]);
  return Object.fromEntries(named) as Record<Task, readonly string[]>;
}
