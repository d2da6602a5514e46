import type { Tensor } from '@cotrain/torch';
import { cotrain, type LinearSumAssignmentOptions } from './gen/cotrain.js';

/** Which row goes with which column: int64, of the same length, `rows` ascending. */
export interface Assignment {
  /** [min(R, C)] */
  rows: Tensor;
  /** [min(R, C)] */
  columns: Tensor;
}

/**
 * The one-to-one assignments of least total cost, one for each cost matrix: Hungarian matching. Exact,
 * computed in float64; the matrices may differ in shape and are solved in parallel, on the CPU or on CUDA,
 * with the same result.
 *
 * Never throws on values. A pair whose cost is NaN or +Infinity is taken only when there is no other way to
 * pair min(R, C) rows and columns; after that, as many pairs of cost -Infinity as possible are taken; then
 * the finite costs decide. (`maximize`: NaN and -Infinity are avoided, +Infinity is wanted.)
 *
 * @param costs matrices [R, C] of any floating dtype and size, empty ones too, all on one device
 * @param options.maximize look for the largest total instead
 * @returns one assignment for each matrix; among equally good ones, which one is not specified but always the
 *   same
 * @throws {TorchError} when one of them is not a floating-point matrix
 */
export function linearSumAssignment(
  costs: readonly Tensor[],
  options: LinearSumAssignmentOptions = {},
): Assignment[] {
  if (costs.length === 0) return []; // no device, and so no kernel
  const [rows, columns] = cotrain.linear_sum_assignment(costs, options);
  return rows.map((row, k) => ({ rows: row, columns: columns[k]! }));
}
