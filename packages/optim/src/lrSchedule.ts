import { OptionError } from '@cotrain/nn';
import { ArgumentError } from '@cotrain/torch';
import type { Optimizer } from './optimizer.js';
import { requireNonNegative } from './require.js';
import type { Schedule } from './schedule.js';

/** Fields shared by the state dicts of PyTorch's schedulers (`torch.optim.lr_scheduler`). */
export interface SchedulerStateDict {
  /** Learning rate of each group where the schedule is 1. */
  base_lrs: number[];
  /** The step that the current rates belong to, counted from 0. */
  last_epoch: number;
  _step_count: number;
  _last_lr: number[];
  lr_lambdas: null[];
}

/**
 * Sets the learning rate of each parameter group to its base rate times a schedule. The base rate is the
 * group's rate when its first `LrSchedule` is created, stored as `initialLr`, as in PyTorch. Create the
 * schedule after `optimizer.loadStateDict`, or call `loadStateDict` on it as well.
 */
export class LrSchedule {
  readonly #optimizer: Pick<Optimizer, 'paramGroups'>;
  #baseLrs: number[];
  readonly #schedules: Schedule[];

  /** @param schedule one schedule for all groups, or a list with one for each group */
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
   * State of a PyTorch scheduler at `step`, for a run that continues in Python (`scheduler.load_state_dict`).
   * The rates of `step` must have been applied, because PyTorch sets them after the previous step. The
   * schedule itself is not part of the state: it comes from the scheduler's arguments in PyTorch and from the
   * given function here.
   */
  stateDict(step: number): SchedulerStateDict {
    const groups = this.#optimizer.paramGroups;
    return {
      base_lrs: [...this.#baseLrs],
      last_epoch: step,
      _step_count: step + 1,
      _last_lr: this.#rates(step),
      // LambdaLR expects one entry for each group; null keeps its function.
      lr_lambdas: groups.map(() => null),
    };
  }

  /**
   * Resumes from the state of a PyTorch scheduler: adopts its base rates and applies the rates of its
   * `last_epoch`.
   *
   * @returns the next step, which is `last_epoch`
   * @throws OptionError if the number of parameter groups differs
   */
  loadStateDict({ last_epoch, base_lrs }: Pick<SchedulerStateDict, 'last_epoch' | 'base_lrs'>): number {
    const groups = this.#optimizer.paramGroups;
    if (base_lrs.length !== groups.length) {
      throw new OptionError(
        `LrSchedule: the state has rates for ${base_lrs.length} parameter groups, the optimizer has ${groups.length}`,
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
   * Sets the rates for `step` and returns them, one for each group. Call it before that step.
   *
   * @throws ArgumentError if `step` is negative or not a number, OptionError if a schedule returns an invalid
   *   rate. The rates are unchanged in either case.
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
