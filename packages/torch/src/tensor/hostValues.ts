// The values that tensors were made from, so that code that needs them on the host does not wait for the
// device.

import { operators } from '../dispatch/registry.js';
import { ArgumentError } from '../errors/errors.js';
import { untraced } from '../jit/recording.js';
import { dtypeOfArray, type TypedArray } from '../values/dtype.js';
import type { Tensor } from './tensor.js';

interface Known {
  values: TypedArray;
  /** Version of the tensor when it had these values. */
  version: number;
}

const known = new WeakMap<Tensor, Known>();

/** Raised by every change in place, also one through a view. */
const versionOf = (tensor: Tensor): number =>
  untraced(() => operators.call('aten::_version', [tensor]) as number);

/**
 * Keeps the values of a tensor on the host beside it, for `knownValues` and `hostValues`. They are forgotten
 * with the tensor, and once it is changed in place; the array must not change while it lives. Returns the
 * tensor.
 *
 * @param values its elements in row-major order, as `data()` would give them
 * @throws ArgumentError for values of another number or kind
 */
export function knowValues(tensor: Tensor, values: TypedArray): Tensor {
  const isBool = tensor.dtype === 'bool' && values instanceof Uint8Array;
  if (values.length !== tensor.numel() || !(isBool || dtypeOfArray(values) === tensor.dtype))
    throw new ArgumentError(
      `knowValues: ${values.length} values in ${values.constructor.name} are not those of a ${tensor.dtype} tensor of ${tensor.numel()}`,
    );
  known.set(tensor, { values, version: versionOf(tensor) });
  return tensor;
}

/**
 * The elements of a tensor in row-major order, to be read only; null where they are not known on the host.
 */
export function knownValues(tensor: Tensor): TypedArray | null {
  tensor.assertLive();
  const own = known.get(tensor);
  return own && own.version === versionOf(tensor) ? own.values : null;
}

/**
 * The elements of a tensor as `data()` gives them, without asking the device where they are known. To be read
 * only.
 */
export const hostValues = (tensor: Tensor): TypedArray => knownValues(tensor) ?? tensor.data();
