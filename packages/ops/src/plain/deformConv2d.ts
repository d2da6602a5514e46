import { type Tensor, torch } from '@cotrain/torch';
import type { DeformConv2dOptions } from '../gen/cotrain.js';
import { bilinear } from './bilinear.js';
import { pair } from './pair.js';

/** Deformable convolution with LibTorch's operators: as native/ops, up to rounding. */
export function plainDeformConv2d(
  input: Tensor,
  offset: Tensor,
  weight: Tensor,
  { mask = null, bias = null, stride = 1, padding = 0, dilation = 1 }: DeformConv2dOptions,
): Tensor {
  const [batch, channels, height, width] = input.shape as [number, number, number, number];
  const [outputs, perGroup, kernelHeight, kernelWidth] = weight.shape as [number, number, number, number];
  const [outHeight, outWidth] = [offset.size(2), offset.size(3)];
  const taps = kernelHeight * kernelWidth;
  const places = outHeight * outWidth;
  const offsetGroups = offset.size(1) / (2 * taps);
  const groups = channels / perGroup;
  const { dtype, device } = input;

  // Position of each tap without its offset, [taps, places].
  const positions = (axis: 0 | 1): Tensor => {
    const [step, border, spread] = [pair(stride)[axis], pair(padding)[axis], pair(dilation)[axis]];
    const range = (length: number) => torch.arange(length, { dtype, device });
    const tap = range(axis === 0 ? kernelHeight : kernelWidth)
      .mul(spread)
      .sub(border);
    const place = range(axis === 0 ? outHeight : outWidth).mul(step);
    const taps2d = axis === 0 ? tap.reshape([-1, 1]) : tap.reshape([1, -1]);
    const places2d = axis === 0 ? place.reshape([-1, 1]) : place.reshape([1, -1]);
    return taps2d
      .expand([kernelHeight, kernelWidth])
      .reshape([taps, 1])
      .add(places2d.expand([outHeight, outWidth]).reshape([1, places]));
  };
  const moves = offset.reshape([batch * offsetGroups, taps, 2, places]);
  const y = positions(0).add(moves.select(2, 0)); // [B * offset groups, taps, places]
  const x = positions(1).add(moves.select(2, 1));
  const inside = within(y, height).logicalAnd(within(x, width));
  const known = (at: Tensor) => torch.where(inside, at, torch.zerosLike(at));

  const each = channels / offsetGroups;
  const cells = input
    .reshape([batch * offsetGroups, each, height * width])
    .transpose(1, 2)
    .reshape([-1, each]); // [B * offset groups * H * W, C / offset groups]
  const base = torch
    .arange(batch * offsetGroups, { dtype: 'int64', device })
    .mul(height * width)
    .reshape([-1, 1, 1]);
  const real = (at: Tensor, size: number) => at.ge(0).logicalAnd(at.lt(size));
  // One cell further, so that floor() is not negative: what lies beyond the border counts as 0.
  const sampled = bilinear(cells, known(y).add(1), known(x).add(1), (row, column) => {
    const [top, left] = [row.sub(1), column.sub(1)];
    const counts = inside.logicalAnd(real(top, height)).logicalAnd(real(left, width));
    const place = top
      .clamp({ min: 0, max: height - 1 })
      .mul(width)
      .add(left.clamp({ min: 0, max: width - 1 }));
    return { row: base.add(place), counts: counts.to({ dtype }) };
  }); // [B * offset groups, taps, places, C / offset groups]
  const factors = mask === null ? null : mask.reshape([batch * offsetGroups, taps, places, 1]);
  const modulated = factors === null ? sampled : sampled.mul(factors);
  const columns = modulated.permute([0, 3, 1, 2]).reshape([batch, groups, perGroup * taps, places]);
  const kernels = weight.reshape([1, groups, outputs / groups, perGroup * taps]);
  const result = kernels.matmul(columns).reshape([batch, outputs, outHeight, outWidth]);
  return bias === null ? result : result.add(bias.reshape([1, -1, 1, 1]));
}

const within = (at: Tensor, size: number): Tensor => at.gt(-1).logicalAnd(at.lt(size));
