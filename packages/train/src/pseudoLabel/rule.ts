import type { Size, TaskLabel } from '@cotrain/data';
import type { BatchSizes } from '@cotrain/models';
import type { FrameRecord } from './journal.js';
import type { ScoreStats } from './stats.js';

/** The interface required of a head. Heads of class maps return a score for each pixel. */
export interface ScoringHead {
  predict(outputs: unknown, batch: BatchSizes): unknown[];
  predictScored?(outputs: unknown, batch: BatchSizes): unknown[];
}

export interface PseudoLabelOptionsOf<Label> {
  /** Minimum score of a label. */
  threshold: number;
  classes: readonly string[];
  /** The frame's own label; null if there is none. */
  truth: TaskLabel<Label> | null;
}

/** The labels of one task in a folder, while they are being made. */
export interface PseudoLabelFiles<Kept = unknown> {
  /** Whether a frame's label exists; a label in the journal counts. */
  has(name: string): boolean;
  /** Writes one frame's label. @returns the part that the journal keeps */
  write(name: string, kept: Kept): Promise<Pick<FrameRecord, 'boxes'>>;
  /** Writes what the journal has kept of all frames. @param file the frame's name in the data set */
  finish(frames: readonly (FrameRecord & { file: string })[]): Promise<void>;
  /** A label in the form in which it is drawn. */
  read(frame: FrameRecord): Promise<unknown>;
}

/** How a teacher's predictions become labels (section 3.2 of the paper). */
export interface PseudoLabelRule<Label = unknown, Scored = unknown, Kept = unknown> {
  /** What is counted: boxes or pixels. */
  unit: 'boxes' | 'pixels';
  /** Default minimum score. */
  threshold: number;
  /**
   * A head's predictions with their scores, on the host.
   * @param sizes sizes of the frames
   * @throws RunError for a head without scores
   */
  predict(
    task: string,
    head: ScoringHead,
    outputs: unknown,
    batch: BatchSizes,
    sizes: readonly Size[],
  ): Scored[];
  /** Selects the predictions that become labels, and counts them. */
  choose(scored: Scored, options: PseudoLabelOptionsOf<Label>): { kept: Kept; stats: ScoreStats };
  /** @param place location of the labels (`LabelStore.place`) */
  open(place: string, classes: readonly string[]): PseudoLabelFiles<Kept>;
}
