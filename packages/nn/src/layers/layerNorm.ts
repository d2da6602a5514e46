import { type Tensor, torch } from '@cotrain/torch';
import { Module } from '../module.js';
import { withDefaults } from '../options.js';
import { Parameter } from '../parameter.js';
import { expectShape } from '../shape.js';
import { formatShape } from '../stateDict.js';

/** Epsilon and affine values of layer norm. */
export interface LayerNormOptions {
  /** Added to the denominator to avoid division by zero. Default 1e-5. */
  eps?: number;
  /** Learns a weight for each element, and a bias if the layer has one. Default true. */
  elementwiseAffine?: boolean;
  /** Learns a bias besides the weight. Default true. */
  bias?: boolean;
}

/** Normalises over the last dimensions (Ba et al., 2016), as `torch.nn.LayerNorm`. */
export class LayerNorm extends Module {
  readonly normalizedShape: number[];
  readonly eps: number;
  weight: Parameter | null; // normalizedShape
  bias: Parameter | null; // normalizedShape

  constructor(normalizedShape: number | readonly number[], options?: LayerNormOptions) {
    super();
    const { eps, elementwiseAffine, bias } = withDefaults('LayerNorm', options, {
      eps: 1e-5,
      elementwiseAffine: true,
      bias: true,
    });
    this.normalizedShape = typeof normalizedShape === 'number' ? [normalizedShape] : [...normalizedShape];
    this.eps = eps;
    this.weight = elementwiseAffine ? new Parameter(torch.ones(this.normalizedShape)) : null;
    this.bias = elementwiseAffine && bias ? new Parameter(torch.zeros(this.normalizedShape)) : null;
  }

  override describe(): string {
    return `LayerNorm(${formatShape(this.normalizedShape)})`;
  }

  override forward(x: Tensor): Tensor {
    expectShape(this, x, ['...', ...this.normalizedShape]);
    const { normalizedShape, weight, bias, eps } = this;
    return torch.layerNorm(x, normalizedShape, { weight, bias, eps });
  }
}

/** Epsilon and affine values of RMS norm. */
export interface RMSNormOptions {
  /** Added to the mean square; the dtype's machine epsilon if null. Default null. */
  eps?: number | null;
  /** Learns a weight for each element, and a bias if the layer has one. Default true. */
  elementwiseAffine?: boolean;
}

/**
 * Divides by the root mean square over the last dimensions (Zhang & Sennrich, 2019), like `torch.nn.RMSNorm`.
 */
export class RMSNorm extends Module {
  readonly normalizedShape: number[];
  readonly eps: number | null;
  weight: Parameter | null; // normalizedShape

  constructor(normalizedShape: number | readonly number[], options?: RMSNormOptions) {
    super();
    const { eps, elementwiseAffine } = withDefaults<RMSNormOptions>('RMSNorm', options, {
      eps: null,
      elementwiseAffine: true,
    });
    this.normalizedShape = typeof normalizedShape === 'number' ? [normalizedShape] : [...normalizedShape];
    this.eps = eps;
    this.weight = elementwiseAffine ? new Parameter(torch.ones(this.normalizedShape)) : null;
  }

  override describe(): string {
    return `RMSNorm(${formatShape(this.normalizedShape)})`;
  }

  override forward(x: Tensor): Tensor {
    expectShape(this, x, ['...', ...this.normalizedShape]);
    const { normalizedShape, weight, eps } = this;
    return torch.rmsNorm(x, normalizedShape, { weight, eps });
  }
}
