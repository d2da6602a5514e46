import { ArgumentError } from '@cotrain/torch';
import { loadSource } from '../source.js';
import {
  type Dataset,
  type LabelKeys,
  type LabelledFrame,
  type Labels,
  readLabels,
  type Sample,
  type SampleSource,
  type Task,
} from '../types.js';
import { indexFrames, labelsOf, type TaskSplit, tasksOf, verifySplit } from './split.js';

export interface SplitDataset extends Dataset {
  readonly split: TaskSplit;
  labelled(index: number): Record<Task, boolean>;
}

interface SplitSource {
  inner: SampleSource;
  shown: readonly Task[];
}

/**
 * A data set as a split shows it: the frames of the split in the order of the data set, each with the labels that the split gives
 * it. All other labels are absent.
 * @throws SplitError when the split does not fit the data set (`verifySplit`).
 */
export function applySplit(dataset: Dataset, split: TaskSplit): SplitDataset {
  verifySplit(split, dataset);
  const indexOf = indexFrames(dataset);
  const labelled = labelsOf(dataset);
  const shown = new Map<number, Task[]>();
  for (const task of tasksOf(split)) {
    for (const name of split.frames[task]!) {
      const index = indexOf.get(name)!;
      const tasks = shown.get(index);
      if (tasks) tasks.push(task);
      else shown.set(index, [task]);
    }
  }
  const frames = [...shown].sort(([a], [b]) => a - b).map(([index, tasks]) => ({ index, tasks }));
  const at = (index: number) => {
    const frame = frames[index];
    if (!frame) throw new ArgumentError(`sample ${index} of a data set with ${frames.length}`);
    return frame;
  };
  return {
    split,
    length: frames.length,
    names: frames.map(({ index }) => dataset.names[index]!),
    ...(dataset.classes && { classes: dataset.classes }),
    ...(dataset.categoryIds && { categoryIds: dataset.categoryIds }),
    ...(dataset.frameId && { frameId: (index: number) => dataset.frameId!(at(index).index) }),
    async get(index) {
      const frame = at(index);
      return showTasks(await dataset.get(frame.index), frame.tasks);
    },
    async labels(index) {
      const frame = at(index);
      return showTasks(await readLabels(dataset, frame.index), frame.tasks);
    },
    labelled(index) {
      const { index: inner, tasks } = at(index);
      const own = labelled(inner);
      const has = (task: Task) => own[task] && tasks.includes(task);
      return { det: has('det'), sem_seg: has('sem_seg'), drivable: has('drivable') };
    },
    ...(dataset.labelKeys && {
      async labelKeys(index: number): Promise<LabelKeys> {
        const frame = at(index);
        const keys = await dataset.labelKeys!(frame.index);
        return Object.fromEntries(frame.tasks.flatMap((task) => (task in keys ? [[task, keys[task]]] : [])));
      },
    }),
    ...(dataset.source && {
      source(index: number): SampleSource {
        const frame = at(index);
        const args: SplitSource = { inner: dataset.source!(frame.index), shown: frame.tasks };
        return { module: import.meta.url, args };
      },
    }),
  };
}

export async function loadSample({ inner, shown }: SplitSource): Promise<Sample> {
  return showTasks(await loadSource(inner), shown);
}

function showTasks<Frame extends LabelledFrame>(frame: Frame, tasks: readonly Task[]): Frame {
  const shown = Object.entries(frame.labels).map(([task, label]) => [
    task,
    tasks.includes(task as Task) ? label : { state: 'absent' },
  ]);
  return { ...frame, labels: Object.fromEntries(shown) as unknown as Labels };
}
