/** What a run tells while it goes; one line of `log.jsonl` each. Times are in seconds. */
export type TrainEvent = StartEvent | StepEvent | EvalEvent | CheckpointEvent | EndEvent;

export interface StartEvent {
  type: 'start';
  steps: number;
  epochs: number;
  /** Training images. */
  images: number;
  device: string;
  /** Learned numbers of the model. */
  parameters: number;
  /** ISO 8601. */
  time: string;
}

export interface StepEvent {
  type: 'step';
  step: number;
  epoch: number;
  /** By name, weighted as they enter `loss`. */
  losses: Record<string, number>;
  loss: number;
  lr: number;
  /** Before clipping. */
  gradNorm: number;
  /** Spent waiting for the batch. */
  dataTime: number;
  /** The whole step, waiting included. */
  stepTime: number;
  /** Images of the batch. */
  images: number;
}

export interface EvalEvent {
  type: 'eval';
  step: number;
  epoch: number;
  /** In percent: `sem_seg/mIoU`, `drivable/mIoU_withoutBackground`, `sem_seg/IoU/road`. */
  metrics: Record<string, number | null>;
  time: number;
}

export interface CheckpointEvent {
  type: 'checkpoint';
  step: number;
  path: string;
}

export interface EndEvent {
  type: 'end';
  step: number;
  reason: 'finished' | 'aborted';
  time: number;
}
