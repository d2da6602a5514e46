// A tensor as the addon knows it: a slot number, its generation, the scope that will free it, and what can be
// asked without an operator. Operators are called with handles; `Tensor` stands above them and adds the
// operators as methods.
import { ArgumentError, DisposedTensorError } from '../errors/errors.js';
import { description, generations, native, numbers } from '../native/addon.js';
import type { Tensor } from '../tensor/tensor.js';
import { type DType, dtypeName } from '../values/dtype.js';
import { type Device, LAYOUTS, type Layout } from '../values/types.js';
import type { Scope } from './scope.js';

// Tensors that no scope owns are freed when they are garbage: a backstop for what a caller forgets to
// dispose.
const collected = new FinalizationRegistry<{ slot: number; generation: number; bytes: number }>((held) => {
  numbers[0] = held.slot;
  numbers[1] = held.generation;
  native.freeMany(1);
  native.adjustMemory(-held.bytes);
});

/** @internal Marks the numbers that come from the addon: no other may become a tensor. */
export const NATIVE_SLOT = Symbol('native slot');

/** Limit of what the garbage collector hears of one tensor: no machine has more memory. */
const MAXIMUM_BYTES = 2 ** 48;

// What describe() writes (native/addon/tensor.cpp), by place.
const DTYPE = 0;
const REQUIRES_GRAD = 1;
const IS_LEAF = 2;
const ELEMENT_SIZE = 3;
const OFFSET = 4;
const LAYOUT = 5;
const NDIM = 6;
const SIZES = 7;

/** What describe() returns for a tensor on the CPU: device type 0, without an index. */
const CPU = 0;

const LAYOUT_NAMES = Object.keys(LAYOUTS) as Layout[]; // in the order of their codes
const deviceNames = new Map<number, string>();

export abstract class Handle {
  // Declared, and assigned by the constructor: fields that the class itself defines cost each new tensor 25
  // ns.
  /** @internal */ declare slot: number;
  /** @internal */ declare readonly generation: number;
  /** @internal */ declare scope: Scope | null;
  declare private escapedBytes: number;

  /** @param source a slot, with the mark; or a tensor that is taken over */
  constructor(source: Handle | number, mark: typeof NATIVE_SLOT | undefined) {
    this.scope = null;
    this.escapedBytes = -1;
    if (mark === NATIVE_SLOT) {
      this.slot = source as number;
      this.generation = generations[this.slot]!;
      return;
    }
    if (!(source instanceof Handle))
      throw new ArgumentError(
        'make tensors with torch.tensor(data) or another factory, not with `new Tensor`',
      );
    source.assertLive();
    this.slot = source.slot;
    this.generation = source.generation;
    source.forget();
    source.slot = -1;
  }

  /** Sizes by dimension; `[]` for a scalar tensor. */
  get shape(): number[] {
    this.describe();
    return described(SIZES);
  }

  /** Number of dimensions. */
  get ndim(): number {
    this.describe();
    return description[NDIM]!;
  }

  get dtype(): DType {
    this.describe();
    return dtypeName(description[DTYPE]!);
  }

  get device(): Device {
    const code = this.describe();
    let name = deviceNames.get(code);
    if (name === undefined) {
      name = native.deviceName(this.slot, this.generation);
      deviceNames.set(code, name);
    }
    return name;
  }

  get requiresGrad(): boolean {
    this.describe();
    return description[REQUIRES_GRAD] !== 0;
  }

  /** True for a tensor that no recorded operator made: a parameter, an input. */
  get isLeaf(): boolean {
    this.describe();
    return description[IS_LEAF] !== 0;
  }

  /** How the elements lie in memory: `strided`, or one of the sparse layouts. */
  get layout(): Layout {
    this.describe();
    return LAYOUT_NAMES[description[LAYOUT]!]!;
  }

  get isDisposed(): boolean {
    return this.slot < 0 || generations[this.slot] !== this.generation;
  }

  /** Elements in memory from one index to the next, by dimension. */
  stride(): number[] {
    this.describe();
    return described(SIZES + description[NDIM]!);
  }

  /** @internal Elements of the storage before the first one. */
  get storageStart(): number {
    this.describe();
    return description[OFFSET]!;
  }

  /** The size of one dimension; negative ones count from the end. @throws ArgumentError */
  size(dim: number): number {
    const shape = this.shape;
    const size = Number.isInteger(dim) ? shape.at(dim) : undefined;
    if (size === undefined || dim < -shape.length)
      throw new ArgumentError(`there is no dimension ${dim} in a tensor of shape [${shape.join(', ')}]`);
    return size;
  }

  /** Number of elements. */
  numel(): number {
    this.describe();
    return this.describedElements();
  }

  /** Shape, dtype and device in a line: `Tensor [2, 3] float32`. */
  summary(): string {
    if (this.isDisposed) return 'Tensor (disposed)';
    const { shape, dtype, device } = this;
    return `Tensor [${shape.join(', ')}] ${dtype}${device === 'cpu' ? '' : ` on ${device}`}`;
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

  /** @internal Takes the tensor from its scope, or from the collector's backstop. */
  forget(): void {
    this.scope = null;
    if (this.escapedBytes >= 0) {
      collected.unregister(this);
      native.adjustMemory(-this.escapedBytes);
      this.escapedBytes = -1;
    }
  }

  /** @internal Called when no scope owns the tensor. */
  escape(): void {
    if (this.escapedBytes >= 0) return;
    const onHost = this.describe() === CPU;
    // With strides of 0 a tensor can claim more elements than any memory has. A device's memory is not the
    // host's.
    this.escapedBytes = onHost
      ? Math.min(this.describedElements() * description[ELEMENT_SIZE]!, MAXIMUM_BYTES)
      : 0;
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

  /** Has the addon write what the tensor is into `description`. @returns its device's code */
  private describe(): number {
    this.assertLive();
    return native.describe(this.slot, this.generation);
  }

  private describedElements(): number {
    let elements = 1;
    for (let dim = 0; dim < description[NDIM]!; dim++) elements *= description[SIZES + dim]!;
    return elements;
  }
}

/**
 * One number a dimension. A loop, as every shape check of a model comes here: Array.from takes five times as
 * long.
 */
function described(begin: number): number[] {
  const numbers: number[] = [];
  for (let at = begin; at < begin + description[NDIM]!; at++) numbers.push(description[at]!);
  return numbers;
}

let TensorClass: new (slot: number, mark: typeof NATIVE_SLOT) => Tensor;

/** `Tensor` registers itself here, once: what makes tensors of operators' results stands below it. */
export function connectTensorClass(made: typeof TensorClass): void {
  TensorClass = made;
}

/** The tensor of a slot that the addon has just filled. It belongs to the current scope. */
export const tensorAt = (slot: number): Tensor => new TensorClass(slot, NATIVE_SLOT);

export const isTensor = (value: unknown): value is Tensor => value instanceof Handle;
