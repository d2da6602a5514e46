import { OptionError, withDefaults } from '@cotrain/nn';
import { type Tensor, torch } from '@cotrain/torch';
import { countVersions, inMemoryOrder } from './fused.js';
import { type Bucket, type GroupOptions, Optimizer, type ParamGroup, type ParamState } from './optimizer.js';
import { requireNonNegative } from './require.js';
import {
  type OptimizerStateDict,
  OptimizerStateError,
  requireState,
  type StoredOptimizerState,
} from './stateDict.js';

/** Learning rate, moments and weight decay of Adam. */
export interface AdamOptions {
  lr: number;
  /** Decay rates of the running means of the gradient and of its square. */
  betas: readonly [number, number];
  eps: number;
  /**
   * Strength of the weight decay. Adam adds weightDecay * weight to the gradient (L2 penalty). AdamW shrinks
   * the weights by lr * weightDecay before each step.
   */
  weightDecay: number;
  /** Divides by the largest running mean of squares seen so far instead of the current one. */
  amsgrad: boolean;
  maximize: boolean;
  /**
   * Uses one kernel for the whole step. If false, uses the foreach operators, whose results differ in the
   * last digits.
   */
  fused: boolean;
}

/** The defaults of `torch.optim.Adam`. */
export const ADAM_DEFAULTS: AdamOptions = {
  lr: 1e-3,
  betas: [0.9, 0.999],
  eps: 1e-8,
  weightDecay: 0,
  amsgrad: false,
  maximize: false,
  fused: true,
};

/** Shared base of Adam and AdamW, which differ only in where weight decay is applied. */
abstract class AdamBase extends Optimizer<AdamOptions> {
  /** Whether weight decay shrinks the weights directly instead of through the gradient. */
  protected abstract readonly decoupled: boolean;

  protected override validate(where: string, { lr, betas, eps, weightDecay }: AdamOptions): void {
    requireNonNegative(where, { lr, eps, weightDecay });
    if (betas.length !== 2 || !betas.every((beta) => beta >= 0 && beta < 1)) {
      throw new OptionError(`${where}: betas must be two numbers in [0, 1), got [${betas.join(', ')}]`);
    }
  }

  protected override stateNames({ amsgrad }: AdamOptions): readonly string[] {
    return ['step', 'expAvg', 'expAvgSq', ...(amsgrad ? ['maxExpAvgSq'] : [])];
  }

  protected override initState(param: Tensor, { amsgrad }: AdamOptions): ParamState {
    const state: ParamState = {
      // A tensor on the parameter's device, because the fused kernel increments it without synchronizing with
      // the host.
      step: torch.zeros([], { dtype: 'float32', device: param.device }),
      expAvg: torch.zerosLike(param),
      expAvgSq: torch.zerosLike(param),
    };
    return amsgrad ? { ...state, maxExpAvgSq: torch.zerosLike(param) } : state;
  }

  /** Like `Optimizer.loadStateDict`. AdamW accepts Adam's state, but Adam does not accept AdamW's. */
  override loadStateDict({ state, param_groups }: OptimizerStateDict | StoredOptimizerState): void {
    requireState(this.constructor.name, { state, param_groups });
    if (!this.decoupled && param_groups.some((group) => group.decoupled_weight_decay === true)) {
      throw new OptimizerStateError(
        `${this.constructor.name}: the state is from AdamW, whose weight decay is decoupled from the gradient`,
      );
    }
    const groups = param_groups.map((group) => ({ ...group, decoupled_weight_decay: this.decoupled }));
    super.loadStateDict({ state, param_groups: groups });
  }

  protected override torchOptions(): Record<string, unknown> {
    return {
      foreach: null,
      capturable: false,
      differentiable: false,
      decoupled_weight_decay: this.decoupled,
    };
  }

  protected override update(bucket: Bucket, group: ParamGroup<AdamOptions>): void {
    const { states } = bucket;
    const moments: Moments = {
      steps: states.map((state) => state.step!),
      expAvgs: states.map((state) => state.expAvg!),
      expAvgSqs: states.map((state) => state.expAvgSq!),
      maxExpAvgSqs: group.amsgrad ? states.map((state) => state.maxExpAvgSq!) : [],
    };
    torch.unchecked._foreachAdd_(moments.steps, 1);
    const update = group.fused && bucket.isFusible ? updateFused : updateForeach;
    update(bucket, moments, group, this.decoupled);
  }
}

/**
 * The Adam optimizer (Kingma & Ba, "Adam: a method for stochastic optimization", 2015), with the arithmetic
 * of `torch.optim.Adam`.
 */
export class Adam extends AdamBase {
  protected override readonly decoupled = false;

  constructor(
    params: Iterable<Tensor> | Iterable<GroupOptions<AdamOptions>>,
    options?: Partial<AdamOptions>,
  ) {
    super(params, withDefaults('Adam', options, ADAM_DEFAULTS));
  }
}

/** Learning rate, moments and decoupled weight decay of AdamW. */
export type AdamWOptions = AdamOptions;

/**
 * The AdamW optimizer (Loshchilov & Hutter, "Decoupled weight decay regularization", 2019), with the
 * arithmetic of `torch.optim.AdamW`.
 */
export class AdamW extends AdamBase {
  protected override readonly decoupled = true;

  constructor(
    params: Iterable<Tensor> | Iterable<GroupOptions<AdamWOptions>>,
    options?: Partial<AdamWOptions>,
  ) {
    super(params, withDefaults('AdamW', options, { ...ADAM_DEFAULTS, weightDecay: 1e-2 }));
  }
}

interface Moments {
  steps: Tensor[];
  expAvgs: Tensor[];
  expAvgSqs: Tensor[];
  maxExpAvgSqs: Tensor[];
}

function updateFused(bucket: Bucket, moments: Moments, options: AdamOptions, decoupled: boolean): void {
  const { steps, expAvgs, expAvgSqs, maxExpAvgSqs } = moments;
  const { lr, betas, eps, weightDecay, amsgrad, maximize } = options;
  const [beta1, beta2] = betas;
  const operator = decoupled ? torch.unchecked._fusedAdamw_ : torch.unchecked._fusedAdam_;
  operator(bucket.params, inMemoryOrder(bucket.grads), expAvgs, expAvgSqs, maxExpAvgSqs, steps, {
    lr,
    beta1,
    beta2,
    weightDecay,
    eps,
    amsgrad,
    maximize,
  });
  countVersions(bucket.params);
}

/** `torch/optim/adam.py`: `_multi_tensor_adam`. */
function updateForeach(
  { params, grads }: Bucket,
  moments: Moments,
  options: AdamOptions,
  decoupled: boolean,
): void {
  const { expAvgs, expAvgSqs, maxExpAvgSqs } = moments;
  const { lr, betas, eps, weightDecay, amsgrad, maximize } = options;
  const [beta1, beta2] = betas;
  let g = maximize ? torch.unchecked._foreachNeg(grads) : grads;
  if (weightDecay !== 0) {
    if (decoupled) torch.unchecked._foreachMul_(params, 1 - lr * weightDecay);
    else g = torch.unchecked._foreachAdd(g, params, { alpha: weightDecay });
  }
  torch.unchecked._foreachLerp_(expAvgs, g, 1 - beta1);
  torch.unchecked._foreachMul_(expAvgSqs, beta2);
  torch.unchecked._foreachAddcmul_(expAvgSqs, g, g, { value: 1 - beta2 });
  if (amsgrad) torch.unchecked._foreachMaximum_(maxExpAvgSqs, expAvgSqs);
  const denominators = torch.unchecked._foreachSqrt(amsgrad ? maxExpAvgSqs : expAvgSqs);
  // Parameters that were skipped in some steps have lower step counts.
  const steps = moments.steps.map((step) => Number(step.item()));
  torch.unchecked._foreachDiv_(
    denominators,
    steps.map((step) => Math.sqrt(1 - beta2 ** step)),
  );
  torch.unchecked._foreachAdd_(denominators, eps);
  torch.unchecked._foreachAddcdiv_(
    params,
    expAvgs,
    denominators,
    steps.map((step) => -lr / (1 - beta1 ** step)),
  );
}
