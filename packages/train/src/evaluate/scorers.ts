// Predictions against truth: one scorer for each task.
import {
  type Box,
  boxArrays,
  type FrameId,
  type LabelledFrame,
  type MaskTask,
  type ScoredBoxes,
  type Task,
  type TaskLabel,
} from '@cotrain/data';
import {
  type BoxMetrics,
  type FoundBoxes,
  SegmentationMetrics,
  type SegmentationScores,
  type TruthBoxes,
} from '@cotrain/metrics';
import { type BoxRules, boxMetrics, fromCorners } from './box-scorer.js';
import type { FoundBox, FramePrediction } from './predict-batch.js';
import { submitted } from './submitted.js';

/** In percent, by `task/metric` and `task/metric/class`; null where the truth shows nothing of it. */
export type Scores = Record<string, number | null>;

/** How the data set's files know a frame. */
export interface ScoredFrame extends Partial<FrameId> {
  /** Its true boxes, where its label does not say. */
  scored?: ScoredBoxes | null;
}

export interface Scorer {
  /** Counts a frame, if it is labelled for the scorer's task, or a file lists it as one without boxes. */
  add(truth: LabelledFrame, prediction: FramePrediction, frame?: ScoredFrame): void;
  compute(): Scores;
}

/** @param classes the task's, by id @param rules of boxes */
export function makeScorer(task: Task, classes: readonly string[], rules: BoxRules = 'scalabel'): Scorer {
  return task === 'det' ? new BoxScorer(classes, rules) : new MaskScorer(task, classes);
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

  add({ labels }: LabelledFrame, prediction: FramePrediction): void {
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

class BoxScorer implements Scorer {
  readonly #metrics: BoxMetrics;

  constructor(
    classes: readonly string[],
    readonly rules: BoxRules,
  ) {
    this.#metrics = boxMetrics(classes, rules);
  }

  add({ name, labels: { det } }: LabelledFrame, prediction: FramePrediction, frame: ScoredFrame = {}): void {
    const truth = frame.scored ?? truthOf(det);
    if (truth === null) return;
    const { file = name, id = file } = frame;
    const found = this.rules === 'coco' ? cocoResults(prediction.det!) : scalabelBoxes(prediction.det!);
    this.#metrics.update(id, truth, found);
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

function truthOf(det: TaskLabel<Box[]>): TruthBoxes | null {
  if (det.state === 'absent') return null;
  const { boxes, classes, crowd } = boxArrays(det);
  return {
    boxes: fromCorners(boxes, 1),
    ...{ classes, crowd },
    ...(det.classes && { annotated: det.classes }),
  };
}

/** The boxes of a frame of `det.json`, as they are read again. */
function scalabelBoxes(found: readonly FoundBox[]): FoundBoxes {
  const { boxes, classes, scores } = submitted('', found);
  return { boxes: fromCorners(boxes, 1), classes, scores };
}

/** The boxes of COCO's results. */
export function cocoResults(found: readonly FoundBox[]): FoundBoxes & { boxes: number[] } {
  return {
    boxes: fromCorners(
      found.flatMap(({ x1, y1, x2, y2 }) => [x1, y1, x2, y2]),
      0,
    ),
    classes: found.map(({ category }) => category),
    scores: found.map(({ score }) => score),
  };
}
