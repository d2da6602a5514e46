import type { LabelMask, TaskLabel } from '@cotrain/data';
import { SegmentationMetrics, type SegmentationScores } from '@cotrain/metrics';
import type { TaskDetails } from '../../watch/view.js';
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
    this.count(this.measure(label, found));
  }

  /** Pixel counts of a frame (`SegmentationMetrics.histogram`); null if it is not labelled. */
  measure(label: TaskLabel<LabelMask>, found: LabelMask): Float64Array | null {
    if (label.state !== 'present') return null;
    const { value, classes } = label;
    const frame = new SegmentationMetrics({ classes: this.metrics.classes });
    frame.update(value.data, found.data, classes && { annotated: classes });
    return frame.histogram;
  }

  count(histogram: Float64Array | null): void {
    if (histogram) this.metrics.merge(new SegmentationMetrics({ classes: this.metrics.classes, histogram }));
  }

  details(): Pick<TaskDetails, 'confusion'> {
    const { classes, histogram } = this.metrics;
    const columns = classes.length + 1;
    const counts = classes.map((_, id) => [...histogram.subarray(id * columns, (id + 1) * columns)]);
    return { confusion: { classes: [...classes], unit: 'pixels', none: 'no class', counts } };
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
