// How sure a teacher is of its pseudo labels, and, where the truth is known, how often it is right.

/** Scores from 0 to 1 are counted in this many equal parts; what is above 1 is in the last one. */
export const BINS = 50;

/** Counts of boxes, or of pixels. */
export interface ScoreStats {
  /** By score, of all that the teacher found. */
  all: number[]; // [BINS]
  /** By class, of what became a pseudo label. */
  kept: number[]; // [C]
  /** On the labelled frames; null where there is none. */
  truth: TruthStats | null;
}

export interface TruthStats {
  /** By score, of what counts: that of an ignored region of the truth does not. */
  counted: number[]; // [BINS]
  /** By score, of what is right: a pixel's class; a box of the same class with an IoU of 0.5. */
  correct: number[]; // [BINS]
  /** By class: what there is, and what of the pseudo labels counts and is right. */
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

/** Adds a frame's counts to `sum`, whose `truth` must be there. */
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
  /** Of what has at least this score: the share that is right; null where there is nothing. */
  precision: number | null;
  /** Right ones of at least this score, as a share of what there is. */
  recall: number | null;
}

/** Precision and recall at the lower edge of each part of the scores. */
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
