// Long calls as promises: operators run on a thread of libuv's pool, while JavaScript continues.

import { operators } from '../dispatch/registry.js';
import { ArgumentError } from '../errors/errors.js';
import type { TorchFunctions } from '../gen/functions.js';
import type { TensorMethods } from '../gen/methods.js';
import type { FftFunctions, LinalgFunctions, SpecialFunctions } from '../gen/namespaces.js';
import { Tensor } from '../tensor/tensor.js';

/**
 * An operator's name in `torch` or on tensors (`matmul`, `linalg.solve`, `add_`), or as it is registered
 * (`mylib::op`).
 */
export type OperatorName =
  | (keyof TorchFunctions & string)
  | (keyof TensorMethods & string)
  | `linalg.${keyof LinalgFunctions & string}`
  | `fft.${keyof FftFunctions & string}`
  | `special.${keyof SpecialFunctions & string}`
  | `${string}::${string}`;

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
