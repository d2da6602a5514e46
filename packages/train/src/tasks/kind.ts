// What a run needs to know about a kind of labels and predictions, in addition to @cotrain/data's
// `LabelKind`.
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

/** An image of one task, with the meaning of its colours. */
export interface Layer {
  panel: Panel;
  legend: LegendEntry[];
}

/** The files of a task's predictions. */
export interface PredictionFiles<Found = unknown> {
  /** Path of the output, below the folder of all predictions. */
  readonly path: string;
  add(frame: FrameId & { name: string }, found: Found): Promise<void>;
  /** Finishes after all frames have been added. */
  end(): Promise<void>;
  /** Stops early: complete files stay, half-written ones are removed. */
  abort(reason: unknown): Promise<void>;
}

/** Task, classes and format of prediction files. */
export interface PredictionFilesOptions extends TaskSpec {
  task: string;
  /** Format, for files that exist in several: `scalabel` or `coco`. */
  format: 'scalabel' | 'coco';
}

/**
 * `Found` is a model's prediction for one frame, as plain data at the frame's own size. `Label` is the value
 * of a label.
 */
export interface TaskKind<Label = unknown, Found = unknown> {
  /** Same name as the kind of labels (`LabelKind.name`). */
  readonly name: string;
  /** Converts a head's prediction for one image to its host format. */
  toHost(prediction: object, size: Size): Found;
  /**
   * What `LoadedRun.predict` hands out for a frame: plain data that worker threads can pass on, with the
   * names of its classes. Absent: `{ kind: 'other', found }`.
   */
  result?(found: Found, options: DrawingOptions): TaskResult;
  makeScorer(task: string, spec: TaskSpec): Scorer<TaskLabel<Label>, Found>;
  /** The most important scores. The first one, for which higher is better, is a checkpoint's quality. */
  readonly metrics: readonly [string, ...string[]];
  /** @param found a prediction, or a ground truth converted by `drawn` */
  draw(caption: string, image: RgbImage, found: Found, options: DrawingOptions): Layer;
  /** Converts a label for `draw`; undefined if there is nothing to draw. */
  drawn(label: TaskLabel<Label>): Found | undefined;
  /**
   * Opens the files to which predictions are written.
   * @throws RunError if the data cannot have such files
   */
  openFiles(folder: string, options: PredictionFilesOptions): PredictionFiles<Found>;
  /** How predictions become labels; absent: they cannot. */
  readonly pseudoLabels?: PseudoLabelRule;
}

const KINDS = new Registry<TaskKind>('kind of task');

/** Registers a kind for runs. @throws ConfigError if the name is already in use */
export const registerTaskKind = (kind: TaskKind): void => KINDS.add(kind.name, kind);

export const allTaskKinds = (): TaskKind[] => KINDS.entries.map(([, kind]) => kind);

/**
 * Returns the kind of task with this name.
 *
 * @throws ConfigError for an unknown name
 */
export const taskKind = (name: string): TaskKind => {
  const kind = KINDS.get(name);
  if (!kind) throw new ConfigError(`there is no kind of task '${name}'; ${known(name, KINDS.names)}`);
  return kind;
};
