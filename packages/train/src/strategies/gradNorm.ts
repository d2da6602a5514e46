import type { GradientSite } from '@cotrain/models';
import { OptionError, withDefaults } from '@cotrain/nn';
import { scope, type Tensor, torch } from '@cotrain/torch';
import { checkSite, Strategy, type StrategyOptions, type StrategyStep } from './strategy.js';
import { TaskScalars } from './taskScalars.js';

export interface GradNormOptions extends StrategyOptions {
  /** How strongly tasks that learn slowly are pulled forward; 0 makes all gradients as large. */
  alpha?: number;
  /** Rate of the weights. */
  lr?: number;
  /** Whose gradients are compared: with respect to the feature maps, which costs nothing, or to the shared parameters. */
  at?: GradientSite;
}

/** The rates of section 5 of the paper, for NYUv2. */
export const GRAD_NORM_DEFAULTS = { alpha: 1.5, lr: 0.025, at: 'features' } as const;

/** Weights stay above it: one below zero would reward a loss that grows. */
const LEAST_WEIGHT = 0.01;

const INITIAL = 'initial_loss.';

/**
 * Chen et al., "GradNorm: gradient normalization for adaptive loss balancing in deep multitask networks" (ICML 2018): each
 * task's weight is learned so that the norm of its weighted gradient comes to `mean norm * r^alpha`, with r the task's share of
 * its first loss that is left, over the tasks' mean of it. It compares the tasks that have labels in one step, and keeps the sum of their
 * weights: in steps of a single task it changes nothing.
 */
export class GradNorm extends Strategy {
  override readonly kind = 'gradNorm';
  override readonly at: GradientSite;
  readonly #alpha: number;
  readonly #weights: TaskScalars;
  /** Each task's loss in the first step that had labels for it, without the learned weight. */
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
    const tasks = Object.keys(losses);
    const weights = tasks.map((task) => this.#weights.get(task));
    const left = tasks.map((task, i) => {
      const loss = losses[task]! / weights[i]!;
      if (!this.#initialLosses.has(task)) this.#initialLosses.set(task, loss);
      return loss / this.#initialLosses.get(task)!;
    });
    const rates = left.map((share) => share / mean(left));
    // A loss that began at 0 has no rate.
    if (tasks.length < 2 || !rates.every(Number.isFinite)) return;
    const norms = tasks.map((task) => gradNorms[task]!);
    const gradients = norms.map((norm, i) => {
      const target = mean(norms) * rates[i]! ** this.#alpha;
      return (Math.sign(norm - target) * norm) / weights[i]!;
    });
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
      for (const task of seen) this.#initialLosses.set(task, state[`${INITIAL}${task}`]!.item() as number);
    });
  }

  override dispose(): void {
    this.#weights.dispose();
  }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]): number => sum(values) / values.length;
