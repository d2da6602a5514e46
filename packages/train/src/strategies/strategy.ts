// How the tasks of a step are weighed against each other, behind one interface.
import type { GradientSite, GradientStrategy } from '@cotrain/models';
import { OptionError } from '@cotrain/nn';
import { suggestion, type Tensor } from '@cotrain/torch';
import { RunError } from '../errors.js';

/** Tasks and loss weights that every strategy takes. */
export interface StrategyOptions {
  /** The tasks that are learned. */
  tasks: readonly string[];
  /**
   * Fixed factor on each task's losses, which a strategy's own multiplies (Eq. 1 of the paper). Default 1.
   */
  lossWeights?: Readonly<Record<string, number>>;
}

const SITES: readonly GradientSite[] = ['features', 'parameters'];

/** @throws OptionError for what is no place to put gradients together at */
export function checkSite(where: string, at: GradientSite): GradientSite {
  if (SITES.includes(at)) return at;
  throw new OptionError(`${where}: at is '${at}'; it is one of ${SITES.join(', ')}${suggestion(at, SITES)}`);
}

/** What one step told, of the tasks that had labels in it. */
export interface StrategyStep {
  /** Each task's loss, weighted as it was in the step. */
  losses: Readonly<Record<string, number>>;
  /** `BackwardResult.gradNorms` of the step. */
  gradNorms: Readonly<Record<string, number>>;
}

/**
 * Base of the strategies. A step takes its factors from `weights()`, hands the strategy itself to
 * `model.backward`, and tells it with `update` what came out. A task without labels in a step leaves no
 * trace: what is learned for it stays as it is.
 */
export abstract class Strategy implements GradientStrategy {
  /** What it is called in a configuration and in errors. */
  abstract readonly kind: string;
  readonly at: GradientSite = 'features';
  readonly tasks: readonly string[];
  readonly #lossWeights: Readonly<Record<string, number>>;

  constructor({ tasks, lossWeights = {} }: StrategyOptions) {
    this.tasks = tasks;
    this.#lossWeights = lossWeights;
  }

  /** By task, the factor on its losses in the next step: the fixed one times the learned one. */
  weights(): Record<string, number> {
    return Object.fromEntries(
      this.tasks.map((task) => [task, (this.#lossWeights[task] ?? 1) * this.factor(task)]),
    );
  }

  /** The learned part of a task's weight. */
  protected factor(_task: string): number {
    return 1;
  }

  combine?(gradients: Readonly<Record<string, readonly Tensor[]>>): readonly Tensor[];

  /** Learns from a step whose losses and gradients are finite. */
  update(_step: StrategyStep): void {}

  /**
   * What the strategy's future depends on, for a checkpoint; the tensors are its own or new ones of the
   * caller's scope.
   */
  stateDict(): Record<string, Tensor> {
    return {};
  }

  /**
   * @throws RunError where the state is another strategy's, or of other tasks; nothing has been changed then
   */
  loadStateDict(state: Readonly<Record<string, Tensor>>): void {
    this.expectKeys(state, []);
  }

  /** @throws RunError unless these are the keys of the state */
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

  /** Frees what it holds. */
  dispose(): void {}

  [Symbol.dispose](): void {
    this.dispose();
  }
}
