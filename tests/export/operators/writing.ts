import { type DType, torch } from '@cotrain/torch';
import type { Case, Cases, Draw } from './draw.js';

const DTYPES: readonly DType[] = ['float32', 'int64', 'bool', 'uint8'];
const drawn = (d: Draw, shape: readonly number[]) => d.tensor(shape, d.pick(DTYPES));

/** Positions that do not repeat along the axis, so that what is written is unique. */
const written =
  (op: string, more: (d: Draw, own: number[]) => object): Case =>
  (d) => {
    const shape = d.shape(2);
    const index = torch.argsort(torch.rand(shape), { dim: 1 });
    return { op, args: { self: d.tensor(shape), dim: -1, index, ...more(d, shape) } };
  };
export const WRITING: Cases = {
  'aten::index_put': [
    (d) => ({
      op: 'aten::index_put',
      args: { self: d.tensor([5, 4]), indices: [d.tensor([5, 4], 'bool')], values: d.tensor([]) },
    }),
    (d) => ({
      op: 'aten::index_put',
      args: {
        self: d.tensor([5, 4]),
        indices: [torch.randperm(5).narrow(0, 0, 3)],
        values: d.tensor([3, 4]),
      },
    }),
    (d) => ({
      op: 'aten::index_put',
      args: {
        self: d.tensor([5, 4]),
        indices: [d.positions([6], 5), d.positions([6], 4)],
        values: d.tensor([6]),
        accumulate: true,
      },
    }),
    (d) => ({
      op: 'aten::index_put',
      args: {
        self: d.tensor([5, 4, 2]),
        indices: [null, torch.randperm(4).narrow(0, 0, 2)],
        values: d.tensor([]),
      },
    }),
  ],
  'aten::index_fill': [
    (d) => ({
      op: 'aten::index_fill.int_Scalar',
      args: { self: drawn(d, [5, 4]), dim: d.axis(2), index: d.positions([2], 4), value: 1 },
    }),
    (d) => ({
      op: 'aten::index_fill.int_Scalar',
      args: { self: d.tensor([6], 'bool'), dim: 0, index: d.positions([3], 6), value: 1 },
    }),
  ],
  'aten::index_copy': [
    (d) => ({
      op: 'aten::index_copy',
      args: {
        self: d.tensor([5, 4]),
        dim: 1,
        index: torch.randperm(4).narrow(0, 0, 2),
        source: d.tensor([5, 2]),
      },
    }),
  ],
  'aten::index_add': [
    (d) => ({
      op: 'aten::index_add',
      args: {
        self: d.tensor([5, 4]),
        dim: d.pick([1, -1]),
        index: d.positions([3], 4),
        source: d.tensor([5, 3]),
        alpha: d.pick([1, 2]),
      },
    }),
  ],
  'aten::scatter': [
    written('aten::scatter.src', (d, own) => ({ src: d.tensor([own[0]!, own[1]! + 1]) })),
    written('aten::scatter.value', () => ({ value: 2 })),
  ],
  'aten::scatter_add': [written('aten::scatter_add', (d, own) => ({ src: d.tensor(own) }))],
  'aten::scatter_reduce': [
    written('aten::scatter_reduce.two', (d, own) => ({
      src: d.tensor(own),
      reduce: d.pick(['sum', 'prod', 'amax', 'amin']),
    })),
  ],
};
