// What console.log shows of a tensor.
import { inspect } from 'node:util';
import { isDType } from './dtype.js';
import type { NestedNumbers, Tensor } from './tensor.js';

const MAXIMUM_ELEMENTS = 100;
const DIGITS = 4;

/** Shape and dtype, and the values of tensors that are small. */
export function printed(tensor: Tensor): string {
  const text = tensor.toString();
  if (tensor.isDisposed || tensor.device === 'meta' || !isDType(tensor.dtype)) return text;
  if (tensor.numel() > MAXIMUM_ELEMENTS) return text;
  return `${text} ${inspect(rounded(tensor.toArray()), { depth: null, breakLength: 100 })}`;
}

function rounded(value: NestedNumbers): NestedNumbers {
  if (Array.isArray(value)) return value.map(rounded);
  return typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(DIGITS)) : value;
}
