// Tensors between worker threads: the memory stays where it is, a token goes in the message.
import { ArgumentError } from '../errors/errors.js';
import { tensorAt } from '../handle/handle.js';
import { native } from '../native/addon.js';
import { attempt } from '../native/attempt.js';
import { Tensor } from '../tensor/tensor.js';

/**
 * Stands for a tensor in a message (`postMessage`, `workerData`); good for one `receive()` in this process.
 */
export interface TensorToken {
  readonly sharedTensor: number;
  readonly process: number;
}

/**
 * A token with which another worker thread of this process gets a tensor over the same memory. This thread's
 * tensor stays; dispose it to hand the memory over for good. What one thread writes the other sees, without a
 * lock.
 *
 * A token that is never received keeps the memory until `withdraw(token)`, or until this thread ends.
 *
 * @throws TorchError for a tensor with a graph: `detach()` it first
 */
export function share(tensor: Tensor): TensorToken {
  if (!(tensor instanceof Tensor)) throw new ArgumentError('share() takes one tensor');
  tensor.assertLive();
  const key = attempt('share', [tensor], () => native.shareTensor(tensor.slot, tensor.generation));
  return { sharedTensor: key, process: process.pid };
}

function keyOf(token: TensorToken): number {
  if (typeof token !== 'object' || token === null || !Number.isSafeInteger(token.sharedTensor))
    throw new ArgumentError('this is not a token: share(tensor) makes one');
  if (token.process !== process.pid)
    throw new ArgumentError(
      `the tensor was shared in process ${token.process}, and this is ${process.pid}: send its data() instead`,
    );
  return token.sharedTensor;
}

/**
 * The tensor of a token, once. It belongs to the scope around the call.
 * @throws ArgumentError for a used token
 */
export function receive(token: TensorToken): Tensor {
  const slot = native.receiveTensor(keyOf(token));
  if (slot < 0)
    throw new ArgumentError(
      'the shared tensor was received already, or withdrawn, or the thread that shared it has ended',
    );
  return tensorAt(slot);
}

/** Takes a token back. @returns whether nobody had received it */
export const withdraw = (token: TensorToken): boolean => native.withdrawTensor(keyOf(token));

/** How many tokens of this thread nobody has received yet. */
export const pendingShares = (): number => native.sharedTensors();
