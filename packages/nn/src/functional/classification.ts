import { scope, type Tensor, torch } from '@cotrain/torch';
import { OptionError, withDefaults } from '../options.js';
import { ShapeError } from '../shape.js';
import { formatShape } from '../stateDict.js';
import { gatheredCrossEntropy, gatheredNll, needsDeterminism } from './deterministic.js';
import { type Reduction, type ReductionOptions, reductionCode } from './reduction.js';

/** Class weights, ignored index and reduction of the negative log-likelihood. */
export interface NllLossOptions extends ReductionOptions {
  /** Weight of each class, [C]. Default null. */
  weight?: Tensor | null;
  /** Targets with this value contribute no loss and no gradient. Default -100. */
  ignoreIndex?: number;
}

/** Class weights, ignored index, label smoothing and reduction of cross-entropy. */
export interface CrossEntropyOptions extends NllLossOptions {
  /** Weight of the uniform distribution mixed into the targets, between 0 and 1. Default 0. */
  labelSmoothing?: number;
}

/**
 * Cross-entropy of logits [B, C, ...] against int64 class indices [B, ...], or against class probabilities
 * [B, C, ...], for which `ignoreIndex` is not available. As in PyTorch, the mean is NaN if every target is
 * ignored.
 */
export function crossEntropy(logits: Tensor, target: Tensor, options?: CrossEntropyOptions): Tensor {
  const { weight, ignoreIndex, labelSmoothing, reduction } = withDefaults('crossEntropy', options, {
    weight: null,
    ignoreIndex: -100,
    labelSmoothing: 0,
    reduction: 'mean',
  });
  const code = reductionCode('crossEntropy', reduction);
  if (isIndexed(logits, target) && needsDeterminism(logits))
    return gatheredCrossEntropy(logits, target, { weight, ignoreIndex, labelSmoothing, reduction });
  return torch.crossEntropyLoss(logits, target, { weight, ignoreIndex, labelSmoothing, reduction: code });
}

/** Whether the targets are class indices of several positions: a kernel of its own. */
const isIndexed = (logits: Tensor, target: Tensor): boolean =>
  logits.ndim > 2 && target.ndim === logits.ndim - 1;

/** Negative log-likelihood of log-probabilities [B, C, ...] against int64 class indices [B, ...]. */
export function nllLoss(logProbabilities: Tensor, target: Tensor, options?: NllLossOptions): Tensor {
  const { weight, ignoreIndex, reduction } = withDefaults('nllLoss', options, {
    weight: null,
    ignoreIndex: -100,
    reduction: 'mean',
  });
  const code = reductionCode('nllLoss', reduction);
  if (isIndexed(logProbabilities, target) && needsDeterminism(logProbabilities))
    return gatheredNll(logProbabilities, target, { weight, ignoreIndex, reduction });
  return torch.nllLossNd(logProbabilities, target, { weight, ignoreIndex, reduction: code });
}

/** Element weights and reduction of binary cross-entropy. */
export interface BinaryCrossEntropyOptions extends ReductionOptions {
  /** Weight of each element, broadcast to the input. Default null. */
  weight?: Tensor | null;
}

/** Binary cross-entropy of probabilities against targets between 0 and 1 of the same shape. */
export function binaryCrossEntropy(x: Tensor, target: Tensor, options?: BinaryCrossEntropyOptions): Tensor {
  const { weight, reduction } = withDefaults('binaryCrossEntropy', options, {
    weight: null,
    reduction: 'mean',
  });
  sameShape('binaryCrossEntropy', x, target);
  return torch.binaryCrossEntropy(x, target, {
    weight,
    reduction: reductionCode('binaryCrossEntropy', reduction),
  });
}

/** Element weights, weight of positive targets and reduction of binary cross-entropy on logits. */
export interface BinaryCrossEntropyWithLogitsOptions extends BinaryCrossEntropyOptions {
  /** Weight of positive targets, broadcast along the last dimensions. Default null. */
  posWeight?: Tensor | null;
}

/** Binary cross-entropy of logits against targets between 0 and 1 of the same shape. */
export function binaryCrossEntropyWithLogits(
  logits: Tensor,
  target: Tensor,
  options?: BinaryCrossEntropyWithLogitsOptions,
): Tensor {
  const { weight, posWeight, reduction } = withDefaults('binaryCrossEntropyWithLogits', options, {
    weight: null,
    posWeight: null,
    reduction: 'mean',
  });
  const code = reductionCode('binaryCrossEntropyWithLogits', reduction);
  sameShape('binaryCrossEntropyWithLogits', logits, target);
  return torch.binaryCrossEntropyWithLogits(logits, target, { weight, posWeight, reduction: code });
}

/** Form of the target and reduction of the Kullback-Leibler divergence. */
export interface KlDivOptions {
  /**
   * `batchmean` divides the sum by the batch size, which matches the mathematical definition; `mean` divides
   * by the number of elements. Default 'mean'.
   */
  reduction?: Reduction | 'batchmean';
  /** Whether the target holds log-probabilities. Default false. */
  logTarget?: boolean;
}

/**
 * Kullback-Leibler divergence between target probabilities and log-probabilities x: target * (log target - x)
 * for each element.
 */
export function klDiv(logProbabilities: Tensor, target: Tensor, options?: KlDivOptions): Tensor {
  const { reduction, logTarget } = withDefaults('klDiv', options, { reduction: 'mean', logTarget: false });
  if (reduction !== 'batchmean') {
    const code = reductionCode('klDiv', reduction);
    return torch.klDiv(logProbabilities, target, { reduction: code, logTarget });
  }
  return scope(() => {
    const sum = torch.klDiv(logProbabilities, target, {
      reduction: reductionCode('klDiv', 'sum'),
      logTarget,
    });
    return logProbabilities.ndim === 0 ? sum : sum.div(logProbabilities.size(0));
  });
}

/** Weights and reduction of the focal loss (Lin et al., 2017). */
export interface SigmoidFocalLossOptions extends ReductionOptions {
  /**
   * Weight of positive targets; negative targets get 1 - alpha. A negative value disables the weights.
   * Default 0.25.
   */
  alpha?: number;
  /** Exponent that reduces the loss of well-classified elements. Default 2. */
  gamma?: number;
}

/**
 * Focal loss of logits against targets between 0 and 1 of the same shape (Lin et al., "Focal loss for dense
 * object detection", 2017). Arithmetic and defaults are those of torchvision (`ops/focal_loss.py`), including
 * the reduction `none`.
 */
export function sigmoidFocalLoss(logits: Tensor, target: Tensor, options?: SigmoidFocalLossOptions): Tensor {
  const { alpha, gamma, reduction } = withDefaults('sigmoidFocalLoss', options, {
    alpha: 0.25,
    gamma: 2,
    reduction: 'none',
  });
  reductionCode('sigmoidFocalLoss', reduction);
  if (alpha > 1) throw new OptionError(`sigmoidFocalLoss: alpha must be at most 1, got ${alpha}`);
  sameShape('sigmoidFocalLoss', logits, target);
  return scope(() => {
    const p = logits.sigmoid();
    const entropy = torch.binaryCrossEntropyWithLogits(logits, target, { reduction: 0 });
    const opposite = target.neg().add(1);
    const pTrue = p.mul(target).add(p.neg().add(1).mul(opposite)); // probability of the correct answer
    let loss = entropy.mul(pTrue.neg().add(1).pow(gamma));
    if (alpha >= 0)
      loss = target
        .mul(alpha)
        .add(opposite.mul(1 - alpha))
        .mul(loss);
    return reduce(loss, reduction);
  });
}

/** Smoothing and reduction of the dice loss. */
export interface DiceLossOptions extends ReductionOptions {
  /**
   * Added to numerator and denominator, so that predicting an empty mask correctly has no loss. Default 1.
   */
  smooth?: number;
}

/**
 * Dice loss of logits [N, ...] against masks of 0 and 1 of the same shape, one value for each of the N masks:
 * 1 - (2 sum(p m) + smooth) / (sum(p) + sum(m) + smooth), summed over all dimensions but the first (Milletari
 * et al., "V-Net", 2016; smoothed as in MaskFormer, `mask_former/modeling/criterion.py`: `dice_loss`).
 */
export function diceLoss(logits: Tensor, target: Tensor, options?: DiceLossOptions): Tensor {
  const { smooth, reduction } = withDefaults('diceLoss', options, { smooth: 1, reduction: 'mean' });
  reductionCode('diceLoss', reduction);
  sameShape('diceLoss', logits, target);
  if (logits.ndim < 2) throw new ShapeError('diceLoss', '[N, ...]', formatShape(logits.shape));
  return scope(() => {
    const p = logits.sigmoid().flatten({ startDim: 1 }); // [N, elements]
    const mask = target.flatten({ startDim: 1 });
    const overlap = p.mul(mask).sum([1]).mul(2); // [N]
    const total = p.sum([1]).add(mask.sum([1]));
    const loss = overlap.add(smooth).div(total.add(smooth)).neg().add(1);
    return reduce(loss, reduction);
  });
}

function reduce(loss: Tensor, reduction: Reduction): Tensor {
  if (reduction === 'none') return loss;
  return reduction === 'mean' ? loss.mean() : loss.sum();
}

/** Refuses shapes that LibTorch would silently broadcast, computing an unintended loss. */
export function sameShape(where: string, x: Tensor, target: Tensor): void {
  const [have, want] = [formatShape(target.shape), formatShape(x.shape)];
  if (have !== want) throw new ShapeError(`${where}: target`, want, have);
}
