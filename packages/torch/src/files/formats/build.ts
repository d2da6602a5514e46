// Tensors from what a checkpoint says of them: read into memory, each byte once, or views of the mapped file.

import { operators } from '../../dispatch/registry.js';
import { FileFormatError } from '../../errors/errors.js';
import { scope } from '../../handle/scope.js';
import { native } from '../../native/addon.js';
import { tensor } from '../../tensor/creation.js';
import type { Tensor } from '../../tensor/tensor.js';
import { DTYPE_BYTES, type DType } from '../../values/dtype.js';
import type { Budget } from './budget.js';
import type { TensorSource } from './contents.js';
import { NumpyArray, swapWidth } from './pickle/numpy.js';
import type { FileSource } from './source.js';
import { Storage, type StorageRecord, TensorView } from './storage.js';

const call = (name: string, ...values: unknown[]): Tensor => operators.call(name, values) as Tensor;

/** How the bytes of tensors are read. */
export interface ReadOptions {
  /**
   * Maps the file instead of reading it: opening takes milliseconds, pages are read when touched, and
   * processes share them. By default tensors are read into memory of their own. A file that is mapped must
   * neither be changed nor become shorter while its tensors live: they would change with it, and whoever
   * touches a page that is gone ends with SIGBUS. Renaming another file onto it is safe, and that is how this
   * library writes.
   */
  mmap?: boolean;
  /**
   * Compares each tensor with the checksum that the file has of it. By default unless the file is mapped,
   * since it reads every page.
   */
  verify?: boolean;
}

/**
 * All elements that some tensor uses of a record: one for each way to read it, so that views share memory.
 */
interface Elements {
  tensor: Tensor;
  /** Elements of its storage before the record's first one. */
  offset: number;
}

/** Makes the tensors of one file; they belong to the scope that is current then. */
export class TensorBuilder {
  private file: Tensor | null = null;
  private readonly bytes = new Map<StorageRecord, Tensor>();
  private readonly elements = new Map<StorageRecord, Map<string, Elements>>();
  private readonly mmap: boolean;
  private readonly verify: boolean;

  constructor(
    private readonly source: FileSource,
    private readonly bigEndian: boolean,
    private readonly budget: Budget,
    { mmap = false, verify = !mmap }: ReadOptions,
  ) {
    this.mmap = mmap;
    this.verify = verify;
  }

  /**
   * @throws FileFormatError for what LibTorch refuses, what takes too much memory, and what its checksum
   *   disowns
   */
  build(source: TensorSource, name: string): Tensor {
    try {
      if (source instanceof NumpyArray) return this.fromArray(source);
      return source instanceof Storage ? this.fromStorage(source, name) : this.fromView(source, name);
    } catch (error) {
      if (error instanceof FileFormatError) throw error;
      throw new FileFormatError(
        this.source.path,
        `tensor '${name}' cannot be made: ${(error as Error).message}`,
        { cause: error },
      );
    }
  }

  private fromStorage(storage: Storage, name: string): Tensor {
    return this.fromView(new TensorView(storage, storage.dtype, [storage.length], [1], 0), name);
  }

  private fromView({ storage, dtype, shape, stride, offset, conj, neg }: TensorView, name: string): Tensor {
    const elements = this.elementsOf(storage, dtype, name);
    let view = call('aten::as_strided', elements.tensor, shape, stride, {
      storageOffset: elements.offset + offset,
    });
    if (conj) view = call('aten::_conj', view);
    return neg ? call('aten::_neg_view', view) : view;
  }

  private fromArray({ bytes, dtype, shape, fortran }: NumpyArray): Tensor {
    this.budget.take(bytes.length, "NumPy's array");
    const raw = tensor(bytes);
    const flat = dtype === 'bool' ? call('aten::ne.Scalar', raw, 0) : call('aten::view.dtype', raw, dtype);
    if (!fortran) return call('aten::reshape', flat, shape);
    const order = shape.map((_, dim) => shape.length - 1 - dim);
    return call('aten::permute', call('aten::reshape', flat, [...shape].reverse()), order);
  }

  private elementsOf({ record, begin }: Storage, dtype: DType, name: string): Elements {
    // Parts of one storage that begin between two of its elements cannot be read by the same view.
    const phase = begin % DTYPE_BYTES[dtype];
    const key = `${dtype}@${phase}`;
    const ways = this.elements.get(record) ?? new Map<string, Elements>();
    this.elements.set(record, ways);
    let elements = ways.get(key);
    if (elements === undefined) {
      elements = this.typed(record, dtype, phase, name);
      ways.set(key, elements);
    }
    return { tensor: elements.tensor, offset: elements.offset + (begin - phase) / DTYPE_BYTES[dtype] };
  }

  private typed(record: StorageRecord, dtype: DType, phase: number, name: string): Elements {
    const width = DTYPE_BYTES[dtype];
    const length = Math.floor((record.bytes - phase) / width) * width;
    const swap = this.bigEndian ? swapWidth(dtype) : 1;
    const all = this.bytesOf(record, name);
    const start = call('aten::storage_offset', all) as unknown as number;
    const copied = swap > 1 || dtype === 'bool' || (start + phase) % width !== 0;
    if (copied) this.budget.take(length, `storage ${record.key}`);
    // Freed at once: the bytes as they were before they were copied, or typed.
    const elements = scope(() => {
      const raw = call('aten::slice.Tensor', all, { dim: 0, start: phase, end: phase + length });
      // A byte that is neither 0 nor 1 is not a bool, and kernels may do anything with it.
      if (dtype === 'bool') return call('aten::ne.Scalar', raw, 0);
      if (swap > 1) return call('aten::view.dtype', swapped(raw, swap), dtype);
      return call('aten::view.dtype', copied ? raw.clone() : raw, dtype);
    });
    return { tensor: elements, offset: copied ? 0 : (start + phase) / width };
  }

  /** The bytes of a record, read or mapped once. */
  private bytesOf(record: StorageRecord, name: string): Tensor {
    let bytes = this.bytes.get(record);
    if (bytes === undefined) {
      bytes = this.read(record, name);
      this.bytes.set(record, bytes);
    }
    return bytes;
  }

  private read(record: StorageRecord, name: string): Tensor {
    const { offset, bytes: length } = record;
    if (offset !== null && this.mmap) {
      const mapped = call('aten::slice.Tensor', this.mapped(), {
        dim: 0,
        start: offset,
        end: offset + length,
      });
      if (this.verify && record.crc !== undefined)
        this.check(record, native.checksum(mapped.slot, mapped.generation), name);
      return mapped;
    }
    this.budget.take(length, `storage ${record.key}`);
    // Inflated bytes were checked when they were.
    if (offset === null) return tensor(record.inflate!());
    const bytes = call('aten::empty.memory_format', [length], { dtype: 'uint8' });
    const summed = this.verify && record.crc !== undefined;
    const sum = this.source.readInto(bytes, offset, length, summed);
    if (summed) this.check(record, sum, name);
    return bytes;
  }

  private check({ crc }: StorageRecord, sum: number, name: string): void {
    if (crc !== sum) throw damagedTensor(this.source.path, name);
  }

  private mapped(): Tensor {
    if (this.file === null) {
      this.budget.take(this.source.size, 'the mapped file');
      this.file = mapFile(this.source);
    }
    return this.file;
  }
}

/** A file's bytes. Writing to them changes memory only. @throws FileFormatError */
export function mapFile({ path, size }: FileSource): Tensor {
  try {
    return call('aten::from_file', path, { shared: false, size, dtype: 'uint8' });
  } catch (error) {
    throw new FileFormatError(path, `it cannot be mapped: ${(error as Error).message}`, { cause: error });
  }
}

export const damagedTensor = (path: string, name: string): FileFormatError =>
  new FileFormatError(path, `tensor '${name}' is not what its checksum says: the file is damaged`);

/** A copy of bytes, each group of `width` reversed. */
function swapped(raw: Tensor, width: number): Tensor {
  const groups = call('aten::reshape', raw, [-1, width]); // [numbers, bytes of one]
  return call('aten::reshape', call('aten::flip', groups, [1]), [-1]);
}
