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

/** Maxima over windows of [B, C, L], and where they are in L; PyTorch's `return_indices`. */
export function maxPool1dWithIndices(
  x: Tensor,
  kernelSize: SizeLike<1>,
  options?: MaxPoolOptions<1>,
): [maxima: Tensor, indices: Tensor] {
  return withIndices(1, x, kernelSize, options);
}

/** Maxima over windows of [B, C, H, W], and where they are in the flat H * W; PyTorch's `return_indices`. */
export function maxPool2dWithIndices(
  x: Tensor,
  kernelSize: SizeLike<2>,
  options?: MaxPoolOptions<2>,
): [maxima: Tensor, indices: Tensor] {
  return withIndices(2, x, kernelSize, options);
}

/**
 * Maxima over windows of [B, C, D, H, W], and where they are in the flat D * H * W; PyTorch's
 * `return_indices`.
 */
export function maxPool3dWithIndices(
  x: Tensor,
  kernelSize: SizeLike<3>,
  options?: MaxPoolOptions<3>,
): [maxima: Tensor, indices: Tensor] {
  return withIndices(3, x, kernelSize, options);
}

/** The options of the pooling that is undone. */
export interface MaxUnpoolOptions<D extends Dims> {
  /** The kernel size where it is not given. Default null. */
  stride?: SizeLike<D> | null;
  /** Places added at both ends of each dimension. Default 0. */
  padding?: SizeLike<D>;
  /**
   * Spatial size of the result, where the pooling had rounded it; at most a stride away from the one that
   * follows from the rest. Default null.
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

/** Puts maxima [B, C, L] back where `maxPool1dWithIndices` found them, among zeros. */
export function maxUnpool1d(
  x: Tensor,
  indices: Tensor,
  kernelSize: SizeLike<1>,
  options?: MaxUnpoolOptions<1>,
): Tensor {
  return unpool(1, x, indices, kernelSize, options);
}

/** Puts maxima [B, C, H, W] back where `maxPool2dWithIndices` found them, among zeros. */
export function maxUnpool2d(
  x: Tensor,
  indices: Tensor,
  kernelSize: SizeLike<2>,
  options?: MaxUnpoolOptions<2>,
): Tensor {
  return unpool(2, x, indices, kernelSize, options);
}

/** Puts maxima [B, C, D, H, W] back where `maxPool3dWithIndices` found them, among zeros. */
export function maxUnpool3d(
  x: Tensor,
  indices: Tensor,
  kernelSize: SizeLike<3>,
  options?: MaxUnpoolOptions<3>,
): Tensor {
  return unpool(3, x, indices, kernelSize, options);
}
