import type { GradientSite } from '@cotrain/models';
import { OptionError, withDefaults } from '@cotrain/nn';
import { scope, type Tensor, torch } from '@cotrain/torch';
import { checkSite, Strategy, type StrategyOptions, type StrategyStep } from './strategy.js';
import { TaskScalars } from './taskScalars.js';

/** Options of {@link GradNorm}. */
export interface GradNormOptions extends StrategyOptions {
  /** How strongly tasks that learn slowly are sped up; 0 makes all gradient norms equal. Default 1.5. */
  alpha?: number;
  /** Learning rate of the weights. Default 0.025. */
  lr?: number;
  /**
   * Gradients to compare: with respect to the feature maps, which costs nothing, or to the shared parameters.
   * Default 'features'.
   */
  at?: GradientSite;
}

/** The rates of section 5 of the paper, for NYUv2. */
export const GRAD_NORM_DEFAULTS = { alpha: 1.5, lr: 0.025, at: 'features' } as const;

/** Lower bound on the weights. A weight below zero would reward a growing loss. */
const LEAST_WEIGHT = 0.01;

const INITIAL = 'initial_loss.';

/**
 * Chen et al., "GradNorm: gradient normalization for adaptive loss balancing in deep multitask networks"
 * (ICML 2018). Each task's weight is learned so that the norm of its weighted gradient approaches
 * `mean norm * r^alpha`, where r is the remaining fraction of the task's first loss above 0, relative to the
 * mean over the tasks. It compares the tasks with labels in one step and keeps the sum of their weights, so
 * it has no effect in steps of a single task.
 */
export class GradNorm extends Strategy {
  override readonly kind = 'gradNorm';
  override readonly at: GradientSite;
  readonly #alpha: number;
  readonly #weights: TaskScalars;
  /**
   * Each task's first loss above 0, without the learned weight. A first batch may have zero loss, for example
   * without objects.
   */
  readonly #initialLosses = new Map<string, number>();

  constructor(options: GradNormOptions) {
    const { tasks, lossWeights, alpha, lr, at } = withDefaults<GradNormOptions>('GradNorm', options, {
      tasks: [],
      lossWeights: {},
      ...GRAD_NORM_DEFAULTS,
    });
    super({ tasks, lossWeights });
    if (!(Number.isFinite(alpha) && alpha >= 0))
      throw new OptionError(`GradNorm: alpha must be a number >= 0, got ${alpha}`);
    this.at = checkSite('GradNorm', at);
    this.#alpha = alpha;
    this.#weights = new TaskScalars(tasks, { initial: 1, lr });
  }

  protected override factor(task: string): number {
    return this.#weights.get(task);
  }

  override update({ losses, gradNorms }: StrategyStep): void {
    const unweighted = (task: string) => losses[task]! / this.#weights.get(task);
    for (const task of Object.keys(losses))
      if (!this.#initialLosses.has(task) && unweighted(task) > 0)
        this.#initialLosses.set(task, unweighted(task));
    // The remaining fraction of a loss is undefined as long as the loss has only been 0.
    const tasks = Object.keys(losses).filter((task) => this.#initialLosses.has(task));
    if (tasks.length < 2) return;
    const weights = tasks.map((task) => this.#weights.get(task));
    const left = tasks.map((task) => unweighted(task) / this.#initialLosses.get(task)!);
    const norms = tasks.map((task) => gradNorms[task]!);
    const gradients = norms.map((norm, i) => {
      const target = mean(norms) * (left[i]! / mean(left)) ** this.#alpha;
      return (Math.sign(norm - target) * norm) / weights[i]!;
    });
    // All losses are zero, or a norm is not finite.
    if (!gradients.every(Number.isFinite)) return;
    this.#weights.step(Object.fromEntries(tasks.map((task, i) => [task, gradients[i]!])));
    const moved = tasks.map((task) => Math.max(this.#weights.get(task), LEAST_WEIGHT));
    const scale = sum(weights) / sum(moved);
    for (const [i, task] of tasks.entries()) this.#weights.set(task, moved[i]! * scale);
  }

  override stateDict(): Record<string, Tensor> {
    const initial = [...this.#initialLosses].map(([task, loss]) => [
      `${INITIAL}${task}`,
      torch.tensor(loss, { dtype: 'float64' }),
    ]);
    return { ...this.#weights.stateDict(), ...Object.fromEntries(initial) };
  }

  override loadStateDict(state: Readonly<Record<string, Tensor>>): void {
    const seen = this.tasks.filter((task) => `${INITIAL}${task}` in state);
    this.expectKeys(state, [...this.#weights.keysLike(state), ...seen.map((task) => `${INITIAL}${task}`)]);
    this.#weights.loadStateDict(state);
    this.#initialLosses.clear();
    scope(() => {
      for (const task of seen) {
        const loss = state[`${INITIAL}${task}`]!.item('number');
        // Runs of earlier versions also stored a first loss of 0.
        if (loss > 0) this.#initialLosses.set(task, loss);
      }
    });
  }

  override dispose(): void {
    this.#weights.dispose();
  }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]): number => sum(values) / values.length;
