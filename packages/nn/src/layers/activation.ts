import { type Tensor, torch } from '@cotrain/torch';
import * as F from '../functional/activation.js';
import { Module } from '../module.js';
import { OptionError, withDefaults } from '../options.js';
import { Parameter } from '../parameter.js';

export type ReLUOptions = F.InplaceOptions;

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

export class ReLU extends InplaceActivation {
  override forward(x: Tensor): Tensor {
    return this.inplace ? x.relu_() : x.relu();
  }
}

export class ReLU6 extends InplaceActivation {
  override forward(x: Tensor): Tensor {
    return F.relu6(x, { inplace: this.inplace });
  }
}

export class SiLU extends InplaceActivation {
  override forward(x: Tensor): Tensor {
    return F.silu(x, { inplace: this.inplace });
  }
}

export class Mish extends InplaceActivation {
  override forward(x: Tensor): Tensor {
    return F.mish(x, { inplace: this.inplace });
  }
}

export class Hardswish extends InplaceActivation {
  override forward(x: Tensor): Tensor {
    return F.hardswish(x, { inplace: this.inplace });
  }
}

export class Hardsigmoid extends InplaceActivation {
  override forward(x: Tensor): Tensor {
    return F.hardsigmoid(x, { inplace: this.inplace });
  }
}

export class SELU extends InplaceActivation {
  override forward(x: Tensor): Tensor {
    return F.selu(x, { inplace: this.inplace });
  }
}

export class Sigmoid extends Module {
  override forward(x: Tensor): Tensor {
    return x.sigmoid();
  }
}

export class Tanh extends Module {
  override forward(x: Tensor): Tensor {
    return x.tanh();
  }
}

export class LogSigmoid extends Module {
  override forward(x: Tensor): Tensor {
    return x.logSigmoid();
  }
}

export class Softsign extends Module {
  override forward(x: Tensor): Tensor {
    return F.softsign(x);
  }
}

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

export class Softmax extends Module {
  constructor(readonly dim: number) {
    super();
    checkDim('Softmax', dim);
  }

  override forward(x: Tensor): Tensor {
    return x.softmax(this.dim);
  }
}

export class LogSoftmax extends Module {
  constructor(readonly dim: number) {
    super();
    checkDim('LogSoftmax', dim);
  }

  override forward(x: Tensor): Tensor {
    return x.logSoftmax(this.dim);
  }
}

/** The first half of a dimension times the sigmoid of its second half (Dauphin et al., 2017). */
export class GLU extends Module {
  constructor(readonly dim = -1) {
    super();
    checkDim('GLU', dim);
  }

  override forward(x: Tensor): Tensor {
    return x.glu({ dim: this.dim });
  }
}

// PyTorch guesses a dimension where none is given, and warns; a guess is no default.
function checkDim(where: string, dim: number): void {
  if (!Number.isInteger(dim)) throw new OptionError(`${where}: dim must be a whole number, got ${dim}`);
}

export interface PReLUOptions {
  /** 1, or as many as the input [B, C, ...] has channels. Default 1. */
  numParameters?: number;
  /** First value of the learned slopes. Default 0.25. */
  init?: number;
}

/** x above 0, a learnt multiple of x below (He et al., 2015). */
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
