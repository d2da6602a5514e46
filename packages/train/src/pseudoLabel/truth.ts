// Ground truth of frames before a teacher predicts them.
import { type Dataset, type LabelledFrame, labelOf, readLabels } from '@cotrain/data';
import { sameClasses } from '../labelSpace.js';

/** Whether a frame is labelled, without reading it if the data set provides that. */
export async function isLabelled(data: Dataset, index: number, task: string): Promise<boolean> {
  if (data.labelled) return data.labelled(index)[task] === true;
  return labelOf((await readLabels(data, index)).labels, task).state !== 'absent';
}

/** Returns the ground truth of a frame of `data`. @param read the frame, if it was already read */
export type TruthOf = (index: number, read?: LabelledFrame) => Promise<LabelledFrame | null>;

/**
 * Ground truth from `truth` if it is given. Null if a frame is not labelled, not labelled for all classes, or
 * has other classes.
 */
export function truthFrom(
  data: Dataset,
  truth: Dataset | undefined,
  task: string,
  classes: readonly string[],
): TruthOf {
  const source = truth ?? data;
  const own = source.tasks[task];
  if (!own || !sameClasses(own.classes, classes)) return async () => null;
  const byName = truth && new Map(truth.names.map((name, index) => [name, index]));
  return async (index, read) => {
    const at = byName ? byName.get(data.names[index]!) : index;
    if (at === undefined || (source.labelled && !source.labelled(at)[task])) return null;
    const frame = (truth ? undefined : read) ?? (await readLabels(source, at));
    const label = labelOf(frame.labels, task);
    // If some classes were not annotated, predictions of these are neither correct nor wrong.
    const isWhole = label.state !== 'absent' && label.classes === undefined;
    return isWhole ? frame : null;
  };
}
