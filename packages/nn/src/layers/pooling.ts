import type { Tensor } from '@cotrain/torch';
import {
  type AvgPoolOptions,
  averagePool,
  MAX_POOL,
  type MaxPoolOptions,
  type ResolvedAvgPool,
  type ResolvedMaxPool,
  resolveAvgPool,
  resolveMaxPool,
} from '../functional/pooling.js';
import { Module } from '../module.js';
import { expectMaps } from '../shape.js';
import type { Dims, Pair, SizeLike, Sizes } from '../size.js';

/** Options of `MaxPool2d`. */
export type MaxPool2dOptions = MaxPoolOptions<2>;
/** Options of `AvgPool2d`. */
export type AvgPool2dOptions = AvgPoolOptions<2>;

abstract class MaxPoolNd<D extends Dims> extends Module {
  readonly dims: D;
  readonly kernelSize: Sizes<D>;
  readonly stride: Sizes<D>;
  readonly padding: Sizes<D>;
  readonly dilation: Sizes<D>;
  readonly ceilMode: boolean;

  constructor(dims: D, kernelSize: SizeLike<D>, options: MaxPoolOptions<D> | undefined) {
    super();
    const resolved: ResolvedMaxPool<D> = resolveMaxPool(`MaxPool${dims}d`, dims, kernelSize, options);
    this.dims = dims;
    this.kernelSize = resolved.kernelSize;
    this.stride = resolved.stride;
    this.padding = resolved.padding;
    this.dilation = resolved.dilation;
    this.ceilMode = resolved.ceilMode;
  }

  override forward(x: Tensor): Tensor {
    expectMaps(this, x, this.dims);
    const { stride, padding, dilation, ceilMode } = this;
    return MAX_POOL[this.dims](x, this.kernelSize, { stride, padding, dilation, ceilMode });
  }
}

/** Maxima over windows of [B, C, L], as `torch.nn.MaxPool1d`. */
export class MaxPool1d extends MaxPoolNd<1> {
  constructor(kernelSize: SizeLike<1>, options?: MaxPoolOptions<1>) {
    super(1, kernelSize, options);
  }
}

/** Maxima over windows of [B, C, H, W], as `torch.nn.MaxPool2d`. */
export class MaxPool2d extends MaxPoolNd<2> {
  constructor(kernelSize: Pair, options?: MaxPool2dOptions) {
    super(2, kernelSize, options);
  }
}

/** Maxima over windows of [B, C, D, H, W], as `torch.nn.MaxPool3d`. */
export class MaxPool3d extends MaxPoolNd<3> {
  constructor(kernelSize: SizeLike<3>, options?: MaxPoolOptions<3>) {
    super(3, kernelSize, options);
  }
}

abstract class AvgPoolNd<D extends Dims> extends Module implements ResolvedAvgPool<D> {
  readonly dims: D;
  readonly kernelSize: Sizes<D>;
  readonly stride: Sizes<D>;
  readonly padding: Sizes<D>;
  readonly ceilMode: boolean;
  readonly countIncludePad: boolean;
  readonly divisorOverride: number | null;

  constructor(dims: D, kernelSize: SizeLike<D>, options: AvgPoolOptions<D> | undefined) {
    super();
    const resolved = resolveAvgPool(`AvgPool${dims}d`, dims, kernelSize, options);
    this.dims = dims;
    this.kernelSize = resolved.kernelSize;
    this.stride = resolved.stride;
    this.padding = resolved.padding;
    this.ceilMode = resolved.ceilMode;
    this.countIncludePad = resolved.countIncludePad;
    this.divisorOverride = resolved.divisorOverride;
  }

  override forward(x: Tensor): Tensor {
    expectMaps(this, x, this.dims);
    return averagePool(this.dims, x, this);
  }
}

/** Means over windows of [B, C, L], as `torch.nn.AvgPool1d`. */
export class AvgPool1d extends AvgPoolNd<1> {
  constructor(kernelSize: SizeLike<1>, options?: AvgPoolOptions<1>) {
    super(1, kernelSize, options);
  }
}

/** Means over windows of [B, C, H, W], as `torch.nn.AvgPool2d`. */
export class AvgPool2d extends AvgPoolNd<2> {
  constructor(kernelSize: Pair, options?: AvgPool2dOptions) {
    super(2, kernelSize, options);
  }
}

/** Means over windows of [B, C, D, H, W], as `torch.nn.AvgPool3d`. */
export class AvgPool3d extends AvgPoolNd<3> {
  constructor(kernelSize: SizeLike<3>, options?: AvgPoolOptions<3>) {
    super(3, kernelSize, options);
  }
}
