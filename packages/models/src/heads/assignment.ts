import { type Assignment, linearSumAssignment } from '@cotrain/ops';
import type { Tensor } from '@cotrain/torch';
import { expectFinite } from './boxTargets.js';

/**
 * Assigns rows to columns at minimum cost. Costs that are not finite are an error on the CPU alone: to ask a
 * device would be to wait for it. There, outputs that are not finite make the losses NaN, which the trainer
 * finds when it reads them.
 *
 * @param costs matrices [R, C] of each image, or of its layers in the order of the images
 * @returns one assignment for each matrix, on its device
 * @throws NonFiniteOutputError naming the image whose costs are not finite
 */
export function assignFinite(where: string, costs: readonly Tensor[], images = costs.length): Assignment[] {
  if (costs[0]?.device === 'cpu') expectFinite(where, costs, images);
  return linearSumAssignment(costs);
}
