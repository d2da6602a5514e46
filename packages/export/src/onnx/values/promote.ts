// Dtypes in which operators compute.
import type { DType } from '@cotrain/torch';
import type { Call } from '../call.js';
import { isFloat } from '../proto/dtypes.js';
import { type Operand, rankOf } from './value.js';

/** The nearest dtype that arithmetic has kernels for everywhere. */
export function arithmetic(dtype: DType): DType {
  if (['float16', 'float32', 'float64', 'int32', 'int64'].includes(dtype)) return dtype;
  if (dtype === 'bfloat16') return 'float32';
  return dtype === 'uint32' || dtype === 'uint64' ? 'int64' : 'int32';
}

/** The same for functions whose kernels are of floating-point numbers only. */
export const floating = (dtype: DType): DType =>
  dtype === 'float64' || dtype === 'float16' ? dtype : 'float32';

const kind = (dtype: DType): number => (dtype === 'bool' ? 0 : isFloat(dtype) ? 2 : 1);

const ORDER: DType[] = [
  'bool',
  'uint8',
  'int8',
  'int16',
  'int32',
  'int64',
  'float16',
  'bfloat16',
  'float32',
  'float64',
];

function joined(a: DType, b: DType): DType {
  if (a === b) return a;
  const pair = [a, b];
  if (pair.includes('uint8') && pair.includes('int8')) return 'int16';
  if (pair.includes('float16') && pair.includes('bfloat16')) return 'float32';
  return ORDER[Math.max(ORDER.indexOf(a), ORDER.indexOf(b))]!;
}

/**
 * The dtype to which PyTorch converts the arguments: that of tensors with axes, unless a scalar tensor, or
 * then a number, is of a higher kind (bool < integer < float).
 */
export function promoted(call: Call, names: readonly string[]): DType {
  const groups: DType[][] = [[], [], []]; // tensors with axes, scalar tensors, numbers
  for (const name of names) {
    const operand: Operand = call.tensor(name);
    const group = call.value(name).kind === 'plain' ? 2 : rankOf(operand) === 0 ? 1 : 0;
    groups[group]!.push(operand.dtype);
  }
  const own = groups.filter((group) => group.length > 0).map((group) => group.reduce(joined));
  return own.reduce((best, dtype) => (kind(dtype) > kind(best) ? dtype : best));
}
