// Element types: LibTorch's codes, their names here, and the typed arrays that hold them.

import { ArgumentError } from '../errors/errors.js';
import { suggestion } from './names.js';

/** c10::ScalarType codes; quantized types exist in LibTorch and are not made here. */
export const SCALAR_TYPES = {
  uint8: 0,
  int8: 1,
  int16: 2,
  int32: 3,
  int64: 4,
  float16: 5,
  float32: 6,
  float64: 7,
  complex64: 9,
  complex128: 10,
  bool: 11,
  bfloat16: 15,
  uint16: 27,
  uint32: 28,
  uint64: 29,
} as const;

/** Name of an element type, such as `float32` or `int64`. */
export type DType = keyof typeof SCALAR_TYPES;

const names = new Map<number, DType>(
  Object.entries(SCALAR_TYPES).map(([name, code]) => [code, name as DType]),
);

/**
 * Name of a dtype by its code. Quantized and other rare dtypes are named by the code itself; LibTorch
 * computes with such tensors, but their elements cannot be read.
 */
export const dtypeName = (code: number): DType => names.get(code) ?? (`scalar type ${code}` as DType);

export function dtypeCode(name: string): number {
  if (!isDType(name))
    throw new ArgumentError(
      `'${name}' is not a dtype${suggestion(name, names.values())}; they are ${[...names.values()].join(', ')}`,
    );
  return SCALAR_TYPES[name];
}

export const isDType = (name: string): name is DType => Object.hasOwn(SCALAR_TYPES, name);

/**
 * What `data()` returns for a dtype: float16 and bfloat16 as their bits, complex numbers as (real, imaginary)
 * pairs.
 */
export interface DTypeArrays {
  uint8: Uint8Array;
  int8: Int8Array;
  int16: Int16Array;
  int32: Int32Array;
  int64: BigInt64Array;
  float16: Uint16Array;
  float32: Float32Array;
  float64: Float64Array;
  complex64: Float32Array;
  complex128: Float64Array;
  bool: Uint8Array;
  bfloat16: Uint16Array;
  uint16: Uint16Array;
  uint32: Uint32Array;
  uint64: BigUint64Array;
}

/** Typed array that holds the elements of a tensor on the host. */
export type TypedArray = DTypeArrays[DType] | Uint8ClampedArray;

const arrays = {
  uint8: Uint8Array,
  int8: Int8Array,
  int16: Int16Array,
  int32: Int32Array,
  int64: BigInt64Array,
  float16: Uint16Array,
  float32: Float32Array,
  float64: Float64Array,
  complex64: Float32Array,
  complex128: Float64Array,
  bool: Uint8Array,
  bfloat16: Uint16Array,
  uint16: Uint16Array,
  uint32: Uint32Array,
  uint64: BigUint64Array,
} as const;

/** A typed array over all of `buffer`, of the type that holds `dtype`. */
export function arrayOver<D extends DType>(dtype: D, buffer: ArrayBuffer): DTypeArrays[D] {
  return new arrays[dtype](buffer) as DTypeArrays[D];
}

/**
 * The dtype whose elements a typed array holds. A Uint16Array is uint16: say `dtype: 'float16'` if it holds
 * bits.
 */
export function dtypeOfArray(array: TypedArray): DType {
  if (array instanceof Float32Array) return 'float32';
  if (array instanceof Uint8Array || array instanceof Uint8ClampedArray) return 'uint8';
  if (array instanceof BigInt64Array) return 'int64';
  if (array instanceof Int32Array) return 'int32';
  if (array instanceof Float64Array) return 'float64';
  if (array instanceof Int8Array) return 'int8';
  if (array instanceof Int16Array) return 'int16';
  if (array instanceof Uint16Array) return 'uint16';
  if (array instanceof Uint32Array) return 'uint32';
  if (array instanceof BigUint64Array) return 'uint64';
  throw new ArgumentError(
    `no dtype holds the elements of a ${(array as object).constructor.name}; float16 bits come in a Uint16Array`,
  );
}

/** Bytes of one element. @throws ArgumentError for a dtype that no typed array holds */
export function bytesOf(dtype: DType): number {
  if (!isDType(dtype)) throw new ArgumentError(`elements of ${dtype} cannot be read: convert them first`);
  return DTYPE_BYTES[dtype];
}

export const DTYPE_BYTES: Record<DType, number> = {
  uint8: 1,
  int8: 1,
  int16: 2,
  int32: 4,
  int64: 8,
  float16: 2,
  float32: 4,
  float64: 8,
  complex64: 8,
  complex128: 16,
  bool: 1,
  bfloat16: 2,
  uint16: 2,
  uint32: 4,
  uint64: 8,
};
