import type { FrameId } from '@cotrain/data';

/**
 * By `task/metric` and `task/metric/class`, in percent unless the name says otherwise; null where the truth
 * shows nothing of it.
 */
export type Scores = Record<string, number | null>;

/** How the data set's files know a frame. */
export interface ScoredFrame extends Partial<FrameId> {
  /** The frame's name in the data set. */
  name: string;
  /** What the official scorer takes as the truth, where the label does not say (`Dataset.scored`). */
  scored?: unknown;
}

/** Predictions of one task against truth. */
export interface Scorer<Label = unknown, Found = unknown> {
  /**
   * Counts a frame, if it is labelled for the task, or its file lists it as one to be scored all the same.
   */
  add(label: Label, found: Found, frame: ScoredFrame): void;
  compute(): Scores;
}

export const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value);
