// How the tasks of a step are balanced, behind one interface.
import type { GradientSite, GradientStrategy, RankSum } from '@cotrain/models';
import { OptionError } from '@cotrain/nn';
import { suggestion, type Tensor } from '@cotrain/torch';
import { RunError } from '../errors.js';

/** Tasks and loss weights that every strategy takes. */
export interface StrategyOptions {
  /** The tasks to train. */
  tasks: readonly string[];
  /**
   * Fixed factor on each task's losses, multiplied by the strategy's own factor (Eq. 1 of the paper). Default
   * 1.
   */
  lossWeights?: Readonly<Record<string, number>>;
}

const SITES: readonly GradientSite[] = ['features', 'parameters'];

/** @throws OptionError for an unknown gradient site */
export function checkSite(where: string, at: GradientSite): GradientSite {
  if (SITES.includes(at)) return at;
  throw new OptionError(`${where}: at is '${at}'; it is one of ${SITES.join(', ')}${suggestion(at, SITES)}`);
}

/** Results of one step for the tasks that had labels in it. */
export interface StrategyStep {
  /** Each task's loss, weighted as in the step. */
  losses: Readonly<Record<string, number>>;
  /** `BackwardResult.gradNorms` of the step. */
  gradNorms: Readonly<Record<string, number>>;
}

/**
 * Base class of the strategies. A step gets its factors from `weights()`, passes the strategy to
 * `model.backward`, and reports its results with `update`. A task without labels in a step is not affected by
 * it.
 */
export abstract class Strategy implements GradientStrategy {
  /** Name of the strategy in configurations and errors. */
  abstract readonly kind: string;
  readonly at: GradientSite = 'features';
  readonly tasks: readonly string[];
  readonly #lossWeights: Readonly<Record<string, number>>;

  constructor({ tasks, lossWeights = {} }: StrategyOptions) {
    this.tasks = tasks;
    this.#lossWeights = lossWeights;
  }

  /** Factor on each task's losses in the next step: the fixed factor times the learned one. */
  weights(): Record<string, number> {
    return Object.fromEntries(
      this.tasks.map((task) => [task, (this.#lossWeights[task] ?? 1) * this.factor(task)]),
    );
  }

  /** The learned part of a task's factor. */
  protected factor(_task: string): number {
    return 1;
  }

  combine?(gradients: Readonly<Record<string, readonly Tensor[]>>, sum: RankSum): readonly Tensor[];

  /** Learns from a step with finite losses and gradients. */
  update(_step: StrategyStep): void {}

  /**
   * State on which the strategy's future depends, for a checkpoint. The tensors are its own, or new ones in
   * the caller's scope.
   */
  stateDict(): Record<string, Tensor> {
    return {};
  }

  /**
   * @throws RunError if the state belongs to another strategy or to other tasks; the strategy is unchanged
   *   then
   */
  loadStateDict(state: Readonly<Record<string, Tensor>>): void {
    this.expectKeys(state, []);
  }

  /** @throws RunError unless the state has exactly these keys */
  protected expectKeys(state: Readonly<Record<string, Tensor>>, expected: readonly string[]): void {
    const keys = Object.keys(state);
    const wrong = [
      ...expected.filter((key) => !keys.includes(key)).map((key) => `${key} is missing`),
      ...keys.filter((key) => !expected.includes(key)).map((key) => `${key} is unknown`),
    ];
    if (wrong.length === 0) return;
    throw new RunError(
      `the state is not that of the strategy ${this.kind} for ${this.tasks.join(', ')}: ${wrong.join('; ')}`,
    );
  }

  /** Frees its resources. */
  dispose(): void {}

  [Symbol.dispose](): void {
    this.dispose();
  }
}
