import { type Tensor, torch } from '@cotrain/torch';
import { Module } from '../module.js';
import { withDefaults } from '../options.js';
import { expectShape } from '../shape.js';
import { type Pair, pair } from './pair.js';

export interface MaxPool2dOptions {
  /** The kernel size where it is not given. */
  stride?: Pair | null;
  padding?: Pair;
  dilation?: Pair;
  ceilMode?: boolean;
}

/** As `torch.nn.MaxPool2d`. */
export class MaxPool2d extends Module {
  readonly kernelSize: [number, number];
  readonly stride: [number, number];
  readonly padding: [number, number];
  readonly dilation: [number, number];
  readonly ceilMode: boolean;

  constructor(kernelSize: Pair, options?: MaxPool2dOptions) {
    super();
    const { stride, padding, dilation, ceilMode } = withDefaults('MaxPool2d', options, {
      stride: null,
      padding: 0,
      dilation: 1,
      ceilMode: false,
    });
    this.kernelSize = pair(kernelSize);
    this.stride = pair(stride ?? kernelSize);
    this.padding = pair(padding);
    this.dilation = pair(dilation);
    this.ceilMode = ceilMode;
  }

  override forward(x: Tensor): Tensor {
    expectShape(this, x, ['B', 'C', 'H', 'W']);
    const { stride, padding, dilation, ceilMode } = this;
    return torch.maxPool2d(x, this.kernelSize, { stride, padding, dilation, ceilMode });
  }
}

export interface AvgPool2dOptions {
  /** The kernel size where it is not given. */
  stride?: Pair | null;
  padding?: Pair;
  ceilMode?: boolean;
  countIncludePad?: boolean;
}

/** As `torch.nn.AvgPool2d`. */
export class AvgPool2d extends Module {
  readonly kernelSize: [number, number];
  readonly stride: [number, number];
  readonly padding: [number, number];
  readonly ceilMode: boolean;
  readonly countIncludePad: boolean;

  constructor(kernelSize: Pair, options?: AvgPool2dOptions) {
    super();
    const { stride, padding, ceilMode, countIncludePad } = withDefaults('AvgPool2d', options, {
      stride: null,
      padding: 0,
      ceilMode: false,
      countIncludePad: true,
    });
    this.kernelSize = pair(kernelSize);
    this.stride = pair(stride ?? kernelSize);
    this.padding = pair(padding);
    this.ceilMode = ceilMode;
    this.countIncludePad = countIncludePad;
  }

  override forward(x: Tensor): Tensor {
    expectShape(this, x, ['B', 'C', 'H', 'W']);
    const { stride, padding, ceilMode, countIncludePad } = this;
    return torch.avgPool2d(x, this.kernelSize, { stride, padding, ceilMode, countIncludePad });
  }
}

/** Averages to a fixed output size, as `torch.nn.AdaptiveAvgPool2d`. */
export class AdaptiveAvgPool2d extends Module {
  readonly outputSize: [number, number];

  constructor(outputSize: Pair) {
    super();
    this.outputSize = pair(outputSize);
  }

  override forward(x: Tensor): Tensor {
    expectShape(this, x, ['B', 'C', 'H', 'W']);
    return torch.adaptiveAvgPool2d(x, this.outputSize);
  }
}
