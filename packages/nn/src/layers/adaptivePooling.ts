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

/** Pools to a fixed output size, whatever the input's size; null keeps a dimension's size. */
abstract class AdaptivePool extends Module {
  readonly outputSize: readonly (number | null)[];

  constructor(
    readonly dims: Dims,
    outputSize: AdaptiveSize,
  ) {
    super();
    this.outputSize = resolveAdaptive(this.constructor.name, dims, outputSize);
  }

  /** Checks the shape of `x` and returns the output size for it. */
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

/** Averages [B, C, L] to a fixed length (`torch.nn.AdaptiveAvgPool1d`). */
export class AdaptiveAvgPool1d extends AdaptiveAvgPool {
  constructor(outputSize: AdaptiveSize) {
    super(1, outputSize);
  }
}

/** Averages [B, C, H, W] to a fixed size (`torch.nn.AdaptiveAvgPool2d`). */
export class AdaptiveAvgPool2d extends AdaptiveAvgPool {
  constructor(outputSize: AdaptiveSize) {
    super(2, outputSize);
  }
}

/** Averages [B, C, D, H, W] to a fixed size (`torch.nn.AdaptiveAvgPool3d`). */
export class AdaptiveAvgPool3d extends AdaptiveAvgPool {
  constructor(outputSize: AdaptiveSize) {
    super(3, outputSize);
  }
}

/** Max-pools [B, C, L] to a fixed length (`torch.nn.AdaptiveMaxPool1d`). */
export class AdaptiveMaxPool1d extends AdaptiveMaxPool {
  constructor(outputSize: AdaptiveSize) {
    super(1, outputSize);
  }
}

/** Max-pools [B, C, H, W] to a fixed size (`torch.nn.AdaptiveMaxPool2d`). */
export class AdaptiveMaxPool2d extends AdaptiveMaxPool {
  constructor(outputSize: AdaptiveSize) {
    super(2, outputSize);
  }
}

/** Max-pools [B, C, D, H, W] to a fixed size (`torch.nn.AdaptiveMaxPool3d`). */
export class AdaptiveMaxPool3d extends AdaptiveMaxPool {
  constructor(outputSize: AdaptiveSize) {
    super(3, outputSize);
  }
}
