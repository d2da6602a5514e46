import type { DType } from '@cotrain/torch';
import type { Case, Cases, Draw } from './draw.js';

const NUMBERS: readonly DType[] = [
  'float32',
  'float64',
  'int64',
  'int32',
  'uint8',
  'int8',
  'int16',
  'float16',
];
const FLOATS: readonly DType[] = ['float32', 'float64'];

/** A function of each element, on any numbers. */
const unary =
  (op: string, draw: (d: Draw) => object = (d) => ({ self: d.tensor() })): Case =>
  (d) => ({ op, args: draw(d) as never });
const positive = (d: Draw) => ({ self: d.positive() });
const unit = (d: Draw) => ({ self: d.tensor().sigmoid() });

/** Two tensors that broadcast, of the same or of two dtypes. */
const binary =
  (op: string, dtypes: readonly DType[] = NUMBERS, nonzero = false): Case =>
  (d) => {
    const shape = d.shape();
    const other = d.broadcast(shape);
    const dtype = d.pick(dtypes);
    const second = nonzero
      ? d.positive(other, dtype).mul(d.flag() && !dtype.startsWith('uint') ? -1 : 1)
      : d.tensor(other, dtype);
    return { op, args: { self: d.tensor(shape, dtype), other: second } };
  };
const mixed =
  (op: string): Case =>
  (d) => {
    const shape = d.shape();
    return {
      op,
      args: {
        self: d.tensor(shape, d.pick(NUMBERS)),
        other: d.positive(d.broadcast(shape), d.pick(NUMBERS)),
      },
    };
  };
const scalar =
  (op: string, number: (d: Draw) => number = (d) => d.int(1, 5), dtypes = NUMBERS): Case =>
  (d) => ({ op, args: { self: d.tensor(d.shape(), d.pick(dtypes)), other: number(d) } });
const all = (name: string): Case[] => [
  binary(`aten::${name}.Tensor`),
  mixed(`aten::${name}.Tensor`),
  scalar(`aten::${name}.Scalar`),
  scalar(`aten::${name}.Scalar`, () => 2.5, FLOATS),
];
const logical = (name: string): Case[] => [
  binary(`aten::${name}.Tensor`, ['bool', 'int64', 'int32', 'uint8']),
  binary(`aten::${name}.Tensor`, ['bool']),
];

export const POINTWISE: Cases = {
  'aten::abs': [(d) => ({ op: 'aten::abs', args: { self: d.tensor(d.shape(), d.pick(NUMBERS)) } })],
  'aten::neg': [(d) => ({ op: 'aten::neg', args: { self: d.tensor(d.shape(), d.pick(NUMBERS)) } })],
  'aten::sign': [(d) => ({ op: 'aten::sign', args: { self: d.tensor(d.shape(), d.pick(NUMBERS)) } })],
  'aten::relu': [(d) => ({ op: 'aten::relu', args: { self: d.tensor(d.shape(), d.pick(NUMBERS)) } })],
  'aten::relu6': [unary('aten::relu6', (d) => ({ self: d.tensor().mul(5) }))],
  'aten::exp': [
    unary('aten::exp'),
    (d) => ({ op: 'aten::exp', args: { self: d.tensor(d.shape(), 'int64') } }),
  ],
  'aten::expm1': [unary('aten::expm1')],
  'aten::log': [unary('aten::log', positive)],
  'aten::log1p': [unary('aten::log1p', positive)],
  'aten::log2': [unary('aten::log2', positive)],
  'aten::log10': [unary('aten::log10', positive)],
  'aten::sqrt': [unary('aten::sqrt', positive)],
  'aten::rsqrt': [unary('aten::rsqrt', positive)],
  'aten::reciprocal': [unary('aten::reciprocal', positive)],
  'aten::square': [(d) => ({ op: 'aten::square', args: { self: d.tensor(d.shape(), d.pick(NUMBERS)) } })],
  'aten::sin': [unary('aten::sin')],
  'aten::cos': [unary('aten::cos')],
  'aten::tan': [unary('aten::tan', unit)],
  'aten::asin': [unary('aten::asin', unit)],
  'aten::acos': [unary('aten::acos', unit)],
  'aten::atan': [unary('aten::atan')],
  'aten::sinh': [unary('aten::sinh')],
  'aten::cosh': [unary('aten::cosh')],
  'aten::tanh': [unary('aten::tanh')],
  'aten::erf': [unary('aten::erf')],
  'aten::sigmoid': [unary('aten::sigmoid')],
  'aten::log_sigmoid': [unary('aten::log_sigmoid')],
  'aten::logit': [unary('aten::logit', unit), unary('aten::logit', (d) => ({ ...unit(d), eps: 0.1 }))],
  'aten::floor': [(d) => ({ op: 'aten::floor', args: { self: d.tensor(d.shape(), d.pick(NUMBERS)) } })],
  'aten::ceil': [unary('aten::ceil', (d) => ({ self: d.tensor().mul(5) }))],
  'aten::round': [unary('aten::round', (d) => ({ self: d.tensor().mul(4).round().div(2) }))],
  'aten::trunc': [unary('aten::trunc', (d) => ({ self: d.tensor().mul(5) }))],
  'aten::frac': [unary('aten::frac', (d) => ({ self: d.tensor().mul(5) }))],
  'aten::leaky_relu': [
    unary('aten::leaky_relu'),
    unary('aten::leaky_relu', (d) => ({ self: d.tensor(), negative_slope: 0.2 })),
  ],
  'aten::prelu': [
    (d) => {
      const shape = d.shape(d.int(2, 4));
      return {
        op: 'aten::prelu',
        args: { self: d.tensor(shape), weight: d.positive([d.flag() ? 1 : shape[1]!]) },
      };
    },
  ],
  'aten::elu': [
    unary('aten::elu', (d) => ({ self: d.tensor(), alpha: 0.7, scale: 1.2 })),
    unary('aten::elu'),
  ],
  'aten::celu': [unary('aten::celu', (d) => ({ self: d.tensor(), alpha: 0.7 }))],
  'aten::selu': [unary('aten::selu')],
  'aten::gelu': [
    unary('aten::gelu', (d) => ({ self: d.tensor(), approximate: 'none' })),
    unary('aten::gelu', (d) => ({ self: d.tensor(), approximate: 'tanh' })),
  ],
  'aten::silu': [unary('aten::silu')],
  'aten::mish': [unary('aten::mish')],
  'aten::softplus': [unary('aten::softplus', (d) => ({ self: d.tensor().mul(8), beta: 2, threshold: 5 }))],
  'aten::hardtanh': [unary('aten::hardtanh', (d) => ({ self: d.tensor(), min_val: -0.5, max_val: 0.7 }))],
  'aten::hardsigmoid': [unary('aten::hardsigmoid', (d) => ({ self: d.tensor().mul(4) }))],
  'aten::hardswish': [unary('aten::hardswish', (d) => ({ self: d.tensor().mul(4) }))],
  'aten::add': [
    ...all('add'),
    binary('aten::add.Tensor', ['bool']),
    (d) => {
      const shape = d.shape();
      return { op: 'aten::add.Tensor', args: { self: d.tensor(shape), other: d.tensor(shape), alpha: 2.5 } };
    },
  ],
  'aten::sub': all('sub'),
  'aten::rsub': [scalar('aten::rsub.Scalar'), binary('aten::rsub.Tensor')],
  'aten::mul': [...all('mul'), binary('aten::mul.Tensor', ['bool'])],
  'aten::multiply': [binary('aten::multiply.Tensor')],
  'aten::div': [
    binary('aten::div.Tensor', NUMBERS, true),
    scalar('aten::div.Scalar'),
    ...['floor', 'trunc'].map(
      (mode): Case =>
        (d) => {
          const { args } = binary('', ['float32', 'int64', 'int32', 'uint8'], true)(d);
          return { op: 'aten::div.Tensor_mode', args: { ...args, rounding_mode: mode } };
        },
    ),
    (d) => ({
      op: 'aten::div.Scalar_mode',
      args: { self: d.tensor(d.shape(), 'int64'), other: -3, rounding_mode: 'floor' },
    }),
  ],
  'aten::true_divide': [binary('aten::true_divide.Tensor', NUMBERS, true)],
  'aten::floor_divide': [
    binary('aten::floor_divide', ['float32', 'int64', 'int32', 'uint8'], true),
    scalar('aten::floor_divide.Scalar', (d) => d.pick([-3, 2, 7]), ['int64', 'float32']),
  ],
  'aten::floordiv': [],
  'aten::remainder': [
    binary('aten::remainder.Tensor', ['float32', 'int64', 'int32', 'uint8'], true),
    scalar('aten::remainder.Scalar', (d) => d.pick([-3, 2, 7]), ['int64', 'float32', 'int32']),
  ],
  'aten::fmod': [
    binary('aten::fmod.Tensor', ['float32', 'int64', 'int32'], true),
    scalar('aten::fmod.Scalar'),
  ],
  'aten::pow': [
    (d) => ({
      op: 'aten::pow.Tensor_Scalar',
      args: { self: d.positive(), exponent: d.pick([2, 0.5, 3, -1]) },
    }),
    (d) => ({ op: 'aten::pow.Tensor_Scalar', args: { self: d.tensor(d.shape(), 'int64'), exponent: 2 } }),
    (d) => {
      const shape = d.shape();
      return {
        op: 'aten::pow.Tensor_Tensor',
        args: { self: d.positive(shape), exponent: d.tensor(d.broadcast(shape)) },
      };
    },
    (d) => ({ op: 'aten::pow.Scalar', args: { self: 2.5, exponent: d.tensor() } }),
  ],
  'aten::maximum': [binary('aten::maximum')],
  'aten::minimum': [binary('aten::minimum'), mixed('aten::minimum')],
  'aten::clamp': [
    (d) => ({ op: 'aten::clamp', args: { self: d.tensor(), min: -0.5, max: 0.5 } }),
    (d) => ({ op: 'aten::clamp', args: { self: d.tensor(d.shape(), d.pick(NUMBERS)), min: 1 } }),
    (d) => {
      const shape = d.shape();
      return { op: 'aten::clamp.Tensor', args: { self: d.tensor(shape), max: d.tensor(d.broadcast(shape)) } };
    },
  ],
  'aten::clamp_min': [(d) => ({ op: 'aten::clamp_min', args: { self: d.tensor(), min: 0 } })],
  'aten::clamp_max': [
    (d) => ({ op: 'aten::clamp_max', args: { self: d.tensor(d.shape(), 'int64'), max: 2 } }),
  ],
  'aten::clip': [(d) => ({ op: 'aten::clip', args: { self: d.tensor(), min: 0, max: 1 } })],
  'aten::lerp': [
    (d) => {
      const shape = d.shape();
      return { op: 'aten::lerp.Scalar', args: { self: d.tensor(shape), end: d.tensor(shape), weight: 0.3 } };
    },
    (d) => {
      const shape = d.shape();
      return {
        op: 'aten::lerp.Tensor',
        args: { self: d.tensor(shape), end: d.tensor(shape), weight: d.tensor(shape) },
      };
    },
  ],
  'aten::addcmul': [
    (d) => {
      const shape = d.shape();
      return {
        op: 'aten::addcmul',
        args: {
          self: d.tensor(shape),
          tensor1: d.tensor(shape),
          tensor2: d.tensor(d.broadcast(shape)),
          value: 0.3,
        },
      };
    },
  ],
  'aten::addcdiv': [
    (d) => {
      const shape = d.shape();
      return {
        op: 'aten::addcdiv',
        args: { self: d.tensor(shape), tensor1: d.tensor(shape), tensor2: d.positive(shape) },
      };
    },
  ],
  'aten::bitwise_and': logical('bitwise_and'),
  'aten::bitwise_or': logical('bitwise_or'),
  'aten::bitwise_xor': logical('bitwise_xor'),
  'aten::bitwise_not': [
    (d) => ({
      op: 'aten::bitwise_not',
      args: { self: d.tensor(d.shape(), d.pick(['bool', 'int64', 'uint8'] as const)) },
    }),
  ],
  'aten::dropout': [(d) => ({ op: 'aten::dropout', args: { input: d.tensor(), p: 0.5, train: false } })],
  'aten::feature_dropout': [
    (d) => ({ op: 'aten::feature_dropout', args: { input: d.tensor(d.shape(4)), p: 0.5, train: false } }),
  ],
  'aten::alpha_dropout': [
    (d) => ({ op: 'aten::alpha_dropout', args: { input: d.tensor(), p: 0.5, train: false } }),
  ],
};
