import type { StageRow } from '@cotrain/optim';
import type { Change } from '../resume/changes.js';

/** Events of a run, each one line of `log.jsonl`. Times are in seconds. */
export type TrainEvent =
  | StartEvent
  | ResumeEvent
  | StageEvent
  | StepEvent
  | SkipEvent
  | WarningEvent
  | DivergenceEvent
  | EvalEvent
  | CheckpointEvent
  | EndEvent;

/** Training begins or resumes. */
export interface StartEvent {
  type: 'start';
  /** Planned number of steps; null if the loader does not state it. */
  steps: number | null;
  epochs: number;
  /** Number of training images; null if the loader does not state it. */
  images: number | null;
  device: string;
  /** Number of scalar parameters in the model. */
  parameters: number;
  /** Time in ISO 8601. */
  time: string;
}

/** A run continues from a checkpoint. */
export interface ResumeEvent {
  type: 'resume';
  /** Number of steps done before it. */
  step: number;
  /** Time in ISO 8601. */
  time: string;
  /** Configuration keys that change at this point. */
  changes: Change[];
  /** Changes in the data that were accepted. */
  data: string | null;
  /** Newer checkpoints that were passed over because they are damaged. Absent: none. */
  passedOver?: { path: string; reason: string }[];
}

/** A frame could not be read and was skipped, for the first time. */
export interface SkipEvent {
  type: 'skip';
  /** Number of steps done before it. */
  step: number;
  part: 'train' | 'val';
  name: string;
  reason: string;
}

/** A problem with a part of the model, reported once for each part. */
export interface WarningEvent {
  type: 'warning';
  /** Number of steps done before it. */
  step: number;
  /** The part of the model, such as `lvAdapter`. */
  part: string;
  /** The problem and a remedy. */
  text: string;
}

/** A step had numbers that are not finite, and training continued (`train.onDivergence`). */
export interface DivergenceEvent {
  type: 'divergence';
  /** The step, counted from 1. Its batch changed no weights. */
  step: number;
  /** Whether the batch was skipped, or the weights also went back to the last checkpoint. */
  action: 'skip' | 'rollback';
  /** What was not finite, on which frames, and why. */
  text: string;
  frames: string[];
  task: string | null;
  /** Folder in the run with the offending batch; null if it was not written. */
  dump: string | null;
}

/** A stage begins, or continues in a resumed run. */
export interface StageEvent {
  type: 'stage';
  /** Number of steps done before it. */
  step: number;
  name: string;
  /** Trained and frozen parts. */
  parts: StageRow[];
  /** The same as a readable table. */
  text: string;
}

/** One training step: losses, rate, gradient norms, times. */
export interface StepEvent {
  type: 'step';
  step: number;
  epoch: number;
  /**
   * Losses such as `det/loss_giou`, weighted as in `loss`. One name sums the decoder layers of deep
   * supervision.
   */
  losses: Record<string, number>;
  loss: number;
  lr: number;
  /** Norm over all parameters, before clipping; 0 if they overflowed (`overflow`). */
  gradNorm: number;
  /**
   * By task: norm of its gradient with respect to the shared feature maps, or to the parameters if the
   * strategy works on these.
   */
  gradNorms: Record<string, number>;
  /** Time spent waiting for the batch. */
  dataTime: number;
  /** Time of the whole step, including waiting. */
  stepTime: number;
  /** Number of images in the batch. */
  images: number;
  /** Images learned from per second, over the whole step. */
  imagesPerSecond?: number;
  /** Resident memory of this process after the step, in bytes. */
  memory?: number;
  /**
   * By part of the model (`backbone`, `heads.det`): norm of its gradient before clipping. Only in steps that
   * are watched, every 25th by default.
   */
  partNorms?: Record<string, number>;
  /**
   * By part of the model: norm of the update that the latest watched step made, divided by the norm of the
   * part's weights before it. In the step after a watched one.
   */
  updateRatios?: Record<string, number>;
  /** With `train.precision: fp16`: the factor on the loss in this step. */
  lossScale?: number;
  /** With `train.precision: fp16`: whether gradients overflowed, so that the step changed no weights. */
  overflow?: boolean;
}

/** An evaluation has finished. */
export interface EvalEvent {
  type: 'eval';
  step: number;
  epoch: number;
  /** Scores in percent: `sem_seg/mIoU`, `drivable/mIoU_withoutBackground`, `sem_seg/IoU/road`. */
  metrics: Record<string, number | null>;
  time: number;
  /** Number of frames that could not be read and are not part of the scores; absent: none. */
  skipped?: number;
}

/**
 * The state after a step has been saved: the file is complete. Training continues while it is written, so
 * that later steps may come before this event.
 */
export interface CheckpointEvent {
  type: 'checkpoint';
  step: number;
  path: string;
  /** Seconds that training waited: for the copy of the state, and for the file before it. */
  blocked?: number;
  /**
   * Seconds since the run began, without pauses between its processes. Missing in logs of earlier versions.
   */
  time?: number;
}

/** Training has ended. */
export interface EndEvent {
  type: 'end';
  step: number;
  reason: 'finished' | 'aborted';
  /** Limit that ended the run before its last epoch. Absent: none. */
  limit?: 'maxSteps' | 'maxMinutes' | 'earlyStopping';
  /** Seconds since the run began, without pauses between its processes. */
  time: number;
}

/** The task of a loss such as `det/loss_giou`. */
export const taskOf = (loss: string): string => loss.split('/')[0]!;

/** Sum of a task's losses in a step; undefined if the batch had no label for it. */
export function taskLoss({ losses }: Pick<StepEvent, 'losses'>, task: string): number | undefined {
  const own = Object.entries(losses).filter(([name]) => taskOf(name) === task);
  return own.length === 0 ? undefined : own.reduce((sum, [, value]) => sum + value, 0);
}
