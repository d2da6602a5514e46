import { type Tensor, torch } from '@cotrain/torch';
import { severalValues } from '../functional/normalization.js';
import type { StateTolerance } from '../module.js';
import { withDefaults } from '../options.js';
import { expectShape } from '../shape.js';
import { type Dims, mapsPattern } from '../size.js';
import { ChannelNorm, type ChannelNormOptions } from './channelNorm.js';

/** Epsilon, momentum, affine values and running statistics of batch norm. */
export type BatchNormOptions = ChannelNormOptions;
/** Options of `BatchNorm2d`, the same as for one and three dimensions. */
export type BatchNorm2dOptions = BatchNormOptions;

/** Normalises each channel over the batch and all positions (`torch/nn/modules/batchnorm.py`). */
abstract class BatchNorm extends ChannelNorm {
  constructor(dims: Dims, numFeatures: number, options: BatchNormOptions | undefined) {
    const resolved = withDefaults(`BatchNorm${dims}d`, options, {
      eps: 1e-5,
      momentum: 0.1,
      affine: true,
      trackRunningStats: true,
    });
    super(dims, numFeatures, resolved);
  }

  // State dicts from PyTorch before 0.4.1 do not count batches.
  protected override get stateTolerance(): StateTolerance {
    return { missing: ['num_batches_tracked'] };
  }

  override forward(x: Tensor): Tensor {
    this.checkShape(x);
    if (this.training) return this.normaliseBatch(x);
    const { weight, bias, runningMean, runningVar, eps } = this;
    const useBatchStatistics = runningMean === null;
    if (useBatchStatistics) severalValues(this, x, 0);
    const momentum = this.momentum ?? 0;
    return torch.batchNorm(x, weight, bias, runningMean, runningVar, useBatchStatistics, momentum, eps, true);
  }

  /** Normalises by the statistics of this batch, and adds them to the running ones. */
  protected normaliseBatch(x: Tensor): Tensor {
    severalValues(this, x, 0);
    const { weight, bias, runningMean, runningVar, eps } = this;
    return torch.batchNorm(x, weight, bias, runningMean, runningVar, true, this.countBatch(), eps, true);
  }

  /** Counts this batch and returns its weight in the running statistics. */
  protected countBatch(): number {
    const { momentum, numBatchesTracked } = this;
    numBatchesTracked?.add_(1);
    if (momentum !== null) return momentum;
    return numBatchesTracked ? 1 / Number(numBatchesTracked.item()) : 0;
  }

  protected checkShape(x: Tensor): void {
    expectShape(this, x, mapsPattern(this.dims, this.numFeatures));
  }
}

/** Batch normalisation of [B, C] or [B, C, L] (`torch.nn.BatchNorm1d`). */
export class BatchNorm1d extends BatchNorm {
  constructor(numFeatures: number, options?: BatchNormOptions) {
    super(1, numFeatures, options);
  }

  protected override checkShape(x: Tensor): void {
    expectShape(this, x, x.ndim === 2 ? ['B', this.numFeatures] : mapsPattern(1, this.numFeatures));
  }
}

/** Batch normalisation of [B, C, H, W] (`torch.nn.BatchNorm2d`). */
export class BatchNorm2d extends BatchNorm {
  constructor(numFeatures: number, options?: BatchNormOptions) {
    super(2, numFeatures, options);
  }
}

/** Batch normalisation of [B, C, D, H, W] (`torch.nn.BatchNorm3d`). */
export class BatchNorm3d extends BatchNorm {
  constructor(numFeatures: number, options?: BatchNormOptions) {
    super(3, numFeatures, options);
  }
}
