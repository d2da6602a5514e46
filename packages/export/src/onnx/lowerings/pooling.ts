// Pooling over windows, fixed or of a number that is asked for.

import { torch } from '@cotrain/torch';
import { ExportError } from '../../errors.js';
import type { Builder } from '../builder.js';
import type { Call, Lowering, LoweringTable } from '../call.js';
import { type Operand, range, rankOf, sizeOf } from '../values/value.js';

interface Windows {
  kernel: number[];
  attributes: Record<string, number[]>;
  /** Whether a window reaches beyond the padding that was asked for. */
  overhangs: boolean;
}

/** @param x [B, C, ...] */
function windows(call: Call, axes: number, x: Operand): Windows {
  const kernel = call.each('kernel_size', axes);
  const stride = call.list('stride').length === 0 ? kernel : call.each('stride', axes);
  const padding = call.each('padding', axes);
  const dilation = call.has('dilation') ? call.each('dilation', axes) : kernel.map(() => 1);
  const ends = call.flag('ceil_mode') ? endsOf(call, x, { kernel, stride, padding, dilation }) : padding;
  const attributes = { kernel_shape: kernel, strides: stride, pads: [...padding, ...ends] };
  return {
    kernel,
    attributes: dilation.every((own) => own === 1) ? attributes : { ...attributes, dilations: dilation },
    overhangs: ends.some((end, i) => end > padding[i]!),
  };
}

/**
 * Padding at the end with which as many windows fit as PyTorch has when it rounds up. Runtimes do not agree
 * on ONNX's own `ceil_mode`.
 */
function endsOf(call: Call, x: Operand, own: Record<'kernel' | 'stride' | 'padding' | 'dilation', number[]>) {
  const counts = call.shape.slice(-own.kernel.length);
  return counts.map((count, i) => {
    if (count === null) throw new ExportError('ceil_mode over a size that may differ');
    const reach = (count - 1) * own.stride[i]! + own.dilation[i]! * (own.kernel[i]! - 1) + 1;
    return Math.max(0, reach - sizeOf(x, 2 + i) - own.padding[i]!);
  });
}

/** Runs `body` on [B, C, ...]; the batch may be missing. */
function batched(
  call: Call,
  axes: number,
  body: (x: Operand, batched: boolean) => readonly Operand[],
): Operand[] {
  const x = call.tensor('self');
  if (rankOf(x) === axes + 2) return [...body(x, true)];
  return body(call.b.unsqueeze(x, [0]), false).map((own) => call.b.squeeze(own, [0]));
}

const maxPool =
  (axes: number, withIndices: boolean): Lowering =>
  (call) => {
    const { b } = call;
    const shape = call.shape;
    const pooled = batched(call, axes, (x, whole) => {
      const own = whole ? shape : [1, ...shape];
      const out = b.ops('MaxPool', [x], windows(call, axes, x).attributes, [
        { shape: own },
        ...(withIndices ? [{ dtype: 'int64' as const, shape: own }] : []),
      ]);
      if (!withIndices) return out;
      // Positions count through all planes in ONNX, and within one in PyTorch.
      const plane = range(axes).reduce((product, i) => product * sizeOf(x, 2 + i), 1);
      return [out[0]!, b.op('Mod', [out[1]!, b.numbers(plane)], {}, { shape: own })];
    });
    return withIndices ? pooled : pooled[0]!;
  };

const averagePool =
  (axes: number): Lowering =>
  (call) => {
    const { b } = call;
    const divisor = call.numberOr('divisor_override', null);
    const include = divisor !== null || call.flag('count_include_pad') ? 1 : 0;
    const shape = call.shape;
    return batched(call, axes, (x, whole) => {
      const { kernel, attributes, overhangs } = windows(call, axes, x);
      if (overhangs && include) throw new ExportError(OVERHANG);
      const own = whole ? shape : [1, ...shape];
      const out = b.op('AveragePool', [x], { ...attributes, count_include_pad: include }, { shape: own });
      if (divisor === null) return [out];
      return [b.with('Mul', out, kernel.reduce((product, size) => product * size, 1) / divisor)];
    })[0]!;
  };

const OVERHANG =
  'ceil_mode with windows beyond the padding, which count_include_pad does not count: ONNX would count all of it';

/** [out, in]: rows average the cells of each of PyTorch's adaptive windows. */
function averages(b: Builder, size: number, count: number, like: Operand): Operand {
  const rows = range(count).map((i) => {
    const start = Math.floor((i * size) / count);
    const end = Math.ceil(((i + 1) * size) / count);
    return range(size).map((at) => (at >= start && at < end ? 1 / (end - start) : 0));
  });
  return b.constant(torch.tensor(rows, { dtype: like.dtype }));
}

const adaptiveAverage =
  (axes: number): Lowering =>
  (call) => {
    const { b } = call;
    let x = call.tensor('self');
    const counts = call.each('output_size', axes);
    const rank = rankOf(x);
    const first = rank - axes;
    if (counts.every((count) => count === 1))
      return b.reduce(
        'ReduceMean',
        x,
        range(axes).map((i) => first + i),
        true,
      );
    counts.forEach((count, i) => {
      const size = sizeOf(x, first + i);
      if (count === size) return;
      const matrix = averages(b, size, count, x);
      const turned = b.swap(x, first + i, rank - 1);
      const shape = turned.shape!.map((own, axis) => (axis === rank - 1 ? count : own));
      const pooled = { ...b.op('MatMul', [turned, b.transpose(matrix, [1, 0])]), shape };
      x = b.swap(pooled, first + i, rank - 1);
    });
    return x;
  };

const adaptiveMax =
  (axes: number): Lowering =>
  (call) => {
    const { b } = call;
    const counts = call.each('output_size', axes);
    const shape = call.shape;
    return batched(call, axes, (x, whole) => {
      const sizes = range(axes).map((i) => sizeOf(x, 2 + i));
      if (sizes.some((size, i) => size % counts[i]! !== 0))
        throw new ExportError(
          `an adaptive maximum over ${sizes} cells in ${counts} windows of different sizes`,
        );
      const kernel = sizes.map((size, i) => size / counts[i]!);
      const own = whole ? shape : [1, ...shape];
      const out = b.ops('MaxPool', [x], { kernel_shape: kernel, strides: kernel }, [
        { shape: own },
        { dtype: 'int64', shape: own },
      ]);
      const plane = sizes.reduce((product, size) => product * size, 1);
      return [out[0]!, b.op('Mod', [out[1]!, b.numbers(plane)], {}, { shape: own })];
    });
  };

export const POOLING: LoweringTable = {
  'aten::max_pool1d': maxPool(1, false),
  'aten::max_pool2d': maxPool(2, false),
  'aten::max_pool3d': maxPool(3, false),
  'aten::max_pool2d_with_indices': maxPool(2, true),
  'aten::avg_pool1d': averagePool(1),
  'aten::avg_pool2d': averagePool(2),
  'aten::avg_pool3d': averagePool(3),
  'aten::adaptive_avg_pool1d': adaptiveAverage(1),
  'aten::adaptive_avg_pool2d': adaptiveAverage(2),
  'aten::_adaptive_avg_pool2d': adaptiveAverage(2),
  'aten::adaptive_avg_pool3d': adaptiveAverage(3),
  'aten::adaptive_max_pool1d': adaptiveMax(1),
  'aten::adaptive_max_pool2d': adaptiveMax(2),
};
