import { derive } from '../derive.js';
import { DataError } from '../errors.js';
import { loadSource } from '../source.js';
import {
  type Dataset,
  type LabelledFrame,
  type Labels,
  labelOf,
  type Sample,
  type SampleSource,
  type TaskSpecs,
} from '../types.js';
import { labelledTasks, type PseudoLabels, readPseudoLabels, storeOf } from './read.js';

/** Available pseudo labels of one frame, by task. Plain data, so that it can be sent to a worker thread. */
type FrameLabels = Readonly<Record<string, unknown>>;

interface PseudoSource {
  inner: SampleSource;
  labels: FrameLabels;
  tasks: TaskSpecs;
}

/**
 * Fills in missing labels of a data set from pseudo labels. Real labels take precedence, even if they say
 * "nothing here". Frames without pseudo labels stay unchanged.
 *
 * @param folders one or more folders written by `cotrain pseudo-label`. If two of them label a frame for the
 *   same task, the first one is used
 * @param options.tasks use the pseudo labels of these tasks only (default: all tasks in the folders)
 * @throws DataError if a folder has no pseudo labels, is incomplete, has labels of other classes, or has none
 *   for any frame of the data set; from `get`, for pseudo labels of another image size
 */
export async function withPseudoLabels<L extends Labels>(
  dataset: Dataset<L>,
  folders: string | readonly string[],
  options: { tasks?: readonly string[] } = {},
): Promise<Dataset<L>> {
  const list = typeof folders === 'string' ? [folders] : folders;
  const { tasks: wanted } = options;
  // Folders may contain labels for tasks that the data set itself has no labels for.
  const all = Object.assign({}, ...list.map(labelledTasks).reverse(), dataset.tasks) as TaskSpecs;
  const tasks: TaskSpecs = Object.fromEntries(
    Object.entries(all).filter(([task]) => wanted?.includes(task) ?? true),
  );
  const sets: PseudoLabels[] = [];
  for (const folder of list) {
    const labels = await readPseudoLabels(folder, tasks);
    const has = (name: string) =>
      Object.entries(labels).some(([task, own]) => own.has(storeOf(task, tasks[task]!).keyOf(name)));
    if (!dataset.names.some(has))
      throw new DataError(
        `${folder} has no pseudo labels for any of the data set's ${dataset.length} frames`,
        { file: folder },
      );
    sets.push(labels);
  }
  const labelsAt = (index: number): FrameLabels => {
    const name = dataset.names[index]!;
    const entries = Object.entries(tasks).flatMap(([task, spec]) => {
      if (!sets.some((set) => set[task])) return [];
      const key = storeOf(task, spec).keyOf(name);
      const entry = sets.map((set) => set[task]?.get(key)).find((value) => value !== undefined);
      return entry === undefined ? [] : [[task, entry]];
    });
    return Object.fromEntries(entries);
  };
  const added = Object.entries(tasks).filter(([task]) => sets.some((set) => set[task]));
  return derive(dataset, {
    tasks: { ...dataset.tasks, ...Object.fromEntries(added) },
    keepsScored: () => false,
    change: (frame, index) => fillIn(frame, labelsAt(index), tasks),
    labelled: (own, index) => ({
      ...own,
      ...Object.fromEntries(Object.keys(labelsAt(index)).map((task) => [task, true])),
    }),
    async labelKeys(own, index) {
      const keys = Object.entries(labelsAt(index)).map(
        async ([task, entry]) => [task, await storeOf(task, tasks[task]!).contentKey(entry)] as const,
      );
      return { ...Object.fromEntries(await Promise.all(keys)), ...own };
    },
    source(inner, index) {
      const args: PseudoSource = { inner, labels: labelsAt(index), tasks };
      return { module: import.meta.url, args };
    },
  });
}

export async function loadSample({ inner, labels, tasks }: PseudoSource): Promise<Sample> {
  return fillIn(await loadSource(inner), labels, tasks);
}

async function fillIn<Frame extends LabelledFrame>(
  frame: Frame,
  pseudo: FrameLabels,
  tasks: TaskSpecs,
): Promise<Frame> {
  const labels: Record<string, Labels[string]> = { ...frame.labels };
  for (const [task, entry] of Object.entries(pseudo)) {
    if (labelOf(labels, task).state !== 'absent') continue;
    const spec = tasks[task]!;
    labels[task] = await storeOf(task, spec).read(entry, frame, spec.classes);
  }
  return { ...frame, labels };
}
