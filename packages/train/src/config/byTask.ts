// Settings of each task.
import type { z } from 'zod';
import { registeredTasks } from '../tasks/index.js';
import { known } from '../tasks/registry.js';

/** The tasks of a run, and the kinds of all labels that its data can have. */
export interface RunTasks {
  tasks: readonly string[];
  kinds: Readonly<Record<string, string>>;
}

/** Unknown tasks in a setting by task, with an error text for each. */
export function unknownTasks(given: object, kinds: RunTasks['kinds']): { name: string; message: string }[] {
  const names = [...new Set([...Object.keys(kinds), ...registeredTasks()])];
  return Object.keys(given)
    .filter((name) => !names.includes(name))
    .map((name) => ({ name, message: `there is no task '${name}'; ${known(name, names)}` }));
}

/**
 * A setting for each task of the run: the given value, or else the result of `fill`. Settings of known tasks
 * that the run does not train are dropped. A setting for an unknown task is an issue.
 */
export function byTask<T>(
  given: Readonly<Record<string, T>>,
  { tasks, kinds }: RunTasks,
  path: readonly PropertyKey[],
  context: z.RefinementCtx,
  fill: (task: string) => T,
): Record<string, T> {
  for (const { name, message } of unknownTasks(given, kinds))
    context.addIssue({ code: 'custom', path: [...path, name], message });
  return Object.fromEntries(tasks.map((task) => [task, given[task] ?? fill(task)]));
}
