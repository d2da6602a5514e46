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

/** What one frame may be given, by task; plain data, so that a worker thread needs no more. */
type FrameLabels = Readonly<Record<string, unknown>>;

interface PseudoSource {
  inner: SampleSource;
  labels: FrameLabels;
  tasks: TaskSpecs;
}

/**
 * Fills in from pseudo labels what the frames of a data set are not labelled for. Real labels win: a frame
 * that is labelled for a task, be it as "nothing here", keeps its label. Frames of which the folders know
 * nothing stay as they are.
 *
 * @param folders one or more that `cotrain pseudo-label` wrote; of two that label a frame for one task, the
 *   first wins
 * @param options.tasks take the pseudo labels of these tasks only (default: all that the folders have)
 * @throws DataError where a folder holds no (or not all of its) pseudo labels, has labels of other classes,
 *   or none for any frame of the data set; from `get`, for pseudo labels of another image size
 */
export async function withPseudoLabels<L extends Labels>(
  dataset: Dataset<L>,
  folders: string | readonly string[],
  options: { tasks?: readonly string[] } = {},
): Promise<Dataset<L>> {
  const list = typeof folders === 'string' ? [folders] : folders;
  const { tasks: wanted } = options;
  // Folders may label what the data set itself has no labels of.
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
