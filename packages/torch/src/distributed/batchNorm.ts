// Batch norm over the joined batch of all ranks.

import { tensorAt } from '../handle/handle.js';
import { handles } from '../handle/lists.js';
import { native } from '../native/addon.js';
import { attempt } from '../native/attempt.js';
import type { Tensor } from '../tensor/tensor.js';
import type { ProcessGroup } from './processGroup.js';

/** Arguments of `syncBatchNorm`. */
export interface SyncBatchNormArguments {
  /** Scale of each channel, [C]. Default: ones. */
  weight?: Tensor | null;
  /** Shift of each channel, [C]. Default: zeros. */
  bias?: Tensor | null;
  /** Running mean [C] and running variance [C], which are updated in place. Default: not kept. */
  runningMean?: Tensor | null;
  runningVar?: Tensor | null;
  /** Weight of this batch in the running statistics. Default 0.1. */
  momentum?: number;
  /** Added to the variance. Default 1e-5. */
  eps?: number;
}

/**
 * Normalises each channel of `x` [B, C, ...] with mean and variance of the joined batch of all ranks, and
 * differentiates through them (`torch.nn.SyncBatchNorm`, on CPU as well). Ranks may have batches of different
 * sizes, or an empty one. Forward and backward block until every rank has come to the same layer: a rank
 * without data calls it, and its backward pass, with an empty batch.
 *
 * @throws DistributedError if a rank does not come; TorchError if all ranks together have one value per
 *   channel
 */
export function syncBatchNorm(
  group: ProcessGroup,
  x: Tensor,
  {
    weight = null,
    bias = null,
    runningMean = null,
    runningVar = null,
    momentum = 0.1,
    eps = 1e-5,
  }: SyncBatchNormArguments = {},
): Tensor {
  const given = handles([x, weight, bias, runningMean, runningVar], 'syncBatchNorm', true);
  const handle = group.liveHandle('syncBatchNorm');
  const [slot] = attempt('syncBatchNorm', [x], () => native.syncBatchNorm(handle, given, momentum, eps));
  return tensorAt(slot!);
}
