import { type Tensor, torch } from '@cotrain/torch';
import { OptionError, withDefaults } from '../options.js';
import { sameShape } from './classification.js';
import { type ReductionOptions, reductionCode } from './reduction.js';

/** |x - target|. */
export function l1Loss(x: Tensor, target: Tensor, options?: ReductionOptions): Tensor {
  const { reduction } = withDefaults('l1Loss', options, { reduction: 'mean' });
  sameShape('l1Loss', x, target);
  return torch.l1Loss(x, target, { reduction: reductionCode('l1Loss', reduction) });
}

/** (x - target)^2. */
export function mseLoss(x: Tensor, target: Tensor, options?: ReductionOptions): Tensor {
  const { reduction } = withDefaults('mseLoss', options, { reduction: 'mean' });
  sameShape('mseLoss', x, target);
  return torch.mseLoss(x, target, { reduction: reductionCode('mseLoss', reduction) });
}

/** Bend and reduction of the smooth L1 loss. */
export interface SmoothL1LossOptions extends ReductionOptions {
  /** Difference at which the loss changes from quadratic to linear; 0 gives the L1 loss. Default 1. */
  beta?: number;
}

/**
 * (x - target)^2 / (2 beta) where the difference is below `beta`, |x - target| - beta / 2 elsewhere
 * (Girshick, "Fast R-CNN", 2015).
 */
export function smoothL1Loss(x: Tensor, target: Tensor, options?: SmoothL1LossOptions): Tensor {
  const { beta, reduction } = withDefaults('smoothL1Loss', options, { beta: 1, reduction: 'mean' });
  if (!(beta >= 0)) throw new OptionError(`smoothL1Loss: beta must be >= 0, got ${beta}`);
  if (beta === 0) return l1Loss(x, target, { reduction });
  sameShape('smoothL1Loss', x, target);
  return torch.smoothL1Loss(x, target, { reduction: reductionCode('smoothL1Loss', reduction), beta });
}

/** Bend and reduction of the Huber loss. */
export interface HuberLossOptions extends ReductionOptions {
  /** Difference at which the loss changes from quadratic to linear. Default 1. */
  delta?: number;
}

/** `smoothL1Loss` times `delta`. */
export function huberLoss(x: Tensor, target: Tensor, options?: HuberLossOptions): Tensor {
  const { delta, reduction } = withDefaults('huberLoss', options, { delta: 1, reduction: 'mean' });
  if (!(delta > 0)) throw new OptionError(`huberLoss: delta must be above 0, got ${delta}`);
  sameShape('huberLoss', x, target);
  return torch.huberLoss(x, target, { reduction: reductionCode('huberLoss', reduction), delta });
}

/** Margin and reduction of the cosine embedding loss. */
export interface CosineEmbeddingLossOptions extends ReductionOptions {
  /** Similarity up to which pairs with target -1 have no loss. Default 0. */
  margin?: number;
}

/**
 * 1 - cos(a, b) if the target is 1, max(0, cos(a, b) - margin) if it is -1. a and b are [B, C], target is
 * [B].
 */
export function cosineEmbeddingLoss(
  a: Tensor,
  b: Tensor,
  target: Tensor,
  options?: CosineEmbeddingLossOptions,
): Tensor {
  const { margin, reduction } = withDefaults('cosineEmbeddingLoss', options, {
    margin: 0,
    reduction: 'mean',
  });
  const code = reductionCode('cosineEmbeddingLoss', reduction);
  return torch.cosineEmbeddingLoss(a, b, target, { margin, reduction: code });
}

/** Margin, norm and reduction of the triplet margin loss. */
export interface TripletMarginLossOptions extends ReductionOptions {
  /** Distance by which the negative must be farther than the positive. Default 1. */
  margin?: number;
  /** Order p of the norm. Default 2. */
  p?: number;
  /** Added to the denominator to avoid division by zero. Default 1e-6. */
  eps?: number;
  /**
   * Uses the distance between positive and negative if it is smaller than that between anchor and negative
   * (Balntas et al., 2016). Default false.
   */
  swap?: boolean;
}

/** max(0, |anchor - positive| - |anchor - negative| + margin). All inputs are [B, C]. */
export function tripletMarginLoss(
  anchor: Tensor,
  positive: Tensor,
  negative: Tensor,
  options?: TripletMarginLossOptions,
): Tensor {
  const { reduction, ...rest } = withDefaults('tripletMarginLoss', options, {
    margin: 1,
    p: 2,
    eps: 1e-6,
    swap: false,
    reduction: 'mean',
  });
  const code = reductionCode('tripletMarginLoss', reduction);
  checkTripletMargin('tripletMarginLoss', rest.margin);
  return torch.tripletMarginLoss(anchor, positive, negative, { ...rest, reduction: code });
}

/**
 * @throws OptionError if the margin is not above 0: the loss would vanish if positive and negative coincide.
 */
export function checkTripletMargin(where: string, margin: number): void {
  if (!(margin > 0)) throw new OptionError(`${where}: margin must be above 0, got ${margin}`);
}
