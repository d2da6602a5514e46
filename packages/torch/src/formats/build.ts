// Tensors from what a checkpoint says of them: views of the mapped file wherever its bytes can be used as they are.
import { tensor } from '../creation.js';
import { DTYPE_BYTES, type DType } from '../dtype.js';
import { FileFormatError } from '../errors.js';
import { operators } from '../operators.js';
import { scope } from '../scope.js';
import type { Tensor } from '../tensor.js';
import type { Budget } from './budget.js';
import type { TensorSource } from './checkpoint.js';
import { NumpyArray, swapWidth } from './pickle/numpy.js';
import { Storage, type StorageRecord, TensorView } from './storage.js';

const call = (name: string, ...values: unknown[]): Tensor => operators.call(name, values) as Tensor;

/** All elements that some tensor uses of a record: one for each way to read it, so that views share memory. */
interface Elements {
  tensor: Tensor;
  /** Elements of its storage before the record's first one. */
  offset: number;
}

/** Makes the tensors of one file; they belong to the scope that is current then. */
export class TensorBuilder {
  private file: Tensor | null = null;
  private readonly elements = new Map<StorageRecord, Map<string, Elements>>();

  constructor(
    private readonly path: string,
    private readonly fileSize: number,
    private readonly bigEndian: boolean,
    private readonly budget: Budget,
  ) {}

  /** @throws FileFormatError for what LibTorch refuses, or what takes too much memory */
  build(source: TensorSource, name: string): Tensor {
    try {
      if (source instanceof NumpyArray) return this.fromArray(source);
      return source instanceof Storage ? this.fromStorage(source) : this.fromView(source);
    } catch (error) {
      if (error instanceof FileFormatError) throw error;
      throw new FileFormatError(this.path, `tensor '${name}' cannot be made: ${(error as Error).message}`, {
        cause: error,
      });
    }
  }

  private fromStorage(storage: Storage): Tensor {
    return this.fromView(new TensorView(storage, storage.dtype, [storage.length], [1], 0));
  }

  private fromView({ storage, dtype, shape, stride, offset, conj, neg }: TensorView): Tensor {
    const elements = this.elementsOf(storage, dtype);
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

  private elementsOf(storage: Storage, dtype: DType): Elements {
    const { record, begin } = storage;
    // Parts of one storage that begin between two of its elements cannot be read by the same view.
    const phase = begin % DTYPE_BYTES[dtype];
    const key = `${dtype}@${phase}`;
    const ways = this.elements.get(record) ?? new Map<string, Elements>();
    this.elements.set(record, ways);
    let elements = ways.get(key);
    if (elements === undefined) {
      elements = this.read(record, dtype, phase);
      ways.set(key, elements);
    }
    return { tensor: elements.tensor, offset: elements.offset + (begin - phase) / DTYPE_BYTES[dtype] };
  }

  private read(record: StorageRecord, dtype: DType, phase: number): Elements {
    const width = DTYPE_BYTES[dtype];
    const length = Math.floor((record.bytes - phase) / width) * width;
    const swap = this.bigEndian ? swapWidth(dtype) : 1;
    const start = record.offset === null ? phase : record.offset + phase;
    const copied = swap > 1 || dtype === 'bool' || record.offset === null || start % width !== 0;
    if (copied) this.budget.take(length, `storage ${record.key}`);
    const file = record.offset === null ? null : this.mapped();
    // Freed at once: the bytes as they were before they were copied, or typed.
    const elements = scope(() => {
      const raw =
        file === null
          ? tensor(record.inflate!().subarray(phase, phase + length))
          : call('aten::slice.Tensor', file, { dim: 0, start, end: start + length });
      // A byte that is neither 0 nor 1 is no bool, and kernels may do anything with it.
      if (dtype === 'bool') return call('aten::ne.Scalar', raw, 0);
      if (swap > 1) return call('aten::view.dtype', swapped(raw, swap), dtype);
      return call('aten::view.dtype', copied && file !== null ? raw.clone() : raw, dtype);
    });
    return { tensor: elements, offset: copied ? 0 : start / width };
  }

  /** The file's bytes. Pages are read when touched, and writing to a tensor changes memory only. */
  private mapped(): Tensor {
    if (this.file === null) {
      this.budget.take(this.fileSize, 'the mapped file');
      this.file = call('aten::from_file', this.path, { shared: false, size: this.fileSize, dtype: 'uint8' });
    }
    return this.file;
  }
}

/** A copy of bytes, each group of `width` reversed. */
function swapped(raw: Tensor, width: number): Tensor {
  const groups = call('aten::reshape', raw, [-1, width]); // [numbers, bytes of one]
  return call('aten::reshape', call('aten::flip', groups, [1]), [-1]);
}
