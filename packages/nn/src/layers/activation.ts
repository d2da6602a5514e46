import { type Tensor, torch } from '@cotrain/torch';
import { relu } from '../functional.js';
import { Module } from '../module.js';
import { OptionError, withDefaults } from '../options.js';

export interface ReLUOptions {
  /** Overwrites the input, which saves one map of memory. */
  inplace?: boolean;
}

export class ReLU extends Module {
  readonly inplace: boolean;

  constructor(options?: ReLUOptions) {
    super();
    this.inplace = withDefaults('ReLU', options, { inplace: false }).inplace;
  }

  override forward(x: Tensor): Tensor {
    return relu(x, { inplace: this.inplace });
  }
}

export class Identity extends Module {
  override forward(x: Tensor): Tensor {
    return x;
  }
}

/** Zeroes elements with probability `p` in training and scales the others by 1 / (1 - p). */
export class Dropout extends Module {
  readonly p: number;

  constructor(p = 0.5) {
    super();
    if (!(p >= 0 && p <= 1)) throw new OptionError(`Dropout: p must be between 0 and 1, got ${p}`);
    this.p = p;
  }

  override describe(): string {
    return `Dropout(${this.p})`;
  }

  override forward(x: Tensor): Tensor {
    return torch.dropout(x, this.p, this.training);
  }
}
