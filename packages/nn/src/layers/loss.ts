import type { Tensor } from '@cotrain/torch';
import {
  type BinaryCrossEntropyOptions,
  type BinaryCrossEntropyWithLogitsOptions,
  binaryCrossEntropy,
  binaryCrossEntropyWithLogits,
  type CrossEntropyOptions,
  crossEntropy,
  type DiceLossOptions,
  diceLoss,
  type KlDivOptions,
  klDiv,
  type NllLossOptions,
  nllLoss,
  type SigmoidFocalLossOptions,
  sigmoidFocalLoss,
} from '../functional/classification.js';
import { type Reduction, type ReductionOptions, reductionCode } from '../functional/reduction.js';
import {
  type CosineEmbeddingLossOptions,
  checkTripletMargin,
  cosineEmbeddingLoss,
  type HuberLossOptions,
  huberLoss,
  l1Loss,
  mseLoss,
  type SmoothL1LossOptions,
  smoothL1Loss,
  type TripletMarginLossOptions,
  tripletMarginLoss,
} from '../functional/regression.js';
import { Module } from '../module.js';
import { withDefaults } from '../options.js';
import { Buffer } from '../parameter.js';

/**
 * Base of the losses of an input and a target. `options` holds all options but weights, which are buffers.
 */
abstract class Loss<
  O extends { reduction: string },
  Args extends readonly unknown[] = [x: Tensor, target: Tensor],
> extends Module<Args> {
  constructor(readonly options: O) {
    super();
    if (options.reduction !== 'batchmean') {
      reductionCode(this.constructor.name, options.reduction as Reduction);
    }
  }
}

// As in PyTorch, a weight becomes a buffer: it moves with the module and is part of the state dict.
const buffer = (weight: Tensor | null): Buffer | null => weight && new Buffer(weight);

/** `crossEntropy` as a module (`torch.nn.CrossEntropyLoss`). It takes ownership of the weight. */
export class CrossEntropyLoss extends Loss<Required<Omit<CrossEntropyOptions, 'weight'>>> {
  weight: Buffer | null; // [C]

  constructor(options?: CrossEntropyOptions) {
    const { weight, ...rest } = withDefaults<CrossEntropyOptions>('CrossEntropyLoss', options, {
      weight: null,
      ignoreIndex: -100,
      labelSmoothing: 0,
      reduction: 'mean',
    });
    super(rest);
    this.weight = buffer(weight);
  }

  override forward(logits: Tensor, target: Tensor): Tensor {
    return crossEntropy(logits, target, { ...this.options, weight: this.weight });
  }
}

/** `nllLoss` as a module (`torch.nn.NLLLoss`). It takes ownership of the weight. */
export class NLLLoss extends Loss<Required<Omit<NllLossOptions, 'weight'>>> {
  weight: Buffer | null; // [C]

  constructor(options?: NllLossOptions) {
    const { weight, ...rest } = withDefaults<NllLossOptions>('NLLLoss', options, {
      weight: null,
      ignoreIndex: -100,
      reduction: 'mean',
    });
    super(rest);
    this.weight = buffer(weight);
  }

  override forward(logProbabilities: Tensor, target: Tensor): Tensor {
    return nllLoss(logProbabilities, target, { ...this.options, weight: this.weight });
  }
}

/** `binaryCrossEntropy` as a module (`torch.nn.BCELoss`). It takes ownership of the weight. */
export class BCELoss extends Loss<Required<ReductionOptions>> {
  weight: Buffer | null;

  constructor(options?: BinaryCrossEntropyOptions) {
    const { weight, ...rest } = withDefaults<BinaryCrossEntropyOptions>('BCELoss', options, {
      weight: null,
      reduction: 'mean',
    });
    super(rest);
    this.weight = buffer(weight);
  }

  override forward(probabilities: Tensor, target: Tensor): Tensor {
    return binaryCrossEntropy(probabilities, target, { ...this.options, weight: this.weight });
  }
}

/**
 * `binaryCrossEntropyWithLogits` as a module (`torch.nn.BCEWithLogitsLoss`). It takes ownership of the
 * weights.
 */
export class BCEWithLogitsLoss extends Loss<Required<ReductionOptions>> {
  weight: Buffer | null;
  posWeight: Buffer | null;

  constructor(options?: BinaryCrossEntropyWithLogitsOptions) {
    const defaults = { weight: null, posWeight: null, reduction: 'mean' } as const;
    const { weight, posWeight, ...rest } = withDefaults<BinaryCrossEntropyWithLogitsOptions>(
      'BCEWithLogitsLoss',
      options,
      defaults,
    );
    super(rest);
    this.weight = buffer(weight);
    this.posWeight = buffer(posWeight);
  }

  override forward(logits: Tensor, target: Tensor): Tensor {
    const { weight, posWeight } = this;
    return binaryCrossEntropyWithLogits(logits, target, { ...this.options, weight, posWeight });
  }
}

/** `l1Loss` as a module. */
export class L1Loss extends Loss<Required<ReductionOptions>> {
  constructor(options?: ReductionOptions) {
    super(withDefaults('L1Loss', options, { reduction: 'mean' }));
  }

  override forward(x: Tensor, target: Tensor): Tensor {
    return l1Loss(x, target, this.options);
  }
}

/** `mseLoss` as a module. */
export class MSELoss extends Loss<Required<ReductionOptions>> {
  constructor(options?: ReductionOptions) {
    super(withDefaults('MSELoss', options, { reduction: 'mean' }));
  }

  override forward(x: Tensor, target: Tensor): Tensor {
    return mseLoss(x, target, this.options);
  }
}

/** `smoothL1Loss` as a module. */
export class SmoothL1Loss extends Loss<Required<SmoothL1LossOptions>> {
  constructor(options?: SmoothL1LossOptions) {
    super(withDefaults('SmoothL1Loss', options, { beta: 1, reduction: 'mean' }));
  }

  override forward(x: Tensor, target: Tensor): Tensor {
    return smoothL1Loss(x, target, this.options);
  }
}

/** `huberLoss` as a module. */
export class HuberLoss extends Loss<Required<HuberLossOptions>> {
  constructor(options?: HuberLossOptions) {
    super(withDefaults('HuberLoss', options, { delta: 1, reduction: 'mean' }));
  }

  override forward(x: Tensor, target: Tensor): Tensor {
    return huberLoss(x, target, this.options);
  }
}

/** `klDiv` as a module. */
export class KLDivLoss extends Loss<Required<KlDivOptions>> {
  constructor(options?: KlDivOptions) {
    super(withDefaults<KlDivOptions>('KLDivLoss', options, { reduction: 'mean', logTarget: false }));
  }

  override forward(logProbabilities: Tensor, target: Tensor): Tensor {
    return klDiv(logProbabilities, target, this.options);
  }
}

/** `sigmoidFocalLoss` as a module. */
export class SigmoidFocalLoss extends Loss<Required<SigmoidFocalLossOptions>> {
  constructor(options?: SigmoidFocalLossOptions) {
    super(withDefaults('SigmoidFocalLoss', options, { alpha: 0.25, gamma: 2, reduction: 'none' }));
  }

  override forward(logits: Tensor, target: Tensor): Tensor {
    return sigmoidFocalLoss(logits, target, this.options);
  }
}

/** `diceLoss` as a module. */
export class DiceLoss extends Loss<Required<DiceLossOptions>> {
  constructor(options?: DiceLossOptions) {
    super(withDefaults('DiceLoss', options, { smooth: 1, reduction: 'mean' }));
  }

  override forward(logits: Tensor, target: Tensor): Tensor {
    return diceLoss(logits, target, this.options);
  }
}

/** `cosineEmbeddingLoss` as a module. */
export class CosineEmbeddingLoss extends Loss<
  Required<CosineEmbeddingLossOptions>,
  [a: Tensor, b: Tensor, target: Tensor]
> {
  constructor(options?: CosineEmbeddingLossOptions) {
    super(withDefaults('CosineEmbeddingLoss', options, { margin: 0, reduction: 'mean' }));
  }

  override forward(a: Tensor, b: Tensor, target: Tensor): Tensor {
    return cosineEmbeddingLoss(a, b, target, this.options);
  }
}

/** `tripletMarginLoss` as a module. */
export class TripletMarginLoss extends Loss<
  Required<TripletMarginLossOptions>,
  [anchor: Tensor, positive: Tensor, negative: Tensor]
> {
  constructor(options?: TripletMarginLossOptions) {
    const defaults = { margin: 1, p: 2, eps: 1e-6, swap: false, reduction: 'mean' } as const;
    super(withDefaults<TripletMarginLossOptions>('TripletMarginLoss', options, defaults));
    checkTripletMargin('TripletMarginLoss', this.options.margin);
  }

  override forward(anchor: Tensor, positive: Tensor, negative: Tensor): Tensor {
    return tripletMarginLoss(anchor, positive, negative, this.options);
  }
}
