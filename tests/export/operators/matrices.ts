import { Constant } from '../support.js';
import type { Case, Cases, Draw } from './draw.js';

const [B, N, K, M] = [2, 3, 4, 5];

const product =
  (op: string, left: string, right: string, shapes: readonly (readonly [number[], number[]])[]): Case =>
  (d) => {
    const [x, y] = d.pick(shapes);
    const dtype = d.pick(['float32', 'float64', 'int64'] as const);
    return { op, args: { [left]: d.tensor(x, dtype), [right]: d.tensor(y, dtype) } };
  };
const added =
  (op: string, left: string, right: string, x: number[], y: number[], shapes: number[][]): Case =>
  (d) => ({
    op,
    args: {
      self: d.tensor(d.pick(shapes)),
      [left]: d.tensor(x),
      [right]: d.tensor(y),
      alpha: d.pick([1, 0.5]),
      beta: d.pick([1, 2]),
    },
  });
const linear =
  (shape: (d: Draw) => number[], constant: boolean): Case =>
  (d) => {
    const weight = d.tensor([M, K]);
    return {
      op: 'aten::linear',
      args: {
        input: d.tensor([...shape(d), K]),
        weight: constant ? new Constant(weight) : weight,
        bias: d.flag() ? d.tensor([M]) : null,
      },
    };
  };
const attention =
  (more: (d: Draw) => object): Case =>
  (d) => ({
    op: 'aten::scaled_dot_product_attention',
    args: {
      query: d.tensor([B, 2, N, K]),
      key: d.tensor([B, 2, M, K]),
      value: d.tensor([B, 2, M, 6]),
      ...more(d),
    },
  });

export const MATRICES: Cases = {
  'aten::matmul': [
    product('aten::matmul', 'self', 'other', [
      [
        [N, K],
        [K, M],
      ],
      [[K], [K, M]],
      [[N, K], [K]],
      [[K], [K]],
      [
        [B, N, K],
        [K, M],
      ],
      [
        [B, 1, N, K],
        [3, K, M],
      ],
    ]),
  ],
  'aten::mm': [
    product('aten::mm', 'self', 'mat2', [
      [
        [N, K],
        [K, M],
      ],
    ]),
  ],
  'aten::bmm': [
    product('aten::bmm', 'self', 'mat2', [
      [
        [B, N, K],
        [B, K, M],
      ],
    ]),
  ],
  'aten::mv': [product('aten::mv', 'self', 'vec', [[[N, K], [K]]])],
  'aten::dot': [product('aten::dot', 'self', 'tensor', [[[K], [K]]])],
  'aten::addmm': [added('aten::addmm', 'mat1', 'mat2', [N, K], [K, M], [[M], [N, M], [1, M]])],
  'aten::baddbmm': [
    added(
      'aten::baddbmm',
      'batch1',
      'batch2',
      [B, N, K],
      [B, K, M],
      [
        [B, N, M],
        [1, N, M],
      ],
    ),
  ],
  'aten::addmv': [added('aten::addmv', 'mat', 'vec', [N, K], [K], [[N]])],
  'aten::linear': [
    linear(() => [N], true),
    linear(() => [B, N], true),
    linear((d) => d.shape(d.int(0, 3)), false),
  ],
  'aten::einsum': [
    (d) => ({
      op: 'aten::einsum',
      args: { equation: 'qc, qhw -> chw', tensors: [d.tensor([4, 3]), d.tensor([4, 2, 5])] },
    }),
    (d) => ({
      op: 'aten::einsum',
      args: { equation: 'bqc,bchw->bqhw', tensors: [d.tensor([2, 4, 3]), d.tensor([2, 3, 2, 5])] },
    }),
    (d) => ({
      op: 'aten::einsum',
      args: { equation: '...ij,...jk->...ik', tensors: [d.tensor([2, 4, 3]), d.tensor([2, 3, 5])] },
    }),
  ],
  'aten::outer': [(d) => ({ op: 'aten::outer', args: { self: d.tensor([N]), vec2: d.tensor([M]) } })],
  'aten::scaled_dot_product_attention': [
    attention(() => ({})),
    attention(() => ({ scale: 0.3 })),
    attention((d) => ({ attn_mask: d.tensor([N, M]) })),
    attention((d) => ({ attn_mask: d.tensor([B, 1, N, M], 'bool').logicalOr(d.tensor([M]).gt(-9)) })),
    (d) => ({
      op: 'aten::scaled_dot_product_attention',
      args: {
        query: d.tensor([B, N, K]),
        key: d.tensor([B, N, K]),
        value: d.tensor([B, N, K]),
        is_causal: true,
      },
    }),
  ],
  'aten::cosine_similarity': [
    (d) => ({
      op: 'aten::cosine_similarity',
      args: { x1: d.tensor([B, N, K]), x2: d.tensor([B, N, K]), dim: d.axis(3) },
    }),
  ],
};
