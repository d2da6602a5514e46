// Numbers as text in Python's way: `f'{value:.4f}'` and `f'{value:.4e}'`.

/**
 * JavaScript rounds a tie away from zero where Python rounds it to the even digit; everything else agrees.
 */
const EXACT_DIGITS = 40;

/**
 * A number with `digits` after the point, fixed (`f`) or scientific (`e`); ties go to the even digit, and
 * infinities are `inf`, as in Python and C.
 */
export function formatFloat(value: number, digits: number, notation: 'f' | 'e'): string {
  if (Number.isNaN(value)) return 'nan';
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const size = Math.abs(value);
  if (size === Number.POSITIVE_INFINITY) return `${sign}inf`;
  if (notation === 'f') return sign + fixed(size, digits);
  const [mantissa, exponent] = scientific(size, digits).split('e') as [string, string];
  return `${sign}${mantissa}e${exponent[0]}${exponent.slice(1).padStart(2, '0')}`;
}

function fixed(size: number, digits: number): string {
  // From here on toFixed changes to scientific notation; all such numbers are whole.
  if (size >= 1e21) return `${BigInt(size)}${digits > 0 ? `.${'0'.repeat(digits)}` : ''}`;
  const exact = size.toFixed(digits + EXACT_DIGITS);
  const kept = exact.slice(0, exact.length - EXACT_DIGITS).replace(/\.$/, '');
  return isTie(exact.slice(-EXACT_DIGITS)) && isEven(kept) ? kept : size.toFixed(digits);
}

function scientific(size: number, digits: number): string {
  const [exact, exponent] = size.toExponential(digits + EXACT_DIGITS).split('e') as [string, string];
  const kept = exact.slice(0, exact.length - EXACT_DIGITS).replace(/\.$/, '');
  const tie = isTie(exact.slice(-EXACT_DIGITS)) && isEven(kept);
  return tie ? `${kept}e${exponent}` : size.toExponential(digits);
}

const isTie = (rest: string): boolean => /^50*$/.test(rest);
const isEven = (digits: string): boolean => '02468'.includes(digits.at(-1)!);
