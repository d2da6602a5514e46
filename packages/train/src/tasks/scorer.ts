import type { FrameId } from '@cotrain/data';
import type { TaskDetails } from '../watch/view.js';

/**
 * Scores by `task/metric` and `task/metric/class`, in percent unless the name says otherwise; null if the
 * ground truth contains none of it.
 */
export type Scores = Record<string, number | null>;

/** A frame's names in the data set's own files. */
export interface ScoredFrame extends Partial<FrameId> {
  /** The frame's name in the data set. */
  name: string;
  /** Ground truth for the official scorer, if it differs from the label (`Dataset.scored`). */
  scored?: unknown;
}

/** Scores predictions of one task against the ground truth. */
export interface Scorer<Label = unknown, Found = unknown> {
  /** Counts a frame if it is labelled for the task, or if its file lists it for scoring. */
  add(label: Label, found: Found, frame: ScoredFrame): void;
  compute(): Scores;
  /** Confusions and curves of the frames that were counted, for the page of a run. Absent: none. */
  details?(): Pick<TaskDetails, 'confusion' | 'precision'>;
  /**
   * Reduces a frame to what `count` needs, as plain data: `count(measure(...))` does what `add(...)` does.
   * With several ranks, the rank that predicts a frame measures it, and rank 0 counts. Absent: rank 0 gets
   * the label and the prediction, which are larger.
   */
  measure?(label: Label, found: Found, frame: ScoredFrame): unknown;
  /** Counts what `measure` returned. Frames come in the order of the data set. */
  count?(measured: unknown): void;
}

/** The first half of scoring a frame, on the rank that has predicted it. The result is plain data. */
export const measureFrame = (scorer: Scorer, ...of: Parameters<Scorer['add']>): unknown =>
  scorer.measure ? scorer.measure(...of) : of;

/** The second half, on rank 0. */
export const countFrame = (scorer: Scorer, measured: unknown): void =>
  scorer.measure ? scorer.count!(measured) : scorer.add(...(measured as Parameters<Scorer['add']>));

export const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value);
