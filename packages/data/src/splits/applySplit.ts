import { derive } from '../derive.js';
import { loadSource } from '../source.js';
import type { Dataset, LabelledFrame, Labels, Sample, SampleSource } from '../types.js';
import { indexFrames, labelsOf, type TaskSplit, verifySplit } from './split.js';

/** Data set of which a split shows some labels only. */
export interface SplitDataset<L extends Labels = Labels> extends Dataset<L> {
  readonly split: TaskSplit;
  labelled(index: number): Readonly<Record<string, boolean>>;
}

interface SplitSource {
  inner: SampleSource;
  shown: readonly string[];
}

/**
 * Restricts a data set to a split: the split's frames in the order of the data set, each with the labels that
 * the split assigns to it. All other labels are absent.
 * @throws SplitError if the split does not match the data set (`verifySplit`).
 */
export function applySplit<L extends Labels>(dataset: Dataset<L>, split: TaskSplit): SplitDataset<L> {
  verifySplit(split, dataset);
  const indexOf = indexFrames(dataset);
  const shown = new Map<number, string[]>();
  for (const [task, names] of Object.entries(split.frames)) {
    for (const name of names) {
      const index = indexOf.get(name)!;
      const tasks = shown.get(index);
      if (tasks) tasks.push(task);
      else shown.set(index, [task]);
    }
  }
  const frames = [...shown].sort(([a], [b]) => a - b).map(([index, tasks]) => ({ index, tasks }));
  const tasksAt = (index: number): readonly string[] => frames[index]!.tasks;
  const derived = derive(dataset, {
    indices: frames.map(({ index }) => index),
    keepsScored: () => false,
    change: (frame, index) => showTasks(frame, tasksAt(index)),
    labelled: (own, index) =>
      Object.fromEntries(
        Object.entries(own).map(([task, has]) => [task, has && tasksAt(index).includes(task)]),
      ),
    labelKeys: (own, index) =>
      Object.fromEntries(Object.entries(own).filter(([task]) => tasksAt(index).includes(task))),
    source(inner, index) {
      const args: SplitSource = { inner, shown: tasksAt(index) };
      return { module: import.meta.url, args };
    },
  });
  return { ...derived, split, labelled: labelsOf(derived) };
}

export async function loadSample({ inner, shown }: SplitSource): Promise<Sample> {
  return showTasks(await loadSource(inner), shown);
}

function showTasks<Frame extends LabelledFrame>(frame: Frame, tasks: readonly string[]): Frame {
  const shown = Object.entries(frame.labels).map(([task, label]) => [
    task,
    tasks.includes(task) ? label : { state: 'absent' },
  ]);
  return { ...frame, labels: Object.fromEntries(shown) };
}
