import { type Tensor, torch } from '@cotrain/torch';
import { Module, type StateTolerance } from '../module.js';
import { withDefaults } from '../options.js';
import { Buffer, Parameter } from '../parameter.js';
import { expectShape } from '../shape.js';

export interface BatchNorm2dOptions {
  eps?: number;
  /** Weight of the new batch in the running statistics; `null` keeps their cumulative average. */
  momentum?: number | null;
  affine?: boolean;
  trackRunningStats?: boolean;
}

/** Batch normalisation of [B, C, H, W], as `torch.nn.BatchNorm2d`. */
export class BatchNorm2d extends Module {
  readonly numFeatures: number;
  readonly eps: number;
  readonly momentum: number | null;
  weight: Parameter | null; // [C]
  bias: Parameter | null; // [C]
  runningMean: Buffer | null; // [C]
  runningVar: Buffer | null; // [C]
  numBatchesTracked: Buffer | null; // int64 scalar

  constructor(numFeatures: number, options?: BatchNorm2dOptions) {
    super();
    const { eps, momentum, affine, trackRunningStats } = withDefaults('BatchNorm2d', options, {
      eps: 1e-5,
      momentum: 0.1,
      affine: true,
      trackRunningStats: true,
    });
    this.numFeatures = numFeatures;
    this.eps = eps;
    this.momentum = momentum;
    this.weight = affine ? new Parameter(torch.ones([numFeatures])) : null;
    this.bias = affine ? new Parameter(torch.zeros([numFeatures])) : null;
    this.runningMean = trackRunningStats ? new Buffer(torch.zeros([numFeatures])) : null;
    this.runningVar = trackRunningStats ? new Buffer(torch.ones([numFeatures])) : null;
    this.numBatchesTracked = trackRunningStats ? new Buffer(torch.zeros([], { dtype: 'int64' })) : null;
  }

  override describe(): string {
    return `BatchNorm2d(${this.numFeatures})`;
  }

  // PyTorch before 0.4.1 did not count batches.
  protected override get stateTolerance(): StateTolerance {
    return { missing: ['num_batches_tracked'] };
  }

  override forward(x: Tensor): Tensor {
    expectShape(this, x, ['B', this.numFeatures, 'H', 'W']);
    const { weight, bias, runningMean, runningVar, eps } = this;
    const useBatchStatistics = this.training || runningMean === null;
    const momentum = this.training ? this.#countBatch() : (this.momentum ?? 0);
    return torch.batchNorm(x, weight, bias, runningMean, runningVar, useBatchStatistics, momentum, eps, true);
  }

  /** Counts this batch and returns its weight in the running statistics. */
  #countBatch(): number {
    this.numBatchesTracked?.add_(1);
    if (this.momentum !== null) return this.momentum;
    return this.numBatchesTracked ? 1 / Number(this.numBatchesTracked.item()) : 0;
  }
}
