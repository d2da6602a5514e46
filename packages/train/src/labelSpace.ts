// The classes of a run's tasks, which are those of its data.
import type { Dataset, TaskSpecs } from '@cotrain/data';
import { RunError } from './errors.js';

export const sameClasses = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((name, id) => name === b[id]);

/**
 * Checks that a data set has the run's tasks. It may lack labels of some of them.
 *
 * @throws RunError naming the task for which `dataset` (`what`) has other labels than `tasks`, or if it has
 *   labels of no task
 */
export function assertTasks(
  what: string,
  dataset: Dataset,
  tasks: TaskSpecs,
  names: readonly string[],
): void {
  const shared = names.filter((name) => dataset.tasks[name]);
  if (shared.length === 0)
    throw new RunError(
      `${what} has labels of ${Object.keys(dataset.tasks).join(', ') || 'no task'}, and the model learns ${names.join(', ')}`,
    );
  for (const name of shared) {
    const [own, wanted] = [dataset.tasks[name]!, tasks[name]!];
    if (own.kind !== wanted.kind)
      throw new RunError(
        `${what} has labels of the kind '${own.kind}' for ${name}, the model '${wanted.kind}'`,
      );
    if (sameClasses(own.classes, wanted.classes)) continue;
    throw new RunError(
      `${what} has other classes of ${name} (${own.classes.join(', ')}) than the model (${wanted.classes.join(', ')}): ` +
        "bring them together with data of kind 'concat' and a classMap",
    );
  }
}
