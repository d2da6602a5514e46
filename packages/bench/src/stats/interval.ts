// Confidence intervals that assume no distribution: times are skewed and have outliers, rounds are few, and a
// bootstrap of few rounds covers less than it claims. Both intervals are order statistics, so they need no
// random numbers: the same samples always give the same verdict.
import { median, sorted } from './quantiles.js';

/** Share of intervals that hold the true value. */
export const CONFIDENCE = 0.95;

/** A median with the interval that contains it. */
export interface Interval {
  median: number;
  low: number;
  high: number;
}

/**
 * Median of `values` with its interval at {@link CONFIDENCE} by inverting the sign test: the order statistics
 * between which the true median lies, whatever the distribution. Null for fewer than 6 values, whose range
 * itself covers less.
 */
export function medianInterval(values: readonly number[]): Interval | null {
  const rank = signRank(values.length);
  if (rank === 0) return null;
  const ordered = sorted(values);
  return { median: median(values), low: ordered[rank - 1]!, high: ordered[values.length - rank]! };
}

/**
 * Interval of the shift between two independent samples of positive values, as a ratio `b / a`
 * (Hodges and Lehmann's median of all ratios, between the critical values of the Mann-Whitney test). Null
 * where the samples are too few for {@link CONFIDENCE}.
 */
export function ratioInterval(a: readonly number[], b: readonly number[]): Interval | null {
  const rank = mannWhitneyRank(a.length, b.length);
  if (rank === 0) return null;
  const ratios = sorted(a.flatMap((below) => b.map((above) => above / below)));
  return { median: median(ratios), low: ratios[rank - 1]!, high: ratios[ratios.length - rank]! };
}

/** Largest k with P(Binomial(n, 1/2) < k) <= tail; 0 if there is none. */
function signRank(count: number): number {
  return lastWithin(binomialHalf(count), (1 - CONFIDENCE) / 2);
}

/** Largest k with P(U < k) <= tail for two samples of the same distribution; 0 if there is none. */
function mannWhitneyRank(a: number, b: number): number {
  if (a * b > EXACT_LIMIT) {
    const deviation = Math.sqrt((a * b * (a + b + 1)) / 12);
    return Math.max(0, Math.floor((a * b) / 2 - NORMAL_TAIL * deviation));
  }
  return lastWithin(mannWhitney(a, b), (1 - CONFIDENCE) / 2);
}

/** Above it the normal approximation of U is exact to well below a rank's worth. */
const EXACT_LIMIT = 2500;
/** Quantile of the standard normal distribution at 0.975. */
const NORMAL_TAIL = 1.959964;

function lastWithin(probabilities: readonly number[], tail: number): number {
  let below = 0;
  let rank = 0;
  for (const probability of probabilities) {
    below += probability;
    if (below > tail) break;
    rank++;
  }
  return rank;
}

/** P(X = 0), P(X = 1), ... of `count` fair coins. In logarithms: 2^-count has no double from 1075 on. */
function binomialHalf(count: number): number[] {
  const probabilities: number[] = [];
  let logarithm = -count * Math.LN2;
  for (let k = 0; k <= count; k++) {
    probabilities.push(Math.exp(logarithm));
    logarithm += Math.log((count - k) / (k + 1));
  }
  return probabilities;
}

/**
 * P(U = 0), P(U = 1), ... of the Mann-Whitney statistic: coefficients of the Gaussian binomial (a + b over
 * a), over their sum.
 */
function mannWhitney(a: number, b: number): number[] {
  // Multiplied by (1 - q^(b + i)) and divided by (1 - q^i), for i = 1 ... a; normalised as it goes.
  const size = a * b + 1;
  const counts = new Array<number>(size).fill(0);
  counts[0] = 1;
  for (let i = 1; i <= a; i++) {
    for (let k = size - 1; k >= b + i; k--) counts[k]! -= counts[k - b - i]!;
    for (let k = i; k < size; k++) counts[k]! += counts[k - i]!;
    const scale = i / (b + i);
    for (let k = 0; k < size; k++) counts[k]! *= scale;
  }
  return counts;
}
