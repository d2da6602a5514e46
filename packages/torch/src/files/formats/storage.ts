// What PyTorch's files say of tensors: views of storages, and where in the file a storage's bytes are.
import { DTYPE_BYTES, type DType, isDType } from '../../values/dtype.js';
import type { Budget } from './budget.js';
import { Built, PickleError } from './pickle/values.js';

/** The bytes of one storage as the file holds them. */
export interface StorageRecord {
  readonly key: string;
  readonly bytes: number;
  /** Where they begin in the file; null while that is unknown, or where `inflate` gives them. */
  offset: number | null;
  readonly inflate?: () => Uint8Array;
  /** The CRC-32 of the bytes as stated in the file, if it is. */
  readonly crc?: number;
}

/** A typed storage: a stretch of a record. */
export class Storage extends Built {
  constructor(
    readonly record: StorageRecord,
    readonly dtype: DType,
    /** In elements, as sizes, strides and offsets of its views are. */
    readonly length: number,
    /** Bytes of the record before the first element. */
    readonly begin = 0,
  ) {
    super();
  }
}

/**
 * @throws PickleError for a dtype that PyTorch has and this library does not: 8-bit floats, quantized numbers
 */
export function knownDType(name: string): DType {
  if (!isDType(name)) throw new PickleError(`dtype ${name} is not supported`);
  return name;
}

/** A tensor that was described and not yet made. */
export class TensorView extends Built {
  constructor(
    readonly storage: Storage,
    readonly dtype: DType,
    readonly shape: readonly number[],
    readonly stride: readonly number[],
    readonly offset: number,
    /** Lazy conjugation and negation, which only the tensor remembers. */
    readonly conj = false,
    readonly neg = false,
  ) {
    super();
  }

  /** @throws PickleError unless every element lies in the storage */
  static checked(
    storage: Storage,
    dtype: DType,
    [shape, stride, offset]: [number[], number[], number],
    lazy: { conj?: boolean; neg?: boolean } = {},
    budget: Budget,
  ): TensorView {
    const name = `a tensor of shape [${shape.join(', ')}], stride [${stride.join(', ')}] and offset ${offset}`;
    if (shape.length !== stride.length)
      throw new PickleError(`${name} does not have one stride for each size`);
    if (shape.length > MAXIMUM_DIMENSIONS) throw new PickleError(`${name} has too many dimensions`);
    const available = Math.floor((storage.length * DTYPE_BYTES[storage.dtype]) / DTYPE_BYTES[dtype]);
    const elements = shape.reduce((product, size) => product * size, 1);
    const last = shape.reduce((sum, size, dim) => sum + (size - 1) * stride[dim]!, offset);
    if (elements > 0 && last >= available)
      throw new PickleError(`${name} ends beyond its storage of ${available} elements`);
    if (!(shape.reduce((product, size) => product * Math.max(1, size), 1) <= Number.MAX_SAFE_INTEGER))
      throw new PickleError(`${name} is too large`);
    // With a stride of 0, one element can stand for a tensor of any size: whoever copies it pays for all.
    if (elements > available) budget.take(elements * DTYPE_BYTES[dtype], name);
    return new TensorView(storage, dtype, shape, stride, offset, lazy.conj, lazy.neg);
  }
}

/**
 * What describes a tensor in the addon's buffer has room for some hundred dimensions; PyTorch's kernels allow
 * 64.
 */
const MAXIMUM_DIMENSIONS = 64;
