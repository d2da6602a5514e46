import { withDefaults } from '@cotrain/nn';
import type { Tensor } from '@cotrain/torch';
import { Strategy, type StrategyOptions, type StrategyStep } from './strategy.js';
import { TaskScalars } from './taskScalars.js';

/** Options of {@link UncertaintyWeighting}. */
export interface UncertaintyOptions extends StrategyOptions {
  /**
   * Learning rate of the log variances; the paper learns them with the network, at its rate. Default 0.001.
   */
  lr?: number;
}

/**
 * Bound on the absolute log variance: weights stay between 2e-9 and 5e8, however long a loss is close to
 * zero.
 */
const LARGEST = 20;

export const UNCERTAINTY_DEFAULTS = { lr: 1e-3 } as const;

/**
 * Kendall, Gal & Cipolla, "Multi-task learning using uncertainty to weigh losses" (CVPR 2018), in the form of
 * its Eq. 10 for classification: a task's loss L counts as `exp(-s) L + s / 2`, where s is the learned log
 * variance. It starts as the weighted sum (s = 0). The reported losses of a step do not include `s / 2`.
 */
export class UncertaintyWeighting extends Strategy {
  override readonly kind = 'uncertainty';
  readonly #logVariances: TaskScalars;

  constructor(options: UncertaintyOptions) {
    const { tasks, lossWeights, lr } = withDefaults<UncertaintyOptions>('UncertaintyWeighting', options, {
      tasks: [],
      lossWeights: {},
      ...UNCERTAINTY_DEFAULTS,
    });
    super({ tasks, lossWeights });
    this.#logVariances = new TaskScalars(tasks, { initial: 0, lr });
  }

  protected override factor(task: string): number {
    return Math.exp(-this.#logVariances.get(task));
  }

  override update({ losses }: StrategyStep): void {
    // d/ds (exp(-s) L + s / 2), where the loss of the step is already exp(-s) L. For a loss of 0, from a
    // batch without objects for example, the minimum is at zero variance, so such a step is ignored.
    const gradients = Object.entries(losses).flatMap(([task, loss]) =>
      loss === 0 ? [] : [[task, 0.5 - loss]],
    );
    this.#logVariances.step(Object.fromEntries(gradients));
    for (const task of this.tasks) {
      const s = this.#logVariances.get(task);
      if (Math.abs(s) > LARGEST) this.#logVariances.set(task, Math.sign(s) * LARGEST);
    }
  }

  override stateDict(): Record<string, Tensor> {
    return this.#logVariances.stateDict();
  }

  override loadStateDict(state: Readonly<Record<string, Tensor>>): void {
    this.expectKeys(state, this.#logVariances.keysLike(state));
    this.#logVariances.loadStateDict(state);
  }

  override dispose(): void {
    this.#logVariances.dispose();
  }
}
