import { type Tensor, torch } from '@cotrain/torch';
import { pixelShuffle, pixelUnshuffle, resolveUnfold, type UnfoldOptions } from '../functional/spatial.js';
import { Module } from '../module.js';
import { OptionError, withDefaults } from '../options.js';
import { expectMaps, expectShape } from '../shape.js';
import { type Pair, sizes } from '../size.js';

/** First and last dimension that `Flatten` merges. */
export interface FlattenOptions {
  /** First dimension to flatten. Default 1. */
  startDim?: number;
  /** Last dimension to flatten. Default -1. */
  endDim?: number;
}

/** Flattens a range of dimensions, by default all but the first (`torch.nn.Flatten`). */
export class Flatten extends Module {
  readonly startDim: number;
  readonly endDim: number;

  constructor(options?: FlattenOptions) {
    super();
    const { startDim, endDim } = withDefaults('Flatten', options, { startDim: 1, endDim: -1 });
    this.startDim = startDim;
    this.endDim = endDim;
  }

  override forward(x: Tensor): Tensor {
    return x.flatten({ startDim: this.startDim, endDim: this.endDim });
  }
}

/** Splits a dimension into several, of which one may be -1 (inferred); like `torch.nn.Unflatten`. */
export class Unflatten extends Module {
  constructor(
    readonly dim: number,
    readonly unflattenedSize: readonly number[],
  ) {
    super();
  }

  override forward(x: Tensor): Tensor {
    return x.unflatten(this.dim, this.unflattenedSize);
  }
}

/** [B, C * r^2, H, W] to [B, C, H * r, W * r] (Shi et al., 2016), as `torch.nn.PixelShuffle`. */
export class PixelShuffle extends Module {
  constructor(readonly upscaleFactor: number) {
    super();
    checkFactor('PixelShuffle', upscaleFactor);
  }

  override forward(x: Tensor): Tensor {
    return pixelShuffle(x, this.upscaleFactor);
  }
}

/** [B, C, H * r, W * r] to [B, C * r^2, H, W], as `torch.nn.PixelUnshuffle`. */
export class PixelUnshuffle extends Module {
  constructor(readonly downscaleFactor: number) {
    super();
    checkFactor('PixelUnshuffle', downscaleFactor);
  }

  override forward(x: Tensor): Tensor {
    return pixelUnshuffle(x, this.downscaleFactor);
  }
}

function checkFactor(where: string, factor: number): void {
  if (!Number.isInteger(factor) || factor < 1) {
    throw new OptionError(`${where}: the factor must be a whole number above 0, got ${factor}`);
  }
}

/**
 * Extracts the windows of [B, C, H, W] as columns [B, C * kernel height * kernel width, windows]
 * (`torch.nn.Unfold`).
 */
export class Unfold extends Module {
  readonly options: ReturnType<typeof resolveUnfold>;

  constructor(kernelSize: Pair, options?: UnfoldOptions) {
    super();
    this.options = resolveUnfold('Unfold', kernelSize, options);
  }

  override forward(x: Tensor): Tensor {
    expectMaps(this, x, 2);
    const { kernel, dilation, padding, stride } = this.options;
    return torch.im2col(x, kernel, dilation, padding, stride);
  }
}

/** Sums columns into maps [B, C, ...outputSize]: the transpose of `Unfold` (`torch.nn.Fold`). */
export class Fold extends Module {
  readonly outputSize: [height: number, width: number];
  readonly options: ReturnType<typeof resolveUnfold>;

  constructor(outputSize: Pair, kernelSize: Pair, options?: UnfoldOptions) {
    super();
    this.outputSize = sizes('Fold: outputSize', 2, outputSize);
    this.options = resolveUnfold('Fold', kernelSize, options);
  }

  override forward(x: Tensor): Tensor {
    expectShape(this, x, x.ndim === 2 ? ['columns', 'windows'] : ['B', 'columns', 'windows']);
    const { kernel, dilation, padding, stride } = this.options;
    return torch.col2im(x, this.outputSize, kernel, dilation, padding, stride);
  }
}
