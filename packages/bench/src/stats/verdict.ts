import { type Interval, medianInterval } from './interval.js';
import { median } from './quantiles.js';

/** What a figure is measured in. Time unless it says otherwise. */
export type Unit = 'ns' | 'µs' | 'ms' | 's' | 'images/s' | 'bytes' | 'tensors';

export const VERDICTS = [
  'faster',
  'slower',
  'less memory',
  'more memory',
  'no difference seen',
  'too few rounds',
  'not judged',
] as const;

/**
 * Whether the first side is better than the other one. `too few rounds`: no interval at 95 % can be had.
 * `not judged`: the machine was busy, or only a smoke run was made.
 */
export type Verdict = (typeof VERDICTS)[number];

/** Ratio of the first side to another one: below 1 the first side is better, whatever the unit. */
export interface Ratio {
  median: number;
  /** Interval of the median at 95 %; null for fewer than 6 rounds. */
  interval: [low: number, high: number] | null;
  verdict: Verdict;
}

/** Rates are better the larger they are, everything else the smaller it is. */
export const isRate = (unit: Unit): boolean => unit === 'images/s';

/** The rounds' ratios of what a unit of work costs, first side over the other. */
export function pairedRatios(unit: Unit, first: readonly number[], other: readonly number[]): number[] {
  const rounds = Math.min(first.length, other.length);
  const [above, below] = isRate(unit) ? [other, first] : [first, other];
  return Array.from({ length: rounds }, (_, round) => above[round]! / below[round]!);
}

/** A verdict needs the whole interval on one side of 1. */
export function verdictOf(interval: Pick<Interval, 'low' | 'high'> | null, unit: Unit): Verdict {
  if (interval === null) return 'too few rounds';
  const memory = unit === 'bytes' || unit === 'tensors';
  if (interval.high < 1) return memory ? 'less memory' : 'faster';
  if (interval.low > 1) return memory ? 'more memory' : 'slower';
  return 'no difference seen';
}

/** Median ratio with interval and verdict. @param judged false where the rounds were not fair ones */
export function judge(ratios: readonly number[], unit: Unit, judged: boolean): Ratio {
  const interval = medianInterval(ratios);
  return {
    median: median(ratios),
    interval: interval && [interval.low, interval.high],
    verdict: judged ? verdictOf(interval, unit) : 'not judged',
  };
}
