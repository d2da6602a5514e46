// What is refused before a collective starts, so that no rank waits for one that cannot be.
import { ArgumentError } from '../errors/errors.js';
import type { Tensor } from '../tensor/tensor.js';

/** How tensors of several ranks become one, element by element. `mean` takes floating-point tensors. */
export type ReduceOp = 'sum' | 'mean' | 'product' | 'min' | 'max' | 'band' | 'bor' | 'bxor';

const REDUCTIONS: readonly string[] = ['sum', 'mean', 'product', 'min', 'max', 'band', 'bor', 'bxor'];

export function checkReduction(name: string, op: string, tensor: Tensor): void {
  if (!REDUCTIONS.includes(op))
    throw new ArgumentError(`${name}: there is no reduction '${op}'; there are ${REDUCTIONS.join(', ')}`);
  if (op === 'mean' && !tensor.isFloatingPoint() && !tensor.isComplex())
    throw new ArgumentError(`${name}: the mean of ${tensor.dtype} is not of that dtype; take the sum`);
}

export function checkMilliseconds(name: string, value: number): void {
  if (!Number.isInteger(value) || value < 1)
    throw new ArgumentError(`${name} is a whole number of milliseconds from 1 on, not ${value}`);
}
