import type { LabelMask, TaskLabel } from '@cotrain/data';
import { SegmentationMetrics, type SegmentationScores } from '@cotrain/metrics';
import { orNull, type Scorer, type Scores } from '../scorer.js';

/** Scores class maps by intersection over union of each class, and pixel accuracies. */
export class ClassMapScorer implements Scorer<TaskLabel<LabelMask>, LabelMask> {
  protected readonly metrics: SegmentationMetrics;

  constructor(
    readonly task: string,
    classes: readonly string[],
  ) {
    this.metrics = new SegmentationMetrics({ classes });
  }

  add(label: TaskLabel<LabelMask>, found: LabelMask): void {
    if (label.state !== 'present') return;
    const { value, classes } = label;
    this.metrics.update(value.data, found.data, classes && { annotated: classes });
  }

  compute(): Scores {
    return maskScores(this.task, this.metrics.compute());
  }
}

/** `sem_seg/mIoU`, `sem_seg/IoU/road`, ... */
export function maskScores(prefix: string, scores: SegmentationScores, suffix = ''): Scores {
  const summary = (['mIoU', 'pAcc', 'fIoU', 'mAcc'] as const).map((name) => [
    `${prefix}/${name}${suffix}`,
    orNull(scores[name]),
  ]);
  const classes = Object.entries(scores.perClass)
    .filter(([, { pixels }]) => pixels > 0)
    .map(([name, { iou }]) => [`${prefix}/IoU${suffix}/${name}`, orNull(iou)]);
  return Object.fromEntries([...summary, ...classes]);
}
