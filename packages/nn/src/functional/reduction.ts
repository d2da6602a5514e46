import { OptionError } from '../options.js';

/** How a loss combines its elements. */
export type Reduction = 'none' | 'mean' | 'sum';

/** Reduction of a loss. */
export interface ReductionOptions {
  /** How to combine the elements' losses. Default 'mean'; for the sigmoid focal loss, default 'none'. */
  reduction?: Reduction;
}

/** `at::Reduction` (`torch/nn/_reduction.py`). */
const REDUCTIONS = { none: 0, mean: 1, sum: 2 } as const;

/** LibTorch's code for a reduction. @throws OptionError for an unknown reduction. */
export function reductionCode(where: string, reduction: Reduction): 0 | 1 | 2 {
  if (!Object.hasOwn(REDUCTIONS, reduction)) {
    throw new OptionError(`${where}: reduction must be none, mean or sum, got '${reduction}'`);
  }
  return REDUCTIONS[reduction];
}
