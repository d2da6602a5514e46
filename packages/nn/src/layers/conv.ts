import { type Tensor, torch } from '@cotrain/torch';
import { defaultUniform_ } from '../init.js';
import { Module } from '../module.js';
import { OptionError, withDefaults } from '../options.js';
import { Parameter } from '../parameter.js';
import { expectShape } from '../shape.js';
import { type Pair, pair } from './pair.js';

export interface Conv2dOptions {
  stride?: Pair;
  padding?: Pair;
  dilation?: Pair;
  groups?: number;
  bias?: boolean;
  paddingMode?: 'zeros';
}

/** 2-D convolution of [B, inChannels, H, W], as `torch.nn.Conv2d`. */
export class Conv2d extends Module {
  readonly inChannels: number;
  readonly outChannels: number;
  readonly kernelSize: [number, number];
  readonly stride: [number, number];
  readonly padding: [number, number];
  readonly dilation: [number, number];
  readonly groups: number;
  weight: Parameter; // [outChannels, inChannels / groups, kernel height, kernel width]
  bias: Parameter | null; // [outChannels]

  constructor(inChannels: number, outChannels: number, kernelSize: Pair, options?: Conv2dOptions) {
    super();
    const { stride, padding, dilation, groups, bias, paddingMode } = withDefaults('Conv2d', options, {
      stride: 1,
      padding: 0,
      dilation: 1,
      groups: 1,
      bias: true,
      paddingMode: 'zeros',
    });
    if (paddingMode !== 'zeros')
      throw new OptionError(`Conv2d: paddingMode must be zeros, got '${paddingMode}'`);
    if (inChannels % groups !== 0 || outChannels % groups !== 0) {
      throw new OptionError(
        `Conv2d(${inChannels}, ${outChannels}): channels must be divisible by groups ${groups}`,
      );
    }
    this.inChannels = inChannels;
    this.outChannels = outChannels;
    this.kernelSize = pair(kernelSize);
    this.stride = pair(stride);
    this.padding = pair(padding);
    this.dilation = pair(dilation);
    this.groups = groups;
    this.weight = new Parameter(torch.empty([outChannels, inChannels / groups, ...this.kernelSize]));
    this.bias = bias ? new Parameter(torch.empty([outChannels])) : null;
    defaultUniform_(this.weight, this.bias);
  }

  override describe(): string {
    return `${this.constructor.name}(${this.inChannels}, ${this.outChannels})`;
  }

  override forward(x: Tensor): Tensor {
    expectShape(this, x, ['B', this.inChannels, 'H', 'W']);
    const { bias, stride, padding, dilation, groups } = this;
    return torch.conv2d(x, this.weight, { bias, stride, padding, dilation, groups });
  }
}
