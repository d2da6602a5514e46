import { OptionError, withDefaults } from '@cotrain/nn';
import { type Tensor, torch } from '@cotrain/torch';
import { countVersions } from './fused.js';
import { type Bucket, type GroupOptions, Optimizer, type ParamGroup, type ParamState } from './optimizer.js';
import { requireNonNegative } from './require.js';

/** Learning rate, momentum and weight decay of SGD. */
export interface SGDOptions {
  lr: number;
  momentum: number;
  /** Keeps this part of a gradient out of the momentum. */
  dampening: number;
  /** Added to the gradient as weightDecay * weight (L2). */
  weightDecay: number;
  nesterov: boolean;
  maximize: boolean;
  /** One kernel for the whole step; false takes the foreach operators, whose last digits differ. */
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
      throw new OptionError(`${where}: nesterov needs a momentum above 0 and no dampening`);
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
  torch.unchecked._fusedSgd_(params, grads, momentum === 0 ? [] : buffersOf(states), {
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
    // The first gradient fills the buffer undampened.
    torch.unchecked._foreachAdd_(buffers, update, { alpha: isFirstStep ? 1 : 1 - dampening });
    update = nesterov ? torch.unchecked._foreachAdd(update, buffers, { alpha: momentum }) : buffers;
  }
  torch.unchecked._foreachAdd_(params, update, { alpha: -lr });
}
