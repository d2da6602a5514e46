import { type Tensor, torch } from '@cotrain/torch';
import { severalValuesOfGroups } from '../functional/normalization.js';
import { Module } from '../module.js';
import { OptionError, withDefaults } from '../options.js';
import { Parameter } from '../parameter.js';
import { expectShape } from '../shape.js';

/** Epsilon and affine values of group norm. */
export interface GroupNormOptions {
  /** Added to the denominator to avoid division by zero. Default 1e-5. */
  eps?: number;
  /** Learns a weight and a bias for each channel. Default true. */
  affine?: boolean;
}

/** Group normalisation of [B, C, ...] (`torch.nn.GroupNorm`). */
export class GroupNorm extends Module {
  readonly numGroups: number;
  readonly numChannels: number;
  readonly eps: number;
  weight: Parameter | null; // [C]
  bias: Parameter | null; // [C]

  constructor(numGroups: number, numChannels: number, options?: GroupNormOptions) {
    super();
    const { eps, affine } = withDefaults('GroupNorm', options, {
      eps: 1e-5,
      affine: true,
    });
    if (numChannels % numGroups !== 0) {
      throw new OptionError(`GroupNorm: ${numChannels} channels are not divisible into ${numGroups} groups`);
    }
    this.numGroups = numGroups;
    this.numChannels = numChannels;
    this.eps = eps;
    this.weight = affine ? new Parameter(torch.ones([numChannels])) : null;
    this.bias = affine ? new Parameter(torch.zeros([numChannels])) : null;
  }

  override describe(): string {
    return `GroupNorm(${this.numGroups}, ${this.numChannels})`;
  }

  override forward(x: Tensor): Tensor {
    const rest = x.ndim === 4 ? ['H', 'W'] : new Array<string>(Math.max(x.ndim - 2, 0)).fill('*');
    expectShape(this, x, ['B', this.numChannels, ...rest]);
    severalValuesOfGroups(this, x, this.numGroups);
    const { weight, bias, eps } = this;
    return torch.groupNorm(x, this.numGroups, { weight, bias, eps });
  }
}
