// What a run needs to know of a form that labels and predictions may have, beyond what @cotrain/data does
// (`LabelKind`).
import type { FrameId, RgbImage, Size, TaskLabel, TaskSpec } from '@cotrain/data';
import { ConfigError } from '../errors.js';
import type { PseudoLabelRule } from '../pseudoLabel/rule.js';
import type { LegendEntry, Panel } from '../report/panels.js';
import { known, Registry } from './registry.js';
import type { TaskResult } from './results.js';
import type { Scorer } from './scorer.js';

/** Classes and score threshold of a picture. */
export interface DrawingOptions {
  classes: readonly string[];
  /** Objects of lower scores are left out. */
  minScore: number;
}

/** A picture of one task, with what its colours mean. */
export interface Layer {
  panel: Panel;
  legend: LegendEntry[];
}

/** The files of a task's predictions. */
export interface PredictionFiles<Found = unknown> {
  /** What is written, below the folder of all predictions. */
  readonly path: string;
  add(frame: FrameId & { name: string }, found: Found): Promise<void>;
  /** All frames are there. */
  end(): Promise<void>;
  /** No more frames come: what is complete stays, nothing half-written does. */
  abort(reason: unknown): Promise<void>;
}

/** Task, classes and format of prediction files. */
export interface PredictionFilesOptions extends TaskSpec {
  task: string;
  /** Of files that there are several of: `scalabel` or `coco`. */
  format: 'scalabel' | 'coco';
}

/**
 * `Found` is what a model says of one frame, as plain data in the frame's own size; `Label` the value of a
 * label.
 */
export interface TaskKind<Label = unknown, Found = unknown> {
  /** As the labels' kind (`LabelKind.name`). */
  readonly name: string;
  /** What a head predicts for one image, on the host. */
  toHost(prediction: object, size: Size): Found;
  /**
   * What `LoadedRun.predict` hands out for a frame: plain data that worker threads can pass on, with the
   * names of its classes. Absent: `{ kind: 'other', found }`.
   */
  result?(found: Found, options: DrawingOptions): TaskResult;
  makeScorer(task: string, spec: TaskSpec): Scorer<TaskLabel<Label>, Found>;
  /**
   * The scores that one looks at first; the first of them is a checkpoint's quality, of which more is better.
   */
  readonly metrics: readonly [string, ...string[]];
  /** @param found what was found, or the truth as `drawn` makes it */
  draw(caption: string, image: RgbImage, found: Found, options: DrawingOptions): Layer;
  /** A label as `draw` takes it; undefined where there is nothing to draw. */
  drawn(label: TaskLabel<Label>): Found | undefined;
  /**
   * Opens the files that predictions are written to.
   * @throws RunError where the data cannot have such files
   */
  openFiles(folder: string, options: PredictionFilesOptions): PredictionFiles<Found>;
  /** How predictions become labels; absent: they cannot. */
  readonly pseudoLabels?: PseudoLabelRule;
}

const KINDS = new Registry<TaskKind>('kind of task');

/** Makes a kind known to runs. @throws ConfigError where another kind has its name */
export const registerTaskKind = (kind: TaskKind): void => KINDS.add(kind.name, kind);

export const allTaskKinds = (): TaskKind[] => KINDS.entries.map(([, kind]) => kind);

/**
 * Returns the kind of task of this name.
 *
 * @throws ConfigError for a name that no kind has
 */
export const taskKind = (name: string): TaskKind => {
  const kind = KINDS.get(name);
  if (!kind) throw new ConfigError(`there is no kind of task '${name}'; ${known(name, KINDS.names)}`);
  return kind;
};
