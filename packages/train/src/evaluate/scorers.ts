// Predictions against truth: one scorer for each task.
import { type Box, boxEdges, type MaskTask, type Sample, type Task } from '@cotrain/data';
import { BoxMetrics, SegmentationMetrics, type SegmentationScores } from '@cotrain/metrics';
import type { FoundBox, FramePrediction } from './predict-batch.js';

/** In percent, by `task/metric` and `task/metric/class`; null where the truth shows nothing of it. */
export type Scores = Record<string, number | null>;

export interface Scorer {
  /** Counts a frame, if it is labelled for the scorer's task. */
  add(sample: Sample, prediction: FramePrediction): void;
  compute(): Scores;
}

/** @param classes the task's, by id */
export function makeScorer(task: Task, classes: readonly string[]): Scorer {
  return task === 'det' ? new BoxScorer(classes) : new MaskScorer(task, classes);
}

const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value);

class MaskScorer implements Scorer {
  readonly #metrics: SegmentationMetrics;

  constructor(
    readonly task: MaskTask,
    classes: readonly string[],
  ) {
    this.#metrics = new SegmentationMetrics({ classes });
  }

  add({ labels }: Sample, prediction: FramePrediction): void {
    const label = labels[this.task];
    if (label.state !== 'present') return;
    const { value, classes } = label;
    const annotated = classes && { annotated: classes };
    this.#metrics.update(value.data, prediction[this.task]!.data, annotated);
  }

  compute(): Scores {
    const scores = maskScores(this.task, this.#metrics.compute());
    if (this.task !== 'drivable' || !this.#metrics.classes.includes('background')) return scores;
    // The toolkit's documentation counts the background, its code drops it: both readings, named.
    const without = this.#metrics.without('background').compute();
    return { ...scores, ...maskScores(this.task, without, '_withoutBackground') };
  }
}

/** `sem_seg/mIoU`, `sem_seg/IoU/road`, ... */
function maskScores(prefix: string, scores: SegmentationScores, suffix = ''): Scores {
  const summary = (['mIoU', 'pAcc', 'fIoU', 'mAcc'] as const).map((name) => [
    `${prefix}/${name}${suffix}`,
    orNull(scores[name]),
  ]);
  const classes = Object.entries(scores.perClass)
    .filter(([, { pixels }]) => pixels > 0)
    .map(([name, { iou }]) => [`${prefix}/IoU${suffix}/${name}`, orNull(iou)]);
  return Object.fromEntries([...summary, ...classes]);
}

/** By BDD100K's rules: both corners belong to a box, ignored boxes are crowds. */
class BoxScorer implements Scorer {
  readonly #metrics: BoxMetrics;

  constructor(classes: readonly string[]) {
    // Edges, whose widths are those of BDD100K's boxes with both corners inside.
    this.#metrics = new BoxMetrics({ classes, format: 'coco' });
  }

  add({ name, labels: { det } }: Sample, prediction: FramePrediction): void {
    if (det.state === 'absent') return;
    const truth: Box[] = det.state === 'present' ? det.value : [];
    const found: FoundBox[] = prediction.det!;
    this.#metrics.update(
      name,
      {
        boxes: truth.flatMap(boxEdges),
        classes: truth.map(({ category }) => category),
        crowd: truth.map(({ ignored, crowd }) => ignored || crowd),
        ...(det.classes && { annotated: det.classes }),
      },
      {
        boxes: found.flatMap(({ x1, y1, x2, y2 }) => [x1, y1, x2, y2]),
        classes: found.map(({ category }) => category),
        scores: found.map(({ score }) => score),
      },
    );
  }

  compute(): Scores {
    const { perClass, ...summary } = this.#metrics.compute();
    const all = Object.entries(summary).map(([name, value]) => [`det/${name}`, orNull(value)]);
    const classes = Object.entries(perClass)
      .filter(([, { boxes }]) => boxes > 0)
      .flatMap(([name, { AP, AP50 }]) => [
        [`det/AP/${name}`, orNull(AP)],
        [`det/AP50/${name}`, orNull(AP50)],
      ]);
    return Object.fromEntries([...all, ...classes]);
  }
}
