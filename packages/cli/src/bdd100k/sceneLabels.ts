import type { WrittenTask } from '@cotrain/data';
import { InvalidArgumentError } from 'commander';
import { ratio } from '../values.js';

const LABELS: readonly string[] = ['det', 'sem_seg', 'drivable', 'lane', 'depth'] satisfies WrittenTask[];

export type LabelRatio = Partial<Record<WrittenTask, number>>;

/** `TASK=RATIO`, one more. */
export function labelRatio(text: string, before: LabelRatio): LabelRatio {
  const [task = '', share, ...rest] = text.split('=');
  if (!LABELS.includes(task) || share === undefined || rest.length > 0)
    throw new InvalidArgumentError(`It must be TASK=RATIO with one of the tasks ${LABELS.join(', ')}.`);
  return { ...before, [task]: ratio(share) };
}
