import { type Tensor, torch } from '@cotrain/torch';
import * as F from '../functional/activation.js';
import { Module } from '../module.js';
import { OptionError, withDefaults } from '../options.js';
import { Parameter } from '../parameter.js';

/** Whether the activation overwrites its input. */
export type ReLUOptions = F.InplaceOptions;

/** Returns its input unchanged. */
export class Identity extends Module {
  override forward(x: Tensor): Tensor {
    return x;
  }
}

/** An activation whose only option is to overwrite its input. */
abstract class InplaceActivation extends Module {
  readonly inplace: boolean;

  constructor(options?: F.InplaceOptions) {
    super();
    this.inplace = withDefaults(this.constructor.name, options, { inplace: false }).inplace;
  }
}

/** Replaces negative values by 0. */
export class ReLU extends InplaceActivation {
  override forward(x: Tensor): Tensor {
    return this.inplace ? x.relu_() : x.relu();
  }
}

/** Cuts values to [0, 6]. */
export class ReLU6 extends InplaceActivation {
  override forward(x: Tensor): Tensor {
    return F.relu6(x, { inplace: this.inplace });
  }
}

/** x times the sigmoid of x, also known as swish. */
export class SiLU extends InplaceActivation {
  override forward(x: Tensor): Tensor {
    return F.silu(x, { inplace: this.inplace });
  }
}

/** x * tanh(softplus(x)) (Misra, 2019). */
export class Mish extends InplaceActivation {
  override forward(x: Tensor): Tensor {
    return F.mish(x, { inplace: this.inplace });
  }
}

/** x times the hard sigmoid of x (MobileNetV3). */
export class Hardswish extends InplaceActivation {
  override forward(x: Tensor): Tensor {
    return F.hardswish(x, { inplace: this.inplace });
  }
}

/** Piecewise linear approximation of the sigmoid: 0 below -3, 1 above 3. */
export class Hardsigmoid extends InplaceActivation {
  override forward(x: Tensor): Tensor {
    return F.hardsigmoid(x, { inplace: this.inplace });
  }
}

/** Scaled ELU with fixed constants (Klambauer et al., 2017). */
export class SELU extends InplaceActivation {
  override forward(x: Tensor): Tensor {
    return F.selu(x, { inplace: this.inplace });
  }
}

/** 1 / (1 + exp(-x)), element by element. */
export class Sigmoid extends Module {
  override forward(x: Tensor): Tensor {
    return x.sigmoid();
  }
}

/** Hyperbolic tangent, element by element. */
export class Tanh extends Module {
  override forward(x: Tensor): Tensor {
    return x.tanh();
  }
}

/** Logarithm of the sigmoid, computed without overflow. */
export class LogSigmoid extends Module {
  override forward(x: Tensor): Tensor {
    return x.logSigmoid();
  }
}

/** x / (1 + |x|), element by element. */
export class Softsign extends Module {
  override forward(x: Tensor): Tensor {
    return F.softsign(x);
  }
}

/** GELU: x times the normal distribution's cumulative probability at x (Hendrycks and Gimpel, 2016). */
export class GELU extends Module {
  readonly approximate: 'none' | 'tanh';

  constructor(options?: F.GeluOptions) {
    super();
    this.approximate = withDefaults('GELU', options, { approximate: 'none' }).approximate;
    F.checkApproximate('GELU', this.approximate);
  }

  override forward(x: Tensor): Tensor {
    return x.gelu({ approximate: this.approximate });
  }
}

/** x if positive, x times a small slope otherwise. */
export class LeakyReLU extends Module {
  readonly options: Required<F.LeakyReluOptions>;

  constructor(options?: F.LeakyReluOptions) {
    super();
    this.options = withDefaults('LeakyReLU', options, { negativeSlope: 0.01, inplace: false });
  }

  override forward(x: Tensor): Tensor {
    return F.leakyRelu(x, this.options);
  }
}

/** ELU: x if positive, alpha * (exp(x) - 1) otherwise (Clevert et al., 2016). */
export class ELU extends Module {
  readonly options: Required<F.EluOptions>;

  constructor(options?: F.EluOptions) {
    super();
    this.options = withDefaults('ELU', options, { alpha: 1, inplace: false });
  }

  override forward(x: Tensor): Tensor {
    return F.elu(x, this.options);
  }
}

/** CELU: x if positive, alpha * (exp(x / alpha) - 1) otherwise (Barron, 2017). */
export class CELU extends Module {
  readonly options: Required<F.EluOptions>;

  constructor(options?: F.EluOptions) {
    super();
    this.options = withDefaults('CELU', options, { alpha: 1, inplace: false });
  }

  override forward(x: Tensor): Tensor {
    return F.celu(x, this.options);
  }
}

/** Cuts values to a range, by default [-1, 1]. */
export class Hardtanh extends Module {
  readonly options: Required<F.HardtanhOptions>;

  constructor(options?: F.HardtanhOptions) {
    super();
    this.options = withDefaults('Hardtanh', options, { minVal: -1, maxVal: 1, inplace: false });
    F.checkBounds('Hardtanh', this.options);
  }

  override forward(x: Tensor): Tensor {
    return F.hardtanh(x, this.options);
  }
}

/** log(1 + exp(beta * x)) / beta, a smooth ReLU. */
export class Softplus extends Module {
  readonly options: Required<F.SoftplusOptions>;

  constructor(options?: F.SoftplusOptions) {
    super();
    this.options = withDefaults('Softplus', options, { beta: 1, threshold: 20 });
  }

  override forward(x: Tensor): Tensor {
    return x.softplus(this.options);
  }
}

/** Softmax over `dim`: values along `dim` sum to 1. */
export class Softmax extends Module {
  constructor(readonly dim: number) {
    super();
    checkDim('Softmax', dim);
  }

  override forward(x: Tensor): Tensor {
    return x.softmax(this.dim);
  }
}

/** Logarithm of the softmax over `dim`. */
export class LogSoftmax extends Module {
  constructor(readonly dim: number) {
    super();
    checkDim('LogSoftmax', dim);
  }

  override forward(x: Tensor): Tensor {
    return x.logSoftmax(this.dim);
  }
}

/**
 * Gated linear unit: the first half of a dimension times the sigmoid of the second half (Dauphin et al.,
 * 2017).
 */
export class GLU extends Module {
  constructor(readonly dim = -1) {
    super();
    checkDim('GLU', dim);
  }

  override forward(x: Tensor): Tensor {
    return x.glu({ dim: this.dim });
  }
}

// Without `dim`, PyTorch warns and guesses one. A guess is not a default, so `dim` is required here.
function checkDim(where: string, dim: number): void {
  if (!Number.isInteger(dim)) throw new OptionError(`${where}: dim must be a whole number, got ${dim}`);
}

/** Number and initial value of the learned slopes. */
export interface PReLUOptions {
  /** 1, or the number of channels of the input [B, C, ...]. Default 1. */
  numParameters?: number;
  /** Initial value of the learned slopes. Default 0.25. */
  init?: number;
}

/** x for positive x, a learned multiple of x otherwise (He et al., 2015). */
export class PReLU extends Module {
  weight: Parameter; // [numParameters]

  constructor(options?: PReLUOptions) {
    super();
    const { numParameters, init } = withDefaults('PReLU', options, { numParameters: 1, init: 0.25 });
    this.weight = new Parameter(torch.full([numParameters], init));
  }

  override forward(x: Tensor): Tensor {
    return F.prelu(x, this.weight);
  }
}
