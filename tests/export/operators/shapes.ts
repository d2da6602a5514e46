import type { DType } from '@cotrain/torch';
import type { Case, Cases, Draw } from './draw.js';

const DTYPES: readonly DType[] = ['float32', 'int64', 'bool', 'uint8', 'float16'];

const total = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);
const drawn = (d: Draw, shape: readonly number[]) => d.tensor(shape, d.pick(DTYPES));

/** The same elements in another shape, with -1 for one of the sizes. */
const reshape =
  (op: string, name: string): Case =>
  (d) => {
    const shape = d.shape();
    const sizes = [shape[0]!, total(shape.slice(1))];
    if (d.flag()) sizes.reverse();
    if (d.flag()) sizes[d.int(0, 1)] = -1;
    return { op, args: { self: drawn(d, shape), [name]: sizes } };
  };
const alike =
  (op: string): Case =>
  (d) => {
    const shape = d.shape();
    return { op, args: { self: drawn(d, shape), other: d.tensor([total(shape)]) } };
  };
const swap =
  (op: string, first: string, second: string): Case =>
  (d) => {
    const shape = d.shape();
    return {
      op,
      args: { self: drawn(d, shape), [first]: d.axis(shape.length), [second]: d.axis(shape.length) },
    };
  };
const permutation = (d: Draw, rank: number): number[] =>
  Array.from({ length: rank }, (_, i) => i)
    .map((axis) => [d.int(0, 1000), axis] as const)
    .sort(([a], [b]) => a - b)
    .map(([, axis]) => axis);
const moved =
  (op: string): Case =>
  (d) => {
    const self = drawn(d, d.shape(4));
    return d.flag()
      ? { op: `${op}.int`, args: { self, source: d.axis(4), destination: d.axis(4) } }
      : { op: `${op}.intlist`, args: { self, source: [1, -1], destination: [-1, 0] } };
  };
const expand =
  (op: string): Case =>
  (d) => {
    const shape = d.shape();
    const from = shape.map((size) => (d.flag() ? 1 : size));
    const wanted = shape.map((size, i) => (from[i] === size && d.flag() ? -1 : size));
    return { op, args: { self: drawn(d, from), size: d.flag() ? [2, ...wanted] : wanted } };
  };
const repeat =
  (op: string, name: string): Case =>
  (d) => {
    const shape = d.shape(d.int(1, 3));
    return {
      op,
      args: {
        self: drawn(d, shape),
        [name]: Array.from({ length: shape.length + d.int(0, 1) }, () => d.int(1, 3)),
      },
    };
  };
const joined =
  (op: string, axisName = 'dim'): Case =>
  (d) => {
    const shape = d.shape();
    const axis = d.axis(shape.length);
    const at = axis < 0 ? axis + shape.length : axis;
    const part = () =>
      d.tensor(
        shape.map((size, i) => (i === at ? d.int(1, 3) : size)),
        d.pick(['float32', 'int64'] as const),
      );
    return { op, args: { tensors: [part(), part(), part()], [axisName]: axis } };
  };

export const SHAPES: Cases = {
  'aten::view': [reshape('aten::view', 'size')],
  'aten::reshape': [
    reshape('aten::reshape', 'shape'),
    (d) => ({ op: 'aten::reshape', args: { self: d.tensor([2, 0, 3]), shape: [0, 4] } }),
  ],
  'aten::_unsafe_view': [reshape('aten::_unsafe_view', 'size')],
  'aten::_reshape_alias': [
    (d) => ({ op: 'aten::_reshape_alias', args: { self: d.tensor([6]), size: [2, 3], stride: [3, 1] } }),
  ],
  'aten::view_as': [alike('aten::view_as')],
  'aten::reshape_as': [alike('aten::reshape_as')],
  'aten::flatten': [
    (d) => {
      const shape = d.shape(4);
      const start = d.int(0, 3);
      return {
        op: 'aten::flatten.using_ints',
        args: { self: drawn(d, shape), start_dim: start, end_dim: d.int(start, 3) - 4 },
      };
    },
  ],
  'aten::ravel': [(d) => ({ op: 'aten::ravel', args: { self: drawn(d, d.shape()) } })],
  'aten::unflatten': [
    (d) => ({ op: 'aten::unflatten.int', args: { self: drawn(d, [3, 12, 2]), dim: -2, sizes: [3, -1] } }),
  ],
  'aten::unsqueeze': [
    (d) => ({ op: 'aten::unsqueeze', args: { self: drawn(d, [2, 3]), dim: d.int(-3, 2) } }),
  ],
  'aten::squeeze': [
    (d) => ({ op: 'aten::squeeze', args: { self: drawn(d, [1, 3, 1, 2]) } }),
    (d) => ({ op: 'aten::squeeze.dim', args: { self: drawn(d, [1, 3, 1, 2]), dim: d.axis(4) } }),
    (d) => ({ op: 'aten::squeeze.dims', args: { self: drawn(d, [1, 3, 1, 2]), dim: [0, 1] } }),
  ],
  'aten::transpose': [swap('aten::transpose.int', 'dim0', 'dim1')],
  'aten::swapaxes': [swap('aten::swapaxes', 'axis0', 'axis1')],
  'aten::swapdims': [swap('aten::swapdims', 'dim0', 'dim1')],
  'aten::t': [(d) => ({ op: 'aten::t', args: { self: drawn(d, d.shape(d.int(1, 2))) } })],
  'aten::numpy_T': [(d) => ({ op: 'aten::numpy_T', args: { self: drawn(d, d.shape(2)) } })],
  'aten::permute': [
    (d) => {
      const shape = d.shape();
      const dims = permutation(d, shape.length).map((axis) => (d.flag() ? axis : axis - shape.length));
      return { op: 'aten::permute', args: { self: drawn(d, shape), dims } };
    },
  ],
  'aten::movedim': [moved('aten::movedim')],
  'aten::moveaxis': [moved('aten::moveaxis')],
  'aten::expand': [expand('aten::expand')],
  'aten::broadcast_to': [expand('aten::broadcast_to')],
  'aten::expand_as': [
    (d) => ({ op: 'aten::expand_as', args: { self: drawn(d, [1, 3]), other: d.tensor([2, 4, 3]) } }),
  ],
  'aten::broadcast_tensors': [
    (d) => ({
      op: 'aten::broadcast_tensors',
      args: { tensors: [d.tensor([1, 3]), d.tensor([4, 1]), d.tensor([2, 1, 1], 'int64')] },
    }),
  ],
  'aten::repeat': [repeat('aten::repeat', 'repeats')],
  'aten::tile': [
    repeat('aten::tile', 'dims'),
    (d) => ({ op: 'aten::tile', args: { self: d.tensor([2, 3, 2]), dims: [2] } }),
  ],
  'aten::repeat_interleave': [
    (d) => ({
      op: 'aten::repeat_interleave.self_int',
      args: { self: drawn(d, d.shape(3)), repeats: d.int(1, 3), dim: d.axis(3) },
    }),
    (d) => ({ op: 'aten::repeat_interleave.self_int', args: { self: drawn(d, d.shape(2)), repeats: 2 } }),
  ],
  'aten::cat': [
    joined('aten::cat'),
    (d) => ({ op: 'aten::cat', args: { tensors: [d.tensor([0]), d.tensor([2, 3])], dim: 0 } }),
  ],
  'aten::concat': [joined('aten::concat')],
  'aten::concatenate': [joined('aten::concatenate')],
  'aten::stack': [
    (d) => {
      const shape = d.shape(d.int(1, 3));
      return {
        op: 'aten::stack',
        args: { tensors: [d.tensor(shape), d.tensor(shape)], dim: d.int(-shape.length - 1, shape.length) },
      };
    },
  ],
  'aten::split': [
    (d) => ({
      op: 'aten::split.Tensor',
      args: { self: drawn(d, [7, 3]), split_size: d.int(1, 8), dim: d.pick([0, -2]) },
    }),
    (d) => ({ op: 'aten::split.sizes', args: { self: drawn(d, [3, 7]), split_size: [1, 4, 2], dim: 1 } }),
  ],
  'aten::split_with_sizes': [
    (d) => ({
      op: 'aten::split_with_sizes',
      args: { self: drawn(d, [3, 7]), split_sizes: [1, 4, 2], dim: -1 },
    }),
  ],
  'aten::chunk': [
    (d) => ({ op: 'aten::chunk', args: { self: drawn(d, [3, 7]), chunks: d.int(1, 4), dim: -1 } }),
  ],
  'aten::unbind': [(d) => ({ op: 'aten::unbind.int', args: { self: drawn(d, [3, 4, 2]), dim: d.axis(3) } })],
  'aten::meshgrid': [
    (d) => ({
      op: 'aten::meshgrid.indexing',
      args: { tensors: [d.tensor([3]), d.tensor([4])], indexing: d.pick(['ij', 'xy']) },
    }),
  ],
  'aten::pixel_shuffle': [
    (d) => ({ op: 'aten::pixel_shuffle', args: { self: d.tensor([2, 12, 3, 4]), upscale_factor: 2 } }),
  ],
  'aten::pixel_unshuffle': [
    (d) => ({ op: 'aten::pixel_unshuffle', args: { self: d.tensor([2, 3, 4, 6]), downscale_factor: 2 } }),
  ],
  'aten::size': [],
  'aten::numel': [],
};
