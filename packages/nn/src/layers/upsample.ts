import type { Tensor } from '@cotrain/torch';
import { checkInterpolation, type InterpolateOptions, interpolate } from '../functional/interpolate.js';
import { Module } from '../module.js';
import { checkKeys } from '../options.js';
import { expectShape } from '../shape.js';
import { type Dims, mapsPattern } from '../size.js';

const KEYS = ['size', 'scaleFactor', 'mode', 'alignCorners', 'recomputeScaleFactor', 'antialias'];

/** `interpolate` as a module (`torch.nn.Upsample`). */
export class Upsample extends Module {
  readonly options: InterpolateOptions;

  constructor(options: InterpolateOptions) {
    super();
    checkKeys('Upsample', options, KEYS);
    checkInterpolation('Upsample', options);
    this.options = { ...options };
  }

  override forward(x: Tensor): Tensor {
    const dims = Math.min(Math.max(x.ndim - 2, 1), 3) as Dims;
    expectShape(this, x, mapsPattern(dims));
    return interpolate(x, this.options);
  }
}
