import { OptionError, withDefaults } from '@cotrain/nn';
import { requireNonNegative, requirePositive } from './require.js';

/**
 * Maps a step, counted from 0, to a factor on the learning rate. Schedules are pure functions, so a run can
 * resume at any step, and schedules can be composed. The factories here refuse options that would lead to a
 * negative, infinite or NaN rate.
 */
export type Schedule = (step: number) => number;

/** Schedule with the same factor at every step. Default factor 1. */
export function constantSchedule(factor = 1): Schedule {
  requireNonNegative('constantSchedule', { factor });
  return () => factor;
}

/** Multiplies by `gamma` at each of the increasing `milestones` (`torch.optim.lr_scheduler.MultiStepLR`). */
export function multiStepSchedule(options: {
  milestones: readonly number[];
  /** Factor on the rate at each decrease. Default 0.1. */
  gamma?: number;
}): Schedule {
  const { milestones, gamma } = withDefaults('multiStepSchedule', options, { milestones: [], gamma: 0.1 });
  requireMilestones('multiStepSchedule', milestones);
  requireNonNegative('multiStepSchedule', { gamma });
  return (step) => gamma ** milestones.filter((milestone) => step >= milestone).length;
}

/** Multiplies by `gamma` every `stepSize` steps (`torch.optim.lr_scheduler.StepLR`). */
export function stepSchedule(options: {
  stepSize: number;
  /** Factor on the rate at each decrease. Default 0.1. */
  gamma?: number;
}): Schedule {
  const { stepSize, gamma } = withDefaults('stepSchedule', options, { stepSize: 0, gamma: 0.1 });
  requirePositive('stepSchedule', { stepSize });
  requireNonNegative('stepSchedule', { gamma });
  return (step) => gamma ** Math.floor(step / stepSize);
}

/** gamma^step (`torch.optim.lr_scheduler.ExponentialLR`). */
export function exponentialSchedule(options: { gamma: number }): Schedule {
  const { gamma } = withDefaults('exponentialSchedule', options, { gamma: 0 });
  requirePositive('exponentialSchedule', { gamma });
  return (step) => gamma ** step;
}

/**
 * Linear change from `startFactor` at step 0 to `endFactor` at `steps` (`torch.optim.lr_scheduler.LinearLR`).
 */
export function linearSchedule(options: {
  steps: number;
  startFactor?: number;
  /** Factor on the rate at the end. Default 1. */
  endFactor?: number;
}): Schedule {
  const { steps, startFactor, endFactor } = withDefaults('linearSchedule', options, {
    steps: 0,
    startFactor: 1 / 3,
    endFactor: 1,
  });
  requirePositive('linearSchedule', { steps });
  requireNonNegative('linearSchedule', { startFactor, endFactor });
  return (step) => startFactor + (endFactor - startFactor) * (Math.min(step, steps) / steps);
}

/**
 * (1 - step / steps)^power, and 0 after `steps` (1 if `power` is 0). Follows
 * `torch.optim.lr_scheduler.PolynomialLR`; 0.9 gives DeepLab's "poly" schedule.
 */
export function polynomialSchedule(options: {
  steps: number;
  /** Exponent of the remaining fraction. Default 1. */
  power?: number;
}): Schedule {
  const { steps, power } = withDefaults('polynomialSchedule', options, { steps: 0, power: 1 });
  requirePositive('polynomialSchedule', { steps });
  requireNonNegative('polynomialSchedule', { power });
  return (step) => (1 - Math.min(step, steps) / steps) ** power;
}

/** Half a cosine from 1 at step 0 to `finalFactor` at `steps`, then constant. */
export function cosineSchedule(options: {
  steps: number;
  /** Factor on the rate at the end. Default 0. */
  finalFactor?: number;
}): Schedule {
  const { steps, finalFactor } = withDefaults('cosineSchedule', options, { steps: 0, finalFactor: 0 });
  requirePositive('cosineSchedule', { steps });
  requireNonNegative('cosineSchedule', { finalFactor });
  return (step) => {
    const progress = Math.min(step / steps, 1);
    return finalFactor + ((1 - finalFactor) * (1 + Math.cos(Math.PI * progress))) / 2;
  };
}

/**
 * Repeated half cosines from 1 to `finalFactor`. The first takes `steps`, and each following one takes
 * `multiplier` times as many (Loshchilov & Hutter, "SGDR", 2017;
 * `torch.optim.lr_scheduler.CosineAnnealingWarmRestarts`).
 */
export function cosineRestartsSchedule(options: {
  steps: number;
  /** Ratio of each half cosine's length to the previous one's. Default 1. */
  multiplier?: number;
  /** Factor on the rate at the end. Default 0. */
  finalFactor?: number;
}): Schedule {
  const { steps, multiplier, finalFactor } = withDefaults('cosineRestartsSchedule', options, {
    steps: 0,
    multiplier: 1,
    finalFactor: 0,
  });
  requirePositive('cosineRestartsSchedule', { steps });
  requireNonNegative('cosineRestartsSchedule', { finalFactor });
  if (!Number.isInteger(multiplier) || multiplier < 1) {
    throw new OptionError(
      `cosineRestartsSchedule: multiplier must be a whole number >= 1, got ${multiplier}`,
    );
  }
  return (step) => {
    let length = steps;
    let position = multiplier === 1 ? step % steps : step;
    while (position >= length) {
      position -= length;
      length *= multiplier;
    }
    return finalFactor + ((1 - finalFactor) * (1 + Math.cos((Math.PI * position) / length))) / 2;
  };
}

/** Length and shape of a one-cycle schedule. */
export interface OneCycleOptions {
  /** Length of the cycle. The final factor applies afterwards. */
  steps: number;
  /** Fraction of the cycle in which the rate rises. Default 0.3. */
  pctStart?: number;
  /** Shape of the transition between rates. Default 'cos'. */
  annealStrategy?: 'cos' | 'linear';
  /** The first factor is 1 / divFactor. Default 25. */
  divFactor?: number;
  /** The final factor is 1 / (divFactor * finalDivFactor). Default 1e4. */
  finalDivFactor?: number;
  /** Adds a phase: the rate falls symmetrically to the initial rate, then to the final one. Default false. */
  threePhase?: boolean;
}

/**
 * Raises the rate to its maximum and lowers it again (Smith & Topin, "Super-convergence", 2018;
 * `torch.optim.lr_scheduler.OneCycleLR`). The optimizer's own rate is the maximum, PyTorch's `max_lr`.
 * Momentum does not change, as with PyTorch's `cycle_momentum=False`.
 */
export function oneCycleSchedule(options: OneCycleOptions): Schedule {
  const { steps, pctStart, annealStrategy, divFactor, finalDivFactor, threePhase } =
    withDefaults<OneCycleOptions>('oneCycleSchedule', options, {
      steps: 0,
      pctStart: 0.3,
      annealStrategy: 'cos',
      divFactor: 25,
      finalDivFactor: 1e4,
      threePhase: false,
    });
  requirePositive('oneCycleSchedule', { steps, divFactor, finalDivFactor });
  if (!(pctStart >= 0 && pctStart <= 1)) {
    throw new OptionError(`oneCycleSchedule: pctStart must be between 0 and 1, got ${pctStart}`);
  }
  if (annealStrategy !== 'cos' && annealStrategy !== 'linear') {
    throw new OptionError(`oneCycleSchedule: annealStrategy must be cos or linear, got '${annealStrategy}'`);
  }
  const low = 1 / divFactor;
  const final = low / finalDivFactor;
  const phases = threePhase
    ? [
        { end: pctStart * steps - 1, from: low, to: 1 },
        { end: 2 * pctStart * steps - 2, from: 1, to: low },
        { end: steps - 1, from: low, to: final },
      ]
    : [
        { end: pctStart * steps - 1, from: low, to: 1 },
        { end: steps - 1, from: 1, to: final },
      ];
  return (step) => {
    const at = Math.min(step, steps - 1);
    const index = phases.findIndex(({ end }) => at <= end);
    const { end, from, to } = phases[index]!;
    const start = index === 0 ? 0 : phases[index - 1]!.end;
    // A phase of zero length is complete at once. (PyTorch divides by zero.)
    const progress = end > start ? (at - start) / (end - start) : 1;
    const part = annealStrategy === 'cos' ? (1 - Math.cos(Math.PI * progress)) / 2 : progress;
    return from + (to - from) * part;
  };
}

/** The product of schedules (`torch.optim.lr_scheduler.ChainedScheduler`). */
export function chainSchedules(...schedules: Schedule[]): Schedule {
  return (step) => schedules.reduce((factor, schedule) => factor * schedule(step), 1);
}

/**
 * Runs schedules one after the other. At each milestone the next schedule starts with its step 0
 * (`torch.optim.lr_scheduler.SequentialLR`).
 */
export function sequentialSchedule(options: {
  schedules: readonly Schedule[];
  milestones: readonly number[];
}): Schedule {
  const { schedules, milestones } = withDefaults('sequentialSchedule', options, {
    schedules: [],
    milestones: [],
  });
  if (schedules.length !== milestones.length + 1) {
    throw new OptionError(
      `sequentialSchedule: ${schedules.length} schedules need ${schedules.length - 1} milestones, got ${milestones.length}`,
    );
  }
  requireMilestones('sequentialSchedule', milestones);
  return (step) => {
    const index = milestones.filter((milestone) => step >= milestone).length;
    return schedules[index]!(step - (milestones[index - 1] ?? 0));
  };
}

/**
 * Multiplies `schedule` by a warm-up that rises linearly from `factor` at step 0 to 1 at step `iterations`,
 * like detectron2's `WarmupMultiStepLR` and `WarmupCosineLR` (`solver/lr_scheduler.py`).
 */
export function withWarmup(
  schedule: Schedule,
  options: {
    iterations: number;
    /** Factor on the rate in the first step. Default 0.001. */
    factor?: number;
  },
): Schedule {
  const { iterations, factor } = withDefaults('withWarmup', options, { iterations: 0, factor: 0.001 });
  requireNonNegative('withWarmup', { iterations, factor });
  return (step) => {
    if (step >= iterations) return schedule(step);
    const progress = step / iterations;
    return (factor * (1 - progress) + progress) * schedule(step);
  };
}

function requireMilestones(where: string, milestones: readonly number[]): void {
  if (!milestones.every((milestone, i) => milestone >= (milestones[i - 1] ?? 0))) {
    throw new OptionError(`${where}: milestones must not decrease, got ${milestones.join(', ')}`);
  }
}
