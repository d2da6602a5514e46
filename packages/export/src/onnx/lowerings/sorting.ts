// Sorting and the largest elements. Equal elements keep their order, the lower index first.
import type { Builder, Size } from '../builder.js';
import type { Call, Lowering, LoweringTable } from '../call.js';
import { arithmetic } from '../values/promote.js';
import { type Operand, rankOf } from '../values/value.js';

function topK(
  b: Builder,
  x: Operand,
  k: Size,
  axis: number,
  largest: boolean,
  sorted = true,
): [Operand, Operand] {
  const own = b.cast(x, x.dtype === 'float16' ? 'float32' : arithmetic(x.dtype));
  const [values, indices] = b.ops(
    'TopK',
    [own, b.sizes([k])],
    { axis, largest: largest ? 1 : 0, sorted: sorted ? 1 : 0 },
    [{}, { dtype: 'int64' }],
  );
  return [b.cast(values!, x.dtype), indices!];
}

function sorted(call: Call): readonly Operand[] {
  const { b } = call;
  const x = call.tensor('self');
  const rank = rankOf(x);
  if (rank === 0) return [x, b.numbers(0)];
  const axis = call.has('dim') ? call.axis('dim', rank) : rank - 1;
  return topK(b, x, b.size(x, axis), axis, call.flag('descending'));
}

const argsort: Lowering = (call) => sorted(call)[1]!;

export const SORTING: LoweringTable = {
  'aten::sort': sorted,
  'aten::argsort': argsort,
  'aten::topk': (call) => {
    const x = call.tensor('self');
    const rank = rankOf(x);
    if (rank === 0) return [x, call.b.numbers(0)];
    return topK(call.b, x, call.size('k'), call.axis('dim', rank), call.flag('largest'), call.flag('sorted'));
  },
};
