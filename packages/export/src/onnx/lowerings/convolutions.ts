// Convolutions and their transposes.
import { ExportError } from '../../errors.js';
import type { Call, Lowering, LoweringTable } from '../call.js';
import { isStatic, type Operand, range, rankOf, shapeOf, sizeOf } from '../values/value.js';

interface Geometry {
  stride: number[];
  dilation: number[];
  /** Before and after each axis, or `same`. */
  padding: number[] | 'same';
  outputPadding: number[];
  groups: number;
  transposed: boolean;
}

const SPATIAL = (weight: Operand): number => rankOf(weight) - 2;

function geometry(call: Call, axes: number, transposed: boolean): Geometry {
  return {
    stride: call.each('stride', axes),
    dilation: call.each('dilation', axes),
    padding: paddingOf(call, axes),
    outputPadding: call.has('output_padding') ? call.each('output_padding', axes) : range(axes).map(() => 0),
    groups: call.number('groups'),
    transposed,
  };
}

function paddingOf(call: Call, axes: number): number[] | 'same' {
  const value = call.value('padding');
  if (value.kind === 'plain' && typeof value.value === 'string')
    return value.value === 'same' ? 'same' : range(2 * axes).map(() => 0);
  const each = call.each('padding', axes);
  return [...each, ...each];
}

function convolve(
  call: Call,
  { stride, dilation, padding, outputPadding, groups, transposed }: Geometry,
): Operand {
  const { b } = call;
  const [input, weight, bias] = [call.tensor('input'), call.tensor('weight'), call.maybeTensor('bias')];
  const kernel = shapeOf(weight).slice(2);
  const axes = kernel.length;
  const batched = rankOf(input) === axes + 2;
  const x = batched ? input : b.unsqueeze(input, [0]);
  const pads = padding === 'same' ? samePadding(weight, dilation) : padding;
  const attributes = {
    kernel_shape: isStatic(kernel) ? kernel : undefined,
    strides: stride,
    dilations: dilation,
    pads,
    group: groups,
    ...(transposed && outputPadding.some((own) => own !== 0) && { output_padding: outputPadding }),
  };
  const inputs = [x, weight, ...(bias ? [bias] : [])].map((own) => b.cast(own, call.dtype));
  const shape = batched ? call.shape : [1, ...call.shape];
  const out = b.op(transposed ? 'ConvTranspose' : 'Conv', inputs, attributes, { shape });
  return batched ? out : b.squeeze(out, [0]);
}

/** Padding that keeps the size; of an odd number, the larger half stands behind. */
function samePadding(weight: Operand, dilation: readonly number[]): number[] {
  const total = dilation.map((own, i) => own * (sizeOf(weight, 2 + i) - 1));
  const before = total.map((own) => Math.floor(own / 2));
  return [...before, ...total.map((own, i) => own - before[i]!)];
}

const convolution: Lowering = (call) => {
  const axes = SPATIAL(call.tensor('weight'));
  if (axes < 1) throw new ExportError('the weight has no spatial axes');
  const transposed = call.has('transposed') && call.flag('transposed');
  return convolve(call, geometry(call, axes, transposed));
};

const transposed: Lowering = (call) => convolve(call, geometry(call, SPATIAL(call.tensor('weight')), true));

export const CONVOLUTIONS: LoweringTable = {
  'aten::convolution': convolution,
  'aten::_convolution': convolution,
  'aten::_convolution_mode': convolution,
  'aten::conv1d': convolution,
  'aten::conv2d': convolution,
  'aten::conv3d': convolution,
  'aten::conv_transpose1d': transposed,
  'aten::conv_transpose2d': transposed,
  'aten::conv_transpose3d': transposed,
};
