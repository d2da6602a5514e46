import { OptionError, withDefaults } from '@cotrain/nn';
import { type Tensor, torch } from '@cotrain/torch';
import { countVersions, inMemoryOrder } from './fused.js';
import { type Bucket, type GroupOptions, Optimizer, type ParamGroup, type ParamState } from './optimizer.js';
import { requireNonNegative } from './require.js';

/** Learning rate, momentum and weight decay of SGD. */
export interface SGDOptions {
  lr: number;
  momentum: number;
  /** Fraction of each gradient that is not added to the momentum. */
  dampening: number;
  /** Strength of the L2 penalty: weightDecay * weight is added to the gradient. */
  weightDecay: number;
  nesterov: boolean;
  maximize: boolean;
  /**
   * Uses one kernel for the whole step. If false, uses the foreach operators, whose results differ in the
   * last digits.
   */
  fused: boolean;
}

/** The defaults of `torch.optim.SGD`. */
const DEFAULTS: SGDOptions = {
  lr: 1e-3,
  momentum: 0,
  dampening: 0,
  weightDecay: 0,
  nesterov: false,
  maximize: false,
  fused: true,
};

/** Stochastic gradient descent with the arithmetic of `torch.optim.SGD`. */
export class SGD extends Optimizer<SGDOptions> {
  constructor(params: Iterable<Tensor> | Iterable<GroupOptions<SGDOptions>>, options?: Partial<SGDOptions>) {
    super(params, withDefaults('SGD', options, DEFAULTS));
  }

  protected override validate(where: string, options: SGDOptions): void {
    const { lr, momentum, weightDecay, dampening, nesterov } = options;
    requireNonNegative(where, { lr, momentum, weightDecay });
    if (!Number.isFinite(dampening)) {
      throw new OptionError(`${where}: dampening must be a number, got ${dampening}`);
    }
    if (nesterov && (momentum <= 0 || dampening !== 0)) {
      throw new OptionError(`${where}: nesterov requires a momentum above 0 and no dampening`);
    }
  }

  protected override stateNames({ momentum }: SGDOptions): readonly string[] {
    return momentum === 0 ? [] : ['momentumBuffer'];
  }

  protected override initState(param: Tensor, { momentum }: SGDOptions): ParamState {
    return momentum === 0 ? {} : { momentumBuffer: torch.zerosLike(param) };
  }

  protected override torchOptions(): Record<string, unknown> {
    return { foreach: null, differentiable: false };
  }

  protected override update(bucket: Bucket, group: ParamGroup<SGDOptions>): void {
    if (group.fused && bucket.isFusible) updateFused(bucket, group);
    else updateForeach(bucket, group);
  }
}

const buffersOf = (states: ParamState[]): Tensor[] => states.flatMap((state) => state.momentumBuffer ?? []);

function updateFused({ params, grads, states, isFirstStep }: Bucket, options: SGDOptions): void {
  const { lr, momentum, dampening, weightDecay, nesterov, maximize } = options;
  torch.unchecked._fusedSgd_(params, inMemoryOrder(grads), momentum === 0 ? [] : buffersOf(states), {
    lr,
    momentum,
    dampening,
    weightDecay,
    nesterov,
    maximize,
    isFirstStep,
  });
  countVersions(params);
}

/** `torch/optim/sgd.py`: `_multi_tensor_sgd`. */
function updateForeach({ params, grads, states, isFirstStep }: Bucket, options: SGDOptions): void {
  const { lr, momentum, dampening, weightDecay, nesterov, maximize } = options;
  let update = maximize ? torch.unchecked._foreachNeg(grads) : grads;
  if (weightDecay !== 0) update = torch.unchecked._foreachAdd(update, params, { alpha: weightDecay });
  if (momentum !== 0) {
    const buffers = buffersOf(states);
    torch.unchecked._foreachMul_(buffers, momentum);
    // The first gradient fills the momentum buffer without dampening.
    torch.unchecked._foreachAdd_(buffers, update, { alpha: isFirstStep ? 1 : 1 - dampening });
    update = nesterov ? torch.unchecked._foreachAdd(update, buffers, { alpha: momentum }) : buffers;
  }
  torch.unchecked._foreachAdd_(params, update, { alpha: -lr });
}
