// Comparisons, and what is chosen by them.
import type { Call, Lowering, LoweringTable } from '../call.js';
import { isFloat } from '../proto/dtypes.js';
import { arithmetic, promoted } from '../values/promote.js';
import type { Operand } from '../values/value.js';

const BOOL = { dtype: 'bool' } as const;

const compare =
  (type: string, negated = false): Lowering =>
  (call) => {
    const { b } = call;
    const dtype = arithmetic(promoted(call, ['self', 'other']));
    const [x, y] = ['self', 'other'].map((name) => b.cast(call.tensor(name), dtype));
    const own = b.op(type, [x!, y!], {}, BOOL);
    return negated ? b.unary('Not', own) : own;
  };

const logical =
  (type: string): Lowering =>
  (call) => {
    const [x, y] = ['self', 'other'].map((name) => asBool(call, call.tensor(name)));
    return call.b.op(type, [x!, y!], {}, BOOL);
  };

/** Whether elements are not zero. */
function asBool({ b }: Call, x: Operand): Operand {
  return x.dtype === 'bool' ? x : b.cast(x, 'bool');
}

const where: Lowering = (call) => {
  const { b, dtype } = call;
  const condition = asBool(call, call.tensor('condition'));
  const [yes, no] = ['self', 'other'].map((name) => b.cast(call.tensor(name), dtype));
  return b.where(condition, yes!, no!);
};

const maskedFill: Lowering = (call) => {
  const { b, dtype } = call;
  return b.where(call.tensor('mask'), b.cast(call.tensor('value'), dtype), call.tensor('self'));
};

export const COMPARISONS: LoweringTable = {
  'aten::eq': compare('Equal'),
  'aten::ne': compare('Equal', true),
  'aten::lt': compare('Less'),
  'aten::le': compare('LessOrEqual'),
  'aten::gt': compare('Greater'),
  'aten::ge': compare('GreaterOrEqual'),
  'aten::logical_and': logical('And'),
  'aten::logical_or': logical('Or'),
  'aten::logical_xor': logical('Xor'),
  'aten::logical_not': (call) => call.b.unary('Not', asBool(call, call.tensor('self'))),
  'aten::isnan': (call) => {
    const x = call.tensor('self');
    return call.b.op('IsNaN', [isFloat(x.dtype) ? x : call.b.cast(x, 'float32')], {}, BOOL);
  },
  'aten::isinf': (call) => {
    const x = call.tensor('self');
    return call.b.op('IsInf', [x.dtype === 'float64' ? x : call.b.cast(x, 'float32')], {}, BOOL);
  },
  'aten::isfinite': (call) => {
    const { b } = call;
    // The difference of an infinite number or NaN with itself is NaN.
    const x = b.cast(
      call.tensor('self'),
      isFloat(call.tensor('self').dtype) ? call.tensor('self').dtype : 'float32',
    );
    return b.unary('Not', b.op('IsNaN', [b.op('Sub', [x, x])], {}, BOOL));
  },
  'aten::where': where,
  'aten::masked_fill': maskedFill,
};
