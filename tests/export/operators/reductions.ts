import type { DType } from '@cotrain/torch';
import type { Case, Cases, Draw } from './draw.js';

const NUMBERS: readonly DType[] = ['float32', 'float64', 'int64', 'int32', 'uint8', 'float16'];
const FLOATS: readonly DType[] = ['float32', 'float64'];

/** Some axes, without repetition, from the front or from the end. */
function axes(d: Draw, rank: number): number[] {
  const chosen = Array.from({ length: rank }, (_, axis) => axis).filter(() => d.flag());
  const some = chosen.length > 0 ? chosen : [d.int(0, rank - 1)];
  return some.map((axis) => (d.flag() ? axis : axis - rank));
}

const several =
  (op: string, dtypes: readonly DType[], more: (d: Draw) => object = () => ({})): Case =>
  (d) => {
    const shape = d.shape();
    const self = d.tensor(shape, d.pick(dtypes));
    return { op, args: { self, dim: axes(d, shape.length), keepdim: d.flag(), ...more(d) } };
  };
const whole =
  (op: string, dtypes: readonly DType[]): Case =>
  (d) => ({ op, args: { self: d.tensor(d.shape(), d.pick(dtypes)) } });
/** One axis, of numbers without equal ones, so that positions are unique. */
const one =
  (
    op: string,
    dtypes: readonly DType[] = ['float32', 'int64'],
    more: (d: Draw) => object = (d) => ({ keepdim: d.flag() }),
  ): Case =>
  (d) => {
    const shape = d.shape();
    return { op, args: { self: d.distinct(shape, d.pick(dtypes)), dim: d.axis(shape.length), ...more(d) } };
  };
const pair =
  (op: string): Case =>
  (d) => {
    const shape = d.shape();
    return { op, args: { self: d.tensor(shape), other: d.tensor(d.broadcast(shape)) } };
  };

export const REDUCTIONS: Cases = {
  'aten::sum': [
    several('aten::sum.dim_IntList', [...NUMBERS, 'bool']),
    whole('aten::sum', [...NUMBERS, 'bool']),
    (d) => ({ op: 'aten::sum', args: { self: d.tensor(d.shape(), 'bool') } }),
  ],
  'aten::mean': [several('aten::mean.dim', FLOATS), whole('aten::mean', FLOATS)],
  'aten::prod': [one('aten::prod.dim_int', ['float32', 'int64']), whole('aten::prod', ['float32'])],
  'aten::amax': [several('aten::amax', NUMBERS)],
  'aten::amin': [several('aten::amin', NUMBERS)],
  'aten::max': [
    one('aten::max.dim'),
    one('aten::max.dim', ['int32', 'float16', 'float64']),
    whole('aten::max', NUMBERS),
    pair('aten::max.other'),
  ],
  'aten::min': [one('aten::min.dim'), whole('aten::min', NUMBERS), pair('aten::min.other')],
  'aten::argmax': [
    one('aten::argmax', ['float32', 'int64', 'float16']),
    (d) => ({ op: 'aten::argmax', args: { self: d.distinct() } }),
  ],
  'aten::argmin': [
    one('aten::argmin'),
    (d) => ({ op: 'aten::argmin', args: { self: d.distinct(), keepdim: d.flag() } }),
  ],
  'aten::any': [
    one('aten::any.dim', ['bool']),
    (d) => ({ op: 'aten::any', args: { self: d.tensor(d.shape(), 'bool') } }),
    several('aten::any.dims', ['bool', 'int64']),
  ],
  'aten::all': [
    (d) => ({ op: 'aten::all.dim', args: { self: d.tensor([3, 2], 'bool'), dim: 1 } }),
    whole('aten::all', ['bool']),
  ],
  'aten::var': [
    several('aten::var.correction', FLOATS, (d) => ({ correction: d.int(0, 0) })),
    (d) => ({ op: 'aten::var.dim', args: { self: d.tensor([3, 4, 2]), dim: [0, 1], unbiased: d.flag() } }),
    (d) => ({ op: 'aten::var', args: { self: d.tensor([3, 4]), unbiased: true } }),
  ],
  'aten::std': [
    (d) => ({
      op: 'aten::std.correction',
      args: { self: d.tensor([3, 4]), dim: [d.axis(2)], correction: 1, keepdim: d.flag() },
    }),
  ],
  'aten::norm': [
    (d) => ({
      op: 'aten::norm.ScalarOpt_dim',
      args: { self: d.tensor([3, 4]), p: d.pick([1, 2, 3]), dim: [d.axis(2)], keepdim: d.flag() },
    }),
    (d) => ({ op: 'aten::norm.Scalar', args: { self: d.tensor([3, 4]), p: 2 } }),
  ],
  'aten::linalg_vector_norm': [
    several('aten::linalg_vector_norm', FLOATS, (d) => ({
      ord: d.pick([0, 1, 2, 3, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]),
    })),
    whole('aten::linalg_vector_norm', FLOATS),
  ],
  'aten::frobenius_norm': [several('aten::frobenius_norm.dim', ['float32'], () => ({ dim: [0] }))],
  'aten::logsumexp': [several('aten::logsumexp', FLOATS)],
  'aten::softmax': [one('aten::softmax.int', FLOATS, () => ({}))],
  'aten::_softmax': [one('aten::_softmax', FLOATS, () => ({ half_to_float: false }))],
  'aten::log_softmax': [one('aten::log_softmax.int', FLOATS, () => ({}))],
  'aten::_log_softmax': [one('aten::_log_softmax', FLOATS, () => ({ half_to_float: false }))],
  'aten::cumsum': [
    one('aten::cumsum', ['float32', 'int64', 'int32'], () => ({})),
    (d) => ({ op: 'aten::cumsum', args: { self: d.tensor([4, 3], 'bool'), dim: 0 } }),
  ],
};
