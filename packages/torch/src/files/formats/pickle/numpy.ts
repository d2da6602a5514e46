// NumPy's arrays and scalars as their pickles describe them.
// https://github.com/numpy/numpy/blob/v2.2.0/numpy/_core/src/multiarray/methods.c (array_reduce,
// array_setstate)
import { DTYPE_BYTES, type DType } from '../../../values/dtype.js';
import type { Budget } from '../budget.js';
import {
  asBytes,
  Built,
  Complex,
  Global,
  items,
  nameOf,
  PickleError,
  sizes,
  text,
  type Value,
} from './values.js';

const NUMERIC: Record<string, DType> = {
  b1: 'bool',
  i1: 'int8',
  i2: 'int16',
  i4: 'int32',
  i8: 'int64',
  u1: 'uint8',
  u2: 'uint16',
  u4: 'uint32',
  u8: 'uint64',
  f2: 'float16',
  f4: 'float32',
  f8: 'float64',
  c8: 'complex64',
  c16: 'complex128',
};

/** Bytes of the numbers of a dtype that byte order concerns: each half of a complex number. */
export const swapWidth = (dtype: DType): number =>
  DTYPE_BYTES[dtype] / (dtype === 'complex64' || dtype === 'complex128' ? 2 : 1);

/** Reverses each group of `width` bytes, in a copy. */
function swapped(bytes: Uint8Array, width: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  for (let at = 0; at < copy.length; at += width) copy.subarray(at, at + width).reverse();
  return copy;
}

export class NumpyDType extends Built {
  private bigEndian = false;

  private constructor(
    readonly name: string,
    /** `null`: Python objects. */
    private readonly numeric: DType | null,
    /** Fixed-length text: bytes of an element, and of a character. */
    private readonly letters: { bytes: number; width: 1 | 4 } | null,
  ) {
    super();
  }

  static named(name: string): NumpyDType {
    const dtype = Object.hasOwn(NUMERIC, name) ? NUMERIC[name]! : null;
    const letters = /^([SU])(\d{1,6})$/.exec(name);
    if (dtype === null && letters === null && name !== 'O' && name !== 'O8')
      throw new PickleError(`NumPy's dtype '${name}' is not supported`);
    if (letters === null) return new NumpyDType(name, dtype, null);
    const width = letters[1] === 'U' ? 4 : 1;
    return new NumpyDType(name, null, { bytes: Number(letters[2]) * width, width });
  }

  /** (version, byte order, subdtype, names, fields, ...) */
  override setState(state: Value): void {
    const [, order, subdtype = null, names = null] = items(state, "the state of NumPy's dtype");
    if (subdtype !== null || names !== null)
      throw new PickleError("NumPy's structured dtypes are not supported");
    this.bigEndian = text(order, 'a byte order') === '>';
  }

  /** Elements as numbers in native order, or as strings, or whatever a list of objects holds. */
  elements(
    data: Value,
    count: number,
    budget: Budget,
  ): { dtype: DType; bytes: Uint8Array } | readonly Value[] {
    if (this.numeric === null && this.letters === null)
      return this.exactly(items(data, 'an object array'), count);
    const bytes = asBytes(data);
    const each = this.numeric === null ? this.letters!.bytes : DTYPE_BYTES[this.numeric];
    if (bytes.length !== count * each)
      throw new PickleError(`an array of ${count} elements takes ${count * each} bytes, not ${bytes.length}`);
    const width = this.numeric === null ? this.letters!.width : swapWidth(this.numeric);
    if (this.bigEndian && width > 1) budget.take(bytes.length, 'an array of the other byte order');
    const native = this.bigEndian && width > 1 ? swapped(bytes, width) : bytes;
    if (this.numeric !== null) return { dtype: this.numeric, bytes: native };
    budget.take(count * 64 + 2 * bytes.length, 'an array of strings');
    return Array.from({ length: count }, (_, i) => this.letter(native.subarray(i * each, (i + 1) * each)));
  }

  private exactly(list: readonly Value[], count: number): readonly Value[] {
    if (list.length !== count) throw new PickleError(`an array of ${count} objects has ${list.length}`);
    return list;
  }

  /** Text is padded with zeros. */
  private letter(bytes: Uint8Array): string {
    if (this.letters!.width === 1) return Buffer.from(bytes).toString('latin1').replace(/\0+$/, '');
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    let string = '';
    for (let at = 0; at < bytes.length; at += 4) {
      const code = view.getUint32(at, true);
      if (code > 0x10ffff) throw new PickleError('an array of strings contains an invalid character');
      string += String.fromCodePoint(code);
    }
    return string.replace(/\0+$/, '');
  }
}

/** A numeric array: its bytes in little-endian order, row by row (or column by column, `fortran`). */
export class NumpyArray extends Built {
  shape: number[] = [0];
  fortran = false;
  dtype: DType = 'uint8';
  bytes: Uint8Array = new Uint8Array();
  /** The elements of an array of strings or objects. */
  list: readonly Value[] | null = null;

  constructor(private readonly budget: Budget) {
    super();
  }

  /** (version, shape, dtype, column by column, data) */
  override setState(state: Value): void {
    const parts = items(state, "the state of NumPy's array");
    const [shape, dtype, fortran, data] = parts.length === 5 ? parts.slice(1) : parts;
    this.set(shape!, dtype!, fortran === true || fortran === 1, data ?? null);
  }

  set(shape: Value, dtype: Value, fortran: boolean, data: Value): this {
    if (!(dtype instanceof NumpyDType)) throw new PickleError(`NumPy's dtype is ${nameOf(dtype)}`);
    this.shape = sizes(shape, "the shape of NumPy's array");
    this.fortran = fortran;
    if (this.shape.length > 64) throw new PickleError("NumPy's array has too many dimensions");
    const count = this.shape.reduce((product, size) => product * size, 1);
    const span = this.shape.reduce((product, size) => product * Math.max(1, size), 1);
    if (!(span <= Number.MAX_SAFE_INTEGER)) throw new PickleError("NumPy's array is too large");
    const elements = dtype.elements(data, count, this.budget);
    if (!('bytes' in elements)) this.budget.take(span * 64, "NumPy's array of objects");
    if ('bytes' in elements) [this.dtype, this.bytes, this.list] = [elements.dtype, elements.bytes, null];
    else [this.dtype, this.bytes, this.list] = ['uint8', new Uint8Array(), elements];
    return this;
  }
}

/** One number as a JavaScript value: a bigint only beyond 2^53. */
function scalarOf(dtype: DType, bytes: Uint8Array): Value {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const exact = (value: bigint) => (Number.isSafeInteger(Number(value)) ? Number(value) : value);
  const read: Partial<Record<DType, () => Value>> = {
    bool: () => view.getUint8(0) !== 0,
    uint8: () => view.getUint8(0),
    int8: () => view.getInt8(0),
    int16: () => view.getInt16(0, true),
    uint16: () => view.getUint16(0, true),
    int32: () => view.getInt32(0, true),
    uint32: () => view.getUint32(0, true),
    int64: () => exact(view.getBigInt64(0, true)),
    uint64: () => exact(view.getBigUint64(0, true)),
    float16: () => halfToNumber(view.getUint16(0, true)),
    float32: () => view.getFloat32(0, true),
    float64: () => view.getFloat64(0, true),
    complex64: () => new Complex(view.getFloat32(0, true), view.getFloat32(4, true)),
    complex128: () => new Complex(view.getFloat64(0, true), view.getFloat64(8, true)),
  };
  return read[dtype]!();
}

/** IEEE 754 binary16: 1 sign bit, 5 of the exponent (bias 15), 10 of the fraction. */
function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = (bits & 0x3ff) / 1024;
  if (exponent === 0) return sign * 2 ** -14 * fraction;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * 2 ** (exponent - 15) * (1 + fraction);
}

/** numpy.core.multiarray.scalar(dtype, bytes) */
function scalar([dtype, data]: readonly Value[], budget: Budget): Value {
  if (!(dtype instanceof NumpyDType)) throw new PickleError(`NumPy's dtype is ${nameOf(dtype)}`);
  const elements = dtype.elements(data ?? null, 1, budget);
  return 'bytes' in elements ? scalarOf(elements.dtype, elements.bytes) : elements[0]!;
}

/** numpy.core.numeric._frombuffer(buffer, dtype, shape, order): protocol 5 */
function fromBuffer([data, dtype, shape, order]: readonly Value[], budget: Budget): Value {
  return new NumpyArray(budget).set(shape ?? null, dtype ?? null, order === 'F', data ?? null);
}

const ARRAY = new Global('numpy.ndarray');

/** numpy.core.multiarray._reconstruct(ndarray, (0,), b'b'), which a state follows */
function reconstruct([type]: readonly Value[], budget: Budget): Value {
  if (type !== ARRAY) throw new PickleError(`NumPy's ${nameOf(type)} is not supported`);
  return new NumpyArray(budget);
}

/** numpy.dtype('f8', align, copy), which a state with the byte order follows */
function dtype([name]: readonly Value[]): Value {
  return NumpyDType.named(text(name, "NumPy's dtype"));
}

export const NUMPY_GLOBALS: readonly Global[] = [
  ARRAY,
  new Global('numpy.dtype', { call: dtype }),
  // Types of scalars, as configurations name them.
  ...[...new Set(Object.values(NUMERIC)), 'bool_', 'float_', 'int_', 'str_', 'object_'].map(
    (name) => new Global(`numpy.${name}`),
  ),
  // NumPy 2 renamed `core` to `_core`.
  ...['numpy.core', 'numpy._core'].flatMap((core) => [
    new Global(`${core}.multiarray._reconstruct`, { call: reconstruct }),
    new Global(`${core}.multiarray.scalar`, { call: scalar }),
    new Global(`${core}.numeric._frombuffer`, { call: fromBuffer }),
  ]),
];
