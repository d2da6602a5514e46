import type { DType } from '@cotrain/torch';
import type { Case, Cases } from './draw.js';

const DTYPES: readonly DType[] = ['float32', 'int64', 'bool', 'uint8'];

const sized =
  (name: string, more: object = {}): Case =>
  (d) => ({ op: `aten::${name}`, args: { size: d.shape(), ...more, dtype: d.pick(DTYPES) } });
const like =
  (name: string, more: object = {}): Case =>
  (d) => ({ op: `aten::${name}`, args: { self: d.tensor(d.shape(), d.pick(DTYPES)), ...more } });
const fresh =
  (name: string, more: object = {}): Case =>
  (d) => ({
    op: `aten::${name}`,
    args: { self: d.tensor(d.shape(), d.pick(DTYPES)), size: d.shape(), ...more },
  });

export const CREATION: Cases = {
  'aten::zeros': [sized('zeros')],
  'aten::empty': [],
  'aten::ones': [sized('ones')],
  'aten::full': [sized('full', { fill_value: 1 })],
  'aten::zeros_like': [like('zeros_like')],
  'aten::empty_like': [],
  'aten::ones_like': [like('ones_like')],
  'aten::full_like': [like('full_like', { fill_value: 1 })],
  'aten::new_zeros': [fresh('new_zeros')],
  'aten::new_empty': [],
  'aten::new_ones': [fresh('new_ones')],
  'aten::new_full': [fresh('new_full', { fill_value: 1 })],
  'aten::scalar_tensor': [(d) => ({ op: 'aten::scalar_tensor', args: { s: d.int(1, 5), dtype: 'float32' } })],
  'aten::arange': [
    (d) => ({ op: 'aten::arange', args: { end: d.int(0, 9), dtype: d.pick(['int64', 'float32'] as const) } }),
    (d) => ({ op: 'aten::arange.start_step', args: { start: d.int(-3, 3), end: d.int(4, 9), step: 2 } }),
  ],
  'aten::zero': [like('zero')],
  'aten::fill': [like('fill.Scalar', { value: 1 })],
  'aten::copy': [
    (d) => {
      const shape = d.shape();
      return {
        op: 'aten::copy',
        args: { self: d.tensor(shape), src: d.tensor(d.broadcast(shape), 'int64') },
      };
    },
  ],
};
