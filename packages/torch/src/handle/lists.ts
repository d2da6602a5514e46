// Lists of tensors on the way to the addon and back.
import { ArgumentError } from '../errors/errors.js';
import type { Tensor } from '../tensor/tensor.js';
import { isTensor, tensorAt } from './handle.js';

/** (slot, generation) of each tensor, flat; null is (-1, 0). */
export function handles(tensors: Iterable<Tensor | null>, what: string): number[] {
  return [...tensors].flatMap((tensor) => {
    if (tensor === null) return [-1, 0];
    if (!isTensor(tensor)) throw new ArgumentError(`${what} is no Tensor, but ${typeof tensor}`);
    tensor.assertLive();
    return [tensor.slot, tensor.generation];
  });
}

/** The tensors of slots that the addon has just filled. */
export const tensorsAt = (slots: readonly number[]): Tensor[] => slots.map(tensorAt);
