// What lives, and who frees it where no scope does.
import { ArgumentError } from '../errors/errors.js';
import { native } from '../native/addon.js';
import type { Tensor } from '../tensor/tensor.js';
import { isTensor } from './handle.js';
import { Owned } from './scope.js';

/** Live tensors, and the bytes of the storages behind them (shared storages count once). */
export const memory = (): { tensors: number; bytes: number } => native.memory();

/**
 * Takes a tensor, or a traced module, out of every scope: it lives until `dispose()`, or until it is garbage.
 * Returns it.
 */
export function keep<T extends Tensor | Owned>(tensor: T): T {
  if (tensor instanceof Owned) {
    tensor.moveTo(null);
    return tensor;
  }
  if (!isTensor(tensor)) throw new ArgumentError('keep() takes one tensor');
  tensor.assertLive();
  tensor.scope = null;
  tensor.escape();
  return tensor;
}

/**
 * Gives memory on the CPU that no tensor uses back to the system: blocks of 1 MB and more, which are kept for
 * the next tensors of their size, and what the C library keeps of smaller ones. Worth it where a process goes
 * on with much less; the next large tensors take longer. What tensors use stays.
 */
export const releaseMemory = (): void => native.releaseMemory();
