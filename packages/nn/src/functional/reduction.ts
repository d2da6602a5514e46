import { OptionError } from '../options.js';

/** What becomes of a loss's elements. */
export type Reduction = 'none' | 'mean' | 'sum';

/** Reduction of a loss. */
export interface ReductionOptions {
  /** What becomes of the elements' losses. Default 'mean'; of the sigmoid focal loss 'none'. */
  reduction?: Reduction;
}

/** `at::Reduction` (`torch/nn/_reduction.py`). */
const REDUCTIONS: Record<Reduction, number> = { none: 0, mean: 1, sum: 2 };

/** LibTorch's number of a reduction. @throws OptionError for an unknown one. */
export function reductionCode(where: string, reduction: Reduction): number {
  if (!Object.hasOwn(REDUCTIONS, reduction)) {
    throw new OptionError(`${where}: reduction must be none, mean or sum, got '${reduction}'`);
  }
  return REDUCTIONS[reduction];
}
