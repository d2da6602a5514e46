// Nested values as a pickle of protocol 2, as torch.save writes it and torch.load(weights_only=True) takes
// it.

import { operators } from '../../../dispatch/registry.js';
import { ArgumentError, DisposedTensorError } from '../../../errors/errors.js';
import { Tensor } from '../../../tensor/tensor.js';
import { DTYPE_BYTES, type DType } from '../../../values/dtype.js';
import { MAXIMUM_DEPTH } from '../contents.js';
import type { CheckpointValue } from '../object.js';

/** Dtypes that have a storage class of their own; the others are written as bytes and their name. */
const STORAGE_NAMES: Partial<Record<DType, string>> = {
  float32: 'FloatStorage',
  float64: 'DoubleStorage',
  float16: 'HalfStorage',
  bfloat16: 'BFloat16Storage',
  int64: 'LongStorage',
  int32: 'IntStorage',
  int16: 'ShortStorage',
  int8: 'CharStorage',
  uint8: 'ByteStorage',
  bool: 'BoolStorage',
  complex64: 'ComplexFloatStorage',
  complex128: 'ComplexDoubleStorage',
};

/** Maximum length of the place named in an error. */
const MAXIMUM_PLACE = 200;

/** A tensor whose elements become a storage, under its index as the key. */
export interface StoredTensor {
  tensor: Tensor;
  dtype: DType;
  shape: number[];
}

export class Pickler {
  private readonly pieces: Buffer[] = [];
  private readonly storages: StoredTensor[] = [];
  /** Candidates for being the same view of the same memory. */
  private readonly alike = new Map<string, number[]>();
  private readonly open = new Set<object>();
  /** Places in the memo of what was written whole, so that what is shared is written once. */
  private readonly memo = new Map<object, number>();

  /** @throws ArgumentError for values that are not data, or contain themselves; DisposedTensorError */
  pickle(value: CheckpointValue): { bytes: Buffer; storages: readonly StoredTensor[] } {
    this.write('\x80\x02');
    this.value(value, '');
    this.write('.');
    return { bytes: Buffer.concat(this.pieces), storages: this.storages };
  }

  /** Opcodes and their plain text, a byte a character. */
  private write(latin1: string): void {
    this.pieces.push(Buffer.from(latin1, 'latin1'));
  }

  private value(value: CheckpointValue, place: string): void {
    if (value === null) this.write('N');
    else if (value instanceof Tensor) this.tensor(value, place);
    else if (typeof value === 'boolean') this.write(value ? '\x88' : '\x89');
    else if (typeof value === 'string') this.text(value);
    else if (typeof value === 'bigint') this.integer(value);
    else if (typeof value === 'object') this.container(value, place);
    else if (typeof value !== 'number')
      throw new ArgumentError(`a checkpoint holds data, and '${place}' is ${describe(value)}`);
    else if (Number.isSafeInteger(value) && !Object.is(value, -0)) this.integer(BigInt(value));
    else this.float(value);
  }

  private integer(value: bigint): void {
    if (BigInt.asIntN(32, value) === value) {
      const bytes = Buffer.alloc(5);
      bytes.write('J');
      bytes.writeInt32LE(Number(value), 1);
      this.pieces.push(bytes);
      return;
    }
    let length = 1;
    while (BigInt.asIntN(8 * length, value) !== value) length++;
    if (length > 255) throw new ArgumentError('an integer takes more than 255 bytes');
    const bytes = Buffer.alloc(2 + length);
    bytes.write('\x8a', 'latin1');
    bytes[1] = length;
    for (let i = 0; i < length; i++) bytes[2 + i] = Number((value >> BigInt(8 * i)) & 0xffn);
    this.pieces.push(bytes);
  }

  private float(value: number): void {
    const bytes = Buffer.alloc(9);
    bytes.write('G');
    bytes.writeDoubleBE(value, 1);
    this.pieces.push(bytes);
  }

  private text(value: string): void {
    const bytes = Buffer.from(value);
    const head = Buffer.alloc(5);
    head.write('X');
    head.writeUInt32LE(bytes.length, 1);
    this.pieces.push(head, bytes);
  }

  private container(value: Exclude<CheckpointValue & object, Tensor>, place: string): void {
    if (this.open.has(value)) throw new ArgumentError(`'${place}' contains itself`);
    if (this.open.size === MAXIMUM_DEPTH)
      throw new ArgumentError(`a checkpoint nests values ${MAXIMUM_DEPTH} deep at most`);
    const known = this.memo.get(value);
    if (known !== undefined) {
      this.place('j', known);
      return;
    }
    this.open.add(value);
    const inside = (part: CheckpointValue, key: unknown) =>
      this.value(part, (place === '' ? `${key}` : `${place}.${key}`).slice(-MAXIMUM_PLACE));
    if (value instanceof Uint8Array) this.bytes(value);
    else if (Array.isArray(value)) {
      this.write('](');
      for (const [i, item] of value.entries()) inside(item, i);
      this.write('e');
    } else if (value instanceof Set) {
      this.write('cbuiltins\nset\n](');
      for (const item of value) inside(item, '{}');
      this.write('e\x85R');
    } else {
      this.write('}(');
      for (const [key, item] of dictEntries(value, place)) {
        inside(key, 'key');
        inside(item, key);
      }
      this.write('u');
    }
    this.open.delete(value);
    this.memo.set(value, this.memo.size);
    this.place('r', this.memo.size - 1);
  }

  /** `LONG_BINPUT` or `LONG_BINGET` */
  private place(opcode: 'r' | 'j', index: number): void {
    const bytes = Buffer.alloc(5);
    bytes.write(opcode);
    bytes.writeUInt32LE(index, 1);
    this.pieces.push(bytes);
  }

  /** `_codecs.encode(text, 'latin1')`: protocol 2 has no bytes. */
  private bytes(value: Uint8Array): void {
    this.write('c_codecs\nencode\n');
    this.text(Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('latin1'));
    this.text('latin1');
    this.write('\x86R');
  }

  /** `_rebuild_tensor_v2(storage, 0, size, stride, requires_grad, hooks)`, contiguous. */
  private tensor(tensor: Tensor, place: string): void {
    if (tensor.isDisposed) throw new DisposedTensorError(`'${place}': ${tensor.disposedMessage()}`);
    const { dtype, shape } = tensor;
    if (DTYPE_BYTES[dtype] === undefined)
      throw new ArgumentError(`'${place}' is ${dtype}, which cannot be written`);
    const storage = STORAGE_NAMES[dtype];
    const elements = shape.reduce((product, size) => product * size, 1);
    this.write(`ctorch._utils\n_rebuild_tensor_v${storage === undefined ? 3 : 2}\n((`);
    this.text('storage');
    this.write(storage === undefined ? 'ctorch.storage\nUntypedStorage\n' : `ctorch\n${storage}\n`);
    this.text(String(this.storageOf({ tensor, dtype, shape })));
    this.text('cpu');
    this.integer(BigInt(storage === undefined ? elements * DTYPE_BYTES[dtype] : elements));
    this.write('tQ');
    this.integer(0n);
    this.sizes(shape);
    this.sizes(contiguousStride(shape));
    this.write('\x89ccollections\nOrderedDict\n)R');
    if (storage === undefined) this.write(`ctorch\n${dtype}\n`);
    this.write('tR');
  }

  private sizes(values: readonly number[]): void {
    this.write('(');
    for (const value of values) this.integer(BigInt(value));
    this.write('t');
  }

  /** Tied weights, the same view of the same memory under two names, are stored once. */
  private storageOf(stored: StoredTensor): number {
    const { tensor, dtype, shape } = stored;
    const key = `${dtype} ${tensor.device} ${shape} ${tensor.stride()}`;
    const candidates = this.alike.get(key) ?? [];
    this.alike.set(key, candidates);
    const same = candidates.find(
      (index) => operators.call('aten::is_set_to', [this.storages[index]!.tensor, tensor]) === true,
    );
    if (same !== undefined) return same;
    const index = this.storages.push(stored) - 1;
    candidates.push(index);
    return index;
  }
}

function contiguousStride(shape: readonly number[]): number[] {
  const stride = shape.map(() => 1);
  for (let dim = shape.length - 2; dim >= 0; dim--)
    stride[dim] = stride[dim + 1]! * Math.max(1, shape[dim + 1]!);
  return stride;
}

function dictEntries(value: object, place: string): Iterable<[CheckpointValue, CheckpointValue]> {
  if (value instanceof Map) return value;
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null)
    throw new ArgumentError(`a checkpoint holds data, and '${place}' is ${describe(value)}`);
  return Object.entries(value);
}

const describe = (value: unknown): string =>
  typeof value === 'object' ? `a ${value?.constructor?.name}` : typeof value;
