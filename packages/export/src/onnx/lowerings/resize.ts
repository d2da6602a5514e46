// Resizing, and sampling at positions.
import { ExportError } from '../../errors.js';
import type { Builder, Size } from '../builder.js';
import type { Call, Lowering, LoweringTable } from '../call.js';
import { floating } from '../values/promote.js';
import { isStatic, type Operand, range, rankOf, shapeOf } from '../values/value.js';

type Attributes = Parameters<Builder['unary']>[2] & object;

/** How PyTorch's bilinear and bicubic modes place the samples. */
const placed = (call: Call): Attributes => ({
  coordinate_transformation_mode: call.flag('align_corners') ? 'align_corners' : 'half_pixel',
});

const NEAREST: Attributes = {
  mode: 'nearest',
  coordinate_transformation_mode: 'asymmetric',
  nearest_mode: 'floor',
};
const NEAREST_EXACT: Attributes = {
  mode: 'nearest',
  coordinate_transformation_mode: 'half_pixel',
  nearest_mode: 'round_prefer_ceil',
};

/** Scale factors that were given, one for each axis; null if sizes were. */
function scalesOf(call: Call, axes: number): number[] | null {
  if (!call.isNone('scale_factors')) return call.list('scale_factors');
  const names = axes === 1 ? ['scales'] : ['scales_d', 'scales_h', 'scales_w'].slice(3 - axes);
  return names.every((name) => !call.isNone(name)) ? names.map((name) => call.number(name)) : null;
}

/**
 * Resizes the last axes. A scale that was given also places the samples, as in PyTorch; otherwise the ratio
 * of the sizes does.
 */
export function resize(
  b: Builder,
  x: Operand,
  to: readonly Size[],
  attributes: Attributes,
  scales: readonly number[] | null = null,
): Operand {
  const rank = rankOf(x);
  const first = rank - to.length;
  const shape = x.shape!.map((size, axis) => {
    const own = axis < first ? size : to[axis - first]!;
    return typeof own === 'number' && own >= 0 ? own : null;
  });
  const floats = floating(x.dtype);
  const own = x.dtype === 'uint8' || x.dtype === floats ? x : b.cast(x, floats);
  if (scales) {
    const all = b.numbers([...range(first).map(() => 1), ...scales], 'float32');
    return b.cast(b.op('Resize', [own, null, all], attributes, { shape }), x.dtype);
  }
  const sizes = b.sizes([...range(first).map((axis) => b.size(x, axis)), ...to]);
  return b.cast(b.op('Resize', [own, null, null, sizes], attributes, { shape }), x.dtype);
}

/**
 * Whether resizing by the scales gives the traced sizes, so that ONNX, which has either, can take the scales.
 */
function fits(
  scales: readonly number[],
  from: readonly (number | null)[],
  to: readonly (number | null)[],
): boolean {
  return scales.every((scale, i) => {
    const [size, wanted] = [from[i]!, to[i]!];
    return size === null || wanted === null || Math.floor(Math.fround(size * Math.fround(scale))) === wanted;
  });
}

const upsample =
  (axes: number, attributes: (call: Call) => Attributes): Lowering =>
  (call) => {
    const x = call.tensor(call.has('input') ? 'input' : 'self');
    const from = shapeOf(x).slice(-axes);
    const shape = call.shape.slice(-axes);
    const own = attributes(call);
    const scales = scalesOf(call, axes);
    if (scales && fits(scales, from, shape))
      return resize(
        call.b,
        x,
        shape.map((size) => size ?? -1),
        own,
        scales,
      );
    return resize(call.b, x, isStatic(shape) ? shape : call.sizes('output_size'), own);
  };

const linear = (call: Call): Attributes => ({ mode: 'linear', ...placed(call) });
const cubic = (call: Call): Attributes => ({
  mode: 'cubic',
  cubic_coeff_a: { float: -0.75 },
  ...placed(call),
});
/** Weights of samples outside the map are dropped, and the filter widens when the map shrinks. */
const ANTIALIAS: Attributes = { antialias: 1, exclude_outside: 1 };

const gridSample: Lowering = (call) => {
  const modes = ['bilinear', 'nearest', 'bicubic'];
  const paddings = ['zeros', 'border', 'reflection'];
  const x = call.tensor('input');
  if (rankOf(x) !== 4) throw new ExportError('sampling in a volume');
  return call.b.op('GridSample', [x, call.tensor('grid')], {
    mode: modes[call.number('interpolation_mode')]!,
    padding_mode: paddings[call.number('padding_mode')]!,
    align_corners: call.flag('align_corners') ? 1 : 0,
  });
};

export const RESIZE: LoweringTable = {
  'aten::upsample_nearest1d': upsample(1, () => NEAREST),
  'aten::upsample_nearest2d': upsample(2, () => NEAREST),
  'aten::upsample_nearest3d': upsample(3, () => NEAREST),
  'aten::_upsample_nearest_exact1d': upsample(1, () => NEAREST_EXACT),
  'aten::_upsample_nearest_exact2d': upsample(2, () => NEAREST_EXACT),
  'aten::upsample_linear1d': upsample(1, linear),
  'aten::upsample_bilinear2d': upsample(2, linear),
  'aten::upsample_trilinear3d': upsample(3, linear),
  'aten::upsample_bicubic2d': upsample(2, cubic),
  'aten::_upsample_bilinear2d_aa': upsample(2, (call) => ({ ...linear(call), ...ANTIALIAS })),
  'aten::_upsample_bicubic2d_aa': upsample(2, (call) => ({
    ...cubic(call),
    ...ANTIALIAS,
    cubic_coeff_a: { float: -0.5 },
  })),
  'aten::grid_sampler': gridSample,
  'aten::grid_sampler_2d': gridSample,
};
