// What is known of frames before a teacher looks at them.
import { type Dataset, type LabelledFrame, labelOf, readLabels } from '@cotrain/data';
import { sameClasses } from '../labelSpace.js';

/** Without reading the frame, where the data set can tell. */
export async function isLabelled(data: Dataset, index: number, task: string): Promise<boolean> {
  if (data.labelled) return data.labelled(index)[task] === true;
  return labelOf((await readLabels(data, index)).labels, task).state !== 'absent';
}

/** Gives the truth of a frame of `data`. @param read the frame, if it was read already */
export type TruthOf = (index: number, read?: LabelledFrame) => Promise<LabelledFrame | null>;

/**
 * The truth is that of `truth` where that is given; null where a frame is not labelled, not for all classes,
 * or in others.
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
    // Where some classes were not annotated, a find of these is neither right nor wrong.
    const isWhole = label.state !== 'absent' && label.classes === undefined;
    return isWhole ? frame : null;
  };
}
