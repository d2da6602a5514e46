import type { Tensor } from '@cotrain/torch';
import { type InterpolateOptions, interpolate } from '../functional.js';
import { Module } from '../module.js';
import { expectShape } from '../shape.js';

/** `interpolate` as a module, as `torch.nn.Upsample`. */
export class Upsample extends Module {
  readonly options: InterpolateOptions;

  constructor(options: InterpolateOptions) {
    super();
    this.options = { ...options };
  }

  override forward(x: Tensor): Tensor {
    expectShape(this, x, ['B', 'C', 'H', 'W']);
    return interpolate(x, this.options);
  }
}
