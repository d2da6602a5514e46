// Many tensors in few broadcasts.
import { scope } from '../handle/scope.js';
import { noGrad } from '../modes/recording.js';
import type { Tensor } from '../tensor/tensor.js';
import { torch } from '../torch.js';
import { bytesOf } from '../values/dtype.js';
import type { ProcessGroup } from './processGroup.js';

/** Bytes that are copied together, as PyTorch's. */
const LIMIT = 250 * 1024 * 1024;

/**
 * Gives every rank the values of rank 0's tensors, in place. Blocks. The tensors have the same shapes and
 * dtypes on all ranks.
 */
export function broadcastTogether(group: ProcessGroup, tensors: readonly Tensor[]): void {
  if (group.size === 1) return;
  const kinds = new Map<string, Tensor[]>();
  for (const tensor of tensors) {
    const kind = `${tensor.dtype} ${tensor.device}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), tensor]);
  }
  noGrad(() => {
    for (const alike of kinds.values()) for (const part of parts(alike)) broadcastPart(group, part);
  });
}

function broadcastPart(group: ProcessGroup, tensors: readonly Tensor[]): void {
  scope(() => {
    const all = torch.cat(tensors.map((tensor) => tensor.reshape([-1])));
    group.broadcastSync(all);
    if (group.rank === 0) return;
    let at = 0;
    for (const tensor of tensors) {
      const length = tensor.numel();
      tensor.copy_(all.narrow(0, at, length).view(tensor.shape));
      at += length;
    }
  });
}

/** Splits a list where the next tensor would exceed the limit. */
function* parts(tensors: readonly Tensor[]): Generator<Tensor[]> {
  let part: Tensor[] = [];
  let bytes = 0;
  for (const tensor of tensors) {
    const size = tensor.numel() * bytesOf(tensor.dtype);
    if (part.length > 0 && bytes + size > LIMIT) {
      yield part;
      [part, bytes] = [[], 0];
    }
    part.push(tensor);
    bytes += size;
  }
  if (part.length > 0) yield part;
}
