// Lists of tensors on the way to the addon and back.
import { ArgumentError, DisposedTensorError } from '../errors/errors.js';
import type { Tensor } from '../tensor/tensor.js';
import { isTensor, tensorAt } from './handle.js';

/**
 * (slot, generation) of each tensor, flat.
 *
 * @param what the list's name in error messages, `grad: inputs`
 * @param nullable whether it may hold null, which is (-1, 0)
 */
export function handles(tensors: readonly (Tensor | null)[], what: string, nullable = false): number[] {
  return tensors.flatMap((tensor, i) => {
    if (tensor === null && nullable) return [-1, 0];
    if (!isTensor(tensor))
      throw new ArgumentError(
        `${what}[${i}] is not a Tensor, but ${tensor === null ? 'null' : typeof tensor}`,
      );
    if (tensor.isDisposed) throw new DisposedTensorError(`${what}[${i}]: ${tensor.disposedMessage()}`);
    return [tensor.slot, tensor.generation];
  });
}

/** The tensors of slots that the addon has just filled. */
export const tensorsAt = (slots: readonly number[]): Tensor[] => slots.map(tensorAt);
