import { DataError } from '../errors.js';
import type { Dataset } from '../types.js';

/**
 * Which labels of a training set may be used (sections 3.1 and 5.1 and appendix A of the paper).
 * - `disjoint-normal`: each frame is labelled for one task, with drivable area, detection and semantic
 *   segmentation in the proportion 20 : 10 : 7
 * - `disjoint-balance`: the same with an equal number of frames for each task
 * - `full`: all existing labels
 */
export const SPLIT_SETTINGS = ['disjoint-normal', 'disjoint-balance', 'full'] as const;
/** Setting of partial labels: `disjoint-normal`, `disjoint-balance` or `full`. */
export type SplitSetting = (typeof SPLIT_SETTINGS)[number];

/** The frames that count as labelled for each task: their names, in the order of the data set. */
export interface TaskSplit {
  setting: SplitSetting;
  seed: number;
  /** Frame names by task. A missing task is not trained in this setting. */
  frames: Readonly<Record<string, readonly string[]>>;
}

/** A split violates its setting or does not match its data set. */
export class SplitError extends DataError {
  override name = 'SplitError';
  override readonly code = 'E_SPLIT';
}

const SHOWN = 5;

/**
 * Checks a split: no frame may occur twice for a task, or for two tasks in a disjoint setting, and every task
 * must have frames. If a data set is given, every frame must exist and be labelled for its task.
 * @param file named in the error
 * @throws SplitError if a check fails
 */
export function verifySplit(split: TaskSplit, dataset?: Dataset, file?: string): void {
  const fail = (what: string) =>
    new SplitError(`${file ?? `${split.setting} split`}: ${what}`, file === undefined ? {} : { file });
  const tasks = Object.entries(split.frames);
  if (tasks.length === 0) throw fail('there are no frames for any task');
  const taskOf = new Map<string, string>();
  const overlaps: string[] = [];
  for (const [task, frames] of tasks) {
    if (frames.length === 0)
      throw fail(`no frame is labelled for ${task}; remove the task or give it frames`);
    const seen = new Set<string>();
    for (const name of frames) {
      if (seen.has(name)) throw fail(`frame "${name}" is listed twice for ${task}`);
      seen.add(name);
      const other = taskOf.get(name);
      if (other !== undefined) overlaps.push(`"${name}" (${other} and ${task})`);
      else taskOf.set(name, task);
    }
  }
  if (split.setting !== 'full' && overlaps.length > 0) {
    throw fail(`${overlaps.length} frames are labelled for more than one task: ${listed(overlaps)}`);
  }
  if (!dataset) return;
  const indexOf = indexFrames(dataset);
  const labelled = labelsOf(dataset);
  for (const [task, frames] of tasks) {
    const unknown = frames.filter((name) => !indexOf.has(name));
    if (unknown.length > 0) {
      throw fail(
        `${unknown.length} frames for ${task} are not in the data set: ${listed(unknown.map(quoted))}`,
      );
    }
    const unlabelled = frames.filter((name) => !labelled(indexOf.get(name)!)[task]);
    if (unlabelled.length > 0) {
      const names = listed(unlabelled.map(quoted));
      throw fail(`${unlabelled.length} frames have no label for ${task} in the data set: ${names}`);
    }
  }
}

/** @throws SplitError if two frames have the same name, because a split could not distinguish them */
export function indexFrames(dataset: Dataset): Map<string, number> {
  const indexOf = new Map<string, number>();
  for (const [index, name] of dataset.names.entries()) {
    if (indexOf.has(name)) throw new SplitError(`two frames of the data set are named "${name}"`);
    indexOf.set(name, index);
  }
  return indexOf;
}

/** @throws SplitError if the data set does not provide `labelled` */
export function labelsOf(dataset: Dataset): (index: number) => Readonly<Record<string, boolean>> {
  if (dataset.labelled) return (index) => dataset.labelled!(index);
  throw new SplitError(
    'the data set has no labelled(index): finding the labelled tasks of its frames would require reading all of them',
  );
}

const quoted = (name: string): string => `"${name}"`;

function listed(items: readonly string[]): string {
  const more = items.length - SHOWN;
  return `${items.slice(0, SHOWN).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
