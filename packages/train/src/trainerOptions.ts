// What a trainer takes: model, optimizer, data, callbacks and limits.
import type { BatchTensors, HostBatch } from '@cotrain/data';
import type { AveragedModel, LrSchedule, Optimizer, StagedOptimizer } from '@cotrain/optim';
import type { Device, distributed, MemoryFormat } from '@cotrain/torch';
import type { FailedStep } from './divergence.js';
import type { DivergenceError } from './errors.js';
import type { SaveInterval } from './policies/save.js';
import type { TrainerPrecision } from './precision.js';
import type { TrainableModel, TrainingBatch } from './step/trainable.js';
import type { ClipScope } from './step/trainStep.js';
import type { Strategy } from './strategies/strategy.js';

/**
 * Position of a run between two steps. Its future depends only on this, the weights and the optimizer's
 * state.
 */
export interface TrainerPosition {
  /** Number of steps done. */
  step: number;
  epoch: number;
  /** Number of batches of `epoch` that are done. */
  batch: number;
}

/**
 * Source of training batches: `Loader` of @cotrain/data, or any async iterable. One iteration is one epoch.
 */
export interface BatchSource<Batch extends TrainingBatch = HostBatch> extends AsyncIterable<Batch> {
  /** Number of batches in an epoch; absent: known after the first epoch. */
  readonly length?: number;
  /** Number of images in an epoch. */
  readonly images?: number;
  /**
   * Sets where the next iteration starts. Without it, the finished batches of an epoch are skipped by reading
   * them again.
   */
  setPosition?(epoch: number, batch: number): void;
}

/** What to do with a step whose numbers are not finite. */
export type DivergencePolicy = 'abort' | 'skip' | 'rollback';

/** Saves a run while training continues. */
export interface CheckpointSink {
  /**
   * Waits for an earlier state to be written, copies the state, and begins to write it. Returns the file's
   * path.
   */
  save(position: TrainerPosition): string | Promise<string>;
  /** Whether an earlier state is still being written. */
  readonly isBusy: boolean;
  /** @throws the error of an earlier write */
  check(): void;
  /** Waits until everything is written. @throws the error of a write */
  settled(): Promise<void>;
}

/** When scores no longer improve. */
export interface EarlyStoppingOptions {
  /** The score of an evaluation, of which higher is better. */
  score: (metrics: Record<string, number | null>) => number;
  /** Number of evaluations in a row without an improvement after which the run ends. */
  patience: number;
  /** Smallest change that counts as an improvement. Default 0. */
  minDelta?: number;
  /** Scores of the evaluations before `position`. Default: none. */
  past?: readonly number[];
}

/** Model, optimizer, data and callbacks of a {@link Trainer}. */
export interface TrainerOptions<Batch extends TrainingBatch = HostBatch> {
  model: TrainableModel;
  /** One optimizer for the whole run, or one in stages, which has its own schedules. */
  optimizer: Optimizer | StagedOptimizer;
  /** Training batches, with several ranks those of this rank. */
  loader: BatchSource<Batch>;
  /**
   * The processes that train together, each on its own batches. A step is that of one process with the
   * batches of all ranks. Every rank has the same model, the same options and as many batches. Default null:
   * this process trains alone.
   */
  group?: distributed.ProcessGroup | null;
  /**
   * Whether the model's batch norms normalise over all ranks while it trains. Default true; without `group`
   * it has no effect.
   */
  syncBatchNorm?: boolean;
  /**
   * Number of batches (micro-batches) of this rank in a step. The step is that of one batch with all their
   * images, except for batch norms, which see one micro-batch at a time. The last step of an epoch has those
   * that are left. Default 1.
   */
  accumulate?: number;
  /**
   * Converts a batch to tensors on the device. Default: the conversion for batches of @cotrain/data; other
   * batches require their own.
   */
  toTensors?: (batch: Batch, options: { device?: Device; memoryFormat?: MemoryFormat }) => BatchTensors;
  /** Total number of epochs, including those before `position`. */
  epochs: number;
  /** Schedule of a plain optimizer's rates. Default: none, the rates stay constant. */
  schedule?: LrSchedule;
  /** How the tasks are balanced. Default: the plain sum of their losses. */
  strategy?: Strategy;
  /** Maximum norm to which gradients are scaled down. Default null: no clipping. */
  clipNorm?: number | null;
  /**
   * Scope of clipping. With `model` (the default, as in the official solver), one task's exploding gradients
   * suppress those of the others.
   */
  clipScope?: ClipScope;
  /** Device to compute on. Default 'cpu'. */
  device?: Device;
  /** Memory format of the images on the device. Default: contiguous. */
  memoryFormat?: MemoryFormat;
  /** Epochs between evaluations; the last epoch is always evaluated. Default 1. */
  evaluateEvery?: number;
  /**
   * Number of steps between checks that the maps of the model's parts still differ between pixels. A part
   * whose maps no longer differ causes a `warning` event. Default 25; null disables the checks.
   */
  watchMapsEvery?: number | null;
  /** Scores the model. Called on every rank, between steps, in evaluation mode. Default: no scoring. */
  evaluate?: (position: TrainerPosition) => Promise<Record<string, number | null>>;
  /**
   * Saves the run and returns the file's path. Called on every rank: after every epoch, as often as `save`
   * says, and when the run ends early, is stopped, or its data cannot be read. Default: nothing is saved.
   */
  checkpoint?: ((position: TrainerPosition) => string) | CheckpointSink;
  /** Saves in the middle of epochs. Rank 0 decides when. Default: none. */
  save?: SaveInterval;
  /**
   * Stops the run after the current step, with a checkpoint. With several ranks, one that is stopped stops
   * all of them after the same step. Default: none.
   */
  signal?: AbortSignal;
  /** Total number of steps after which the run ends, including those before `position`. Default null. */
  maxSteps?: number | null;
  /** Minutes, including `elapsed`, after which the run ends with the current step. Default null. */
  maxMinutes?: number | null;
  /** Ends the run when its scores no longer improve. Default null: it does not. */
  earlyStopping?: EarlyStoppingOptions | null;
  /** Computes in less than float32: the model must heed `autocast` and `lossScale`. Default: float32. */
  precision?: TrainerPrecision;
  /** Average of the weights, updated after each step. Default: none. */
  average?: AveragedModel;
  /**
   * What to do with a step whose numbers are not finite: end (`abort`), drop its batch (`skip`), or drop it
   * and go back to the weights of the last checkpoint (`rollback`). After ten such steps in a row, training
   * ends. With several ranks, all of them do so if one diverges; a head with synchronised batch norms whose
   * outputs are not finite ends training. Default 'abort'.
   */
  onDivergence?: DivergencePolicy;
  /**
   * Loads the last checkpoint; returns false if there is none. Called on every rank, all of which must return
   * the same. Required for `rollback`. Default: none.
   */
  rollback?: () => Promise<boolean>;
  /** Writes the batch of a step that diverged; returns the folder. Default: nothing is written. */
  onFailure?: (failed: FailedStep, error: DivergenceError) => string | null;
  /** Where to continue. Default: the beginning. */
  position?: TrainerPosition;
  /** Seconds that it took to get there, for the times in events. Default 0. */
  elapsed?: number;
  /**
   * Whether `position` has not been scored yet: if an evaluation is due there, the run continues with it.
   * Default false.
   */
  unscored?: boolean;
}
