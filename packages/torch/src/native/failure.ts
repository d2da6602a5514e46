import { DistributedError, OutOfMemoryError, type TensorSummary, TorchError } from '../errors/errors.js';
import { native } from './addon.js';

/** How LibTorch's allocators, its own and ours, begin what they say when memory runs out. */
const OUT_OF_MEMORY =
  /not enough memory for \d+ bytes|DefaultCPUAllocator: |out of memory\. Tried to allocate/;

/**
 * The error for an operator's failure. Where memory ran out, or processes of a group failed to come together,
 * the tensors are not to blame.
 */
export function operatorFailure(
  op: string,
  reason: Error & { code?: string },
  tensors: readonly TensorSummary[],
): TorchError | DistributedError | OutOfMemoryError {
  if (reason.code === 'E_DISTRIBUTED') return new DistributedError(reason.message, { cause: reason });
  if (OUT_OF_MEMORY.test(reason.message))
    return new OutOfMemoryError(op, reason, tensors, native.memory().bytes);
  return new TorchError(op, reason, tensors);
}
