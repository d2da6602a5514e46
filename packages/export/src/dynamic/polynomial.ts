// Numbers that follow from the sizes of the inputs, as multilinear polynomials of them: c0 + c1 H + c2 W + c3
// H W.

/** A term: a coefficient, and the sizes that it is multiplied with, by their index. */
export interface Term {
  coefficient: number;
  sizes: readonly number[];
}

/** `(sum of terms) / divisor`, all whole numbers. */
export interface Polynomial {
  terms: readonly Term[];
  divisor: number;
}

/** All products of different sizes: none, each, each pair, ... */
export function monomials(count: number): number[][] {
  return Array.from({ length: 2 ** count }, (_, mask) =>
    Array.from({ length: count }, (_, i) => i).filter((i) => mask & (1 << i)),
  );
}

const product = (sizes: readonly number[], at: readonly number[]): number =>
  at.reduce((value, i) => value * sizes[i]!, 1);

/**
 * The polynomial that has these values at these sizes; null if there is none with whole numbers, or if the
 * sizes do not determine it.
 *
 * @param points sizes of each trace
 * @param values a number of each trace
 */
export function fit(points: readonly (readonly number[])[], values: readonly number[]): Polynomial | null {
  const all = monomials(points[0]!.length);
  const rows = points.map((sizes, i) => [...all.map((at) => product(sizes, at)), values[i]!]);
  const solution = solve(rows, all.length);
  if (!solution) return null;
  // Coefficients are fractions of few parts: a map of a stride, a sum of maps.
  for (let divisor = 1; divisor <= 2 ** 20; divisor *= 2) {
    const whole = solution.map((own) => own * divisor);
    const rounded = whole.map(Math.round);
    if (whole.some((own, i) => Math.abs(own - rounded[i]!) > 1e-6 * divisor)) continue;
    const terms = all.flatMap((sizes, i) => (rounded[i] ? [{ coefficient: rounded[i]!, sizes }] : []));
    const found = { terms, divisor };
    return points.every((sizes, i) => evaluate(found, sizes) === values[i]) ? found : null;
  }
  return null;
}

/** The value at some sizes, rounded down. */
export function evaluate({ terms, divisor }: Polynomial, sizes: readonly number[]): number {
  const sum = terms.reduce((total, term) => total + term.coefficient * product(sizes, term.sizes), 0);
  return Math.floor(sum / divisor);
}

/**
 * Solves linear equations, of which there may be more than unknowns; null if they contradict or are too few.
 */
function solve(rows: readonly number[][], unknowns: number): number[] | null {
  const matrix = rows.map((row) => [...row]);
  for (let column = 0; column < unknowns; column++) {
    const rest = matrix.slice(column);
    const pivot = rest.reduce((best, row) => (Math.abs(row[column]!) > Math.abs(best[column]!) ? row : best));
    if (Math.abs(pivot[column]!) < 1e-9) return null;
    const at = matrix.indexOf(pivot);
    [matrix[column], matrix[at]] = [matrix[at]!, matrix[column]!];
    for (const row of matrix) {
      if (row === pivot || row[column] === 0) continue;
      const factor = row[column]! / pivot[column]!;
      for (let i = column; i <= unknowns; i++) row[i]! -= factor * pivot[i]!;
    }
  }
  return Array.from({ length: unknowns }, (_, i) => matrix[i]![unknowns]! / matrix[i]![i]!);
}
