import { type Tensor, torch } from '@cotrain/torch';
import { OptionError, withDefaults } from './options.js';

export type Reduction = 'none' | 'mean' | 'sum';

/** `at::Reduction` (`torch/nn/_reduction.py`). */
const REDUCTIONS: Record<Reduction, number> = { none: 0, mean: 1, sum: 2 };

export interface CrossEntropyOptions {
  /** Weight of each class, [C]. */
  weight?: Tensor | null;
  /** Targets of this value count for nothing. */
  ignoreIndex?: number;
  labelSmoothing?: number;
  reduction?: Reduction;
}

/**
 * Cross-entropy of logits [B, C, ...] against int64 class indices [B, ...]. As in PyTorch, the mean over no target at all is
 * NaN.
 */
export function crossEntropy(logits: Tensor, target: Tensor, options?: CrossEntropyOptions): Tensor {
  const { weight, ignoreIndex, labelSmoothing, reduction } = withDefaults('crossEntropy', options, {
    weight: null,
    ignoreIndex: -100,
    labelSmoothing: 0,
    reduction: 'mean',
  });
  if (!Object.hasOwn(REDUCTIONS, reduction)) {
    throw new OptionError(`crossEntropy: reduction must be none, mean or sum, got '${reduction}'`);
  }
  return torch.crossEntropyLoss(logits, target, {
    weight,
    ignoreIndex,
    labelSmoothing,
    reduction: REDUCTIONS[reduction],
  });
}

export function relu(x: Tensor, { inplace = false }: { inplace?: boolean } = {}): Tensor {
  return inplace ? x.relu_() : x.relu();
}

export type InterpolationMode = 'nearest' | 'bilinear' | 'bicubic';

export interface InterpolateOptions {
  /** Output height and width; either this or `scaleFactor`. */
  size?: readonly [height: number, width: number] | null;
  scaleFactor?: number | null;
  mode?: InterpolationMode;
  alignCorners?: boolean;
}

/** Resizes maps [B, C, H, W] to [B, C, H', W'], with H' = floor(H * scaleFactor) where a scale is given. */
export function interpolate(x: Tensor, options: InterpolateOptions): Tensor {
  const { size, scaleFactor, mode, alignCorners } = withDefaults('interpolate', options, {
    size: null,
    scaleFactor: null,
    mode: 'nearest',
    alignCorners: false,
  });
  if ((size === null) === (scaleFactor === null)) {
    throw new OptionError('interpolate: give either size or scaleFactor');
  }
  const [height, width] = x.shape.slice(-2) as [number, number];
  const output = size ? [...size] : [Math.floor(height * scaleFactor!), Math.floor(width * scaleFactor!)];
  const scales = scaleFactor === null ? {} : { scalesH: scaleFactor, scalesW: scaleFactor };
  switch (mode) {
    case 'nearest':
      return torch.upsampleNearest2d(x, output, scales);
    case 'bilinear':
      return torch.upsampleBilinear2d(x, output, alignCorners, scales);
    case 'bicubic':
      return torch.upsampleBicubic2d(x, output, alignCorners, scales);
    default:
      throw new OptionError(`interpolate: mode must be nearest, bilinear or bicubic, got '${mode}'`);
  }
}
