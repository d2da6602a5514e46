// A tensor as JavaScript holds it: a slot number, its generation, and the scope that will free it.
import { inspect } from 'node:util';
import { arrayOver, DTYPE_BYTES, type DType, type DTypeArrays, dtypeName, isDType } from './dtype.js';
import { DisposedTensorError } from './errors.js';
import type { TensorMethods } from './gen/methods.js';
import { type Index, indexTensor, setIndexed } from './indexing.js';
import { description, generations, native, numbers } from './native.js';
import { operators } from './operators.js';
import { connectTensors, currentScope, own, type Scope } from './scope.js';
import { recordBirth, recordDeath } from './tracking.js';
import type { Device, MemoryFormat } from './types.js';

// Tensors that no scope owns are freed when they are garbage: a backstop for what a caller forgets to dispose.
const collected = new FinalizationRegistry<{ slot: number; generation: number; bytes: number }>((held) => {
  numbers[0] = held.slot;
  numbers[1] = held.generation;
  native.freeMany(1);
  native.adjustMemory(-held.bytes);
});

export type NestedNumbers = number | bigint | boolean | readonly NestedNumbers[];

// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the generated methods are installed on the prototype (torch.ts)
export interface Tensor extends TensorMethods {}

// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: see above
export class Tensor {
  /** @internal */ slot: number;
  /** @internal */ readonly generation: number;
  /** @internal */ scope: Scope | null = null;
  private escapedBytes = -1;
  private gradCache: Tensor | null = null;

  /**
   * Tensors come from `torch.tensor`, the other factories, and operators. A subclass constructor passes a tensor and
   * takes it over: no scope frees it then, and the tensor passed must not be used again.
   */
  constructor(source: Tensor | number) {
    if (typeof source === 'number') {
      this.slot = source;
      this.generation = generations[source]!;
      own(this, currentScope());
      recordBirth(this);
      return;
    }
    if (!(source instanceof Tensor))
      throw new TypeError('make tensors with torch.tensor(data) or another factory');
    source.assertLive();
    this.slot = source.slot;
    this.generation = source.generation;
    source.forget();
    source.slot = -1;
    own(this, null);
    recordBirth(this);
  }

  /** Sizes by dimension; `[]` for a scalar tensor. */
  get shape(): number[] {
    this.describe();
    return Array.from(description.subarray(7, 7 + description[6]!));
  }

  /** Number of dimensions. */
  get ndim(): number {
    this.describe();
    return description[6]!;
  }

  get dtype(): DType {
    this.describe();
    return dtypeName(description[0]!);
  }

  get device(): Device {
    return this.describe();
  }

  get requiresGrad(): boolean {
    this.describe();
    return description[1] !== 0;
  }

  /** True for a tensor that no recorded operator made: a parameter, an input. */
  get isLeaf(): boolean {
    this.describe();
    return description[2] !== 0;
  }

  get isDisposed(): boolean {
    return this.slot < 0 || generations[this.slot] !== this.generation;
  }

  /** Elements in memory from one index to the next, by dimension. */
  stride(): number[] {
    this.describe();
    const ndim = description[6]!;
    return Array.from(description.subarray(7 + ndim, 7 + 2 * ndim));
  }

  /** The size of one dimension; negative ones count from the end. */
  size(dim: number): number {
    const shape = this.shape;
    const size = shape.at(dim);
    if (size === undefined)
      throw new RangeError(`dimension ${dim} of a tensor of shape [${shape.join(', ')}]`);
    return size;
  }

  /** Number of elements. */
  numel(): number {
    return this.shape.reduce((product, size) => product * size, 1);
  }

  /**
   * The accumulated gradient, or null. It belongs to the scope it is first read in; the gradient itself lives on in
   * LibTorch until it is replaced.
   */
  get grad(): Tensor | null {
    this.assertLive();
    const known = this.gradCache !== null && !this.gradCache.isDisposed ? this.gradCache : null;
    const slot = native.gradient(this.slot, this.generation, known?.slot ?? -1, known?.generation ?? 0);
    if (slot !== -2) this.gradCache = slot === -1 ? null : new Tensor(slot);
    return this.gradCache;
  }

  set grad(gradient: Tensor | null) {
    this.assertLive();
    gradient?.assertLive();
    native.setGradient(this.slot, this.generation, gradient?.slot ?? -1, gradient?.generation ?? 0);
    this.gradCache = gradient;
  }

  /** Makes autograd record (or not) what is done with this leaf tensor. Returns this tensor. */
  requiresGrad_(requiresGrad = true): this {
    operators.call('aten::requires_grad_', [this, { requiresGrad }]);
    return this;
  }

  /**
   * Adds to `.grad` of every leaf that this tensor was computed from.
   * @param options.gradient gradient with respect to this tensor; needed unless it has one element
   */
  backward(options: { gradient?: Tensor; retainGraph?: boolean; createGraph?: boolean } = {}): void {
    operators.call('aten::_backward', [this, [], options]);
  }

  /** The value of a one-element tensor. @throws RangeError for an int64 beyond 2^53: read it with `data()`. */
  item(): number | boolean {
    const value = operators.call('aten::_local_scalar_dense', [this]) as number | bigint | boolean;
    if (typeof value === 'bigint') throw new RangeError(`${value} is no safe number: read it with data()`);
    return value;
  }

  /** A copy of the elements in row-major order, in the typed array of the dtype (int64: BigInt64Array). */
  data<D extends DType = DType>(): DTypeArrays[D] {
    const { dtype } = this;
    const buffer = new ArrayBuffer(this.numel() * DTYPE_BYTES[dtype]);
    native.readBytes(this.slot, this.generation, new Uint8Array(buffer));
    return arrayOver(dtype as D, buffer);
  }

  /** The elements as nested arrays, booleans for bool tensors, numbers otherwise; one value for a scalar tensor. */
  toArray(): NestedNumbers {
    const { dtype, shape } = this;
    const small = dtype === 'float16' || dtype === 'bfloat16';
    const flat = (small ? this.to({ dtype: 'float32' }) : this).data();
    let at = 0;
    const next = (): NestedNumbers => {
      const value = flat[at++]!;
      return dtype === 'bool' ? value !== 0 : Number(value);
    };
    const nest = (dim: number): NestedNumbers =>
      dim === shape.length ? next() : Array.from({ length: shape[dim]! }, () => nest(dim + 1));
    return nest(0);
  }

  /** This tensor with another dtype, device or memory format; the same tensor where nothing changes. */
  to(
    target:
      | DType
      | Device
      | {
          dtype?: DType;
          device?: Device;
          memoryFormat?: MemoryFormat;
          copy?: boolean;
          nonBlocking?: boolean;
        },
  ): Tensor {
    const options =
      typeof target !== 'string' ? target : isDType(target) ? { dtype: target } : { device: target };
    return operators.call('aten::to.dtype_layout', [this, options]) as Tensor;
  }

  /**
   * Indexes as Python does: `x.at(0)`, `x.at('1:3', '...', -1)`, `x.at(null)`, `x.at(mask)`, `x.at([0, 2])`.
   * Numbers and slices give views, tensors and arrays of indices give copies.
   */
  at(...indices: Index[]): Tensor {
    return indexTensor(this, indices);
  }

  /** Assigns to what `at(...indices)` would select; the value is broadcast. Returns this tensor. */
  setAt(indices: readonly Index[], value: Tensor | number | boolean): this {
    setIndexed(this, indices, value);
    return this;
  }

  /** Frees the tensor now. Using it afterwards is an error; disposing it again is not. */
  dispose(): void {
    if (this.isDisposed) return;
    this.forget();
    numbers[0] = this.slot;
    numbers[1] = this.generation;
    native.freeMany(1);
    this.slot = -1;
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  toString(): string {
    if (this.isDisposed) return 'Tensor (disposed)';
    const shape = `[${this.shape.join(', ')}]`;
    return `Tensor ${shape} ${this.dtype}${this.device === 'cpu' ? '' : ` on ${this.device}`}`;
  }

  [inspect.custom](): string {
    const text = this.toString();
    if (this.isDisposed || this.device === 'meta' || this.numel() > 100) return text;
    return `${text} ${inspect(this.toArray(), { depth: null, breakLength: 100 })}`;
  }

  /** @internal Takes the tensor from its scope, or from the collector's backstop. */
  forget(): void {
    this.scope = null;
    recordDeath(this);
    if (this.escapedBytes >= 0) {
      collected.unregister(this);
      native.adjustMemory(-this.escapedBytes);
      this.escapedBytes = -1;
    }
  }

  /** @internal Called when no scope owns the tensor. */
  escape(): void {
    if (this.escapedBytes >= 0) return;
    this.escapedBytes = this.numel() * DTYPE_BYTES[this.dtype];
    native.adjustMemory(this.escapedBytes);
    collected.register(
      this,
      { slot: this.slot, generation: this.generation, bytes: this.escapedBytes },
      this,
    );
  }

  /** @internal */
  assertLive(): void {
    if (this.isDisposed) throw new DisposedTensorError(this.disposedMessage());
  }

  /** @internal */
  disposedMessage(): string {
    return 'the tensor was disposed, by dispose() or at the end of the scope that it was made in; return it from the scope or keep() it';
  }

  private describe(): string {
    this.assertLive();
    return native.describe(this.slot, this.generation);
  }
}

connectTensors(
  (value): value is Tensor => value instanceof Tensor,
  (tensor) => (tensor as Tensor).escape(),
);
