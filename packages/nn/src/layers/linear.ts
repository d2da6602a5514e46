import { type Tensor, torch } from '@cotrain/torch';
import { defaultUniform_, uniform_ } from '../init.js';
import { Module } from '../module.js';
import { withDefaults } from '../options.js';
import { Parameter } from '../parameter.js';
import { expectShape } from '../shape.js';

/** Bias of a linear layer. */
export interface LinearOptions {
  /** Adds a learned bias. Default true. */
  bias?: boolean;
}

/** x A^T + b over the last dimension, as `torch.nn.Linear`. */
export class Linear extends Module {
  readonly inFeatures: number;
  readonly outFeatures: number;
  weight: Parameter; // [outFeatures, inFeatures]
  bias: Parameter | null; // [outFeatures]

  constructor(inFeatures: number, outFeatures: number, options?: LinearOptions) {
    super();
    const { bias } = withDefaults('Linear', options, { bias: true });
    this.inFeatures = inFeatures;
    this.outFeatures = outFeatures;
    this.weight = new Parameter(torch.empty([outFeatures, inFeatures]));
    this.bias = bias ? new Parameter(torch.empty([outFeatures])) : null;
    defaultUniform_(this.weight, this.bias);
  }

  override describe(): string {
    return `Linear(${this.inFeatures}, ${this.outFeatures})`;
  }

  override forward(x: Tensor): Tensor {
    expectShape(this, x, ['...', this.inFeatures]);
    return torch.linear(x, this.weight, { bias: this.bias });
  }
}

/** x1 A x2 + b for each output feature, like `torch.nn.Bilinear`. */
export class Bilinear extends Module<[x1: Tensor, x2: Tensor]> {
  readonly in1Features: number;
  readonly in2Features: number;
  readonly outFeatures: number;
  weight: Parameter; // [outFeatures, in1Features, in2Features]
  bias: Parameter | null; // [outFeatures]

  constructor(in1Features: number, in2Features: number, outFeatures: number, options?: LinearOptions) {
    super();
    const { bias } = withDefaults('Bilinear', options, { bias: true });
    this.in1Features = in1Features;
    this.in2Features = in2Features;
    this.outFeatures = outFeatures;
    // `torch/nn/modules/linear.py`: `Bilinear.reset_parameters`
    const bound = 1 / Math.sqrt(in1Features);
    this.weight = new Parameter(
      uniform_(torch.empty([outFeatures, in1Features, in2Features]), -bound, bound),
    );
    this.bias = bias ? new Parameter(uniform_(torch.empty([outFeatures]), -bound, bound)) : null;
  }

  override describe(): string {
    return `Bilinear(${this.in1Features}, ${this.in2Features}, ${this.outFeatures})`;
  }

  override forward(x1: Tensor, x2: Tensor): Tensor {
    expectShape(this, x1, ['...', this.in1Features]);
    expectShape(this, x2, ['...', this.in2Features]);
    return torch.bilinear(x1, x2, this.weight, { bias: this.bias });
  }
}
