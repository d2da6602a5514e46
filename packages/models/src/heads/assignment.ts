import { type Assignment, linearSumAssignment } from '@cotrain/ops';
import { scope, type Tensor, toDevice, torch } from '@cotrain/torch';
import { expectFinite } from './boxTargets.js';

/**
 * Assigns rows to columns at minimum cost, with a single read for all matrices if they are on a device.
 *
 * @param costs matrices [R, C] of each image, or of its layers in the order of the images
 * @returns one assignment for each matrix, on its device
 * @throws NonFiniteOutputError naming the image whose costs are not finite
 */
export function assignFinite(where: string, costs: readonly Tensor[], images = costs.length): Assignment[] {
  return scope(() => {
    const device = costs[0]?.device ?? 'cpu';
    if (device === 'cpu') {
      expectFinite(where, costs, images);
      return linearSumAssignment(costs);
    }
    const host = splitAs(torch.cat(costs.map((cost) => cost.reshape([-1]))).to({ device: 'cpu' }), costs);
    expectFinite(where, host, images);
    const found = linearSumAssignment(host);
    const pairs = found.flatMap(({ rows, columns }) => [rows, columns]);
    const sent = splitAs(toDevice(torch.cat(pairs), device), pairs);
    return found.map((_, k) => ({ rows: sent[2 * k]!, columns: sent[2 * k + 1]! }));
  });
}

/** Parts of a list [N], in the shapes of `like`. */
const splitAs = (flat: Tensor, like: readonly Tensor[]): Tensor[] =>
  flat.split(like.map((one) => one.numel())).map((part, i) => part.view([...like[i]!.shape]));
