import { OptionError, withDefaults } from '@cotrain/nn';
import type { Optimizer } from './optimizer.js';
import { requireNonNegative } from './require.js';

/** When a learning rate counts as stuck, and how much it falls then. */
export interface ReduceLROnPlateauOptions {
  /** Whether a lower (`min`) or a higher (`max`) metric is better. Default 'min'. */
  mode?: 'min' | 'max';
  /** Factor on the rates. Default 0.1. */
  factor?: number;
  /**
   * Number of steps in a row without an improvement after which the next one reduces the rates. Default 10.
   */
  patience?: number;
  /** Smallest change that counts as an improvement. Default 1e-4. */
  threshold?: number;
  /** Whether `threshold` is relative to the best metric (`rel`), or absolute (`abs`). Default 'rel'. */
  thresholdMode?: 'rel' | 'abs';
  /** Number of steps after a reduction in which nothing is counted. Default 0. */
  cooldown?: number;
  /** Smallest rate, for all groups or one for each. Default 0. */
  minLr?: number | readonly number[];
  /** A smaller change of a rate is not made. Default 1e-8. */
  eps?: number;
}

/** State of a `ReduceLROnPlateau` under PyTorch's keys. */
export interface PlateauState {
  best: number;
  num_bad_epochs: number;
  cooldown_counter: number;
  last_epoch: number;
}

/**
 * Reduces the learning rates when a metric no longer improves, with the arithmetic of
 * `torch.optim.lr_scheduler.ReduceLROnPlateau`. Call `step(metric)` after each evaluation.
 */
export class ReduceLROnPlateau {
  readonly #optimizer: Pick<Optimizer, 'paramGroups'>;
  readonly #options: Required<ReduceLROnPlateauOptions>;
  #best: number;
  #badEpochs = 0;
  #cooldown = 0;
  #epoch = 0;

  /** @throws OptionError for values out of range, or another number of `minLr` than of groups */
  constructor(optimizer: Pick<Optimizer, 'paramGroups'>, options?: ReduceLROnPlateauOptions) {
    this.#options = withDefaults('ReduceLROnPlateau', options, {
      ...{ mode: 'min', factor: 0.1, patience: 10, threshold: 1e-4, thresholdMode: 'rel' },
      ...{ cooldown: 0, minLr: 0, eps: 1e-8 },
    }) as Required<ReduceLROnPlateauOptions>;
    const { mode, factor, patience, threshold, thresholdMode, cooldown, eps } = this.#options;
    requireNonNegative('ReduceLROnPlateau', { factor, patience, threshold, cooldown, eps });
    if (factor >= 1) throw new OptionError(`ReduceLROnPlateau: factor must be below 1, got ${factor}`);
    if (!['min', 'max'].includes(mode))
      throw new OptionError(`ReduceLROnPlateau: mode must be min or max, got '${mode}'`);
    if (!['rel', 'abs'].includes(thresholdMode))
      throw new OptionError(`ReduceLROnPlateau: thresholdMode must be rel or abs, got '${thresholdMode}'`);
    this.#optimizer = optimizer;
    this.#best = mode === 'min' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
    this.#floors();
  }

  /** Takes note of a metric, and reduces the rates if it has not improved for too long. */
  step(metric: number): void {
    const { patience, cooldown } = this.#options;
    this.#epoch++;
    if (this.#isBetter(metric)) {
      this.#best = metric;
      this.#badEpochs = 0;
    } else this.#badEpochs++;
    if (this.#cooldown > 0) {
      this.#cooldown--;
      this.#badEpochs = 0;
    }
    if (this.#badEpochs <= patience) return;
    this.#reduce();
    this.#cooldown = cooldown;
    this.#badEpochs = 0;
  }

  #reduce(): void {
    const floors = this.#floors();
    for (const [i, group] of this.#optimizer.paramGroups.entries()) {
      const lr = Math.max(group.lr * this.#options.factor, floors[i]!);
      if (group.lr - lr > this.#options.eps) group.lr = lr;
    }
  }

  /** Smallest rate of each group. */
  #floors(): number[] {
    const { minLr } = this.#options;
    const { length } = this.#optimizer.paramGroups;
    const floors = typeof minLr === 'number' ? Array.from({ length }, () => minLr) : [...minLr];
    if (floors.length !== length)
      throw new OptionError(`ReduceLROnPlateau: ${floors.length} minLr for ${length} parameter groups`);
    requireNonNegative(
      'ReduceLROnPlateau',
      Object.fromEntries(floors.map((floor, i) => [`minLr[${i}]`, floor])),
    );
    return floors;
  }

  #isBetter(metric: number): boolean {
    const { mode, threshold, thresholdMode } = this.#options;
    const sign = mode === 'min' ? -1 : 1;
    const limit =
      thresholdMode === 'rel' ? this.#best * (1 + sign * threshold) : this.#best + sign * threshold;
    return mode === 'min' ? metric < limit : metric > limit;
  }

  stateDict(): PlateauState {
    return {
      best: this.#best,
      num_bad_epochs: this.#badEpochs,
      cooldown_counter: this.#cooldown,
      last_epoch: this.#epoch,
    };
  }

  /** Continues from a state, of this library or of PyTorch. The options stay those given here. */
  loadStateDict({ best, num_bad_epochs, cooldown_counter, last_epoch }: PlateauState): void {
    this.#best = best;
    this.#badEpochs = num_bad_epochs;
    this.#cooldown = cooldown_counter;
    this.#epoch = last_epoch;
  }
}
