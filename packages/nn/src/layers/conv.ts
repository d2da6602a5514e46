import { winogradConv2d } from '@cotrain/ops';
import { scope, type Tensor, torch } from '@cotrain/torch';
import { CONV, type ConvPadding, resolvePadding } from '../functional/conv.js';
import type { PadMode } from '../functional/spatial.js';
import { prefersWinograd, winogradStride } from '../functional/winograd.js';
import { defaultUniform_ } from '../init.js';
import { Module } from '../module.js';
import { OptionError, withDefaults } from '../options.js';
import { Parameter } from '../parameter.js';
import { expectMaps } from '../shape.js';
import { type Dims, type Pair, type SizeLike, type Sizes, sizes } from '../size.js';

/** Stride, padding, dilation, groups and bias of a convolution. */
export interface ConvOptions<D extends Dims> {
  /** Step of the kernel along each dimension. Default 1. */
  stride?: SizeLike<D>;
  /** Elements added at both ends of each dimension. Default 0. */
  padding?: ConvPadding<D>;
  /** Distance between neighbouring kernel elements. Default 1. */
  dilation?: SizeLike<D>;
  /** Number of channel groups; channels of different groups are not connected. Default 1. */
  groups?: number;
  /** Adds a learned bias. Default true. */
  bias?: boolean;
  /** How the padding is filled. Default 'zeros'. */
  paddingMode?: 'zeros' | Exclude<PadMode, 'constant'>;
}

/** Options of `Conv1d`. */
export type Conv1dOptions = ConvOptions<1>;
/** Options of `Conv2d`. */
export type Conv2dOptions = ConvOptions<2>;
/** Options of `Conv3d`. */
export type Conv3dOptions = ConvOptions<3>;

const PADDING_MODES = ['zeros', 'reflect', 'replicate', 'circular'];

/** Convolution over `D` spatial dimensions; `torch/nn/modules/conv.py`. */
abstract class ConvNd<D extends Dims> extends Module {
  readonly dims: D;
  readonly inChannels: number;
  readonly outChannels: number;
  readonly kernelSize: Sizes<D>;
  readonly stride: Sizes<D>;
  readonly padding: Sizes<D> | 'same' | 'valid';
  readonly dilation: Sizes<D>;
  readonly groups: number;
  readonly paddingMode: NonNullable<ConvOptions<D>['paddingMode']>;
  weight: Parameter; // [outChannels, inChannels / groups, ...kernelSize]
  bias: Parameter | null; // [outChannels]
  private readonly winogradStride: 1 | 2 | null;

  constructor(
    dims: D,
    inChannels: number,
    outChannels: number,
    kernelSize: SizeLike<D>,
    options: ConvOptions<D> | undefined,
  ) {
    super();
    const where = `Conv${dims}d`;
    const given = withDefaults<ConvOptions<Dims>>(where, options as ConvOptions<Dims>, {
      stride: 1,
      padding: 0,
      dilation: 1,
      groups: 1,
      bias: true,
      paddingMode: 'zeros',
    });
    const { groups, bias, paddingMode } = given;
    if (!PADDING_MODES.includes(paddingMode)) {
      throw new OptionError(
        `${where}: paddingMode must be one of ${PADDING_MODES.join(', ')}, got '${paddingMode}'`,
      );
    }
    checkGroups(where, inChannels, outChannels, groups);
    this.dims = dims;
    this.inChannels = inChannels;
    this.outChannels = outChannels;
    this.kernelSize = sizes(`${where}: kernelSize`, dims, kernelSize);
    this.stride = sizes(`${where}: stride`, dims, given.stride as SizeLike<D>);
    this.padding = resolvePadding(where, dims, given.padding as ConvPadding<D>, this.stride) as Sizes<D>;
    this.dilation = sizes(`${where}: dilation`, dims, given.dilation as SizeLike<D>);
    this.groups = groups;
    this.paddingMode = paddingMode;
    this.winogradStride =
      paddingMode === 'zeros'
        ? winogradStride([outChannels, inChannels / groups, ...this.kernelSize], this)
        : null;
    this.weight = new Parameter(torch.empty([outChannels, inChannels / groups, ...this.kernelSize]));
    this.bias = bias ? new Parameter(torch.empty([outChannels])) : null;
    defaultUniform_(this.weight, this.bias);
  }

  override describe(): string {
    return `${this.constructor.name}(${this.inChannels}, ${this.outChannels})`;
  }

  override forward(x: Tensor): Tensor {
    expectMaps(this, x, this.dims, this.inChannels);
    const { bias, stride, dilation, groups } = this;
    // The operators also take `same` and `valid`, but through an overload that a union type cannot select.
    const padding = this.padding as Sizes<D>;
    if (this.winogradStride && prefersWinograd(x, this.winogradStride))
      return winogradConv2d(x, this.weight, { bias, stride: this.winogradStride });
    if (this.paddingMode === 'zeros') {
      return CONV[this.dims](x, this.weight, { bias, stride, padding, dilation, groups });
    }
    const mode = this.paddingMode;
    return scope(() => {
      const padded = torch.pad(x, padSides(this as ConvNd<Dims>), { mode });
      return CONV[this.dims](padded, this.weight, { bias, stride, dilation, groups });
    });
  }
}

/** Padding before and after each dimension, last dimension first, as `pad` takes it. */
function padSides(conv: ConvNd<Dims>): number[] {
  const { padding, dilation, kernelSize } = conv;
  return kernelSize
    .map((kernel, i) => {
      if (padding === 'valid') return [0, 0];
      if (padding !== 'same') return [padding[i]!, padding[i]!];
      const total = dilation[i]! * (kernel - 1);
      return [Math.floor(total / 2), total - Math.floor(total / 2)];
    })
    .reverse()
    .flat();
}

/** @throws OptionError unless both channel counts are multiples of `groups`. */
export function checkGroups(where: string, inChannels: number, outChannels: number, groups: number): void {
  if (inChannels % groups !== 0 || outChannels % groups !== 0) {
    throw new OptionError(
      `${where}(${inChannels}, ${outChannels}): channels must be divisible by groups ${groups}`,
    );
  }
}

/** Convolution of [B, inChannels, L], as `torch.nn.Conv1d`. */
export class Conv1d extends ConvNd<1> {
  constructor(inChannels: number, outChannels: number, kernelSize: SizeLike<1>, options?: Conv1dOptions) {
    super(1, inChannels, outChannels, kernelSize, options);
  }
}

/** Convolution of [B, inChannels, H, W], as `torch.nn.Conv2d`. */
export class Conv2d extends ConvNd<2> {
  constructor(inChannels: number, outChannels: number, kernelSize: Pair, options?: Conv2dOptions) {
    super(2, inChannels, outChannels, kernelSize, options);
  }
}

/** Convolution of [B, inChannels, D, H, W], as `torch.nn.Conv3d`. */
export class Conv3d extends ConvNd<3> {
  constructor(inChannels: number, outChannels: number, kernelSize: SizeLike<3>, options?: Conv3dOptions) {
    super(3, inChannels, outChannels, kernelSize, options);
  }
}
