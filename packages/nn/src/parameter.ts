import { noGrad, scope, Tensor } from '@cotrain/torch';

/**
 * A learnable tensor of a module. It takes ownership of `data`, which must not be used afterwards. It belongs
 * to no scope and lives until `dispose()`.
 */
export class Parameter extends Tensor {
  constructor(data: Tensor, { requiresGrad = true }: { requiresGrad?: boolean } = {}) {
    super(data);
    if (requiresGrad) this.requiresGrad_(true);
  }

  /** A separate parameter with the same values and no gradient. */
  duplicate(): Parameter {
    return new Parameter(copyOf(this), { requiresGrad: this.requiresGrad });
  }
}

/**
 * A tensor that is part of a module's state but is not learned, such as a running mean. It takes ownership of
 * `data`, as `Parameter` does. With `persistent: false` it moves with the module but is not part of the state
 * dict.
 */
export class Buffer extends Tensor {
  readonly persistent: boolean;

  constructor(data: Tensor, { persistent = true }: { persistent?: boolean } = {}) {
    super(data);
    this.persistent = persistent;
  }

  /** A separate buffer with the same values. */
  duplicate(): Buffer {
    return new Buffer(copyOf(this), { persistent: this.persistent });
  }
}

function copyOf(tensor: Tensor): Tensor {
  return noGrad(() => scope(() => tensor.detach().clone()));
}
