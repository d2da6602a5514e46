// What changes the shape of a tensor, or reads it, without choosing elements.
import { ExportError } from '../../errors.js';
import type { Size } from '../builder.js';
import type { Call, Lowering, LoweringTable } from '../call.js';
import { axisOf, type Operand, range, rankOf, shapeOf, sizeOf, type Value } from '../values/value.js';

/** The result's sizes: those of the trace, and where they may differ those that the call was given. */
function target(call: Call, given: () => readonly Size[]): Size[] {
  const { shape } = call;
  const open = shape.filter((size) => size === null).length;
  if (open <= 1) return shape.map((size) => size ?? -1);
  const sizes = given();
  return shape.map((size, axis) => size ?? sizes[axis]!);
}

const reshape =
  (given: (call: Call, x: Operand) => readonly Size[]): Lowering =>
  (call) => {
    const x = call.tensor('self');
    return call.b.reshape(
      x,
      target(call, () => given(call, x)),
      call.shape,
    );
  };

/** Merges the axes from `start` to `end`. */
function flattened(call: Call, x: Operand): Size[] {
  const rank = rankOf(x);
  const [start, end] = ['start_dim', 'end_dim'].map((name) => call.axis(name, rank));
  const merged = call.shape[start!] ?? -1;
  return [
    ...range(start!).map((axis) => call.b.size(x, axis)),
    merged,
    ...range(rank - 1 - end!).map((i) => call.b.size(x, end! + 1 + i)),
  ];
}

const squeeze: Lowering = (call) => {
  const x = call.tensor('self');
  const shape = shapeOf(x);
  const axes = call.has('dim') ? call.axes('dim', shape.length) : range(shape.length);
  // An axis of another size stays; of those that may differ, the trace says how many were 1.
  const ones = axes.filter((axis) => shape[axis] === 1);
  const open = axes.filter((axis) => shape[axis] === null);
  const missing = shape.length - call.shape.length - ones.length;
  if (missing !== 0 && missing !== open.length)
    throw new ExportError('squeezes an axis that may differ in size: name the axes');
  return call.b.squeeze(x, missing === 0 ? ones : [...ones, ...open]);
};

const expand =
  (given: (call: Call) => readonly Size[]): Lowering =>
  (call) => {
    const x = call.tensor('self');
    const sizes = given(call);
    const shape = call.shape;
    return call.b.expand(
      x,
      // -1 keeps the axis, and so does 1 in ONNX.
      shape.map((size, axis) => size ?? (sizes[axis] === -1 ? 1 : sizes[axis]!)),
      shape,
    );
  };

const like =
  (name: string) =>
  (call: Call): Size[] =>
    call.b.allSizes(call.tensor(name));

const moved: Lowering = (call) => {
  const x = call.tensor('self');
  const rank = rankOf(x);
  const [from, to] = ['source', 'destination'].map((name) => call.axes(name, rank));
  const perm: number[] = [];
  from!.forEach((axis, i) => {
    perm[to![i]!] = axis;
  });
  const rest = range(rank).filter((axis) => !from!.includes(axis));
  for (const axis of range(rank)) perm[axis] ??= rest.shift()!;
  return call.b.transpose(x, perm);
};

const swap =
  (first: string, second: string): Lowering =>
  (call) => {
    const x = call.tensor('self');
    const rank = rankOf(x);
    return rank === 0 ? x : call.b.swap(x, call.axis(first, rank), call.axis(second, rank));
  };

const concatenate: Lowering = (call) => {
  const { b, dtype } = call;
  // PyTorch skips empty lists, which have one axis, among tensors of more.
  const rank = call.shape.length;
  const parts = call.tensors('tensors').filter((part) => rankOf(part) === rank);
  const axis = call.axis(call.has('axis') ? 'axis' : 'dim', rank);
  if (parts.length === 1) return b.cast(parts[0]!, dtype);
  return b.op(
    'Concat',
    parts.map((part) => b.cast(part, dtype)),
    { axis },
    { dtype },
  );
};

const stack: Lowering = (call) => {
  const { b, dtype } = call;
  const axis = call.axis('dim', call.shape.length);
  const parts = call.tensors('tensors').map((part) => b.unsqueeze(b.cast(part, dtype), [axis]));
  return parts.length === 1 ? parts[0]! : b.op('Concat', parts, { axis }, { dtype });
};

/** Parts of these sizes along an axis. */
function splitInto(call: Call, x: Operand, sizes: readonly number[], axis: number): Operand[] {
  const shape = shapeOf(x);
  const results = sizes.map((size) => ({ shape: shape.map((own, i) => (i === axis ? size : own)) }));
  if (sizes.length === 1) return [x];
  return call.b.ops('Split', [x, call.b.numbers(sizes)], { axis }, results);
}

/** Parts of one size, the last of which may be smaller. */
function splitEvenly(call: Call, size: number, x: Operand, axis: number): Operand[] {
  const total = sizeOf(x, axis);
  const count = Math.max(1, Math.ceil(total / size));
  return splitInto(
    call,
    x,
    range(count).map((i) => Math.min(size, total - i * size)),
    axis,
  );
}

const asList = (items: readonly Operand[]): Value[] => [
  { kind: 'list', items: items.map((tensor) => ({ kind: 'tensor', tensor })) },
];

const split: Lowering = (call) => {
  const x = call.tensor('self');
  const axis = call.axis('dim', rankOf(x));
  if (call.has('split_sizes')) return asList(splitInto(call, x, call.list('split_sizes'), axis));
  const given = call.list('split_size');
  return asList(given.length === 1 ? splitEvenly(call, given[0]!, x, axis) : splitInto(call, x, given, axis));
};

const chunk: Lowering = (call) => {
  const x = call.tensor('self');
  const axis = call.axis('dim', rankOf(x));
  const size = Math.max(1, Math.ceil(sizeOf(x, axis) / call.number('chunks')));
  return asList(splitEvenly(call, size, x, axis));
};

const unbind: Lowering = (call) => {
  const { b } = call;
  const x = call.tensor('self');
  const axis = call.axis('dim', rankOf(x));
  const count = sizeOf(x, axis);
  return asList(
    splitInto(
      call,
      x,
      range(count).map(() => 1),
      axis,
    ).map((part) => b.squeeze(part, [axis])),
  );
};

const repeat =
  (name: string): Lowering =>
  (call) => {
    const { b } = call;
    const times = call.sizes(name);
    const x = call.tensor('self');
    const missing = Math.max(0, times.length - rankOf(x));
    const ones = range(Math.max(0, rankOf(x) - times.length)).map(() => 1);
    const own = b.unsqueeze(x, range(missing));
    return b.op('Tile', [own, b.sizes([...ones, ...times])], {}, { shape: call.shape });
  };

const meshgrid: Lowering = (call) => {
  const { b } = call;
  const parts = call.tensors('tensors');
  const turned = call.has('indexing') && call.text('indexing') === 'xy' && parts.length > 1;
  const order = turned ? [1, 0, ...range(parts.length).slice(2)] : range(parts.length);
  const sizes = order.map((i) => (rankOf(parts[i]!) === 0 ? 1 : b.size(parts[i]!, 0)));
  return asList(
    parts.map((part, i) => {
      const view = order.map((own): Size => (own === i ? -1 : 1));
      const shape = order.map((own) => (own === i && rankOf(part) === 1 ? (part.shape![0] ?? null) : 1));
      return b.expand(b.reshape(part, view, shape), sizes);
    }),
  );
};

const broadcast: Lowering = (call) => {
  const { b } = call;
  const parts = call.tensors('tensors');
  const sizes = parts.map((part) => b.shape(part));
  // The shape of the sum of zeros is that of all of them together.
  const zeros = sizes.map((own) => b.op('ConstantOfShape', [own], {}, { dtype: 'float32' }));
  const all = zeros.length === 1 ? zeros[0]! : b.op('Sum', zeros);
  const shape = b.op('Shape', [all], {}, { dtype: 'int64' });
  return asList(parts.map((part) => b.op('Expand', [part, shape])));
};

/** Splits an axis in two, swaps, and merges: the sub-pixel rearrangements. */
const pixelShuffle: Lowering = (call) =>
  call.b.op(
    'DepthToSpace',
    [call.tensor('self')],
    { blocksize: call.number('upscale_factor'), mode: 'CRD' },
    { shape: call.shape },
  );

const pixelUnshuffle: Lowering = (call) => {
  const { b } = call;
  const x = call.tensor('self');
  const factor = call.number('downscale_factor');
  const [channels, height, width] = [1, 2, 3].map((axis) => sizeOf(x, axis));
  const split = b.reshape(x, [-1, channels!, height! / factor, factor, width! / factor, factor]);
  const turned = b.transpose(split, [0, 1, 3, 5, 2, 4]);
  return b.reshape(turned, [-1, channels! * factor * factor, height! / factor, width! / factor]);
};

const repeatInterleave: Lowering = (call) => {
  const { b } = call;
  if (!call.has('repeats') || call.overload !== 'aten::repeat_interleave.self_int')
    throw new ExportError('repeats that differ by element are known only when the model runs');
  let x = call.tensor('self');
  if (call.isNone('dim')) x = b.reshape(x, [-1]);
  const axis = call.isNone('dim') ? 0 : call.axis('dim', rankOf(x));
  const times = call.number('repeats');
  const sizes = b.allSizes(x);
  const wide = b.expand(b.unsqueeze(x, [axis + 1]), [
    ...sizes.slice(0, axis + 1),
    times,
    ...sizes.slice(axis + 1),
  ]);
  const own = sizes[axis]!;
  const repeated = typeof own === 'number' ? own * times : b.op('Mul', [own, b.numbers([times])]);
  return b.reshape(
    wide,
    target(call, () => sizes.with(axis, repeated)),
    call.shape,
  );
};

/** A size: a number of the trace, or read from the tensor when the model runs. */
const size: Lowering = (call) => {
  const x = call.tensor('self');
  const { b } = call;
  const one = (axis: number): Value => {
    const own = b.size(x, axis);
    return typeof own === 'number'
      ? { kind: 'plain', value: own }
      : { kind: 'tensor', tensor: b.squeeze(own, [0]) };
  };
  if (call.has('dim')) return [one(axisOf(call.number('dim'), rankOf(x)))];
  return [{ kind: 'list', items: range(rankOf(x)).map(one) }];
};

export const SHAPES: LoweringTable = {
  'aten::view': reshape((call) => call.sizes('size')),
  'aten::reshape': reshape((call) => call.sizes('shape')),
  'aten::_unsafe_view': reshape((call) => call.sizes('size')),
  'aten::_reshape_alias': reshape((call) => call.sizes('size')),
  'aten::view_as': reshape(like('other')),
  'aten::reshape_as': reshape(like('other')),
  'aten::flatten': reshape(flattened),
  'aten::ravel': reshape(() => [-1]),
  'aten::unflatten': reshape((call, x) => {
    const axis = call.axis('dim', rankOf(x));
    const sizes = call.b.allSizes(x);
    return [...sizes.slice(0, axis), ...call.sizes('sizes'), ...sizes.slice(axis + 1)];
  }),
  'aten::unsqueeze': (call) => {
    const x = call.tensor('self');
    return call.b.unsqueeze(x, [axisOf(call.number('dim'), rankOf(x) + 1)]);
  },
  'aten::squeeze': squeeze,
  'aten::transpose': swap('dim0', 'dim1'),
  'aten::swapaxes': swap('axis0', 'axis1'),
  'aten::swapdims': swap('dim0', 'dim1'),
  'aten::t': (call) => {
    const x = call.tensor('self');
    return rankOf(x) < 2 ? x : call.b.transpose(x, [1, 0]);
  },
  'aten::numpy_T': (call) =>
    call.b.transpose(call.tensor('self'), range(rankOf(call.tensor('self'))).reverse()),
  'aten::permute': (call) =>
    call.b.transpose(call.tensor('self'), call.axes('dims', rankOf(call.tensor('self')))),
  'aten::movedim': moved,
  'aten::moveaxis': moved,
  'aten::expand': expand((call) => call.sizes('size')),
  'aten::broadcast_to': expand((call) => call.sizes('size')),
  'aten::expand_as': expand(like('other')),
  'aten::broadcast_tensors': broadcast,
  'aten::repeat': repeat('repeats'),
  'aten::tile': repeat('dims'),
  'aten::repeat_interleave': repeatInterleave,
  'aten::cat': concatenate,
  'aten::concat': concatenate,
  'aten::concatenate': concatenate,
  'aten::stack': stack,
  'aten::split': split,
  'aten::split_with_sizes': split,
  'aten::chunk': chunk,
  'aten::unbind': unbind,
  'aten::meshgrid': meshgrid,
  'aten::pixel_shuffle': pixelShuffle,
  'aten::pixel_unshuffle': pixelUnshuffle,
  'aten::size': size,
  'aten::numel': (call) => call.b.op('Size', [call.tensor('self')], {}, { dtype: 'int64', shape: [] }),
};
