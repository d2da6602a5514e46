import type { DType } from '@cotrain/torch';
import type { Case, Cases, Draw } from './draw.js';

const DTYPES: readonly DType[] = ['float32', 'int64', 'bool', 'uint8'];
const drawn = (d: Draw, shape: readonly number[]) => d.tensor(shape, d.pick(DTYPES));

/** A tensor, one of its axes, and positions of the same number of axes. */
const placed = (d: Draw, largest = 4) => {
  const shape = d.shape(d.int(1, 3), largest);
  const axis = d.axis(shape.length);
  const at = axis < 0 ? axis + shape.length : axis;
  const own = shape.map((size, i) => (i === at ? d.int(1, 5) : d.int(1, size)));
  return { shape, axis, own, index: d.positions(own, shape[at]!) };
};
const padded =
  (
    op: string,
    name: 'pad' | 'padding',
    shape: number[],
    list: (d: Draw) => number[],
    more: object = {},
  ): Case =>
  (d) => ({ op, args: { self: d.tensor(shape), [name]: list(d), ...more } });
const four = (d: Draw) => Array.from({ length: 4 }, () => d.int(0, 2));

export const INDEXING: Cases = {
  'aten::select': [
    (d) => ({
      op: 'aten::select.int',
      args: { self: drawn(d, [3, 4, 2]), dim: d.axis(3), index: d.int(-2, 1) },
    }),
  ],
  'aten::slice': [
    (d) => ({
      op: 'aten::slice.Tensor',
      args: {
        self: drawn(d, [7, 6]),
        dim: d.axis(2),
        start: d.pick([null, 1, -3]),
        end: d.pick([null, 5, -1, 2 ** 53]),
        step: d.int(1, 3),
      },
    }),
  ],
  'aten::narrow': [
    (d) => ({
      op: 'aten::narrow',
      args: { self: drawn(d, [7, 6]), dim: d.axis(2), start: d.pick([1, -4]), length: 3 },
    }),
  ],
  'aten::index_select': [
    (d) => ({
      op: 'aten::index_select',
      args: { self: drawn(d, [5, 4]), dim: d.pick([0, -2]), index: d.positions([3], 5) },
    }),
  ],
  'aten::embedding': [
    (d) => ({
      op: 'aten::embedding',
      args: { weight: d.tensor([6, 3]), indices: d.positions(d.shape(2), 6) },
    }),
  ],
  'aten::gather': [
    (d) => {
      const { shape, axis, index } = placed(d);
      return { op: 'aten::gather', args: { self: drawn(d, shape), dim: axis, index } };
    },
  ],
  'aten::take_along_dim': [
    (d) => ({
      op: 'aten::take_along_dim',
      args: { self: drawn(d, [3, 4]), indices: d.positions([3, 2], 4), dim: -1 },
    }),
    (d) => ({
      op: 'aten::take_along_dim',
      args: { self: drawn(d, [3, 4]), indices: d.positions([1, 2], 4), dim: 1 },
    }),
    (d) => ({ op: 'aten::take_along_dim', args: { self: drawn(d, [3, 4]), indices: d.positions([5], 12) } }),
  ],
  'aten::index': [
    (d) => ({
      op: 'aten::index.Tensor',
      args: { self: drawn(d, [5, 4, 3]), indices: [d.positions([6], 5)] },
    }),
    (d) => ({
      op: 'aten::index.Tensor',
      args: { self: drawn(d, [5, 4, 3]), indices: [d.positions([6], 5).sub(5), d.positions([6], 4)] },
    }),
    (d) => ({
      op: 'aten::index.Tensor',
      args: { self: drawn(d, [5, 4, 3]), indices: [null, d.positions([2, 6], 4)] },
    }),
    (d) => ({
      op: 'aten::index.Tensor',
      args: { self: drawn(d, [5, 4, 3]), indices: [d.positions([2, 1], 5), null, d.positions([3], 3)] },
    }),
    (d) => ({
      op: 'aten::index.Tensor',
      args: { self: drawn(d, [5, 4, 3]), indices: [null, d.positions([2, 1], 4), d.positions([3], 3)] },
    }),
    (d) => ({ op: 'aten::index.Tensor', args: { self: drawn(d, [5, 4]), indices: [d.tensor([5], 'bool')] } }),
    (d) => ({
      op: 'aten::index.Tensor',
      args: { self: drawn(d, [5, 4, 2]), indices: [d.tensor([5, 4], 'bool')] },
    }),
  ],
  'aten::nonzero': [
    (d) => ({ op: 'aten::nonzero', args: { self: d.tensor(d.shape(), d.pick(['bool', 'int64'] as const)) } }),
  ],
  'aten::argwhere': [(d) => ({ op: 'aten::argwhere', args: { self: d.tensor(d.shape(), 'bool') } })],
  'aten::masked_select': [
    (d) => ({ op: 'aten::masked_select', args: { self: drawn(d, [3, 4]), mask: d.tensor([3, 4], 'bool') } }),
    (d) => ({ op: 'aten::masked_select', args: { self: drawn(d, [3, 4]), mask: d.tensor([4], 'bool') } }),
  ],
  'aten::flip': [
    (d) => ({ op: 'aten::flip', args: { self: drawn(d, [3, 4, 2]), dims: d.pick([[0], [-1, 0], [1, 2]]) } }),
  ],
  'aten::roll': [
    (d) => ({ op: 'aten::roll', args: { self: drawn(d, [3, 4]), shifts: [d.int(-5, 5), 1], dims: [1, 0] } }),
    (d) => ({ op: 'aten::roll', args: { self: drawn(d, [3, 4]), shifts: [d.int(-5, 5)] } }),
  ],
  'aten::tril': [(d) => ({ op: 'aten::tril', args: { self: drawn(d, [4, 5]), diagonal: d.int(-2, 2) } })],
  'aten::triu': [(d) => ({ op: 'aten::triu', args: { self: drawn(d, [2, 4, 5]), diagonal: d.int(-2, 2) } })],
  'aten::one_hot': [(d) => ({ op: 'aten::one_hot', args: { self: d.positions([3, 2], 5), num_classes: 5 } })],
  'aten::pad': [
    (d) => ({
      op: 'aten::pad',
      args: {
        self: d.tensor([2, 3, 4, 5]),
        pad: four(d),
        mode: d.pick(['constant', 'reflect', 'replicate']),
      },
    }),
    (d) => ({
      op: 'aten::pad',
      args: { self: d.tensor([4, 5], 'int64'), pad: [1, -1], mode: 'constant', value: 7 },
    }),
  ],
  'aten::constant_pad_nd': [padded('aten::constant_pad_nd', 'pad', [2, 3, 4, 5], four, { value: 1.5 })],
  'aten::reflection_pad1d': [padded('aten::reflection_pad1d', 'padding', [2, 3, 4], (d) => [d.int(0, 2), 1])],
  'aten::reflection_pad2d': [padded('aten::reflection_pad2d', 'padding', [2, 3, 4, 5], four)],
  'aten::replication_pad1d': [
    padded('aten::replication_pad1d', 'padding', [2, 3, 4], (d) => [d.int(0, 2), 1]),
  ],
  'aten::replication_pad2d': [padded('aten::replication_pad2d', 'padding', [2, 3, 4, 5], four)],
  'aten::replication_pad3d': [
    padded('aten::replication_pad3d', 'padding', [1, 2, 3, 4, 5], (d) => [...four(d), 1, 0]),
  ],
  'aten::unfold': [
    (d) => ({
      op: 'aten::unfold',
      args: { self: drawn(d, [3, 7, 2]), dimension: d.pick([1, -2]), size: 3, step: d.int(1, 3) },
    }),
  ],
};
