/** Sorted copy. */
export const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

/**
 * Quantile by linear interpolation between order statistics (Hyndman and Fan's type 7, numpy's default).
 *
 * @param share from 0 to 1
 */
export function quantile(values: readonly number[], share: number): number {
  const ordered = sorted(values);
  const at = (ordered.length - 1) * share;
  const below = Math.floor(at);
  const [low, high] = [ordered[below]!, ordered[Math.min(below + 1, ordered.length - 1)]!];
  // A sum of weighted values would leave the range by a rounding error where both are equal.
  return low + (high - low) * (at - below);
}

/** Median of the values. */
export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Median, quartiles and least of the rounds. */
export interface Spread {
  median: number;
  quartiles: [number, number];
  least: number;
}

/** Median, quartiles and least of the values. */
export const spreadOf = (values: readonly number[]): Spread => ({
  median: median(values),
  quartiles: [quantile(values, 0.25), quantile(values, 0.75)],
  least: quantile(values, 0),
});
