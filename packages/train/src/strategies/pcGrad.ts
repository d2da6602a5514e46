import { Rng } from '@cotrain/data';
import type { GradientSite, RankSum } from '@cotrain/models';
import { withDefaults } from '@cotrain/nn';
import { scope, type Tensor, torch } from '@cotrain/torch';
import { checkSite, Strategy, type StrategyOptions } from './strategy.js';

/** Options of {@link PcGrad}. */
export interface PcGradOptions extends StrategyOptions {
  /**
   * Gradients to project: those with respect to the shared parameters, as in the paper, or to the feature
   * maps, which is as fast as a sum but detects no conflict between tasks that are labelled on different
   * images of the batch. Default 'parameters'.
   */
  at?: GradientSite;
  /** Seed of the orders in which the other tasks are visited. Default 0. */
  seed?: number;
}

export const PC_GRAD_DEFAULTS = { at: 'parameters' } as const;

const ORDER_STREAM = 0x9c;

/**
 * Yu et al., "Gradient surgery for multi-task learning" (NeurIPS 2020): if the gradients of two tasks
 * conflict, each loses its component along the other. Algorithm 1, with the sum of the projected gradients.
 */
export class PcGrad extends Strategy {
  override readonly kind = 'pcGrad';
  override readonly at: GradientSite;
  readonly #seed: number;
  #step = 0;

  constructor(options: PcGradOptions) {
    const { tasks, lossWeights, at, seed } = withDefaults<PcGradOptions>('PcGrad', options, {
      tasks: [],
      lossWeights: {},
      seed: 0,
      ...PC_GRAD_DEFAULTS,
    });
    super({ tasks, lossWeights });
    this.at = checkSite('PcGrad', at);
    this.#seed = seed;
  }

  override combine(
    gradients: Readonly<Record<string, readonly Tensor[]>>,
    sum: RankSum = (x) => x,
  ): Tensor[] {
    const tasks = Object.values(gradients).map((list) => [...list]);
    const step = this.#step++;
    return scope(() => {
      const dots = (own: Tensor[][], others: Tensor[][]) =>
        sum(torch.stack(own.map((gradient, i) => dot(gradient, others[i]!)))).unbind(); // [] each
      const squares = dots(tasks, tasks);
      const orders = tasks.map((_, i) => {
        const others = [...tasks.keys()].filter((j) => j !== i);
        return new Rng(this.#seed, ORDER_STREAM, step, i).shuffle(others);
      });
      let projected = tasks;
      // All tasks take their next other one together: one sum over the ranks for each round.
      for (let round = 0; round < tasks.length - 1; round++) {
        const others = orders.map((order) => order[round]!);
        const products = dots(
          projected,
          others.map((j) => tasks[j]!),
        );
        projected = projected.map((own, i) =>
          withoutConflict(own, tasks[others[i]!]!, products[i]!, squares[others[i]!]!),
        );
      }
      return projected.reduce((total, own) => torch.unchecked._foreachAdd(total, own));
    });
  }

  override stateDict(): Record<string, Tensor> {
    return { step: torch.tensor(BigInt(this.#step)) };
  }

  override loadStateDict(state: Readonly<Record<string, Tensor>>): void {
    this.expectKeys(state, ['step']);
    this.#step = scope(() => Number(state.step!.item()));
  }
}

/**
 * The gradient without its component along `other` if they conflict, otherwise the gradient itself. The
 * decision is made on the device, without a read.
 *
 * @param product dot product of the two, []
 * @param square dot product of `other` with itself, []
 */
function withoutConflict(gradient: Tensor[], other: Tensor[], product: Tensor, square: Tensor): Tensor[] {
  return scope(() => {
    // The lower bound avoids 0 / 0 for a task with zero gradient, which would make everything NaN.
    const along = product.clampMax(0).div_(square.clampMin(1e-30)); // []
    return torch.unchecked._foreachSub(gradient, torch.unchecked._foreachMul(other, along));
  });
}

function dot(a: Tensor[], b: Tensor[]): Tensor {
  return scope(() => torch.stack(torch.unchecked._foreachMul(a, b).map((product) => product.sum())).sum()); // []
}
