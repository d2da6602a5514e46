import { type Tensor, torch } from '@cotrain/torch';
import { channelDropout, checkProbability } from '../functional/dropout.js';
import { Module } from '../module.js';
import { withDefaults } from '../options.js';
import type { Dims } from '../size.js';

/** Whether a dropout layer overwrites its input. */
export interface DropoutLayerOptions {
  /** Overwrites the input, which saves the memory of one map. Default false. */
  inplace?: boolean;
}

abstract class DropoutBase extends Module {
  readonly p: number;
  readonly inplace: boolean;

  constructor(p: number, options: DropoutLayerOptions | undefined) {
    super();
    checkProbability(this.constructor.name, p);
    this.p = p;
    this.inplace = withDefaults(this.constructor.name, options, { inplace: false }).inplace;
  }

  override describe(): string {
    return `${this.constructor.name}(${this.p})`;
  }
}

/** Zeroes elements with probability `p` in training and scales the others by 1 / (1 - p). */
export class Dropout extends DropoutBase {
  constructor(p = 0.5, options?: DropoutLayerOptions) {
    super(p, options);
  }

  override forward(x: Tensor): Tensor {
    return this.inplace ? x.dropout_(this.p, this.training) : torch.dropout(x, this.p, this.training);
  }
}

/** Dropout that preserves the mean and variance of `SELU` outputs (Klambauer et al., 2017). */
export class AlphaDropout extends DropoutBase {
  constructor(p = 0.5, options?: DropoutLayerOptions) {
    super(p, options);
  }

  override forward(x: Tensor): Tensor {
    const { p, training } = this;
    return this.inplace ? x.alphaDropout_(p, training) : torch.alphaDropout(x, p, training);
  }
}

abstract class ChannelDropout extends DropoutBase {
  constructor(
    readonly dims: Dims,
    p: number,
    options: DropoutLayerOptions | undefined,
  ) {
    super(p, options);
  }

  override forward(x: Tensor): Tensor {
    return channelDropout(this, x, this.dims, this);
  }
}

/** Zeroes whole channels of [B, C, L]. */
export class Dropout1d extends ChannelDropout {
  constructor(p = 0.5, options?: DropoutLayerOptions) {
    super(1, p, options);
  }
}

/** Zeroes whole channels of [B, C, H, W] (Tompson et al., 2015). */
export class Dropout2d extends ChannelDropout {
  constructor(p = 0.5, options?: DropoutLayerOptions) {
    super(2, p, options);
  }
}

/** Zeroes whole channels of [B, C, D, H, W]. */
export class Dropout3d extends ChannelDropout {
  constructor(p = 0.5, options?: DropoutLayerOptions) {
    super(3, p, options);
  }
}
