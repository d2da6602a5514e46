import type { Size, TaskLabel } from '@cotrain/data';
import type { BatchSizes } from '@cotrain/models';
import type { FrameRecord } from './journal.js';
import type { ScoreStats } from './stats.js';

/** What is asked of a head here; heads of class maps say how sure they are of each pixel. */
export interface ScoringHead {
  predict(outputs: unknown, batch: BatchSizes): unknown[];
  predictScored?(outputs: unknown, batch: BatchSizes): unknown[];
}

export interface PseudoLabelOptionsOf<Label> {
  /** Least score of what becomes a label. */
  threshold: number;
  classes: readonly string[];
  /** The frame's own label; null where it has none. */
  truth: TaskLabel<Label> | null;
}

/** The labels of one task in a folder, while they are made. */
export interface PseudoLabelFiles<Kept = unknown> {
  /** Whether a frame's label is there already; a label that stands in the journal is. */
  has(name: string): boolean;
  /** Files one frame's label. @returns what of it the journal keeps */
  write(name: string, kept: Kept): Promise<Pick<FrameRecord, 'boxes'>>;
  /** Files what the journal has kept of all frames. @param file what the data set calls a frame */
  finish(frames: readonly (FrameRecord & { file: string })[]): Promise<void>;
  /** A label as it is drawn. */
  read(frame: FrameRecord): Promise<unknown>;
}

/** How a teacher's predictions become labels (section 3.2 of the paper). */
export interface PseudoLabelRule<Label = unknown, Scored = unknown, Kept = unknown> {
  /** What is counted. */
  unit: 'boxes' | 'pixels';
  /** Least score, where none is given. */
  threshold: number;
  /**
   * A head's answers with their scores, on the host.
   * @param sizes of the frames
   * @throws RunError for a head that gives no scores
   */
  predict(
    task: string,
    head: ScoringHead,
    outputs: unknown,
    batch: BatchSizes,
    sizes: readonly Size[],
  ): Scored[];
  /** Which of them become labels, and counts. */
  choose(scored: Scored, options: PseudoLabelOptionsOf<Label>): { kept: Kept; stats: ScoreStats };
  /** @param place where the labels are (`LabelStore.place`) */
  open(place: string, classes: readonly string[]): PseudoLabelFiles<Kept>;
}
