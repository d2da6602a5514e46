import { type Tensor, torch } from '@cotrain/torch';
import { defaultUniform_ } from '../init.js';
import { Module } from '../module.js';
import { withDefaults } from '../options.js';
import { Parameter } from '../parameter.js';
import { expectShape } from '../shape.js';

export interface LinearOptions {
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
