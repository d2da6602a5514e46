import { scope, type Tensor } from '@cotrain/torch';
import {
  ADAPTIVE_AVG_POOL,
  ADAPTIVE_MAX_POOL,
  type AdaptiveSize,
  adaptiveSize,
  resolveAdaptive,
} from '../functional/pooling.js';
import { Module } from '../module.js';
import { expectMaps } from '../shape.js';
import type { Dims } from '../size.js';

/** Pools to a fixed output size, whatever the input's; a size of null keeps the input's. */
abstract class AdaptivePool extends Module {
  readonly outputSize: readonly (number | null)[];

  constructor(
    readonly dims: Dims,
    outputSize: AdaptiveSize,
  ) {
    super();
    this.outputSize = resolveAdaptive(this.constructor.name, dims, outputSize);
  }

  /** The output size for `x`, whose shape it checks. */
  protected sizeFor(x: Tensor): number[] {
    expectMaps(this, x, this.dims);
    return adaptiveSize(x, this.outputSize);
  }
}

abstract class AdaptiveAvgPool extends AdaptivePool {
  override forward(x: Tensor): Tensor {
    return ADAPTIVE_AVG_POOL[this.dims](x, this.sizeFor(x));
  }
}

abstract class AdaptiveMaxPool extends AdaptivePool {
  override forward(x: Tensor): Tensor {
    return scope(() => ADAPTIVE_MAX_POOL[this.dims](x, this.sizeFor(x))[0]);
  }
}

/** Averages [B, C, L] to a fixed length, as `torch.nn.AdaptiveAvgPool1d`. */
export class AdaptiveAvgPool1d extends AdaptiveAvgPool {
  constructor(outputSize: AdaptiveSize) {
    super(1, outputSize);
  }
}

/** Averages [B, C, H, W] to a fixed size, as `torch.nn.AdaptiveAvgPool2d`. */
export class AdaptiveAvgPool2d extends AdaptiveAvgPool {
  constructor(outputSize: AdaptiveSize) {
    super(2, outputSize);
  }
}

/** Averages [B, C, D, H, W] to a fixed size, as `torch.nn.AdaptiveAvgPool3d`. */
export class AdaptiveAvgPool3d extends AdaptiveAvgPool {
  constructor(outputSize: AdaptiveSize) {
    super(3, outputSize);
  }
}

/** Maxima of [B, C, L] at a fixed length, as `torch.nn.AdaptiveMaxPool1d`. */
export class AdaptiveMaxPool1d extends AdaptiveMaxPool {
  constructor(outputSize: AdaptiveSize) {
    super(1, outputSize);
  }
}

/** Maxima of [B, C, H, W] at a fixed size, as `torch.nn.AdaptiveMaxPool2d`. */
export class AdaptiveMaxPool2d extends AdaptiveMaxPool {
  constructor(outputSize: AdaptiveSize) {
    super(2, outputSize);
  }
}

/** Maxima of [B, C, D, H, W] at a fixed size, as `torch.nn.AdaptiveMaxPool3d`. */
export class AdaptiveMaxPool3d extends AdaptiveMaxPool {
  constructor(outputSize: AdaptiveSize) {
    super(3, outputSize);
  }
}
