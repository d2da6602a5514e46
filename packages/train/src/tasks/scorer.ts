import type { FrameId } from '@cotrain/data';

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
}

export const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value);
