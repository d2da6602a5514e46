import { type DType, scope, type Tensor } from '@cotrain/torch';
import { OptionError, withDefaults } from '../options.js';
import { ShapeError } from '../shape.js';
import { formatShape } from '../stateDict.js';

/** Whether an activation overwrites its input. */
export interface InplaceOptions {
  /** Overwrites the input, which saves the memory of one map. Default false. */
  inplace?: boolean;
}

/** max(x, 0). */
export function relu(x: Tensor, options?: InplaceOptions): Tensor {
  return isInplace('relu', options) ? x.relu_() : x.relu();
}

/** min(max(x, 0), 6). */
export function relu6(x: Tensor, options?: InplaceOptions): Tensor {
  return isInplace('relu6', options)
    ? x.hardtanh_({ minVal: 0, maxVal: 6 })
    : x.hardtanh({ minVal: 0, maxVal: 6 });
}

/** x sigmoid(x). */
export function silu(x: Tensor, options?: InplaceOptions): Tensor {
  return isInplace('silu', options) ? x.silu_() : x.silu();
}

/** x tanh(softplus(x)). */
export function mish(x: Tensor, options?: InplaceOptions): Tensor {
  return isInplace('mish', options) ? x.mish_() : x.mish();
}

/** x relu6(x + 3) / 6. */
export function hardswish(x: Tensor, options?: InplaceOptions): Tensor {
  return isInplace('hardswish', options) ? x.hardswish_() : x.hardswish();
}

/** relu6(x + 3) / 6. */
export function hardsigmoid(x: Tensor, options?: InplaceOptions): Tensor {
  return isInplace('hardsigmoid', options) ? x.hardsigmoid_() : x.hardsigmoid();
}

/** Klambauer et al., "Self-normalizing neural networks" (2017). */
export function selu(x: Tensor, options?: InplaceOptions): Tensor {
  return isInplace('selu', options) ? x.selu_() : x.selu();
}

/** 1 / (1 + exp(-x)), element by element. */
export function sigmoid(x: Tensor): Tensor {
  return x.sigmoid();
}

/** Hyperbolic tangent, element by element. */
export function tanh(x: Tensor): Tensor {
  return x.tanh();
}

/** log(sigmoid(x)). */
export function logSigmoid(x: Tensor): Tensor {
  return x.logSigmoid();
}

/** x / (1 + |x|). */
export function softsign(x: Tensor): Tensor {
  return scope(() => x.div(x.abs().add(1)));
}

/** Formula of GELU. */
export interface GeluOptions {
  /**
   * `tanh` selects the tanh approximation used by GPT-2 and BERT; `none` the exact error function. Default
   * 'none'.
   */
  approximate?: 'none' | 'tanh';
}

/** x times the standard normal CDF at x (Hendrycks & Gimpel, 2016). */
export function gelu(x: Tensor, options?: GeluOptions): Tensor {
  const { approximate } = withDefaults('gelu', options, { approximate: 'none' });
  checkApproximate('gelu', approximate);
  return x.gelu({ approximate });
}

/** @throws OptionError for an unknown approximation. */
export function checkApproximate(where: string, approximate: string): void {
  if (approximate !== 'none' && approximate !== 'tanh') {
    throw new OptionError(`${where}: approximate must be none or tanh, got '${approximate}'`);
  }
}

/** Slope of negative values, and whether the input is overwritten. */
export interface LeakyReluOptions extends InplaceOptions {
  /** Slope for negative inputs. Default 0.01. */
  negativeSlope?: number;
}

/** x for positive x, negativeSlope * x otherwise. */
export function leakyRelu(x: Tensor, options?: LeakyReluOptions): Tensor {
  const { negativeSlope, inplace } = withDefaults('leakyRelu', options, {
    negativeSlope: 0.01,
    inplace: false,
  });
  return inplace ? x.leakyRelu_({ negativeSlope }) : x.leakyRelu({ negativeSlope });
}

/** Scale of the exponential, and whether the input is overwritten. */
export interface EluOptions extends InplaceOptions {
  /** Scale of the negative part. Default 1. */
  alpha?: number;
}

/** x for positive x, alpha (exp(x) - 1) otherwise. */
export function elu(x: Tensor, options?: EluOptions): Tensor {
  const { alpha, inplace } = withDefaults('elu', options, { alpha: 1, inplace: false });
  return inplace ? x.elu_({ alpha }) : x.elu({ alpha });
}

/** max(x, 0) + min(0, alpha (exp(x / alpha) - 1)). */
export function celu(x: Tensor, options?: EluOptions): Tensor {
  const { alpha, inplace } = withDefaults('celu', options, { alpha: 1, inplace: false });
  return inplace ? x.celu_({ alpha }) : x.celu({ alpha });
}

/** Range of the output, and whether the input is overwritten. */
export interface HardtanhOptions extends InplaceOptions {
  /** Smallest output value. Default -1. */
  minVal?: number;
  /** Largest output value. Default 1. */
  maxVal?: number;
}

/** Clamps x to [minVal, maxVal]. */
export function hardtanh(x: Tensor, options?: HardtanhOptions): Tensor {
  const { minVal, maxVal, inplace } = withDefaults('hardtanh', options, {
    minVal: -1,
    maxVal: 1,
    inplace: false,
  });
  checkBounds('hardtanh', { minVal, maxVal });
  return inplace ? x.hardtanh_({ minVal, maxVal }) : x.hardtanh({ minVal, maxVal });
}

/** @throws OptionError if minVal is not below maxVal. */
export function checkBounds(where: string, { minVal, maxVal }: { minVal: number; maxVal: number }): void {
  if (!(minVal < maxVal)) {
    throw new OptionError(`${where}: minVal must be below maxVal, got ${minVal} and ${maxVal}`);
  }
}

/** Steepness and linear threshold of softplus. */
export interface SoftplusOptions {
  /** Sharpness of the transition: log(1 + exp(beta * x)) / beta. Default 1. */
  beta?: number;
  /** The function is linear (equal to x) where beta * x exceeds this value. Default 20. */
  threshold?: number;
}

/** log(1 + exp(beta x)) / beta. */
export function softplus(x: Tensor, options?: SoftplusOptions): Tensor {
  return x.softplus(withDefaults('softplus', options, { beta: 1, threshold: 20 }));
}

/**
 * x for positive x, weight * x otherwise. The weight has one element, or one for each channel of [B, C, ...].
 */
export function prelu(x: Tensor, weight: Tensor): Tensor {
  if (weight.numel() !== 1 && weight.numel() !== x.shape[1]) {
    throw new ShapeError('prelu: weight', `[1] or [${x.shape[1] ?? 1}]`, formatShape(weight.shape));
  }
  return x.prelu(weight);
}

/** Gated linear unit: the first half of `dim` times the sigmoid of the second half. */
export function glu(x: Tensor, dim = -1): Tensor {
  return x.glu({ dim });
}

/** Dtype in which a softmax is computed. */
export interface SoftmaxOptions {
  /** Dtype to compute in; the input's if null. Default null. */
  dtype?: DType | null;
}

/** exp(x) over its sum along `dim`, so that the values along `dim` sum to 1. */
export function softmax(x: Tensor, dim: number, options?: SoftmaxOptions): Tensor {
  return x.softmax(dim, withDefaults('softmax', options, { dtype: null }));
}

/** Logarithm of the softmax over `dim`, computed without overflow. */
export function logSoftmax(x: Tensor, dim: number, options?: SoftmaxOptions): Tensor {
  return x.logSoftmax(dim, withDefaults('logSoftmax', options, { dtype: null }));
}

function isInplace(where: string, options: InplaceOptions | undefined): boolean {
  return options !== undefined && withDefaults(where, options, { inplace: false }).inplace;
}
