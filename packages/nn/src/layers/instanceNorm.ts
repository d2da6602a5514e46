import { type Tensor, torch } from '@cotrain/torch';
import { severalValues } from '../functional/normalization.js';
import { withDefaults } from '../options.js';
import { asBatch, expectMaps } from '../shape.js';
import type { Dims } from '../size.js';
import { ChannelNorm, type ChannelNormOptions } from './channelNorm.js';

/** Epsilon, momentum, affine values and running statistics of instance norm. */
export interface InstanceNormOptions extends ChannelNormOptions {
  /** Weight of the new batch in the running statistics. Default 0.1. */
  momentum?: number;
}

/** Normalises each channel of each image over all positions (`torch/nn/modules/instancenorm.py`). */
abstract class InstanceNorm extends ChannelNorm {
  declare readonly momentum: number;

  constructor(dims: Dims, numFeatures: number, options: InstanceNormOptions | undefined) {
    const resolved = withDefaults<InstanceNormOptions>(`InstanceNorm${dims}d`, options, {
      eps: 1e-5,
      momentum: 0.1,
      affine: false,
      trackRunningStats: false,
    });
    super(dims, numFeatures, resolved);
  }

  override forward(x: Tensor): Tensor {
    expectMaps(this, x, this.dims, this.numFeatures);
    const { weight, bias, runningMean, runningVar, momentum, eps } = this;
    const useInputStats = this.training || runningMean === null;
    return asBatch(x, this.dims, (batch) => {
      if (useInputStats) severalValues(this, batch, 2);
      return torch.instanceNorm(
        batch,
        weight,
        bias,
        runningMean,
        runningVar,
        useInputStats,
        momentum,
        eps,
        true,
      );
    });
  }
}

/** Instance normalisation of [B, C, L] (`torch.nn.InstanceNorm1d`). */
export class InstanceNorm1d extends InstanceNorm {
  constructor(numFeatures: number, options?: InstanceNormOptions) {
    super(1, numFeatures, options);
  }
}

/** Instance normalisation of [B, C, H, W] (`torch.nn.InstanceNorm2d`). */
export class InstanceNorm2d extends InstanceNorm {
  constructor(numFeatures: number, options?: InstanceNormOptions) {
    super(2, numFeatures, options);
  }
}

/** Instance normalisation of [B, C, D, H, W] (`torch.nn.InstanceNorm3d`). */
export class InstanceNorm3d extends InstanceNorm {
  constructor(numFeatures: number, options?: InstanceNormOptions) {
    super(3, numFeatures, options);
  }
}
