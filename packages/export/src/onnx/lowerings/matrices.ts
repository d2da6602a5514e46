// Matrix products and attention.
import { ExportError } from '../../errors.js';
import type { Builder } from '../builder.js';
import type { Lowering, LoweringTable } from '../call.js';
import { isFloat } from '../proto/dtypes.js';
import { arithmetic } from '../values/promote.js';
import { type Operand, range, rankOf, sizeOf } from '../values/value.js';

const product =
  (left: string, right: string): Lowering =>
  (call) => {
    const dtype = arithmetic(call.dtype);
    const [x, y] = [left, right].map((name) => call.b.cast(call.tensor(name), dtype));
    return call.b.op('MatMul', [x!, y!]);
  };

/** `beta * self + alpha * (left @ right)` */
const addProduct =
  (left: string, right: string): Lowering =>
  (call) => {
    const { b } = call;
    const dtype = arithmetic(call.dtype);
    const [own, x, y] = ['self', left, right].map((name) => b.cast(call.tensor(name), dtype));
    const [alpha, beta] = ['alpha', 'beta'].map((name) => call.numberOr(name, 1)) as [number, number];
    if (rankOf(x!) === 2 && rankOf(y!) === 2 && isFloat(dtype))
      return b.op('Gemm', [x!, y!, own!], { alpha: { float: alpha }, beta: { float: beta } });
    const scaled = (z: Operand, factor: number) => (factor === 1 ? z : b.with('Mul', z, factor));
    return b.op('Add', [scaled(own!, beta), scaled(b.op('MatMul', [x!, y!]), alpha)]);
  };

/** `x @ weight^T + bias`; a weight that is a parameter is stored as it is for Gemm, else transposed. */
export function linear(b: Builder, x: Operand, weight: Operand, bias: Operand | null): Operand {
  if (rankOf(x) === 2 && rankOf(weight) === 2)
    return b.op('Gemm', bias ? [x, weight, bias] : [x, weight], { transB: 1 });
  const turned = rankOf(weight) === 2 ? b.transpose(weight, [1, 0]) : weight;
  const out = b.op('MatMul', [x, turned]);
  return bias ? b.op('Add', [out, bias]) : out;
}

const attention: Lowering = (call) => {
  const { b, dtype } = call;
  const [query, key, value] = ['query', 'key', 'value'].map((name) => call.tensor(name)) as [
    Operand,
    Operand,
    Operand,
  ];
  if (call.number('dropout_p') > 0)
    throw new ExportError(
      'attention with dropout: the model is in training mode, call eval() before the trace',
    );
  if (call.has('enable_gqa') && call.flag('enable_gqa'))
    throw new ExportError('grouped queries (enable_gqa)');
  const rank = rankOf(query);
  const scale = call.numberOr('scale', 1 / Math.sqrt(sizeOf(query, rank - 1)));
  const turned = b.swap(key, rankOf(key) - 2, rankOf(key) - 1);
  let scores = b.op('MatMul', [b.with('Mul', query, scale), turned]);
  const mask = call.maybeTensor('attn_mask');
  const infinity = b.numbers(Number.NEGATIVE_INFINITY, dtype);
  if (mask?.dtype === 'bool') scores = b.op('Where', [mask, scores, infinity], {}, { dtype });
  else if (mask) scores = b.op('Add', [scores, b.cast(mask, dtype)]);
  if (call.flag('is_causal')) {
    const sizes = [b.size(query, rank - 2), b.size(key, rank - 2)];
    const future = b.op('Trilu', [b.expand(infinity, sizes), b.numbers(1)], { upper: 1 });
    scores = b.op('Add', [scores, future]);
  }
  return b.op('MatMul', [b.op('Softmax', [scores], { axis: -1 }), value]);
};

const einsum: Lowering = (call) => {
  const { b } = call;
  const dtype = arithmetic(call.dtype);
  const tensors = call.tensors('tensors').map((own) => b.cast(own, dtype));
  return b.op('Einsum', tensors, { equation: call.text('equation').replaceAll(' ', '') });
};

const outer =
  (other: string): Lowering =>
  (call) => {
    const { b } = call;
    const dtype = arithmetic(call.dtype);
    const [x, y] = ['self', other].map((name) => b.cast(call.tensor(name), dtype));
    return b.op('Mul', [b.unsqueeze(x!, [1]), b.unsqueeze(y!, [0])]);
  };

const cosine: Lowering = (call) => {
  const { b } = call;
  const [x, y] = ['x1', 'x2'].map((name) => b.cast(call.tensor(name), call.dtype)) as [Operand, Operand];
  const rank = call.shape.length + 1;
  const axis = call.axis('dim', rank);
  const eps = b.numbers(call.number('eps'), call.dtype);
  const length = (own: Operand) => b.op('Max', [b.reduce('ReduceL2', own, [axis], true), eps]);
  const unit = (own: Operand) => b.op('Div', [own, length(own)]);
  const dot = { ...b.op('Mul', [unit(x), unit(y)]), shape: range(rank).map(() => null) };
  return b.reduce('ReduceSum', dot, [axis], false);
};

export const MATRICES: LoweringTable = {
  'aten::matmul': product('self', 'other'),
  'aten::mm': product('self', 'mat2'),
  'aten::bmm': product('self', 'mat2'),
  'aten::mv': product('self', 'vec'),
  'aten::dot': product('self', 'tensor'),
  'aten::addmm': addProduct('mat1', 'mat2'),
  'aten::baddbmm': addProduct('batch1', 'batch2'),
  'aten::addmv': addProduct('mat', 'vec'),
  'aten::linear': (call) =>
    linear(call.b, call.tensor('input'), call.tensor('weight'), call.maybeTensor('bias')),
  'aten::einsum': einsum,
  'aten::outer': outer('vec2'),
  'aten::scaled_dot_product_attention': attention,
  'aten::cosine_similarity': cosine,
};
