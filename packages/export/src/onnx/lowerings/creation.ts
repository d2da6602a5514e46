// Tensors that are made of numbers.
import type { Size } from '../builder.js';
import type { Call, Lowering, LoweringTable } from '../call.js';
import { isFloat } from '../proto/dtypes.js';
import { arithmetic } from '../values/promote.js';
import type { Operand } from '../values/value.js';

type Value = (call: Call) => Operand;

const filled =
  (sizes: (call: Call) => readonly Size[], value: Value): Lowering =>
  (call) => {
    const { b, dtype, shape } = call;
    const given = shape.every((size) => size !== null) ? (shape as number[]) : sizes(call);
    const known = shape.map((size, axis) => size ?? given[axis]!);
    return b.expand(b.cast(value(call), dtype), known, shape);
  };

const number =
  (own: number): Value =>
  ({ b, dtype }) =>
    b.numbers(own, dtype);
const given: Value = (call) => call.tensor('fill_value');
const size = (call: Call): Size[] => call.sizes('size');
const like = (call: Call): Size[] => call.b.allSizes(call.tensor('self'));

/** The values of `empty` are not defined: zeros. */
const zeros = filled(size, number(0));
const zerosLike = filled(like, number(0));

const arange: Lowering = (call) => {
  const { b } = call;
  const dtype = arithmetic(call.dtype);
  const own = isFloat(dtype) ? 'float32' : dtype;
  const [start, end, step] = [
    call.has('start') ? call.tensor('start') : b.numbers(0),
    call.tensor('end'),
    call.has('step') ? call.tensor('step') : b.numbers(1),
  ].map((part) => b.cast(part, own));
  return b.op('Range', [start!, end!, step!], {}, { dtype: own });
};

export const CREATION: LoweringTable = {
  'aten::zeros': zeros,
  'aten::empty': zeros,
  'aten::ones': filled(size, number(1)),
  'aten::full': filled(size, given),
  'aten::zeros_like': zerosLike,
  'aten::empty_like': zerosLike,
  'aten::ones_like': filled(like, number(1)),
  'aten::full_like': filled(like, given),
  'aten::new_zeros': zeros,
  'aten::new_empty': zeros,
  'aten::new_ones': filled(size, number(1)),
  'aten::new_full': filled(size, given),
  'aten::scalar_tensor': (call) => call.b.cast(call.tensor('s'), call.dtype),
  'aten::arange': arange,
  'aten::zero': zerosLike,
  'aten::fill': filled(like, (call) => call.tensor('value')),
  'aten::copy': filled(like, (call) => call.tensor('src')),
};
