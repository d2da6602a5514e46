import type { DType } from '@cotrain/torch';
import type { Case, Cases } from './draw.js';

const DTYPES: readonly DType[] = ['float32', 'float64', 'int64', 'int32', 'uint8', 'bool', 'float16'];

const compare = (name: string): Case[] => [
  (d) => {
    const shape = d.shape();
    return {
      op: `aten::${name}.Tensor`,
      args: { self: d.tensor(shape, d.pick(DTYPES)), other: d.tensor(d.broadcast(shape), d.pick(DTYPES)) },
    };
  },
  (d) => ({
    op: `aten::${name}.Scalar`,
    args: { self: d.tensor(d.shape(), d.pick(DTYPES)), other: d.pick([0, 0.5, 3]) },
  }),
];
const logical =
  (name: string): Case =>
  (d) => {
    const shape = d.shape();
    return {
      op: `aten::${name}`,
      args: { self: d.tensor(shape, d.pick(DTYPES)), other: d.tensor(d.broadcast(shape), d.pick(DTYPES)) },
    };
  };
/** Numbers, some of which are infinite or NaN. */
const special =
  (name: string): Case =>
  (d) => {
    const x = d.tensor(d.shape(), d.pick(['float32', 'float64'] as const));
    const zero = x.gt(0).to({ dtype: x.dtype });
    return { op: `aten::${name}`, args: { self: d.flag() ? zero.div(zero) : x.div(zero) } };
  };

export const COMPARISONS: Cases = {
  'aten::eq': compare('eq'),
  'aten::ne': compare('ne'),
  'aten::lt': compare('lt'),
  'aten::le': compare('le'),
  'aten::gt': compare('gt'),
  'aten::ge': compare('ge'),
  'aten::logical_and': [logical('logical_and')],
  'aten::logical_or': [logical('logical_or')],
  'aten::logical_xor': [logical('logical_xor')],
  'aten::logical_not': [
    (d) => ({ op: 'aten::logical_not', args: { self: d.tensor(d.shape(), d.pick(DTYPES)) } }),
  ],
  'aten::isnan': [
    special('isnan'),
    (d) => ({ op: 'aten::isnan', args: { self: d.tensor(d.shape(), 'int64') } }),
  ],
  'aten::isinf': [special('isinf')],
  'aten::isfinite': [special('isfinite')],
  'aten::where': [
    (d) => {
      const shape = d.shape();
      return {
        op: 'aten::where.self',
        args: {
          condition: d.tensor(d.broadcast(shape), 'bool'),
          self: d.tensor(shape, d.pick(DTYPES)),
          other: d.tensor(d.broadcast(shape), d.pick(DTYPES)),
        },
      };
    },
    (d) => {
      const shape = d.shape();
      return {
        op: 'aten::where.ScalarOther',
        args: { condition: d.tensor(shape, 'bool'), self: d.tensor(shape, d.pick(DTYPES)), other: 0 },
      };
    },
  ],
  'aten::masked_fill': [
    (d) => {
      const shape = d.shape();
      return {
        op: 'aten::masked_fill.Scalar',
        args: { self: d.tensor(shape, d.pick(DTYPES)), mask: d.tensor(d.broadcast(shape), 'bool'), value: 1 },
      };
    },
    (d) => {
      const shape = d.shape();
      return {
        op: 'aten::masked_fill.Scalar',
        args: { self: d.tensor(shape), mask: d.tensor(shape, 'bool'), value: Number.NEGATIVE_INFINITY },
      };
    },
  ],
};
