import { type Tensor, torch } from '@cotrain/torch';
import { CONV_TRANSPOSE } from '../functional/conv.js';
import { defaultUniform_ } from '../init.js';
import { Module } from '../module.js';
import { withDefaults } from '../options.js';
import { Parameter } from '../parameter.js';
import { expectMaps, ShapeError } from '../shape.js';
import { type Dims, type SizeLike, type Sizes, sizes } from '../size.js';
import { formatShape } from '../stateDict.js';
import { checkGroups } from './conv.js';

/** Stride, padding, dilation, groups and bias of a transposed convolution. */
export interface ConvTransposeOptions<D extends Dims> {
  /** Step of the kernel along each dimension. Default 1. */
  stride?: SizeLike<D>;
  /** Elements added at both ends of each dimension. Default 0. */
  padding?: SizeLike<D>;
  /**
   * Elements added to one side of the output, to choose among the sizes that the stride allows. Default 0.
   */
  outputPadding?: SizeLike<D>;
  /** Number of channel groups; channels of different groups are not connected. Default 1. */
  groups?: number;
  /** Adds a learned bias. Default true. */
  bias?: boolean;
  /** Distance between neighbouring kernel elements. Default 1. */
  dilation?: SizeLike<D>;
}

/** Transposed convolution over `D` spatial dimensions; `torch/nn/modules/conv.py`. */
abstract class ConvTransposeNd<D extends Dims> extends Module<[x: Tensor, outputSize?: readonly number[]]> {
  readonly dims: D;
  readonly inChannels: number;
  readonly outChannels: number;
  readonly kernelSize: Sizes<D>;
  readonly stride: Sizes<D>;
  readonly padding: Sizes<D>;
  readonly outputPadding: Sizes<D>;
  readonly groups: number;
  readonly dilation: Sizes<D>;
  weight: Parameter; // [inChannels, outChannels / groups, ...kernelSize]
  bias: Parameter | null; // [outChannels]

  constructor(
    dims: D,
    inChannels: number,
    outChannels: number,
    kernelSize: SizeLike<D>,
    options: ConvTransposeOptions<D> | undefined,
  ) {
    super();
    const where = `ConvTranspose${dims}d`;
    const given = withDefaults<ConvTransposeOptions<Dims>>(where, options as ConvTransposeOptions<Dims>, {
      stride: 1,
      padding: 0,
      outputPadding: 0,
      groups: 1,
      bias: true,
      dilation: 1,
    });
    const { groups, bias } = given;
    checkGroups(where, inChannels, outChannels, groups);
    this.dims = dims;
    this.inChannels = inChannels;
    this.outChannels = outChannels;
    this.kernelSize = sizes(`${where}: kernelSize`, dims, kernelSize);
    this.stride = sizes(`${where}: stride`, dims, given.stride as SizeLike<D>);
    this.padding = sizes(`${where}: padding`, dims, given.padding as SizeLike<D>, 0);
    this.outputPadding = sizes(`${where}: outputPadding`, dims, given.outputPadding as SizeLike<D>, 0);
    this.groups = groups;
    this.dilation = sizes(`${where}: dilation`, dims, given.dilation as SizeLike<D>);
    this.weight = new Parameter(torch.empty([inChannels, outChannels / groups, ...this.kernelSize]));
    this.bias = bias ? new Parameter(torch.empty([outChannels])) : null;
    defaultUniform_(this.weight, this.bias);
  }

  override describe(): string {
    return `${this.constructor.name}(${this.inChannels}, ${this.outChannels})`;
  }

  /**
   * @param outputSize spatial size of the output, one of the sizes that the stride allows; replaces
   *   `outputPadding`.
   */
  override forward(x: Tensor, outputSize?: readonly number[]): Tensor {
    expectMaps(this, x, this.dims, this.inChannels);
    const { bias, stride, padding, groups, dilation } = this;
    const outputPadding = outputSize
      ? outputPaddingFor(this as ConvTransposeNd<Dims>, x.shape.slice(-this.dims), outputSize)
      : this.outputPadding;
    return CONV_TRANSPOSE[this.dims](x, this.weight, {
      bias,
      stride,
      padding,
      outputPadding,
      groups,
      dilation,
    });
  }
}

function outputPaddingFor(
  layer: ConvTransposeNd<Dims>,
  inputSize: number[],
  outputSize: readonly number[],
): number[] {
  const { stride, padding, dilation, kernelSize } = layer;
  const smallest = inputSize.map(
    (size, i) => (size - 1) * stride[i]! - 2 * padding[i]! + dilation[i]! * (kernelSize[i]! - 1) + 1,
  );
  const largest = smallest.map((size, i) => size + stride[i]! - 1);
  const fits = smallest.every((size, i) => outputSize[i]! >= size && outputSize[i]! <= largest[i]!);
  if (!fits || outputSize.length !== layer.dims) {
    throw new ShapeError(
      `${layer.describe()}: outputSize`,
      `from ${formatShape(smallest)} to ${formatShape(largest)}`,
      formatShape(outputSize),
    );
  }
  return smallest.map((size, i) => outputSize[i]! - size);
}

/** Transposed convolution of [B, inChannels, L], as `torch.nn.ConvTranspose1d`. */
export class ConvTranspose1d extends ConvTransposeNd<1> {
  constructor(
    inChannels: number,
    outChannels: number,
    kernelSize: SizeLike<1>,
    options?: ConvTransposeOptions<1>,
  ) {
    super(1, inChannels, outChannels, kernelSize, options);
  }
}

/** Transposed convolution of [B, inChannels, H, W], as `torch.nn.ConvTranspose2d`. */
export class ConvTranspose2d extends ConvTransposeNd<2> {
  constructor(
    inChannels: number,
    outChannels: number,
    kernelSize: SizeLike<2>,
    options?: ConvTransposeOptions<2>,
  ) {
    super(2, inChannels, outChannels, kernelSize, options);
  }
}

/** Transposed convolution of [B, inChannels, D, H, W], as `torch.nn.ConvTranspose3d`. */
export class ConvTranspose3d extends ConvTransposeNd<3> {
  constructor(
    inChannels: number,
    outChannels: number,
    kernelSize: SizeLike<3>,
    options?: ConvTransposeOptions<3>,
  ) {
    super(3, inChannels, outChannels, kernelSize, options);
  }
}
