// Reductions over axes, softmax and cumulative sums.

import type { DType } from '@cotrain/torch';
import { ExportError } from '../../errors.js';
import type { Builder } from '../builder.js';
import type { Call, Lowering, LoweringTable } from '../call.js';
import { arithmetic, floating } from '../values/promote.js';
import { type Operand, range, rankOf, shapeOf } from '../values/value.js';

type Reduced = { x: Operand; axes: number[]; keepdim: boolean; b: Builder };

/** Axes of a call that has `dim`, one or several; all axes without it. */
function reduced(call: Call, dtype: DType): Reduced {
  const x = call.b.cast(call.tensor('self'), dtype);
  const rank = rankOf(x);
  const axes = call.has('dim') ? call.axes('dim', rank) : range(rank);
  return { x, axes: rank === 0 ? [] : axes, keepdim: call.has('keepdim') && call.flag('keepdim'), b: call.b };
}

const reduce =
  (type: string, compute: (dtype: DType) => DType): Lowering =>
  (call) => {
    const { x, axes, keepdim, b } = reduced(call, compute(call.dtype));
    return b.reduce(type, x, axes, keepdim);
  };

/** Number of elements that a reduction takes together. */
function countOf(b: Builder, x: Operand, axes: readonly number[]): Operand {
  const sizes = axes.map((axis) => b.size(x, axis));
  const known = sizes.every((size) => typeof size === 'number');
  if (known)
    return b.numbers(
      (sizes as number[]).reduce((product, size) => product * size, 1),
      x.dtype,
    );
  return b.cast(
    b.op('ReduceProd', [b.sizes(sizes), b.numbers([0])], { keepdims: 0 }, { shape: [] }),
    x.dtype,
  );
}

/** Sum of squared deviations from the mean, divided by the count less `correction`. */
function variance(call: Call): Operand {
  const { x, axes, keepdim, b } = reduced(call, floating(call.dtype));
  const correction = call.has('unbiased') ? Number(call.flag('unbiased')) : call.numberOr('correction', 1);
  const centred = b.op('Sub', [x, b.reduce('ReduceMean', x, axes, true)], {}, { shape: x.shape });
  const squares = b.op('Mul', [centred, centred], {}, { shape: x.shape });
  const sum = b.reduce('ReduceSum', squares, axes, keepdim);
  const count = b.op('Sub', [countOf(b, x, axes), b.numbers(correction, x.dtype)]);
  return b.op('Div', [sum, b.op('Max', [count, b.numbers(0, x.dtype)])]);
}

const anyOrAll =
  (type: 'ReduceMax' | 'ReduceMin'): Lowering =>
  (call) => {
    const { x, axes, keepdim, b } = reduced(call, 'bool');
    return b.cast(b.reduce(type, b.cast(x, 'int32'), axes, keepdim), 'bool');
  };

/** Values and positions along one axis, or the value over all. */
const extreme =
  (largest: boolean): Lowering =>
  (call) => {
    const type = largest ? 'Max' : 'Min';
    const dtype = arithmetic(call.dtype);
    if (call.has('other'))
      return call.b.op(type, [
        call.b.cast(call.tensor('self'), dtype),
        call.b.cast(call.tensor('other'), dtype),
      ]);
    const { x, axes, keepdim, b } = reduced(call, dtype);
    const values = b.reduce(`Reduce${type}`, x, axes, keepdim);
    if (!call.has('dim')) return values;
    if (axes.length === 0) return [values, b.numbers(0)];
    return [values, position(b, `Arg${type}`, x, axes[0]!, keepdim)];
  };

function position(b: Builder, type: string, x: Operand, axis: number, keepdim: boolean): Operand {
  // ArgMax has kernels of these only.
  const own = ['float32', 'float64', 'int32'].includes(x.dtype)
    ? x
    : b.cast(x, x.dtype === 'float16' ? 'float32' : 'int64');
  return b.op(type, [own], { axis, keepdims: keepdim ? 1 : 0 }, { dtype: 'int64' });
}

const argument =
  (type: string): Lowering =>
  (call) => {
    const { b } = call;
    const x = b.cast(call.tensor('self'), arithmetic(call.tensor('self').dtype));
    const rank = rankOf(x);
    if (rank === 0) return b.numbers(0);
    if (!call.isNone('dim')) return position(b, type, x, call.axis('dim', rank), call.flag('keepdim'));
    const own = position(b, type, b.reshape(x, [-1]), 0, false);
    return call.flag('keepdim')
      ? b.reshape(
          own,
          range(rank).map(() => 1),
        )
      : own;
  };

/** The p-norm; p is 2 by default. */
const norm: Lowering = (call) => {
  const { x, axes, keepdim, b } = reduced(call, floating(call.dtype));
  const p = call.has('ord') ? call.numberOr('ord', 2) : call.has('p') ? call.numberOr('p', 2) : 2;
  if (p === 2) return b.reduce('ReduceL2', x, axes, keepdim);
  if (p === 1) return b.reduce('ReduceL1', x, axes, keepdim);
  const absolute = b.unary('Abs', x);
  if (p === Number.POSITIVE_INFINITY) return b.reduce('ReduceMax', absolute, axes, keepdim);
  if (p === Number.NEGATIVE_INFINITY) return b.reduce('ReduceMin', absolute, axes, keepdim);
  if (p === 0) return b.reduce('ReduceSum', b.cast(b.cast(absolute, 'bool'), x.dtype), axes, keepdim);
  const sum = b.reduce('ReduceSum', b.with('Pow', absolute, p), axes, keepdim);
  return b.with('Pow', sum, 1 / p);
};

const softmax =
  (type: string): Lowering =>
  (call) => {
    const x = call.b.cast(call.tensor('self'), floating(call.dtype));
    if (rankOf(x) === 0) throw new ExportError('softmax of a number');
    return call.b.unary(type, x, { axis: call.axis('dim', rankOf(x)) });
  };

export const REDUCTIONS: LoweringTable = {
  'aten::sum': reduce('ReduceSum', arithmetic),
  'aten::mean': reduce('ReduceMean', floating),
  'aten::prod': reduce('ReduceProd', arithmetic),
  'aten::amax': reduce('ReduceMax', arithmetic),
  'aten::amin': reduce('ReduceMin', arithmetic),
  'aten::max': extreme(true),
  'aten::min': extreme(false),
  'aten::argmax': argument('ArgMax'),
  'aten::argmin': argument('ArgMin'),
  'aten::any': anyOrAll('ReduceMax'),
  'aten::all': anyOrAll('ReduceMin'),
  'aten::var': variance,
  'aten::std': (call) => call.b.unary('Sqrt', variance(call)),
  'aten::norm': norm,
  'aten::linalg_vector_norm': norm,
  'aten::frobenius_norm': norm,
  'aten::logsumexp': (call) => {
    const { x, axes, keepdim, b } = reduced(call, floating(call.dtype));
    return b.reduce('ReduceLogSumExp', x, axes, keepdim);
  },
  'aten::softmax': softmax('Softmax'),
  'aten::_softmax': softmax('Softmax'),
  'aten::log_softmax': softmax('LogSoftmax'),
  'aten::_log_softmax': softmax('LogSoftmax'),
  'aten::cumsum': (call) => {
    const { b } = call;
    const x = b.cast(call.tensor('self'), arithmetic(call.dtype));
    if (shapeOf(x).length === 0) return x;
    return b.op('CumSum', [x, b.numbers(call.axis('dim', rankOf(x)))], {}, { shape: x.shape });
  },
};
