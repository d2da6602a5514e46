// Statistics of pseudo labels: the teacher's confidence and, where the ground truth is known, its accuracy.

/** Number of equal bins for scores from 0 to 1; scores above 1 are in the last one. */
export const BINS = 50;

/** Counts of boxes or of pixels. */
export interface ScoreStats {
  /** All predictions of the teacher by score. */
  all: number[]; // [BINS]
  /** Pseudo labels by class. */
  kept: number[]; // [C]
  /** Counts on the labelled frames; null if there are none. */
  truth: TruthStats | null;
}

export interface TruthStats {
  /** Predictions that count, by score. Those in an ignored region of the ground truth do not count. */
  counted: number[]; // [BINS]
  /**
   * Correct predictions by score: pixels of the right class, or boxes of the same class with an IoU of 0.5.
   */
  correct: number[]; // [BINS]
  /** By class: ground truth, pseudo labels that count, and correct ones. */
  classes: { present: number; kept: number; correct: number }[]; // [C]
}

export function binOf(score: number): number {
  return Math.min(BINS - 1, Math.max(0, Math.floor(score * BINS)));
}

const zeros = (length: number): number[] => new Array<number>(length).fill(0);

export function emptyStats(classes: number, labelled: boolean): ScoreStats {
  const truth = (): TruthStats => ({
    counted: zeros(BINS),
    correct: zeros(BINS),
    classes: Array.from({ length: classes }, () => ({ present: 0, kept: 0, correct: 0 })),
  });
  return { all: zeros(BINS), kept: zeros(classes), truth: labelled ? truth() : null };
}

/** Adds a frame's counts to `sum`, whose `truth` must be set. */
export function addStats(sum: ScoreStats, frame: ScoreStats): void {
  addAll(sum.all, frame.all);
  addAll(sum.kept, frame.kept);
  if (!frame.truth) return;
  const truth = sum.truth!;
  addAll(truth.counted, frame.truth.counted);
  addAll(truth.correct, frame.truth.correct);
  for (const [id, own] of frame.truth.classes.entries()) {
    const total = truth.classes[id]!;
    total.present += own.present;
    total.kept += own.kept;
    total.correct += own.correct;
  }
}

function addAll(sum: number[], values: readonly number[]): void {
  for (const [i, value] of values.entries()) sum[i]! += value;
}

export interface OperatingPoint {
  threshold: number;
  /** Fraction of correct predictions among those with at least this score; null if there are none. */
  precision: number | null;
  /** Fraction of the ground truth that is found with at least this score. */
  recall: number | null;
}

/** Precision and recall at the lower edge of each bin of scores. */
export function operatingPoints({ counted, correct, classes }: TruthStats): OperatingPoint[] {
  const present = classes.reduce((sum, own) => sum + own.present, 0);
  const points: OperatingPoint[] = [];
  let [found, right] = [0, 0];
  for (let bin = BINS - 1; bin >= 0; bin--) {
    found += counted[bin]!;
    right += correct[bin]!;
    points.push({ threshold: bin / BINS, precision: share(right, found), recall: share(right, present) });
  }
  return points.reverse();
}

export const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
