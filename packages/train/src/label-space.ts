// The classes of a run's tasks: those of its data, BDD100K's where these have none of their own.
import { BDD100K_CLASSES, classesOf, type Dataset, type Task } from '@cotrain/data';
import { BDD100K_CLASS_NAMES } from '@cotrain/models';
import { RunError } from './errors.js';

/** Names in the order of the ids. */
export type TaskClasses = Readonly<Record<Task, readonly string[]>>;

export const sameClasses = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((name, id) => name === b[id]);

/** @throws RunError naming the task of which `dataset` (`what`) has other classes than `classes` */
export function assertClasses(
  what: string,
  dataset: Dataset,
  classes: TaskClasses,
  tasks: readonly Task[],
): void {
  const own = classesOf(dataset);
  const task = tasks.find((name) => !sameClasses(own[name], classes[name]));
  if (task === undefined) return;
  throw new RunError(
    `${what} has other classes of ${task} (${own[task].join(', ')}) than the model (${classes[task].join(', ')}): ` +
      "bring them together with data of kind 'concat' and a classMap",
  );
}

/** The classes as a text encoder is told them. */
export function promptNames(classes: TaskClasses): Record<Task, readonly string[]> {
  const named = (task: Task) =>
    sameClasses(classes[task], BDD100K_CLASSES[task]) ? BDD100K_CLASS_NAMES[task] : classes[task];
  return { det: named('det'), sem_seg: named('sem_seg'), drivable: named('drivable') };
}
