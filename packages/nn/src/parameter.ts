import { noGrad, scope, Tensor } from '@cotrain/torch';

/**
 * A tensor that a module learns. It adopts `data` (which must not be used afterwards), belongs to no scope
 * and lives until `dispose()`.
 */
export class Parameter extends Tensor {
  constructor(data: Tensor, { requiresGrad = true }: { requiresGrad?: boolean } = {}) {
    super(data);
    if (requiresGrad) this.requiresGrad_(true);
  }

  /** A parameter of its own with the same values and no gradient. */
  duplicate(): Parameter {
    return new Parameter(copyOf(this), { requiresGrad: this.requiresGrad });
  }
}

/**
 * A tensor that is part of a module's state but is not learnt, such as a running mean. It adopts `data` as
 * `Parameter` does. With `persistent: false` it moves with the module but stays out of its state dict.
 */
export class Buffer extends Tensor {
  readonly persistent: boolean;

  constructor(data: Tensor, { persistent = true }: { persistent?: boolean } = {}) {
    super(data);
    this.persistent = persistent;
  }

  /** A buffer of its own with the same values. */
  duplicate(): Buffer {
    return new Buffer(copyOf(this), { persistent: this.persistent });
  }
}

function copyOf(tensor: Tensor): Tensor {
  return noGrad(() => scope(() => tensor.detach().clone()));
}
