/** Number of terms that numpy adds in one block (numpy/_core/src/umath/loops_utils.h.src, PW_BLOCKSIZE). */
const BLOCK = 128;

/**
 * Mean with numpy's order of additions; a plain loop differs from `np.mean` in the last digits.
 * @returns NaN if there are no values
 */
export function mean(values: Float64Array): number {
  return sum(values) / values.length;
}

/** Sum with numpy's order of additions. */
export function sum(values: Float64Array): number {
  return pairwiseSum(values, 0, values.length);
}

type Eight = [number, number, number, number, number, number, number, number];

/** Halves the range until one block is left, then adds its terms in eight partial sums. */
function pairwiseSum(values: Float64Array, from: number, count: number): number {
  if (count > BLOCK) {
    const half = count >> 1;
    const first = half - (half % 8);
    return pairwiseSum(values, from, first) + pairwiseSum(values, from + first, count - first);
  }
  const end = from + count;
  if (count < 8) {
    let sum = 0;
    for (let i = from; i < end; i++) sum += values[i]!;
    return sum;
  }
  const partial = values.slice(from, from + 8);
  const whole = end - (count % 8);
  for (let i = from + 8; i < whole; i += 8) {
    for (let k = 0; k < 8; k++) partial[k]! += values[i + k]!;
  }
  const [a, b, c, d, e, f, g, h] = partial as unknown as Eight;
  let sum = a + b + (c + d) + (e + f + (g + h));
  for (let i = whole; i < end; i++) sum += values[i]!;
  return sum;
}
