import { OptionError } from '@cotrain/nn';
import { ArgumentError } from '@cotrain/torch';
import type { Optimizer } from './optimizer.js';
import { requireNonNegative } from './require.js';
import type { Schedule } from './schedule.js';

/** What the state dicts of PyTorch's schedulers (`torch.optim.lr_scheduler`) have in common. */
export interface SchedulerStateDict {
  /** Rate of each group where the schedule is 1. */
  base_lrs: number[];
  /** The step that the present rates are for, counted from 0. */
  last_epoch: number;
  _step_count: number;
  _last_lr: number[];
  lr_lambdas: null[];
}

/**
 * Sets the learning rates of an optimizer's groups to a schedule times each group's base rate. That is the
 * group's rate when its first `LrSchedule` is made, kept as its `initialLr`, as in PyTorch: make it after
 * `optimizer.loadStateDict`, or call `loadStateDict` here too.
 */
export class LrSchedule {
  readonly #optimizer: Pick<Optimizer, 'paramGroups'>;
  #baseLrs: number[];
  readonly #schedules: Schedule[];

  /** @param schedule one for all groups, or one for each group. */
  constructor(optimizer: Pick<Optimizer, 'paramGroups'>, schedule: Schedule | readonly Schedule[]) {
    const groups = optimizer.paramGroups;
    this.#optimizer = optimizer;
    this.#schedules = typeof schedule === 'function' ? groups.map(() => schedule) : [...schedule];
    if (this.#schedules.length !== groups.length) {
      throw new OptionError(
        `LrSchedule: ${this.#schedules.length} schedules for ${groups.length} parameter groups`,
      );
    }
    for (const group of groups) group.initialLr ??= group.lr;
    this.#baseLrs = groups.map((group) => group.initialLr!);
  }

  /**
   * What PyTorch's schedulers keep, for a run that goes on in Python at `step`, whose rates must have been
   * applied: in PyTorch they are set after the step before. `scheduler.load_state_dict` takes it; the
   * schedule itself is the arguments of the scheduler there, and the function given here.
   */
  stateDict(step: number): SchedulerStateDict {
    const groups = this.#optimizer.paramGroups;
    return {
      base_lrs: [...this.#baseLrs],
      last_epoch: step,
      _step_count: step + 1,
      _last_lr: this.#rates(step),
      // LambdaLR wants as many as there are groups; null leaves its functions alone.
      lr_lambdas: groups.map(() => null),
    };
  }

  /**
   * Goes on where a scheduler of PyTorch stood: takes over its base rates and applies the rates of its
   * `last_epoch`.
   *
   * @returns the next step, which is `last_epoch`
   * @throws OptionError if it has other parameter groups
   */
  loadStateDict({ last_epoch, base_lrs }: Pick<SchedulerStateDict, 'last_epoch' | 'base_lrs'>): number {
    const groups = this.#optimizer.paramGroups;
    if (base_lrs.length !== groups.length) {
      throw new OptionError(
        `LrSchedule: the state has rates of ${base_lrs.length} parameter groups, the optimizer ${groups.length}`,
      );
    }
    requireNonNegative(
      'LrSchedule: the state',
      Object.fromEntries(base_lrs.map((lr, i) => [`base_lrs[${i}]`, lr])),
    );
    const before = this.#baseLrs;
    this.#baseLrs = [...base_lrs];
    try {
      this.apply(last_epoch);
    } catch (error) {
      this.#baseLrs = before;
      throw error;
    }
    return last_epoch;
  }

  /**
   * Sets the rates for `step`, to be called before that step. Returns the groups' rates.
   *
   * @throws ArgumentError for a step that is no number of at least 0, OptionError for a schedule that gives
   *   no rate; nothing has been changed then
   */
  apply(step: number): number[] {
    const rates = this.#rates(step);
    for (const [i, group] of this.#optimizer.paramGroups.entries()) group.lr = rates[i]!;
    return rates;
  }

  #rates(step: number): number[] {
    if (!(Number.isFinite(step) && step >= 0))
      throw new ArgumentError(`LrSchedule: a step is a number >= 0, got ${step}`);
    return this.#baseLrs.map((base, i) => {
      const rate = base * this.#schedules[i]!(step);
      if (!(Number.isFinite(rate) && rate >= 0)) {
        throw new OptionError(
          `LrSchedule: the schedule of group ${i} gives the rate ${rate} at step ${step}`,
        );
      }
      return rate;
    });
  }
}
