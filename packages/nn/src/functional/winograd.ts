// Which 3x3 convolutions are computed by Winograd's minimal filtering, as cuDNN chooses it on CUDA.
import { isTracing, type Tensor, usesPlainOperators } from '@cotrain/torch';

/** Tiles of 4x4 cells of an input image from which on it is faster, by stride. */
const MIN_TILES = { 1: 12, 2: 48 };
/** Channels from which on it is faster: LibTorch's kernels take as long for 17 of them as for 32. */
const MIN_CHANNELS = 17;

let enabled = process.env.COTRAIN_WINOGRAD !== '0';

/**
 * Whether large 3x3 convolutions of float32 on the CPU are computed by `winogradConv2d` of `@cotrain/ops`, in
 * 0.3 to 0.7 of the time and with two to three times the rounding error (3e-6 of the largest value); with a
 * stride of 2, the gradients to their weights alone. Without it they are LibTorch's, bit for bit. Default:
 * on, unless the environment variable `COTRAIN_WINOGRAD` is 0.
 */
export function setWinograd(on: boolean): void {
  enabled = on;
}

/** Whether `setWinograd` has them on. */
export const isWinogradEnabled = (): boolean => enabled;

/** Stride, padding and dilation along each dimension, and groups. */
export interface ConvGeometry {
  readonly stride: readonly number[];
  readonly padding: readonly number[] | 'same' | 'valid';
  readonly dilation: readonly number[];
  readonly groups: number;
}

const areAll = (values: readonly number[], value: number): boolean => values.every((own) => own === value);

/**
 * The stride of a kernel that Winograd's filtering computes, 1 or 2, or null for another kernel.
 *
 * @param shape [C', C / groups, kH, kW]
 */
export function winogradStride(
  shape: readonly number[],
  { stride, padding, dilation, groups }: ConvGeometry,
): 1 | 2 | null {
  const [out, channels, height, width] = shape as [number, number, number, number];
  const fits =
    shape.length === 4 &&
    height === 3 &&
    width === 3 &&
    groups === 1 &&
    (padding === 'same' || (padding !== 'valid' && areAll(padding, 1))) &&
    areAll(dilation, 1) &&
    Math.min(out, channels) >= MIN_CHANNELS;
  if (!fits) return null;
  return areAll(stride, 1) ? 1 : areAll(stride, 2) ? 2 : null;
}

/**
 * Whether it is the faster way for an input.
 *
 * @param x [B, C, H, W]
 * @param stride as {@link winogradStride} gives it
 */
export function prefersWinograd(x: Tensor, stride: 1 | 2): boolean {
  if (!enabled || x.device !== 'cpu' || x.dtype !== 'float32' || x.ndim !== 4) return false;
  const [, , height, width] = x.shape as [number, number, number, number];
  // Of an image, not of the batch: the choice must not depend on how many others are beside it.
  if (Math.ceil(height / 4) * Math.ceil(width / 4) < MIN_TILES[stride]) return false;
  // A traced program must not need our library where LibTorch has the operator.
  return !isTracing() && !usesPlainOperators();
}
