// What writes to positions of a tensor; the result is another tensor.
import { ExportError } from '../../errors.js';
import type { Builder } from '../builder.js';
import type { Call, Lowering, LoweringTable } from '../call.js';
import { type Indices, itemsOf, readIndices, toFront } from '../values/indices.js';
import { type Operand, rankOf, shapeOf } from '../values/value.js';

/** Writes values to positions of the first axes; `reduction` says what happens to those that are there. */
function write(
  b: Builder,
  x: Operand,
  { axes, positions }: Pick<Indices, 'axes' | 'positions'>,
  values: Operand,
  reduction: 'none' | 'add',
): Operand {
  const { perm, back } = toFront(rankOf(x), axes);
  const front = b.transpose(x, perm);
  // Updates are [index shape..., sizes of the other axes...].
  const lead = b.op('Shape', [positions], { start: 0, end: -1 }, { dtype: 'int64' });
  const rest = front.shape!.slice(axes.length).map((_, i) => b.size(front, axes.length + i));
  const shape = rest.length === 0 ? lead : b.op('Concat', [lead, b.sizes(rest)], { axis: 0 });
  const updates = b.op('Expand', [b.cast(values, x.dtype), shape]);
  const own = x.dtype === 'bool' && reduction === 'add' ? 'int32' : x.dtype;
  const written = b.op('ScatterND', [b.cast(front, own), positions, b.cast(updates, own)], { reduction });
  return b.transpose({ ...b.cast(written, x.dtype), shape: front.shape! }, back);
}

const indexPut: Lowering = (call) => {
  const { b } = call;
  const x = call.tensor('self');
  const items = itemsOf(call);
  const values = call.tensor('values');
  const accumulate = call.has('accumulate') && call.flag('accumulate');
  const [mask] = items;
  const whole = items.length === 1 && mask?.kind === 'tensor' && mask.tensor.dtype === 'bool';
  if (whole && !accumulate && rankOf(mask.tensor) === rankOf(x) && rankOf(values) === 0)
    return b.where(mask.tensor, b.cast(values, x.dtype), x, x.shape);
  const indices = readIndices(b, items);
  const adjacent = indices.axes.every((axis, i) => axis === indices.axes[0]! + i);
  if (rankOf(values) > indices.rank && (!adjacent || indices.axes[0] !== 0))
    throw new ExportError('values with axes of their own are written behind an axis that is not indexed');
  return write(b, x, indices, values, accumulate ? 'add' : 'none');
};

/** Positions along one axis, as those of `ScatterND`. */
const along = (b: Builder, call: Call, x: Operand) => ({
  axes: [call.axis('dim', rankOf(x))],
  positions: b.unsqueeze(b.cast(call.tensor('index'), 'int64'), [1]),
});

const indexFill: Lowering = (call) => {
  const x = call.tensor('self');
  return write(call.b, x, along(call.b, call, x), call.tensor('value'), 'none');
};

const indexWrite =
  (reduction: 'none' | 'add'): Lowering =>
  (call) => {
    const { b } = call;
    const x = call.tensor('self');
    const indices = along(b, call, x);
    const source = b.transpose(call.tensor('source'), toFront(rankOf(x), indices.axes).perm);
    const alpha = call.numberOr('alpha', 1);
    return write(b, x, indices, alpha === 1 ? source : b.with('Mul', source, alpha), reduction);
  };

const scatter =
  (reduction?: 'add'): Lowering =>
  (call) => {
    const { b } = call;
    const x = call.tensor('self');
    const positions = call.tensor('index');
    const axis = call.axis('dim', rankOf(x));
    const mode = call.has('reduce') ? call.text('reduce') : undefined;
    const how = reduction ?? (mode === undefined ? 'none' : REDUCTION[mode]);
    if (how === undefined) throw new ExportError(`reduce '${mode}' has no form in ONNX`);
    const source = call.has('src')
      ? shapeOf(positions).reduce<Operand>(
          (own, _, i) => b.slice(own, i, 0, b.size(positions, i)),
          call.tensor('src'),
        )
      : b.expand(call.tensor('value'), b.allSizes(positions));
    const updates = b.cast(source, x.dtype);
    return b.op('ScatterElements', [x, positions, updates], { axis, reduction: how }, { shape: x.shape });
  };

const REDUCTION: Readonly<Record<string, string>> = {
  add: 'add',
  multiply: 'mul',
  sum: 'add',
  prod: 'mul',
  amax: 'max',
  amin: 'min',
};

export const WRITING: LoweringTable = {
  'aten::index_put': indexPut,
  'aten::index_fill': indexFill,
  'aten::index_copy': indexWrite('none'),
  'aten::index_add': indexWrite('add'),
  'aten::scatter': scatter(),
  'aten::scatter_add': scatter('add'),
  'aten::scatter_reduce': scatter(),
};
