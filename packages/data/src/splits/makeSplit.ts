import { SETTING_COUNTS } from '../bdd100k/settingCounts.js';
import { Rng } from '../rng.js';
import type { Dataset } from '../types.js';
import {
  indexFrames,
  labelsOf,
  SPLIT_SETTINGS,
  SplitError,
  type SplitSetting,
  type TaskSplit,
  verifySplit,
} from './split.js';

const SPLIT_STREAM = 0x59;

/** Setting, seed and counts of a split. */
export interface MakeSplitOptions {
  setting: SplitSetting;
  /** Seed for the draw. Default 0. */
  seed?: number;
  /** Tasks to train. Default: all tasks of the data set. */
  tasks?: readonly string[];
  /**
   * Total number of frames, divided in the proportions of {@link SETTING_COUNTS} and rounded down (default:
   * those of the data set, at most the paper's number). Not available with `full`. Tasks that the paper does
   * not have require `counts`.
   */
  total?: number;
  /** Number of frames for each task, instead of `total`. Default: derived from `total`. */
  counts?: Readonly<Partial<Record<string, number>>>;
}

/**
 * Draws which labels of a training set may be used. The same seed and frames give the same split.
 * @throws SplitError if no frame is labelled for a task, or if there are not enough labels.
 */
export function makeSplit(dataset: Dataset, options: MakeSplitOptions): TaskSplit {
  const { setting, seed = 0, tasks = Object.keys(dataset.tasks) } = options;
  if (!SPLIT_SETTINGS.includes(setting)) {
    throw new SplitError(`setting is "${setting}"; it is one of ${SPLIT_SETTINGS.join(', ')}`);
  }
  indexFrames(dataset);
  const labelled = labelsOf(dataset);
  const labels = dataset.names.map((_, index) => labelled(index));
  for (const task of tasks) {
    if (labels.some((own) => own[task])) continue;
    throw new SplitError(`no frame of the data set is labelled for ${task}; remove it from the tasks`);
  }
  const owned: ReadonlyMap<string, Iterable<number>> = setting === 'full'
    ? new Map(tasks.map((task) => [task, allOf(labels, task)]))
    : drawDisjoint(labels, countsFor(dataset, tasks, setting, options), seed);
  const order = Object.keys(dataset.tasks);
  const frames = [...owned]
    .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
    .map(([task, own]) => {
      const indices = [...own].sort((a, b) => a - b);
      return [task, indices.map((index) => dataset.names[index]!)];
    });
  const split: TaskSplit = { setting, seed, frames: Object.fromEntries(frames) };
  verifySplit(split);
  return split;
}

const allOf = (labels: readonly Readonly<Record<string, boolean>>[], task: string): number[] =>
  labels.flatMap((own, index) => (own[task] ? [index] : []));

function countsFor(
  { length }: Dataset,
  tasks: readonly string[],
  setting: Exclude<SplitSetting, 'full'>,
  { counts, total }: MakeSplitOptions,
): Map<string, number> {
  if (counts) {
    const missing = tasks.find((task) => !(Number.isInteger(counts[task]) && counts[task]! > 0));
    if (missing === undefined) return new Map(tasks.map((task) => [task, counts[task]!]));
    throw new SplitError(`counts.${missing} is ${counts[missing]}; it must be a whole number above 0`);
  }
  const parts = SETTING_COUNTS[setting];
  const other = tasks.find((task) => parts[task] === undefined);
  if (other !== undefined)
    throw new SplitError(
      `${setting} does not define the number of frames for ${other}: pass counts for all tasks`,
    );
  const sum = tasks.reduce((all, task) => all + parts[task]!, 0);
  const whole = total ?? Math.min(length, sum);
  const shares = tasks.map((task) => [task, Math.floor((whole * parts[task]!) / sum)] as const);
  const empty = shares.find(([, count]) => !(count > 0));
  if (!empty) return new Map(shares);
  throw new SplitError(
    `${setting} of ${whole} frames leaves none for ${empty[0]}: use more frames, or pass counts`,
  );
}

/** Draws random frames for each task without overlap. The task with the fewest labels draws first. */
function drawDisjoint(
  labels: readonly Readonly<Record<string, boolean>>[],
  counts: ReadonlyMap<string, number>,
  seed: number,
): Map<string, Set<number>> {
  const order = new Rng(seed, SPLIT_STREAM).shuffle(labels.map((_, index) => index));
  const free = new Set(order);
  const owned = new Map<string, Set<number>>();
  const candidates = (task: string) => [...free].filter((index) => labels[index]![task]);
  const give = (task: string, index: number) => {
    free.delete(index);
    owned.get(task)!.add(index);
  };
  const waiting = [...counts.keys()];
  while (waiting.length > 0) {
    const spare = (task: string) => candidates(task).length - counts.get(task)!;
    waiting.sort((a, b) => spare(a) - spare(b));
    const task = waiting.shift()!;
    owned.set(task, new Set());
    for (const index of candidates(task).slice(0, counts.get(task)!)) give(task, index);
  }

  // If no free frame is left for a task, it takes a frame from another task, which takes a free frame
  // instead, or recursively one from a third task.
  const obtain = (task: string, asked: readonly string[]): boolean => {
    const [found] = candidates(task);
    if (found !== undefined) {
      give(task, found);
      return true;
    }
    for (const [other, own] of owned) {
      if (asked.includes(other)) continue;
      const wanted = [...own].find((index) => labels[index]![task]);
      if (wanted === undefined || !obtain(other, [...asked, other])) continue;
      own.delete(wanted);
      owned.get(task)!.add(wanted);
      return true;
    }
    return false;
  };
  for (const [task, count] of counts) {
    while (owned.get(task)!.size < count) {
      if (obtain(task, [task])) continue;
      const wanted = [...counts].map(([name, frames]) => `${frames} for ${name}`).join(', ');
      throw new SplitError(
        `there are not enough labels: ${wanted} are wanted without overlap, but ${task} gets only ${owned.get(task)!.size} ` +
          `of its ${allOf(labels, task).length} labelled frames`,
      );
    }
  }
  return owned;
}
