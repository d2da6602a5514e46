// What chooses elements by position.
import { ExportError } from '../../errors.js';
import type { Builder, Size } from '../builder.js';
import type { Lowering, LoweringTable } from '../call.js';
import { itemsOf, readIndices, toFront } from '../values/indices.js';
import { isStatic, type Operand, range, rankOf, shapeOf, sizeOf } from '../values/value.js';

/** Beyond every axis; the trace writes the largest int64, which a JavaScript number cannot hold. */
const END = 2 ** 31 - 1;

const select: Lowering = (call) => {
  const x = call.tensor('self');
  const index = call.b.cast(call.tensor('index'), 'int64');
  return call.b.op('Gather', [x, index], { axis: call.axis('dim', rankOf(x)) });
};

const slice: Lowering = (call) => {
  const x = call.tensor('self');
  const bound = (name: string, otherwise: number): Size => {
    if (call.isNone(name)) return otherwise;
    const size = call.size(name);
    return typeof size === 'number' ? Math.min(size, END) : size;
  };
  return call.b.slice(
    x,
    call.axis('dim', rankOf(x)),
    bound('start', 0),
    bound('end', END),
    call.number('step'),
  );
};

const narrow: Lowering = (call) => {
  const { b } = call;
  const x = call.tensor('self');
  const [start, length] = [call.size('start'), call.size('length')];
  const axis = call.axis('dim', rankOf(x));
  if (typeof start === 'number' && typeof length === 'number') {
    const from = start < 0 ? start + sizeOf(x, axis) : start;
    return b.slice(x, axis, from, from + length);
  }
  return b.slice(x, axis, start, b.op('Add', [b.sizes([start]), b.sizes([length])]));
};

const gather: Lowering = (call) => {
  const x = call.tensor('self');
  const index = call.tensor('index');
  if (rankOf(x) === 0) return call.b.reshape(x, call.b.allSizes(index));
  return call.b.op(
    'GatherElements',
    [x, index],
    { axis: call.axis('dim', rankOf(x)) },
    { shape: index.shape },
  );
};

const takeAlong: Lowering = (call) => {
  const { b } = call;
  let [x, index] = [call.tensor('self'), call.tensor('indices')];
  if (call.isNone('dim')) {
    [x, index] = [b.reshape(x, [-1]), b.reshape(index, [-1])];
    return b.op('GatherElements', [x, index], { axis: 0 });
  }
  const axis = call.axis('dim', rankOf(x));
  const common = (i: number): Size => {
    const [own, other] = [b.size(x, i), b.size(index, i)];
    if (typeof own === 'number' && typeof other === 'number') return Math.max(own, other);
    return b.op('Max', [b.sizes([own]), b.sizes([other])]);
  };
  const sizes = (own: Operand): Size[] =>
    range(rankOf(own)).map((i) => (i === axis ? b.size(own, i) : common(i)));
  const [wide, positions] = [b.expand(x, sizes(x)), b.expand(index, sizes(index))];
  return b.op('GatherElements', [wide, positions], { axis });
};

const index: Lowering = (call) => {
  const { b } = call;
  const x = call.tensor('self');
  const { axes, positions, rank } = readIndices(b, itemsOf(call));
  const own = rankOf(x);
  if (axes.length === 1) {
    const flat = b.squeeze(positions, [rank]);
    return b.op('Gather', [x, flat], { axis: axes[0]! });
  }
  const { perm } = toFront(own, axes);
  const found = b.op(
    'GatherND',
    [b.transpose(x, perm), positions],
    {},
    {
      shape: range(rank + own - axes.length).map(() => null),
    },
  );
  // The axes of the index stand where the first indexed axis was, if those were next to each other.
  const adjacent = axes.every((axis, i) => axis === axes[0]! + i);
  if (!adjacent || axes[0] === 0) return found;
  const before = range(axes[0]!).map((i) => rank + i);
  const after = range(own - axes.length - axes[0]!).map((i) => rank + axes[0]! + i);
  return b.transpose(found, [...before, ...range(rank), ...after]);
};

const nonzero: Lowering = (call) => {
  const x = call.tensor('self');
  const own = call.b.op(
    'NonZero',
    [x.dtype === 'bool' ? x : call.b.cast(x, 'bool')],
    {},
    {
      dtype: 'int64',
      shape: [rankOf(x), null],
    },
  );
  return call.b.transpose(own, [1, 0]);
};

const maskedSelect: Lowering = (call) => {
  const { b } = call;
  const [x, mask] = [call.tensor('self'), call.tensor('mask')];
  const rank = Math.max(rankOf(x), rankOf(mask));
  const same = String(x.shape) === String(mask.shape) && isStatic(x.shape);
  const zero = b.op('ConstantOfShape', [b.shape(mask)], {}, { dtype: 'float32' });
  const sizes = same
    ? null
    : b.op(
        'Shape',
        [b.op('Add', [b.op('ConstantOfShape', [b.shape(x)], {}, { dtype: 'float32' }), zero])],
        {},
        {
          dtype: 'int64',
          shape: [rank],
        },
      );
  const wide = (own: Operand) => (sizes ? b.op('Expand', [own, sizes]) : own);
  const flat = (own: Operand) => b.reshape({ ...wide(own), shape: [null, null] }, [-1]);
  return b.op('Compress', [flat(x), flat(mask)], { axis: 0 });
};

const flip: Lowering = (call) => {
  const { b } = call;
  const x = call.tensor('self');
  const axes = call.axes('dims', rankOf(x));
  const all = (value: number) => b.numbers(axes.map(() => value));
  return b.op('Slice', [x, all(-1), all(-END), b.numbers(axes), all(-1)], {}, { shape: x.shape });
};

const roll: Lowering = (call) => {
  const { b } = call;
  const x = call.tensor('self');
  const axes = call.list('dims');
  const shifts = call.list('shifts');
  if (axes.length === 0) {
    const count = range(rankOf(x)).reduce((product, i) => product * sizeOf(x, i), 1);
    const flat = b.reshape(x, [-1], [count]);
    return b.reshape(rolled(b, flat, shifts[0]!, 0), b.allSizes(x));
  }
  return axes.reduce((own, axis, i) => rolled(b, own, shifts[i]!, axis < 0 ? axis + rankOf(x) : axis), x);
};

function rolled(b: Builder, x: Operand, shift: number, axis: number): Operand {
  const size = sizeOf(x, axis);
  const by = size === 0 ? 0 : ((shift % size) + size) % size;
  if (by === 0) return x;
  const parts = [b.slice(x, axis, size - by, size), b.slice(x, axis, 0, size - by)];
  return b.op('Concat', parts, { axis }, { shape: x.shape });
}

const triangle =
  (upper: number): Lowering =>
  (call) => {
    const { b } = call;
    const own = call.b.numbers(call.number('diagonal'));
    return b.within(call.tensor('self'), call.floating ? call.dtype : 'int64', (x) =>
      b.op('Trilu', [x, own], { upper }, { shape: x.shape }),
    );
  };

const oneHot: Lowering = (call) => {
  const { b } = call;
  const classes = call.number('num_classes');
  if (classes < 0) throw new ExportError('the number of classes follows from the values: pass it');
  return b.op(
    'OneHot',
    [call.tensor('self'), b.numbers([classes]), b.numbers([0, 1])],
    { axis: -1 },
    {
      dtype: 'int64',
    },
  );
};

const PAD_MODES: Readonly<Record<string, string>> = {
  constant: 'constant',
  reflect: 'reflect',
  replicate: 'edge',
  circular: 'wrap',
};

/** `pad` counts from the last axis: [before, after] of each. */
const pad =
  (fixed?: string): Lowering =>
  (call) => {
    const { b } = call;
    const x = call.tensor('self');
    const rank = rankOf(x);
    const list = call.list(call.has('pad') ? 'pad' : 'padding');
    const mode = PAD_MODES[fixed ?? call.text('mode')]!;
    if (mode === 'wrap' && b.opset < 19) throw new ExportError('circular padding needs opset 19');
    const begins = range(rank).map((axis) => list[2 * (rank - 1 - axis)] ?? 0);
    const ends = range(rank).map((axis) => list[2 * (rank - 1 - axis) + 1] ?? 0);
    const value =
      mode !== 'constant'
        ? null
        : b.cast(call.isNone('value') ? b.numbers(0) : call.tensor('value'), x.dtype);
    return b.op('Pad', [x, b.numbers([...begins, ...ends]), value], { mode });
  };

/** Windows of an axis as a new last axis. */
const unfold: Lowering = (call) => {
  const { b } = call;
  const x = call.tensor('self');
  const axis = call.axis('dimension', rankOf(x));
  const [size, step] = [call.number('size'), call.number('step')];
  const count = Math.floor((sizeOf(x, axis) - size) / step) + 1;
  const positions = range(count * size).map((i) => Math.floor(i / size) * step + (i % size));
  const taken = b.op('Gather', [x, b.numbers(positions)], { axis });
  const shape = shapeOf(x);
  const sizes = b.allSizes(x);
  const split = b.reshape(
    { ...taken, shape: shape.map((own, i) => (i === axis ? count * size : own)) },
    [...sizes.slice(0, axis), count, size, ...sizes.slice(axis + 1)],
    [...shape.slice(0, axis), count, size, ...shape.slice(axis + 1)],
  );
  const perm = range(rankOf(split)).filter((i) => i !== axis + 1);
  return b.transpose(split, [...perm, axis + 1]);
};

export const INDEXING: LoweringTable = {
  'aten::select': select,
  'aten::slice': slice,
  'aten::narrow': narrow,
  'aten::index_select': (call) => {
    const x = call.tensor('self');
    return call.b.op('Gather', [x, call.tensor('index')], { axis: call.axis('dim', rankOf(x)) });
  },
  'aten::embedding': (call) =>
    call.b.op('Gather', [call.tensor('weight'), call.tensor('indices')], { axis: 0 }),
  'aten::gather': gather,
  'aten::take_along_dim': takeAlong,
  'aten::index': index,
  'aten::nonzero': nonzero,
  'aten::argwhere': nonzero,
  'aten::masked_select': maskedSelect,
  'aten::flip': flip,
  'aten::roll': roll,
  'aten::tril': triangle(0),
  'aten::triu': triangle(1),
  'aten::one_hot': oneHot,
  'aten::pad': pad(),
  'aten::constant_pad_nd': pad('constant'),
  'aten::reflection_pad1d': pad('reflect'),
  'aten::reflection_pad2d': pad('reflect'),
  'aten::replication_pad1d': pad('replicate'),
  'aten::replication_pad2d': pad('replicate'),
  'aten::replication_pad3d': pad('replicate'),
  'aten::unfold': unfold,
};
