import { OptionError, withDefaults } from '@cotrain/nn';
import type { Optimizer } from './optimizer.js';

/**
 * The factor on a learning rate at a step, counted from 0. Schedules are pure, so a run resumes at any step and schedules
 * compose.
 */
export type Schedule = (step: number) => number;

export function constantSchedule(factor = 1): Schedule {
  return () => factor;
}

/** Multiplies by `gamma` at each of the increasing `milestones` (`torch.optim.lr_scheduler.MultiStepLR`). */
export function multiStepSchedule(options: { milestones: readonly number[]; gamma?: number }): Schedule {
  const { milestones, gamma } = withDefaults('multiStepSchedule', options, { milestones: [], gamma: 0.1 });
  if (milestones.some((milestone, i) => milestone < (milestones[i - 1] ?? 0))) {
    throw new OptionError(`multiStepSchedule: milestones must not decrease, got ${milestones.join(', ')}`);
  }
  return (step) => gamma ** milestones.filter((milestone) => step >= milestone).length;
}

/** Half a cosine from 1 at step 0 to `finalFactor` at `steps`, and constant from there. */
export function cosineSchedule(options: { steps: number; finalFactor?: number }): Schedule {
  const { steps, finalFactor } = withDefaults('cosineSchedule', options, { steps: 0, finalFactor: 0 });
  if (!(steps > 0)) throw new OptionError(`cosineSchedule: steps must be above 0, got ${steps}`);
  return (step) => {
    const progress = Math.min(step / steps, 1);
    return finalFactor + ((1 - finalFactor) * (1 + Math.cos(Math.PI * progress))) / 2;
  };
}

/**
 * Multiplies `schedule` by a warm-up that rises linearly from `factor` at step 0 to 1 at step `iterations`, as detectron2's
 * `WarmupMultiStepLR` and `WarmupCosineLR` do (`solver/lr_scheduler.py`).
 */
export function withWarmup(schedule: Schedule, options: { iterations: number; factor?: number }): Schedule {
  const { iterations, factor } = withDefaults('withWarmup', options, { iterations: 0, factor: 0.001 });
  if (!(iterations >= 0)) throw new OptionError(`withWarmup: iterations must be >= 0, got ${iterations}`);
  return (step) => {
    if (step >= iterations) return schedule(step);
    const progress = step / iterations;
    return (factor * (1 - progress) + progress) * schedule(step);
  };
}

/** Sets the learning rates of an optimizer's groups to a schedule times each group's `initialLr`. */
export class LrSchedule {
  readonly #optimizer: Pick<Optimizer, 'paramGroups'>;
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
  }

  /** Sets the rates for `step`, to be called before that step. Returns the groups' rates. */
  apply(step: number): number[] {
    return this.#optimizer.paramGroups.map((group, i) => {
      group.lr = group.initialLr * this.#schedules[i]!(step);
      return group.lr;
    });
  }
}
