import { scope, Tensor } from '@cotrain/torch';
import type { ExecutionContext } from 'ava';

type Numbers = number | ArrayLike<number> | Tensor;

/**
 * Allowed difference between two numbers: relative to the largest expected magnitude (or to 1 if all are 0),
 * or absolute.
 */
export type Tolerance = { relative: number } | { absolute: number };

/**
 * Asserts that numbers agree. A failure names the place of the largest difference, both values, and the
 * tolerance.
 */
export function assertClose(
  t: ExecutionContext,
  actual: Numbers,
  expected: Numbers,
  tolerance: Tolerance,
  what = '',
): void {
  const problem = farthest(actual, expected, tolerance);
  if (problem === null) t.pass();
  else t.fail(what === '' ? problem : `${what}: ${problem}`);
}

function farthest(actual: Numbers, expected: Numbers, tolerance: Tolerance): string | null {
  const [a, b] = [flat(actual), flat(expected)];
  if (a.length !== b.length) return `${a.length} numbers, expected ${b.length}`;
  // NaN must not count as small.
  const gaps = a.map((value, i) =>
    Number.isNaN(value - b[i]!) ? Number.POSITIVE_INFINITY : Math.abs(value - b[i]!),
  );
  const largest = gaps.reduce((most, gap) => Math.max(most, gap), 0);
  const scale = b.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  const isRelative = 'relative' in tolerance;
  const allowed = isRelative ? tolerance.relative : tolerance.absolute;
  const error = isRelative ? largest / scale : largest;
  if (error <= allowed) return null;
  const at = gaps.indexOf(largest);
  const place =
    a.length === 1 ? '' : ` at ${position(at, actual instanceof Tensor ? actual.shape : [a.length])}`;
  const bound = isRelative ? `${allowed} of the largest, ${scale}` : `${allowed}`;
  return `${a[at]} is not ${b[at]}${place}: they differ by ${isRelative ? `${largest}, ${error} of it` : error}; allowed is ${bound}`;
}

function flat(numbers: Numbers): Float64Array {
  if (typeof numbers === 'number') return Float64Array.of(numbers);
  if (!(numbers instanceof Tensor)) return Float64Array.from(numbers);
  return scope(() =>
    Float64Array.from(
      numbers.detach().to({ dtype: 'float64', device: 'cpu' }).contiguous().data<'float64'>(),
    ),
  );
}

/** `[2, 0]` for the fifth of shape [3, 2]. */
function position(index: number, shape: readonly number[]): string {
  const indices = shape.toReversed().map((size) => {
    const own = index % size;
    index = Math.floor(index / size);
    return own;
  });
  return `[${indices.toReversed().join(', ')}]`;
}
