import { Conv2d, type Conv2dOptions, type Module, type Pair } from '@cotrain/nn';
import { scope, type Tensor } from '@cotrain/torch';
import { makeNorm, type NormKind } from './norm.js';

/** Options of a convolution with norm and activation. */
export interface ConvNormOptions extends Omit<Conv2dOptions, 'bias'> {
  /** Normalisation after the convolution. The convolution has a bias only without it. Default null: none. */
  norm?: NormKind | null;
  /** Adds a ReLU at the end. Default false. */
  relu?: boolean;
}

/** A convolution with its norm under the key `norm`, like detectron2's `Conv2d` (`layers/wrappers.py`). */
export class ConvNorm extends Conv2d {
  norm: Module | null;
  readonly relu: boolean;

  constructor(inChannels: number, outChannels: number, kernelSize: Pair, options: ConvNormOptions = {}) {
    const { norm = null, relu = false, ...conv } = options;
    super(inChannels, outChannels, kernelSize, { ...conv, bias: norm === null });
    this.norm = norm === null ? null : makeNorm(norm, outChannels);
    this.relu = relu;
  }

  override forward(x: Tensor): Tensor {
    return scope(() => {
      let y = super.forward(x);
      if (this.norm) y = this.norm.forward(y);
      return this.relu ? y.relu_() : y;
    });
  }
}
