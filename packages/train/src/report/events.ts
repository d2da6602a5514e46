import type { StageRow } from '@cotrain/optim';
import type { Change } from '../resume/changes.js';

/** What a run tells while it goes; one line of `log.jsonl` each. Times are in seconds. */
export type TrainEvent =
  | StartEvent
  | ResumeEvent
  | StageEvent
  | StepEvent
  | SkipEvent
  | WarningEvent
  | EvalEvent
  | CheckpointEvent
  | EndEvent;

/** Training begins or resumes. */
export interface StartEvent {
  type: 'start';
  /** Planned; null where the loader does not say. */
  steps: number | null;
  epochs: number;
  /** Training images; null where the loader does not say. */
  images: number | null;
  device: string;
  /** Numbers in the model's parameters. */
  parameters: number;
  /** ISO 8601. */
  time: string;
}

/** A run goes on from a checkpoint. */
export interface ResumeEvent {
  type: 'resume';
  /** Steps done before it. */
  step: number;
  /** ISO 8601. */
  time: string;
  /** The keys of the configuration that are otherwise from here on. */
  changes: Change[];
  /** What has changed in the data, which was accepted. */
  data: string | null;
}

/** A frame could not be read and was left out, here for the first time. */
export interface SkipEvent {
  type: 'skip';
  /** Steps done before it. */
  step: number;
  part: 'train' | 'val';
  name: string;
  reason: string;
}

/** Something is wrong with what is learned; told once for each part of the model. */
export interface WarningEvent {
  type: 'warning';
  /** Steps done before it. */
  step: number;
  /** The part of the model, such as `lvAdapter`. */
  part: string;
  /** What is wrong, and what helps. */
  text: string;
}

/** A stage begins, or goes on in a resumed run. */
export interface StageEvent {
  type: 'stage';
  /** Steps done before it. */
  step: number;
  name: string;
  /** What learns and what is frozen. */
  parts: StageRow[];
  /** The same as a table to read. */
  text: string;
}

/** One training step: losses, rate, gradient norms, times. */
export interface StepEvent {
  type: 'step';
  step: number;
  epoch: number;
  /** `det/loss_giou`: weighted as they enter `loss`; one name sums the decoder layers of deep supervision. */
  losses: Record<string, number>;
  loss: number;
  lr: number;
  /** Over all parameters, before clipping. */
  gradNorm: number;
  /**
   * By task: of its gradient with respect to the shared feature maps, or parameters where the strategy works
   * on these.
   */
  gradNorms: Record<string, number>;
  /** Spent waiting for the batch. */
  dataTime: number;
  /** The whole step, waiting included. */
  stepTime: number;
  /** Images of the batch. */
  images: number;
}

/** An evaluation has finished. */
export interface EvalEvent {
  type: 'eval';
  step: number;
  epoch: number;
  /** In percent: `sem_seg/mIoU`, `drivable/mIoU_withoutBackground`, `sem_seg/IoU/road`. */
  metrics: Record<string, number | null>;
  time: number;
  /** Frames that could not be read, of which the scores say nothing; absent: none. */
  skipped?: number;
}

/** A checkpoint has been written. */
export interface CheckpointEvent {
  type: 'checkpoint';
  step: number;
  path: string;
  /** Since the run began, without the time between its processes; not in logs of earlier versions. */
  time?: number;
}

/** Training has ended. */
export interface EndEvent {
  type: 'end';
  step: number;
  reason: 'finished' | 'aborted';
  /** Since the run began, without the time between its processes. */
  time: number;
}

/** The task of a loss `det/loss_giou`. */
export const taskOf = (loss: string): string => loss.split('/')[0]!;

/** The sum of a task's losses in a step; undefined where the batch had no label for it. */
export function taskLoss({ losses }: Pick<StepEvent, 'losses'>, task: string): number | undefined {
  const own = Object.entries(losses).filter(([name]) => taskOf(name) === task);
  return own.length === 0 ? undefined : own.reduce((sum, [, value]) => sum + value, 0);
}
