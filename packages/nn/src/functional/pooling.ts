import { type Tensor, torch } from '@cotrain/torch';
import { OptionError, withDefaults } from '../options.js';
import { expectMaps } from '../shape.js';
import { type Dims, type SizeLike, type Sizes, sizes } from '../size.js';

/** Stride, padding, dilation and rounding of max pooling. */
export interface MaxPoolOptions<D extends Dims> {
  /** Step between windows along each dimension; the kernel size if null. Default null. */
  stride?: SizeLike<D> | null;
  /** Elements added at both ends of each dimension. Default 0. */
  padding?: SizeLike<D>;
  /** Distance between neighbouring kernel elements. Default 1. */
  dilation?: SizeLike<D>;
  /** Rounds the output size up, so that the last window may extend past the edge. Default false. */
  ceilMode?: boolean;
}

/** Stride, padding and rounding of average pooling. */
export interface AvgPoolOptions<D extends Dims> {
  /** Step between windows along each dimension; the kernel size if null. Default null. */
  stride?: SizeLike<D> | null;
  /** Elements added at both ends of each dimension. Default 0. */
  padding?: SizeLike<D>;
  /** Rounds the output size up, so that the last window may extend past the edge. Default false. */
  ceilMode?: boolean;
  /** Counts padding in the divisor. Default true. */
  countIncludePad?: boolean;
  /** Divides by this number instead of the window's size; not available in 1-D. Default null. */
  divisorOverride?: number | null;
}

/** Output size of adaptive pooling; null keeps the input's size. */
export type AdaptiveSize = number | null | readonly (number | null)[];

export const MAX_POOL = { 1: torch.maxPool1d, 2: torch.maxPool2d, 3: torch.maxPool3d } as const;
const AVG_POOL = { 1: torch.avgPool1d, 2: torch.avgPool2d, 3: torch.avgPool3d } as const;
export const ADAPTIVE_AVG_POOL = {
  1: torch.adaptiveAvgPool1d,
  2: torch.adaptiveAvgPool2d,
  3: torch.adaptiveAvgPool3d,
} as const;
export const ADAPTIVE_MAX_POOL = {
  1: torch.adaptiveMaxPool1d,
  2: torch.adaptiveMaxPool2d,
  3: torch.adaptiveMaxPool3d,
} as const;

export interface ResolvedMaxPool<D extends Dims> {
  kernelSize: Sizes<D>;
  stride: Sizes<D>;
  padding: Sizes<D>;
  dilation: Sizes<D>;
  ceilMode: boolean;
}

/** @throws OptionError for unknown options and impossible values. */
export function resolveMaxPool<D extends Dims>(
  where: string,
  dims: D,
  kernel: SizeLike<D>,
  options: MaxPoolOptions<D> | undefined,
): ResolvedMaxPool<D> {
  const given = withDefaults<MaxPoolOptions<Dims>>(where, options as MaxPoolOptions<Dims>, {
    stride: null,
    padding: 0,
    dilation: 1,
    ceilMode: false,
  });
  return {
    ...resolveWindow(where, dims, kernel, given),
    dilation: sizes(`${where}: dilation`, dims, given.dilation as SizeLike<D>),
    ceilMode: given.ceilMode,
  };
}

export interface ResolvedAvgPool<D extends Dims> {
  kernelSize: Sizes<D>;
  stride: Sizes<D>;
  padding: Sizes<D>;
  ceilMode: boolean;
  countIncludePad: boolean;
  divisorOverride: number | null;
}

/** @throws OptionError for unknown options and impossible values. */
export function resolveAvgPool<D extends Dims>(
  where: string,
  dims: D,
  kernel: SizeLike<D>,
  options: AvgPoolOptions<D> | undefined,
): ResolvedAvgPool<D> {
  const given = withDefaults<AvgPoolOptions<Dims>>(where, options as AvgPoolOptions<Dims>, {
    stride: null,
    padding: 0,
    ceilMode: false,
    countIncludePad: true,
    divisorOverride: null,
  });
  const { ceilMode, countIncludePad, divisorOverride } = given;
  if (dims === 1 && divisorOverride !== null) {
    throw new OptionError(`${where}: divisorOverride is not available in one dimension`);
  }
  return { ...resolveWindow(where, dims, kernel, given), ceilMode, countIncludePad, divisorOverride };
}

function resolveWindow<D extends Dims>(
  where: string,
  dims: D,
  kernel: SizeLike<D>,
  options: { stride: SizeLike<Dims> | null; padding: SizeLike<Dims> },
) {
  const kernelSize = sizes(`${where}: kernelSize`, dims, kernel);
  const stride = sizes(`${where}: stride`, dims, (options.stride as SizeLike<D> | null) ?? kernel);
  const padding = sizes(`${where}: padding`, dims, options.padding as SizeLike<D>, 0);
  if (padding.some((pad, i) => 2 * pad > kernelSize[i]!)) {
    throw new OptionError(
      `${where}: padding must be at most half of the kernel size ${kernelSize.join(', ')}, got ${padding.join(', ')}`,
    );
  }
  return { kernelSize, stride, padding };
}

/** @throws OptionError unless every size is null or an integer above 0. */
export function resolveAdaptive(where: string, dims: Dims, size: AdaptiveSize): (number | null)[] {
  const list = typeof size === 'number' || size === null ? new Array(dims).fill(size) : [...size];
  if (
    list.length !== dims ||
    !list.every((value) => value === null || (Number.isInteger(value) && value > 0))
  ) {
    throw new OptionError(
      `${where}: the output size must be a whole number above 0, null or ${dims} of them, got ${JSON.stringify(size)}`,
    );
  }
  return list;
}

/** Replaces null in an adaptive output size with the input's size. */
export function adaptiveSize(x: Tensor, wanted: readonly (number | null)[]): number[] {
  const spatial = x.shape.slice(-wanted.length);
  return wanted.map((size, i) => size ?? spatial[i]!);
}

function maxPool<D extends Dims>(
  dims: D,
  x: Tensor,
  kernel: SizeLike<D>,
  options?: MaxPoolOptions<D>,
): Tensor {
  const { kernelSize, ...rest } = resolveMaxPool(`maxPool${dims}d`, dims, kernel, options);
  expectMaps(`maxPool${dims}d`, x, dims);
  return MAX_POOL[dims](x, kernelSize, rest);
}

function avgPool<D extends Dims>(
  dims: D,
  x: Tensor,
  kernel: SizeLike<D>,
  options?: AvgPoolOptions<D>,
): Tensor {
  const resolved = resolveAvgPool(`avgPool${dims}d`, dims, kernel, options);
  expectMaps(`avgPool${dims}d`, x, dims);
  return averagePool(dims, x, resolved);
}

export function averagePool<D extends Dims>(dims: D, x: Tensor, resolved: ResolvedAvgPool<D>): Tensor {
  const { kernelSize, stride, padding, ceilMode, countIncludePad, divisorOverride } = resolved;
  const options = { stride, padding, ceilMode, countIncludePad };
  // The 1-D operator has no divisorOverride argument at all.
  return AVG_POOL[dims](x, kernelSize, dims === 1 ? options : ({ ...options, divisorOverride } as object));
}

function adaptive<R>(
  name: string,
  operator: (x: Tensor, size: number[]) => R,
  dims: Dims,
  x: Tensor,
  size: AdaptiveSize,
): R {
  const wanted = resolveAdaptive(name, dims, size);
  expectMaps(name, x, dims);
  return operator(x, adaptiveSize(x, wanted));
}

/** Maxima over windows of [B, C, L]. */
export function maxPool1d(x: Tensor, kernelSize: SizeLike<1>, options?: MaxPoolOptions<1>): Tensor {
  return maxPool(1, x, kernelSize, options);
}

/** Maxima over windows of [B, C, H, W]. */
export function maxPool2d(x: Tensor, kernelSize: SizeLike<2>, options?: MaxPoolOptions<2>): Tensor {
  return maxPool(2, x, kernelSize, options);
}

/** Maxima over windows of [B, C, D, H, W]. */
export function maxPool3d(x: Tensor, kernelSize: SizeLike<3>, options?: MaxPoolOptions<3>): Tensor {
  return maxPool(3, x, kernelSize, options);
}

/** Means over windows of [B, C, L]. */
export function avgPool1d(x: Tensor, kernelSize: SizeLike<1>, options?: AvgPoolOptions<1>): Tensor {
  return avgPool(1, x, kernelSize, options);
}

/** Means over windows of [B, C, H, W]. */
export function avgPool2d(x: Tensor, kernelSize: SizeLike<2>, options?: AvgPoolOptions<2>): Tensor {
  return avgPool(2, x, kernelSize, options);
}

/** Means over windows of [B, C, D, H, W]. */
export function avgPool3d(x: Tensor, kernelSize: SizeLike<3>, options?: AvgPoolOptions<3>): Tensor {
  return avgPool(3, x, kernelSize, options);
}

/** Averages [B, C, L] over windows chosen to give the output size. */
export function adaptiveAvgPool1d(x: Tensor, outputSize: AdaptiveSize): Tensor {
  return adaptive('adaptiveAvgPool1d', ADAPTIVE_AVG_POOL[1], 1, x, outputSize);
}

/** Averages [B, C, H, W] over windows chosen to give the output size. */
export function adaptiveAvgPool2d(x: Tensor, outputSize: AdaptiveSize): Tensor {
  return adaptive('adaptiveAvgPool2d', ADAPTIVE_AVG_POOL[2], 2, x, outputSize);
}

/** Averages [B, C, D, H, W] over windows chosen to give the output size. */
export function adaptiveAvgPool3d(x: Tensor, outputSize: AdaptiveSize): Tensor {
  return adaptive('adaptiveAvgPool3d', ADAPTIVE_AVG_POOL[3], 3, x, outputSize);
}

/** Maxima of [B, C, L] over windows chosen to give the output size, and their positions. */
export function adaptiveMaxPool1d(x: Tensor, outputSize: AdaptiveSize): [maxima: Tensor, indices: Tensor] {
  return adaptive('adaptiveMaxPool1d', ADAPTIVE_MAX_POOL[1], 1, x, outputSize);
}

/** Maxima of [B, C, H, W] over windows chosen to give the output size, and their positions. */
export function adaptiveMaxPool2d(x: Tensor, outputSize: AdaptiveSize): [maxima: Tensor, indices: Tensor] {
  return adaptive('adaptiveMaxPool2d', ADAPTIVE_MAX_POOL[2], 2, x, outputSize);
}

/** Maxima of [B, C, D, H, W] over windows chosen to give the output size, and their positions. */
export function adaptiveMaxPool3d(x: Tensor, outputSize: AdaptiveSize): [maxima: Tensor, indices: Tensor] {
  return adaptive('adaptiveMaxPool3d', ADAPTIVE_MAX_POOL[3], 3, x, outputSize);
}
