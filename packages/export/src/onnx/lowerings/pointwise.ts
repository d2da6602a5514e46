// Functions of each element.

import type { DType } from '@cotrain/torch';
import { ExportError } from '../../errors.js';
import type { Builder } from '../builder.js';
import type { Call, Lowering, LoweringTable } from '../call.js';
import { isFloat } from '../proto/dtypes.js';
import { arithmetic, floating } from '../values/promote.js';
import type { Operand } from '../values/value.js';

type Attributes = Parameters<Builder['unary']>[2];

/** A function with an ONNX operator of its own, on floating-point numbers. */
const unary =
  (type: string, attributes?: (call: Call) => Attributes): Lowering =>
  (call) =>
    call.b.unary(type, float(call, 'self'), attributes?.(call));

/** A function that is written with others. */
const composed =
  (body: (x: Operand, b: Builder, call: Call) => Operand): Lowering =>
  (call) =>
    body(float(call, 'self'), call.b, call);

const float = (call: Call, name: string): Operand => call.b.cast(call.tensor(name), floating(call.dtype));

/** Rounds; integers stay. */
const rounded =
  (body: (x: Operand, b: Builder) => Operand): Lowering =>
  (call) => {
    const x = call.tensor('self');
    return isFloat(x.dtype) ? call.b.within(x, floating(x.dtype), (own) => body(own, call.b)) : x;
  };

const truncated = (x: Operand, b: Builder): Operand =>
  b.op('Mul', [b.unary('Sign', x), b.unary('Floor', b.unary('Abs', x))], {}, { shape: x.shape });

/** Both arguments in the dtype of the result, or the nearest that has kernels. */
function pair(call: Call, first = 'self', second = 'other'): [Operand, Operand, DType] {
  const dtype = arithmetic(call.dtype);
  return [call.b.cast(call.tensor(first), dtype), call.b.cast(call.tensor(second), dtype), dtype];
}

/** `other` times `alpha`, which is 1 in most calls. */
function scaled(call: Call, x: Operand): Operand {
  const alpha = call.numberOr('alpha', 1);
  return alpha === 1 ? x : call.b.with('Mul', x, alpha);
}

const add: Lowering = (call) => {
  const [x, y] = pair(call);
  if (call.dtype === 'bool') return call.b.op('Or', [call.tensor('self'), call.tensor('other')]);
  return call.b.op('Add', [x, scaled(call, y)]);
};

const subtract: Lowering = (call) => {
  const [x, y] = pair(call);
  return call.b.op('Sub', [x, scaled(call, y)]);
};

const reverseSubtract: Lowering = (call) => {
  const [x, y] = pair(call);
  return call.b.op('Sub', [y, scaled(call, x)]);
};

const binary =
  (type: string): Lowering =>
  (call) => {
    const [x, y] = pair(call);
    return call.b.op(type, [x, y]);
  };

/** Quotient of integers, rounded down: division in ONNX rounds towards zero. */
function floorOfIntegers(b: Builder, x: Operand, y: Operand): Operand {
  const quotient = b.op('Div', [x, y]);
  const remainder = b.op('Sub', [x, b.op('Mul', [quotient, y])]);
  const zero = b.numbers(0, x.dtype);
  const inexact = b.op('Not', [b.op('Equal', [remainder, zero], {}, { dtype: 'bool' })]);
  const negative = (own: Operand) => b.op('Less', [own, zero], {}, { dtype: 'bool' });
  const apart = b.op('Xor', [negative(x), negative(y)]);
  const down = b.op('And', [inexact, apart]);
  return b.op('Sub', [quotient, b.cast(down, x.dtype)]);
}

function floorQuotient(b: Builder, x: Operand, y: Operand): Operand {
  if (!isFloat(x.dtype)) return floorOfIntegers(b, x, y);
  // As PyTorch: from the exact remainder, so that 1 / 0.1 rounded down is 9.
  const remainder = b.op('Mod', [x, y], { fmod: 1 });
  const quotient = b.op('Div', [b.op('Sub', [x, remainder]), y]);
  const zero = b.numbers(0, x.dtype);
  const negative = (own: Operand) => b.op('Less', [own, zero], {}, { dtype: 'bool' });
  const inexact = b.op('Not', [b.op('Equal', [remainder, zero], {}, { dtype: 'bool' })]);
  const down = b.op('And', [inexact, b.op('Xor', [negative(remainder), negative(y)])]);
  const exact = b.op('Sub', [quotient, b.cast(down, x.dtype)]);
  const whole = b.op('Floor', [exact]);
  const above = b.op(
    'Greater',
    [b.op('Sub', [exact, whole]), b.numbers(0.5, x.dtype)],
    {},
    { dtype: 'bool' },
  );
  return b.op('Add', [whole, b.cast(above, x.dtype)]);
}

const divide: Lowering = (call) => {
  const [x, y] = pair(call);
  const mode = call.has('rounding_mode') && !call.isNone('rounding_mode') ? call.text('rounding_mode') : '';
  if (mode === 'floor') return floorQuotient(call.b, x, y);
  const quotient = call.b.op('Div', [x, y]);
  return mode === 'trunc' && isFloat(x.dtype) ? truncated(quotient, call.b) : quotient;
};

const floorDivide: Lowering = (call) => {
  const [x, y] = pair(call);
  return floorQuotient(call.b, x, y);
};

/** Remainder with the divisor's sign. */
const remainder: Lowering = (call) => {
  const [x, y, dtype] = pair(call);
  if (!isFloat(dtype)) return call.b.op('Mod', [x, y]);
  const { b } = call;
  const own = b.op('Mod', [x, y], { fmod: 1 });
  const zero = b.numbers(0, dtype);
  const negative = (z: Operand) => b.op('Less', [z, zero], {}, { dtype: 'bool' });
  const inexact = b.op('Not', [b.op('Equal', [own, zero], {}, { dtype: 'bool' })]);
  const apart = b.op('And', [inexact, b.op('Xor', [negative(own), negative(y)])]);
  return b.op('Where', [apart, b.op('Add', [own, y]), own], {}, { dtype });
};

const power: Lowering = (call) => {
  const dtype = arithmetic(call.dtype);
  const [x, exponent] = [call.tensor('self'), call.tensor('exponent')];
  return call.b.op('Pow', [call.b.cast(x, dtype), call.b.cast(exponent, dtype)]);
};

/** Bounds are numbers or tensors; either may be absent. */
const clamp: Lowering = (call) => {
  const { b } = call;
  const dtype = arithmetic(call.dtype);
  let x = b.cast(call.tensor('self'), dtype);
  for (const [name, type] of [
    ['min', 'Max'],
    ['max', 'Min'],
  ] as const)
    if (call.has(name) && !call.isNone(name))
      x = b.op(type, [x, b.cast(call.tensor(name), dtype)], {}, { shape: x.shape });
  return x;
};

const logAdd = (x: Operand, b: Builder): Operand => b.unary('Log', b.with('Add', x, 1));

const gelu = composed((x, b, call) => {
  const half = b.with('Mul', x, 0.5);
  const inner =
    call.text('approximate') === 'tanh'
      ? b.unary(
          'Tanh',
          b.with(
            'Mul',
            b.op('Add', [x, b.with('Mul', b.with('Pow', x, 3), 0.044715)]),
            Math.sqrt(2 / Math.PI),
          ),
        )
      : b.unary('Erf', b.with('Mul', x, Math.SQRT1_2));
  return b.op('Mul', [half, b.with('Add', inner, 1)], {}, { shape: x.shape });
});

const softplus = composed((x, b, call) => {
  const beta = call.numberOr('beta', 1);
  const scaledInput = beta === 1 ? x : b.with('Mul', x, beta);
  const own = b.unary('Softplus', scaledInput);
  const smooth = beta === 1 ? own : b.with('Div', own, beta);
  const linear = b.op(
    'Greater',
    [scaledInput, b.numbers(call.numberOr('threshold', 20), x.dtype)],
    {},
    { dtype: 'bool' },
  );
  return b.op('Where', [linear, x, smooth], {}, { dtype: x.dtype });
});

const elu = composed((x, b, call) => {
  const [alpha, scale, inputScale] = ['alpha', 'scale', 'input_scale'].map((name) => call.numberOr(name, 1));
  if (inputScale !== 1) throw new ExportError(`input_scale ${inputScale} has no form in ONNX`);
  const own = b.unary('Elu', x, { alpha: { float: alpha! } });
  return scale === 1 ? own : b.with('Mul', own, scale!);
});

const bounded = (low: number, high: number) => (x: Operand, b: Builder) =>
  b.op('Clip', [x, b.numbers(low, x.dtype), b.numbers(high, x.dtype)], {}, { shape: x.shape });

/** `self + value * (tensor1 op tensor2)` */
const addOf =
  (type: string): Lowering =>
  (call) => {
    const { b } = call;
    const dtype = arithmetic(call.dtype);
    const [x, y, z] = ['self', 'tensor1', 'tensor2'].map((name) => b.cast(call.tensor(name), dtype));
    const value = call.numberOr('value', 1);
    const product = b.op(type, [y!, z!]);
    return b.op('Add', [x!, value === 1 ? product : b.with('Mul', product, value)]);
  };

const bitwise =
  (logical: string, type: string): Lowering =>
  (call) => {
    const { b, dtype } = call;
    const [x, y] = ['self', 'other'].map((name) => b.cast(call.tensor(name), dtype));
    return b.op(dtype === 'bool' ? logical : type, [x!, y!]);
  };

const dropout: Lowering = (call) => {
  if (call.flag('train'))
    throw new ExportError('the model is in training mode: call eval() before the trace');
  return call.tensor(call.has('input') ? 'input' : 'self');
};

export const POINTWISE: LoweringTable = {
  'aten::abs': (call) =>
    call.b.within(call.tensor('self'), arithmetic(call.dtype), (x) => call.b.unary('Abs', x)),
  'aten::neg': (call) =>
    call.b.within(call.tensor('self'), arithmetic(call.dtype), (x) => call.b.unary('Neg', x)),
  'aten::sign': (call) =>
    call.b.within(call.tensor('self'), arithmetic(call.dtype), (x) => call.b.unary('Sign', x)),
  'aten::relu': (call) => {
    const x = call.tensor('self');
    return isFloat(x.dtype)
      ? call.b.unary('Relu', x)
      : call.b.within(x, arithmetic(x.dtype), (own) => call.b.with('Max', own, 0));
  },
  'aten::relu6': composed(bounded(0, 6)),
  'aten::exp': unary('Exp'),
  'aten::expm1': composed((x, b) => b.with('Sub', b.unary('Exp', x), 1)),
  'aten::log': unary('Log'),
  'aten::log1p': composed(logAdd),
  'aten::log2': composed((x, b) => b.with('Div', b.unary('Log', x), Math.LN2)),
  'aten::log10': composed((x, b) => b.with('Div', b.unary('Log', x), Math.LN10)),
  'aten::sqrt': unary('Sqrt'),
  'aten::rsqrt': composed((x, b) => b.unary('Reciprocal', b.unary('Sqrt', x))),
  'aten::reciprocal': unary('Reciprocal'),
  'aten::square': (call) =>
    call.b.within(call.tensor('self'), arithmetic(call.dtype), (x) =>
      call.b.op('Mul', [x, x], {}, { shape: x.shape }),
    ),
  'aten::sin': unary('Sin'),
  'aten::cos': unary('Cos'),
  'aten::tan': unary('Tan'),
  'aten::asin': unary('Asin'),
  'aten::acos': unary('Acos'),
  'aten::atan': unary('Atan'),
  'aten::sinh': unary('Sinh'),
  'aten::cosh': unary('Cosh'),
  'aten::tanh': unary('Tanh'),
  'aten::erf': unary('Erf'),
  'aten::sigmoid': unary('Sigmoid'),
  'aten::log_sigmoid': composed((x, b) => b.unary('Neg', b.unary('Softplus', b.unary('Neg', x)))),
  'aten::logit': composed((x, b, call) => {
    const eps = call.numberOr('eps', null);
    const own = eps === null ? x : bounded(eps, 1 - eps)(x, b);
    const rest = b.op('Sub', [b.numbers(1, x.dtype), own], {}, { shape: x.shape });
    return b.unary('Log', b.op('Div', [own, rest], {}, { shape: x.shape }));
  }),
  'aten::floor': rounded((x, b) => b.unary('Floor', x)),
  'aten::ceil': rounded((x, b) => b.unary('Ceil', x)),
  'aten::round': rounded((x, b) => b.unary('Round', x)),
  'aten::trunc': rounded(truncated),
  'aten::frac': rounded((x, b) => b.op('Sub', [x, truncated(x, b)], {}, { shape: x.shape })),
  'aten::leaky_relu': unary('LeakyRelu', (call) => ({
    alpha: { float: call.numberOr('negative_slope', 0.01) },
  })),
  'aten::prelu': (call) => {
    const { b } = call;
    const [x, weight] = [call.tensor('self'), call.tensor('weight')];
    const rank = call.shape.length;
    // One slope for each channel, or one for all.
    const slope =
      rank > 2
        ? b.unsqueeze(
            weight,
            Array.from({ length: rank - 2 }, (_, i) => i + 1),
          )
        : weight;
    return b.op('PRelu', [x, slope], {}, { shape: x.shape });
  },
  'aten::elu': elu,
  'aten::celu': composed((x, b, call) => {
    const alpha = call.number('alpha');
    return b.with('Mul', b.unary('Elu', b.with('Div', x, alpha)), alpha);
  }),
  'aten::selu': unary('Selu'),
  'aten::gelu': gelu,
  'aten::silu': composed((x, b) => b.op('Mul', [x, b.unary('Sigmoid', x)], {}, { shape: x.shape })),
  'aten::mish': composed((x, b) =>
    b.op('Mul', [x, b.unary('Tanh', b.unary('Softplus', x))], {}, { shape: x.shape }),
  ),
  'aten::softplus': softplus,
  'aten::hardtanh': composed((x, b, call) => bounded(call.number('min_val'), call.number('max_val'))(x, b)),
  'aten::hardsigmoid': unary('HardSigmoid', () => ({ alpha: { float: 1 / 6 }, beta: { float: 0.5 } })),
  'aten::hardswish': unary('HardSwish'),
  'aten::add': add,
  'aten::sub': subtract,
  'aten::rsub': reverseSubtract,
  'aten::mul': (call) =>
    call.dtype === 'bool'
      ? call.b.op('And', [call.tensor('self'), call.tensor('other')])
      : binary('Mul')(call),
  'aten::multiply': binary('Mul'),
  'aten::div': divide,
  'aten::true_divide': divide,
  'aten::floor_divide': floorDivide,
  'aten::floordiv': floorDivide,
  'aten::remainder': remainder,
  'aten::fmod': (call) => {
    const [x, y] = pair(call);
    return call.b.op('Mod', [x, y], { fmod: 1 });
  },
  'aten::pow': power,
  'aten::maximum': binary('Max'),
  'aten::minimum': binary('Min'),
  'aten::clamp': clamp,
  'aten::clamp_min': clamp,
  'aten::clamp_max': clamp,
  'aten::clip': clamp,
  'aten::lerp': (call) => {
    const { b } = call;
    const [x, end, weight] = ['self', 'end', 'weight'].map((name) => b.cast(call.tensor(name), call.dtype));
    return b.op('Add', [x!, b.op('Mul', [weight!, b.op('Sub', [end!, x!])])]);
  },
  'aten::addcmul': addOf('Mul'),
  'aten::addcdiv': addOf('Div'),
  'aten::bitwise_and': bitwise('And', 'BitwiseAnd'),
  'aten::bitwise_or': bitwise('Or', 'BitwiseOr'),
  'aten::bitwise_xor': bitwise('Xor', 'BitwiseXor'),
  'aten::bitwise_not': (call) =>
    call.b.unary(call.dtype === 'bool' ? 'Not' : 'BitwiseNot', call.tensor('self')),
  'aten::dropout': dropout,
  'aten::feature_dropout': dropout,
  'aten::alpha_dropout': dropout,
};
