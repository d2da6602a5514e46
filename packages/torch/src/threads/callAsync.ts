// Long calls as promises: operators on a thread of libuv's pool, while JavaScript goes on.

import { operators } from '../dispatch/registry.js';
import { ArgumentError } from '../errors/errors.js';
import type { TorchFunctions } from '../gen/functions.js';
import { Tensor } from '../tensor/tensor.js';

/** An operator's name in `torch`, or with its namespace as registered (`mylib::op`). */
export type OperatorName = Extract<keyof TorchFunctions, string> | `${string}::${string}`;

/**
 * Calls an operator on another thread, under the grad mode and autocast of now:
 * `await callAsync('matmul', a, b)`. The arguments may be disposed meanwhile, but not changed. The result
 * belongs to the scope around the call.
 *
 * @typeParam R what the operator returns: `callAsync<[Tensor, Tensor]>('sort', x)`
 * @throws (as a rejection) what the operator itself would throw
 */
export async function callAsync<R = Tensor>(name: OperatorName, ...values: unknown[]): Promise<R> {
  return (await operators.callAsync(operators.qualified(name), values)) as R;
}

/** As `tensor.backwardAsync(options)`. */
export async function backwardAsync(
  tensor: Tensor,
  options: { gradient?: Tensor; retainGraph?: boolean; createGraph?: boolean } = {},
): Promise<void> {
  if (!(tensor instanceof Tensor)) throw new ArgumentError('backwardAsync() takes a tensor');
  await tensor.backwardAsync(options);
}
