import { scope, type Tensor, torch } from '@cotrain/torch';
import { OptionError, withDefaults } from '../options.js';
import { expectMaps, expectShape } from '../shape.js';
import type { Dims, SizeLike } from '../size.js';
import { type MaxPoolOptions, resolveMaxPool } from './pooling.js';

const WITH_INDICES = {
  1: torch.maxPool1dWithIndices,
  2: torch.maxPool2dWithIndices,
  3: torch.maxPool3dWithIndices,
} as const;

function withIndices<D extends Dims>(
  dims: D,
  x: Tensor,
  kernel: SizeLike<D>,
  options?: MaxPoolOptions<D>,
): [maxima: Tensor, indices: Tensor] {
  const name = `maxPool${dims}dWithIndices`;
  const { kernelSize, ...rest } = resolveMaxPool(name, dims, kernel, options);
  expectMaps(name, x, dims);
  return WITH_INDICES[dims](x, kernelSize, rest);
}

/** Maxima over windows of [B, C, L] and their indices in L (PyTorch's `return_indices`). */
export function maxPool1dWithIndices(
  x: Tensor,
  kernelSize: SizeLike<1>,
  options?: MaxPoolOptions<1>,
): [maxima: Tensor, indices: Tensor] {
  return withIndices(1, x, kernelSize, options);
}

/**
 * Maxima over windows of [B, C, H, W] and their indices in the flattened H * W (PyTorch's `return_indices`).
 */
export function maxPool2dWithIndices(
  x: Tensor,
  kernelSize: SizeLike<2>,
  options?: MaxPoolOptions<2>,
): [maxima: Tensor, indices: Tensor] {
  return withIndices(2, x, kernelSize, options);
}

/**
 * Maxima over windows of [B, C, D, H, W] and their indices in the flattened D * H * W (PyTorch's
 * `return_indices`).
 */
export function maxPool3dWithIndices(
  x: Tensor,
  kernelSize: SizeLike<3>,
  options?: MaxPoolOptions<3>,
): [maxima: Tensor, indices: Tensor] {
  return withIndices(3, x, kernelSize, options);
}

/** Options of the pooling to undo. */
export interface MaxUnpoolOptions<D extends Dims> {
  /** Step between windows along each dimension; the kernel size if null. Default null. */
  stride?: SizeLike<D> | null;
  /** Elements added at both ends of each dimension. Default 0. */
  padding?: SizeLike<D>;
  /**
   * Spatial size of the result, if pooling rounded it. It differs by less than one stride from the size that
   * follows from the other options. Default null.
   */
  outputSize?: readonly number[] | null;
}

function unpool<D extends Dims>(
  dims: D,
  x: Tensor,
  indices: Tensor,
  kernel: SizeLike<D>,
  options?: MaxUnpoolOptions<D>,
): Tensor {
  const name = `maxUnpool${dims}d`;
  const given = withDefaults<MaxUnpoolOptions<Dims>>(name, options as MaxUnpoolOptions<Dims>, {
    stride: null,
    padding: 0,
    outputSize: null,
  });
  const window = { stride: given.stride, padding: given.padding } as MaxPoolOptions<D>;
  const { kernelSize, stride, padding } = resolveMaxPool(name, dims, kernel, window);
  expectMaps(`${name}: x`, x, dims);
  expectShape(`${name}: indices`, indices, x.shape);
  const spatial = x.shape.slice(-dims);
  const usual = kernelSize.map((k, i) => (spatial[i]! - 1) * stride[i]! - 2 * padding[i]! + k);
  const size = given.outputSize ?? usual;
  if (size.length !== dims || size.some((length, i) => Math.abs(length - usual[i]!) >= stride[i]!)) {
    throw new OptionError(
      `${name}: outputSize must be less than the stride ${stride.join(', ')} away from ${usual.join(', ')}, got ${size.join(', ')}`,
    );
  }
  if (dims === 3) return torch.maxUnpool3d(x, indices, size, stride, padding);
  if (dims === 2) return torch.maxUnpool2d(x, indices, size);
  return scope(() => torch.maxUnpool2d(x.unsqueeze(-1), indices.unsqueeze(-1), [...size, 1]).squeeze(-1));
}

/** Places maxima [B, C, L] at the indices from `maxPool1dWithIndices`; all other elements are zero. */
export function maxUnpool1d(
  x: Tensor,
  indices: Tensor,
  kernelSize: SizeLike<1>,
  options?: MaxUnpoolOptions<1>,
): Tensor {
  return unpool(1, x, indices, kernelSize, options);
}

/** Places maxima [B, C, H, W] at the indices from `maxPool2dWithIndices`; all other elements are zero. */
export function maxUnpool2d(
  x: Tensor,
  indices: Tensor,
  kernelSize: SizeLike<2>,
  options?: MaxUnpoolOptions<2>,
): Tensor {
  return unpool(2, x, indices, kernelSize, options);
}

/** Places maxima [B, C, D, H, W] at the indices from `maxPool3dWithIndices`; all other elements are zero. */
export function maxUnpool3d(
  x: Tensor,
  indices: Tensor,
  kernelSize: SizeLike<3>,
  options?: MaxUnpoolOptions<3>,
): Tensor {
  return unpool(3, x, indices, kernelSize, options);
}
