// Tensors from JavaScript values.

import { operators } from '../dispatch/registry.js';
import { ArgumentError } from '../errors/errors.js';
import { isTensor, tensorAt } from '../handle/handle.js';
import { scope } from '../handle/scope.js';
import { getDefaultDtype } from '../modes/process.js';
import { native } from '../native/addon.js';
import { attempt } from '../native/attempt.js';
import { checkDevice } from '../native/cuda.js';
import { bytesOf, type DType, dtypeCode, dtypeOfArray, type TypedArray } from '../values/dtype.js';
import { suggestion } from '../values/names.js';
import type { Device, Int, Layout, Scalar, TensorOptions } from '../values/types.js';
import type { NestedNumbers, Tensor } from './tensor.js';

/** Shape, dtype and device of a tensor that is made from data. */
export interface FromDataOptions extends TensorOptions {
  /** Shape of the elements of a typed array, or of a flat list; that of the data by default. */
  shape?: readonly number[];
}

const OPTIONS = ['dtype', 'device', 'requiresGrad', 'shape'];

/**
 * The dtype of JavaScript values: their types decide, never what they are, so that `[1, 2]` and `[1.5, 2]`
 * agree.
 */
function dtypeOf(values: readonly Scalar[]): DType {
  if (values.length === 0 || values.some((value) => typeof value === 'number')) return getDefaultDtype();
  return values.some((value) => typeof value === 'bigint') ? 'int64' : 'bool';
}

/** Limit of LibTorch's kernels; an array that contains itself would be nested without end. */
const MAXIMUM_DIMENSIONS = 64;
/** Longest array of V8; arrays that hold one another several times can claim any number of elements. */
const MAXIMUM_ELEMENTS = 2 ** 27;

function shapeOf(data: NestedNumbers): number[] {
  const shape: number[] = [];
  let elements = 1;
  for (let level: NestedNumbers | undefined = data; Array.isArray(level); level = level[0]) {
    if (shape.push(level.length) > MAXIMUM_DIMENSIONS)
      throw new ArgumentError(
        `nested arrays are more than ${MAXIMUM_DIMENSIONS} deep: a tensor cannot have so many dimensions, or the array contains itself`,
      );
    elements *= level.length;
  }
  if (elements > MAXIMUM_ELEMENTS)
    throw new ArgumentError(
      `nested arrays of ${elements} elements, shape [${shape.join(', ')}]: give more than ${MAXIMUM_ELEMENTS} as a typed array`,
    );
  return shape;
}

function flatten(data: NestedNumbers, shape: readonly number[], dim: number, out: Scalar[]): Scalar[] {
  if (dim === shape.length) {
    if (Array.isArray(data))
      throw new ArgumentError(`nested arrays are ragged: deeper in one place than [${shape.join(', ')}]`);
    if (isTensor(data))
      throw new ArgumentError('torch.tensor() takes numbers: join tensors with torch.stack or torch.cat');
    if (typeof data !== 'number' && typeof data !== 'bigint' && typeof data !== 'boolean')
      throw new ArgumentError(
        `a tensor is made of numbers, bigints or booleans, not of ${data === null ? 'null' : typeof data}`,
      );
    out.push(data);
    return out;
  }
  if (!Array.isArray(data) || data.length !== shape[dim])
    throw new ArgumentError(
      `nested arrays are ragged: ${shape[dim]} elements are expected in dimension ${dim}, got ${Array.isArray(data) ? data.length : `a ${typeof data}`}`,
    );
  for (const item of data as readonly NestedNumbers[]) flatten(item, shape, dim + 1, out);
  return out;
}

/** Moves a fresh CPU tensor to where and what `options` say. */
function finish(tensor: Tensor, { dtype, device, requiresGrad = false }: TensorOptions): Tensor {
  // The dtype changes on the device, since a copy that converts would wait.
  const sent = isAsynchronous(device) ? tensor.to({ device, nonBlocking: true }) : tensor;
  const placed = dtype === undefined && device === undefined ? sent : sent.to({ dtype, device });
  return requiresGrad ? placed.requiresGrad_() : placed;
}

/** Whether copies from pinned memory to the device do not wait for it. */
function isAsynchronous(device: Device | undefined): device is Device {
  if (device === undefined || /^(cpu|meta|mps)/.test(device)) return false;
  checkDevice(device); // pinned memory needs the driver, too
  return true;
}

function fromBytes(
  bytes: Uint8Array,
  dtype: DType,
  shape: readonly number[],
  { device }: TensorOptions,
): Tensor {
  const pinned = isAsynchronous(device);
  const slot = attempt('tensor', [], () => native.fromBytes(bytes, dtypeCode(dtype), shape, pinned));
  return tensorAt(slot);
}

const INTEGER_BITS: Partial<Record<DType, [bits: number, signed: boolean]>> = {
  uint8: [8, false],
  int8: [8, true],
  int16: [16, true],
  int32: [32, true],
  int64: [64, true],
  uint16: [16, false],
  uint32: [32, false],
  uint64: [64, false],
};

/** Values as elements of a dtype that can hold them exactly on the way to `dtype`. */
function pack(values: readonly Scalar[], dtype: DType): { bytes: Uint8Array; dtype: DType } {
  const integer = INTEGER_BITS[dtype];
  if (integer !== undefined) {
    const [bits, signed] = integer;
    const fit = signed ? BigInt.asIntN : BigInt.asUintN;
    const whole = BigInt64Array.from(values, (value) => {
      if (typeof value === 'number' && !Number.isInteger(value))
        throw new ArgumentError(`${value} is not an integer, and the dtype is ${dtype}`);
      const exact = BigInt(value);
      if (fit(bits, exact) !== exact) throw new ArgumentError(`${value} is out of the range of ${dtype}`);
      return exact;
    });
    return { bytes: new Uint8Array(whole.buffer), dtype: dtype === 'uint64' ? 'uint64' : 'int64' };
  }
  if (dtype === 'float32') return { bytes: new Uint8Array(Float32Array.from(values, Number).buffer), dtype };
  return { bytes: new Uint8Array(Float64Array.from(values, Number).buffer), dtype: 'float64' };
}

function fromNested(data: NestedNumbers, { shape, ...options }: FromDataOptions): Tensor {
  const nested = shapeOf(data);
  const values = flatten(data, nested, 0, []);
  const dtype = options.dtype ?? dtypeOf(values);
  const packed = pack(values, dtype);
  const sizes = shape === undefined ? nested : checkedShape(shape, values.length);
  const made = fromBytes(packed.bytes, packed.dtype, sizes, options);
  return finish(made, { ...options, dtype: dtype === packed.dtype ? undefined : dtype });
}

function fromTypedArray(data: TypedArray, { shape, ...options }: FromDataOptions): Tensor {
  const natural = dtypeOfArray(data);
  // 16-bit floats have no typed array of their own: a Uint16Array holds their bits.
  const bits = natural === 'uint16' && (options.dtype === 'float16' || options.dtype === 'bfloat16');
  const dtype = bits ? options.dtype! : natural;
  const sizes = shape === undefined ? [data.length] : checkedShape(shape, data.length);
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.length * bytesOf(dtype));
  return finish(fromBytes(bytes, dtype, sizes, options), {
    ...options,
    dtype: options.dtype === dtype ? undefined : options.dtype,
  });
}

function checkedShape(shape: readonly number[], length: number): readonly number[] {
  if (!Array.isArray(shape) || !shape.every((size) => Number.isSafeInteger(size) && size >= 0))
    throw new ArgumentError(`shape ${JSON.stringify(shape)} is not a list of sizes`);
  const elements = shape.reduce((product, size) => product * size, 1);
  if (elements !== length)
    throw new ArgumentError(`shape [${shape.join(', ')}] has ${elements} elements, the data ${length}`);
  return shape;
}

/**
 * A tensor with a copy of `data`. The dtype comes from the type of the values: numbers get the default dtype
 * (float32), bigints int64, booleans bool, and typed arrays keep theirs; `options.dtype` converts.
 *
 * @throws ArgumentError for ragged arrays, for a shape that does not fit, and for numbers that an integer
 *   dtype cannot hold
 */
export function tensor(data: NestedNumbers | TypedArray, options: FromDataOptions = {}): Tensor {
  for (const name in options)
    if (!OPTIONS.includes(name))
      throw new ArgumentError(`tensor: unknown option '${name}'${suggestion(name, OPTIONS)}`);
  if (options.dtype !== undefined) dtypeCode(options.dtype);
  return scope(() =>
    ArrayBuffer.isView(data) ? fromTypedArray(data as TypedArray, options) : fromNested(data, options),
  );
}

/**
 * A tensor filled with one value, whose JavaScript type decides the dtype as in `tensor` (PyTorch looks at
 * the value).
 * @param options.out a tensor to fill instead; its dtype stays
 */
export function full(
  shape: readonly Int[],
  value: Scalar,
  options: TensorOptions & { layout?: Layout; pinMemory?: boolean; out?: Tensor } = {},
): Tensor {
  const named =
    options.out === undefined ? { ...options, dtype: options.dtype ?? dtypeOf([value]) } : options;
  return operators.call('aten::full', [shape, value, named]) as Tensor;
}

/**
 * Copies a tensor of the host to a device without waiting for the device, by way of pinned memory. A tensor
 * that is there already is returned as it is.
 */
export function toDevice(tensor: Tensor, device: Device): Tensor {
  if (tensor.device !== 'cpu' || !isAsynchronous(device)) return tensor.to({ device });
  return scope(() => tensor.pinMemory().to({ device, nonBlocking: true }));
}
