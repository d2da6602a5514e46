import { winogradConv2d } from '@cotrain/ops';
import { type Tensor, torch } from '@cotrain/torch';
import { OptionError, withDefaults } from '../options.js';
import { expectMaps, ShapeError } from '../shape.js';
import { type Dims, type SizeLike, sizes } from '../size.js';
import { formatShape } from '../stateDict.js';
import { prefersWinograd, winogradStride } from './winograd.js';

/** Zeros on both sides of each dimension; `same` keeps the size (stride 1 only), `valid` adds none. */
export type ConvPadding<D extends Dims> = SizeLike<D> | 'same' | 'valid';

/** Bias, stride, padding, dilation and groups of a functional convolution. */
export interface ConvFunctionOptions<D extends Dims> {
  /** Bias [outChannels]. Default null. */
  bias?: Tensor | null;
  /** Step of the kernel along each dimension. Default 1. */
  stride?: SizeLike<D>;
  /** Elements added at both ends of each dimension. Default 0. */
  padding?: ConvPadding<D>;
  /** Distance between neighbouring kernel elements. Default 1. */
  dilation?: SizeLike<D>;
  /** Number of channel groups; channels of different groups are not connected. Default 1. */
  groups?: number;
}

/** Bias, stride, padding, dilation and groups of a functional transposed convolution. */
export interface ConvTransposeFunctionOptions<D extends Dims> {
  /** Bias [outChannels]. Default null. */
  bias?: Tensor | null;
  /** Step of the kernel along each dimension. Default 1. */
  stride?: SizeLike<D>;
  /** Elements added at both ends of each dimension. Default 0. */
  padding?: SizeLike<D>;
  /**
   * Elements added to one side of the output, to choose among the sizes that the stride allows. Default 0.
   */
  outputPadding?: SizeLike<D>;
  /** Distance between neighbouring kernel elements. Default 1. */
  dilation?: SizeLike<D>;
  /** Number of channel groups; channels of different groups are not connected. Default 1. */
  groups?: number;
}

/** The operators by number of spatial dimensions. */
export const CONV = { 1: torch.conv1d, 2: torch.conv2d, 3: torch.conv3d } as const;
export const CONV_TRANSPOSE = {
  1: torch.convTranspose1d,
  2: torch.convTranspose2d,
  3: torch.convTranspose3d,
} as const;

/** @throws OptionError if the padding is malformed or does not fit the stride. */
export function resolvePadding<D extends Dims>(
  where: string,
  dims: D,
  padding: ConvPadding<D>,
  stride: readonly number[],
): readonly number[] | 'same' | 'valid' {
  if (typeof padding !== 'string') return sizes(`${where}: padding`, dims, padding, 0);
  if (padding !== 'same' && padding !== 'valid') {
    throw new OptionError(`${where}: padding must be a number, numbers, same or valid, got '${padding}'`);
  }
  if (padding === 'same' && stride.some((step) => step !== 1)) {
    throw new OptionError(`${where}: padding 'same' needs a stride of 1, got ${formatShape(stride)}`);
  }
  return padding;
}

function conv<D extends Dims>(
  dims: D,
  x: Tensor,
  weight: Tensor,
  options: ConvFunctionOptions<D> | undefined,
): Tensor {
  const where = `conv${dims}d`;
  const given = withDefaults<ConvFunctionOptions<Dims>>(where, options as ConvFunctionOptions<Dims>, {
    bias: null,
    stride: 1,
    padding: 0,
    dilation: 1,
    groups: 1,
  });
  const { bias, groups } = given;
  const stride = sizes<Dims>(`${where}: stride`, dims, given.stride);
  const dilation = sizes<Dims>(`${where}: dilation`, dims, given.dilation);
  const padding = resolvePadding<Dims>(where, dims, given.padding, stride) as number[];
  expectKernel(where, dims, weight);
  expectMaps(where, x, dims, weight.shape[1]! * groups);
  const minimal = winogradStride(weight.shape, { stride, padding, dilation, groups });
  if (minimal && prefersWinograd(x, minimal)) return winogradConv2d(x, weight, { bias, stride: minimal });
  return CONV[dims](x, weight, { bias, stride, padding, dilation, groups });
}

function convTranspose<D extends Dims>(
  dims: D,
  x: Tensor,
  weight: Tensor,
  options: ConvTransposeFunctionOptions<D> | undefined,
): Tensor {
  const where = `convTranspose${dims}d`;
  const given = withDefaults<ConvTransposeFunctionOptions<Dims>>(
    where,
    options as ConvTransposeFunctionOptions<Dims>,
    { bias: null, stride: 1, padding: 0, outputPadding: 0, dilation: 1, groups: 1 },
  );
  const { bias, groups } = given;
  expectKernel(where, dims, weight);
  expectMaps(where, x, dims, weight.shape[0]!);
  return CONV_TRANSPOSE[dims](x, weight, {
    bias,
    stride: sizes<Dims>(`${where}: stride`, dims, given.stride),
    padding: sizes<Dims>(`${where}: padding`, dims, given.padding, 0),
    outputPadding: sizes<Dims>(`${where}: outputPadding`, dims, given.outputPadding, 0),
    dilation: sizes<Dims>(`${where}: dilation`, dims, given.dilation),
    groups,
  });
}

function expectKernel(where: string, dims: Dims, weight: Tensor): void {
  if (weight.ndim !== dims + 2) {
    throw new ShapeError(
      `${where}: weight`,
      `${dims + 2} dimensions`,
      `${weight.ndim}: ${formatShape(weight.shape)}`,
    );
  }
}

/** Convolution of [B, C, L] with a weight [outChannels, C / groups, kernel]. */
export function conv1d(x: Tensor, weight: Tensor, options?: ConvFunctionOptions<1>): Tensor {
  return conv(1, x, weight, options);
}

/** Convolution of [B, C, H, W] with a weight [outChannels, C / groups, kernel height, kernel width]. */
export function conv2d(x: Tensor, weight: Tensor, options?: ConvFunctionOptions<2>): Tensor {
  return conv(2, x, weight, options);
}

/** Convolution of [B, C, D, H, W] with a weight [outChannels, C / groups, ...kernel]. */
export function conv3d(x: Tensor, weight: Tensor, options?: ConvFunctionOptions<3>): Tensor {
  return conv(3, x, weight, options);
}

/** Transposed convolution of [B, C, L] with a weight [C, outChannels / groups, kernel]. */
export function convTranspose1d(
  x: Tensor,
  weight: Tensor,
  options?: ConvTransposeFunctionOptions<1>,
): Tensor {
  return convTranspose(1, x, weight, options);
}

/**
 * Transposed convolution of [B, C, H, W] with a weight [C, outChannels / groups, kernel height, kernel
 * width].
 */
export function convTranspose2d(
  x: Tensor,
  weight: Tensor,
  options?: ConvTransposeFunctionOptions<2>,
): Tensor {
  return convTranspose(2, x, weight, options);
}

/** Transposed convolution of [B, C, D, H, W] with a weight [C, outChannels / groups, ...kernel]. */
export function convTranspose3d(
  x: Tensor,
  weight: Tensor,
  options?: ConvTransposeFunctionOptions<3>,
): Tensor {
  return convTranspose(3, x, weight, options);
}
