import type { DType } from '@cotrain/torch';
import type { Case, Cases } from './draw.js';

const DTYPES: readonly DType[] = ['float32', 'float64', 'int64', 'int32', 'uint8', 'bool', 'float16'];

const copy =
  (op: string): Case =>
  (d) => ({ op, args: { self: d.tensor(d.shape(), d.pick(DTYPES)) } });

export const CONVERSIONS: Cases = {
  'aten::to': [
    (d) => ({ op: 'aten::to.dtype', args: { self: d.positive(), dtype: d.pick(DTYPES) } }),
    (d) => ({
      op: 'aten::to.dtype',
      args: {
        self: d.tensor(d.shape(), d.pick(['int64', 'bool', 'int32', 'uint8'] as const)),
        dtype: d.pick(['float32', 'int64', 'bool', 'int32'] as const),
      },
    }),
  ],
  'aten::_to_copy': [(d) => ({ op: 'aten::_to_copy', args: { self: d.tensor(), dtype: 'int64' } })],
  'aten::type_as': [
    (d) => ({ op: 'aten::type_as', args: { self: d.tensor(), other: d.tensor([1], 'int32') } }),
  ],
  'aten::contiguous': [copy('aten::contiguous')],
  'aten::clone': [copy('aten::clone')],
  'aten::detach': [copy('aten::detach')],
  'aten::alias': [copy('aten::alias')],
  'aten::lift_fresh': [copy('aten::lift_fresh')],
  'aten::lift_fresh_copy': [copy('aten::lift_fresh_copy')],
  'aten::positive': [(d) => ({ op: 'aten::positive', args: { self: d.tensor() } })],
  // Numbers: `sizes.test.ts`.
  'aten::Int': [],
  'aten::Float': [],
  'aten::Bool': [],
  'aten::IntImplicit': [],
  'aten::FloatImplicit': [],
  'aten::ScalarImplicit': [],
  'prim::NumToTensor': [],
};
