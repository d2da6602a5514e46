// Tensors from JavaScript values.
import { DTYPE_BYTES, type DType, dtypeCode, dtypeOfArray, type TypedArray } from './dtype.js';
import { ArgumentError } from './errors.js';
import { native } from './native.js';
import { operators } from './operators.js';
import { scope } from './scope.js';
import { type NestedNumbers, Tensor } from './tensor.js';
import type { Scalar, TensorOptions } from './types.js';

export interface FromDataOptions extends TensorOptions {
  /** Shape of the elements of a typed array; one dimension by default. */
  shape?: readonly number[];
}

/** The dtype of a JavaScript value: its type decides, never its value, so that `[1, 2]` and `[1.5, 2]` agree. */
const dtypeOf = (value: Scalar): DType =>
  typeof value === 'bigint' ? 'int64' : typeof value === 'boolean' ? 'bool' : 'float32';

function shapeOf(data: NestedNumbers): number[] {
  const shape: number[] = [];
  for (
    let level: NestedNumbers | undefined = data;
    Array.isArray(level);
    level = level[0] as NestedNumbers | undefined
  )
    shape.push(level.length);
  return shape;
}

function flatten(data: NestedNumbers, shape: readonly number[], dim: number, out: Scalar[]): Scalar[] {
  if (dim === shape.length) {
    if (typeof data === 'object')
      throw new ArgumentError(
        `nested arrays are deeper in one place than in another (shape [${shape.join(', ')}] so far)`,
      );
    if (typeof data !== 'number' && typeof data !== 'bigint' && typeof data !== 'boolean')
      throw new ArgumentError(`a tensor is made of numbers, bigints or booleans, not of ${typeof data}`);
    out.push(data);
    return out;
  }
  if (!Array.isArray(data) || data.length !== shape[dim])
    throw new ArgumentError(
      `nested arrays are ragged: expected ${shape[dim]} elements in dimension ${dim}, got ${Array.isArray(data) ? data.length : 'a number'}`,
    );
  for (const item of data as readonly NestedNumbers[]) flatten(item, shape, dim + 1, out);
  return out;
}

/** Moves a fresh CPU tensor to where and what `options` say. */
function finish(tensor: Tensor, options: TensorOptions): Tensor {
  const { dtype = tensor.dtype, device = 'cpu', requiresGrad } = options;
  const placed = dtype === tensor.dtype && device === 'cpu' ? tensor : tensor.to({ dtype, device });
  return requiresGrad ? placed.requiresGrad_() : placed;
}

/** The types that hold exact JavaScript values on the way to any dtype. */
function pack(values: Scalar[], dtype: DType): { bytes: Uint8Array; dtype: DType } {
  if (dtype === 'int64' || dtype === 'uint64') {
    const whole = values.map((value) => {
      if (typeof value === 'number' && !Number.isInteger(value))
        throw new ArgumentError(`${value} is no integer, and the dtype is ${dtype}`);
      return BigInt(value);
    });
    return { bytes: new Uint8Array(BigInt64Array.from(whole).buffer), dtype };
  }
  const floats = dtype === 'float32' ? Float32Array.from(values, Number) : Float64Array.from(values, Number);
  return { bytes: new Uint8Array(floats.buffer), dtype: dtype === 'float32' ? 'float32' : 'float64' };
}

export function fromNested(data: NestedNumbers, options: TensorOptions = {}): Tensor {
  const shape = shapeOf(data);
  const flat = flatten(data, shape, 0, []);
  const dtype = options.dtype ?? dtypeOf(flat[0] ?? 0);
  return scope(() => {
    const packed = pack(flat, dtype);
    const tensor = new Tensor(native.fromBytes(packed.bytes, dtypeCode(packed.dtype), shape));
    return finish(tensor, { ...options, dtype });
  });
}

function fromTypedArray(data: TypedArray, options: FromDataOptions): Tensor {
  const natural = dtypeOfArray(data);
  // 16-bit floats have no typed array of their own: a Uint16Array holds their bits.
  const bits = natural === 'uint16' && (options.dtype === 'float16' || options.dtype === 'bfloat16');
  const dtype = bits ? options.dtype! : natural;
  const shape = options.shape ?? [data.length];
  const elements = shape.reduce((product, size) => product * size, 1);
  if (elements !== data.length)
    throw new ArgumentError(`shape [${shape.join(', ')}] has ${elements} elements, the array ${data.length}`);
  return scope(() => {
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.length * DTYPE_BYTES[dtype]);
    return finish(new Tensor(native.fromBytes(bytes, dtypeCode(dtype), shape)), options);
  });
}

/**
 * A tensor with a copy of `data`. The dtype comes from the type of the values: numbers are float32, bigints int64,
 * booleans bool, and typed arrays keep theirs; `options.dtype` converts.
 *
 * @throws ArgumentError for ragged arrays, for a shape that does not fit, and for fractions in an integer dtype
 */
export function tensor(data: NestedNumbers | TypedArray, options: FromDataOptions = {}): Tensor {
  if (ArrayBuffer.isView(data)) return fromTypedArray(data as TypedArray, options);
  const { shape, ...rest } = options;
  const made = fromNested(data, rest);
  return shape === undefined ? made : scope(() => operators.call('aten::reshape', [made, shape]) as Tensor);
}

/** A tensor filled with one value, whose JavaScript type decides the dtype as in `tensor` (PyTorch looks at the value). */
export function full(shape: readonly number[], value: Scalar, options: TensorOptions = {}): Tensor {
  return operators.call('aten::full', [
    shape,
    value,
    { ...options, dtype: options.dtype ?? dtypeOf(value) },
  ]) as Tensor;
}
