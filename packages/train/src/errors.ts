import { CotrainError } from '@cotrain/torch';

/** An invalid configuration. The message names the key. */
export class ConfigError extends CotrainError {
  override readonly name = 'ConfigError';
  override readonly code = 'E_CONFIG';

  constructor(
    message: string,
    options?: ErrorOptions,
    /** The invalid keys, such as `train.batchSize`; empty if the error is not about keys. */
    readonly keys: readonly string[] = [],
  ) {
    super(message, options);
  }
}

/** A run folder or checkpoint is missing, belongs to another run, or is in use. */
export class RunError extends CotrainError {
  override readonly name = 'RunError';
  override readonly code = 'E_RUN';
}

/** The first non-finite value, as far as it can be determined. */
export interface DivergenceCause {
  /**
   * An input image, a frame's targets, the weights before the step, gradients of finite losses, or, with all
   * these finite, a loss.
   */
  source: 'image' | 'targets' | 'weights' | 'loss' | 'gradients';
  task: string | null;
  /** The frame of the batch whose image or targets are the cause, if it is a single one. */
  frame: string | null;
  /** A sentence without its full stop. */
  reason: string;
}

/**
 * Training cannot continue because a loss or a gradient is not finite. The weights are those of the last good
 * step.
 */
export class DivergenceError extends CotrainError implements DivergenceCause {
  override readonly name = 'DivergenceError';
  override readonly code = 'E_DIVERGENCE';
  readonly source: DivergenceCause['source'];
  readonly task: string | null;
  readonly frame: string | null;
  readonly reason: string;

  constructor(
    readonly step: number,
    /** Frames of the batch. */
    readonly frames: readonly string[],
    what: string,
    { source, task, frame, reason }: DivergenceCause,
    cause?: Error,
  ) {
    const advice =
      source === 'loss' || source === 'gradients' ? "; lower train.lr, or look at these frames' labels" : '';
    super(
      `step ${step}: ${what} on the frames ${frames.join(', ')}. ${reason}. The weights were not touched${advice}`,
      cause && { cause },
    );
    this.source = source;
    this.task = task;
    this.frame = frame;
    this.reason = reason;
  }
}
