import type { GradientSite } from '@cotrain/models';
import { OptionError, withDefaults } from '@cotrain/nn';
import { scope, type Tensor, torch } from '@cotrain/torch';
import { checkSite, Strategy, type StrategyOptions, type StrategyStep } from './strategy.js';
import { TaskScalars } from './taskScalars.js';

/** Options of {@link GradNorm}. */
export interface GradNormOptions extends StrategyOptions {
  /** How strongly tasks that learn slowly are pulled forward; 0 makes all gradients as large. Default 1.5. */
  alpha?: number;
  /** Rate of the weights. Default 0.025. */
  lr?: number;
  /**
   * Whose gradients are compared: with respect to the feature maps, which costs nothing, or to the shared
   * parameters. Default 'features'.
   */
  at?: GradientSite;
}

/** The rates of section 5 of the paper, for NYUv2. */
export const GRAD_NORM_DEFAULTS = { alpha: 1.5, lr: 0.025, at: 'features' } as const;

/** Weights stay above it: one below zero would reward a loss that grows. */
const LEAST_WEIGHT = 0.01;

const INITIAL = 'initial_loss.';

/**
 * Chen et al., "GradNorm: gradient normalization for adaptive loss balancing in deep multitask networks"
 * (ICML 2018): each task's weight is learned so that the norm of its weighted gradient comes to
 * `mean norm * r^alpha`, with r the task's share of its first loss above 0 that is left, over the tasks' mean
 * of it. It compares the tasks that have labels in one step, and keeps the sum of their weights: in steps of
 * a single task it changes nothing.
 */
export class GradNorm extends Strategy {
  override readonly kind = 'gradNorm';
  override readonly at: GradientSite;
  readonly #alpha: number;
  readonly #weights: TaskScalars;
  /**
   * Each task's first loss above 0, without the learned weight: a first batch may have nothing that costs,
   * such as no objects.
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
    // Of a loss that has been 0 until now nobody can say how much is left of it.
    const tasks = Object.keys(losses).filter((task) => this.#initialLosses.has(task));
    if (tasks.length < 2) return;
    const weights = tasks.map((task) => this.#weights.get(task));
    const left = tasks.map((task) => unweighted(task) / this.#initialLosses.get(task)!);
    const norms = tasks.map((task) => gradNorms[task]!);
    const gradients = norms.map((norm, i) => {
      const target = mean(norms) * (left[i]! / mean(left)) ** this.#alpha;
      return (Math.sign(norm - target) * norm) / weights[i]!;
    });
    // Nothing is left of any of them, or a norm is not finite.
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
        const loss = state[`${INITIAL}${task}`]!.item() as number;
        // Runs of earlier versions took a loss of 0 for the first one too.
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
