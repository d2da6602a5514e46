// A tensor as JavaScript holds it: a slot number, its generation, and the scope that will free it.
import { inspect } from 'node:util';
import { backwardAsync } from './async.js';
import {
  arrayOver,
  bytesOf,
  type DType,
  type DTypeArrays,
  dtypeName,
  isDType,
  SCALAR_TYPES,
} from './dtype.js';
import { ArgumentError, DisposedTensorError, TorchError } from './errors.js';
import { type Hook, type HookHandle, registerHook } from './function.js';
import type { TensorMethods } from './gen/methods.js';
import { type Index, indexTensor, setIndexed } from './indexing.js';
import { suggestion } from './names.js';
import { description, generations, native, numbers } from './native.js';
import { operators } from './operators.js';
import { printed, summary } from './print.js';
import { countRead } from './reads.js';
import { connectTensors, currentScope, own, type Scope, scope } from './scope.js';
import { recordBirth } from './tracking.js';
import { type Device, LAYOUTS, type Layout, type MemoryFormat } from './types.js';

// Tensors that no scope owns are freed when they are garbage: a backstop for what a caller forgets to dispose.
const collected = new FinalizationRegistry<{ slot: number; generation: number; bytes: number }>((held) => {
  numbers[0] = held.slot;
  numbers[1] = held.generation;
  native.freeMany(1);
  native.adjustMemory(-held.bytes);
});

/** @internal Marks the numbers that come from the addon: no other may become a tensor. */
export const NATIVE_SLOT = Symbol('native slot');

/** No machine has more; the collector is told numbers that it can add up. */
const MAXIMUM_BYTES = 2 ** 48;

// What describe() writes (native/addon/tensor.cpp), by place.
const DTYPE = 0;
const REQUIRES_GRAD = 1;
const IS_LEAF = 2;
const ELEMENT_SIZE = 3;
const LAYOUT = 5;
const NDIM = 6;
const SIZES = 7;

const LAYOUT_NAMES = Object.keys(LAYOUTS) as Layout[]; // in the order of their codes
const deviceNames = new Map<number, string>();

export type NestedNumbers = number | bigint | boolean | readonly NestedNumbers[];

export interface Tensor extends TensorMethods {}

// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the generated methods are installed on the prototype (torch.ts)
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
  constructor(source: Tensor);
  /** @internal */
  constructor(slot: number, mark: typeof NATIVE_SLOT);
  constructor(source: Tensor | number, mark?: typeof NATIVE_SLOT) {
    if (mark === NATIVE_SLOT) {
      this.slot = source as number;
      this.generation = generations[this.slot]!;
      own(this, currentScope());
      recordBirth(this);
      return;
    }
    if (!(source instanceof Tensor))
      throw new ArgumentError(
        'make tensors with torch.tensor(data) or another factory, not with `new Tensor`',
      );
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

  /** A view with the dimensions reversed. */
  get T(): Tensor {
    return operators.call('aten::numpy_T', [this]) as Tensor;
  }

  /** A view with the last two dimensions swapped: a batch of transposed matrices. */
  get mT(): Tensor {
    return operators.call('aten::mT', [this]) as Tensor;
  }

  /** The conjugate transpose of a matrix, a view. */
  get H(): Tensor {
    return operators.call('aten::matrix_H', [this]) as Tensor;
  }

  /** The conjugate transposes of a batch of matrices, a view. */
  get mH(): Tensor {
    return operators.call('aten::mH', [this]) as Tensor;
  }

  /** The real parts, a view; the tensor itself if it is not complex. */
  get real(): Tensor {
    return operators.call('aten::real', [this]) as Tensor;
  }

  /** The imaginary parts of a complex tensor, a view. */
  get imag(): Tensor {
    return operators.call('aten::imag', [this]) as Tensor;
  }

  get isDisposed(): boolean {
    return this.slot < 0 || generations[this.slot] !== this.generation;
  }

  /** Elements in memory from one index to the next, by dimension. */
  stride(): number[] {
    this.describe();
    return described(SIZES + description[NDIM]!);
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

  /**
   * The accumulated gradient, or null. It belongs to the scope it is first read in; the gradient itself lives on in
   * LibTorch until it is replaced.
   */
  get grad(): Tensor | null {
    this.assertLive();
    const known = this.gradCache !== null && !this.gradCache.isDisposed ? this.gradCache : null;
    const slot = native.gradient(this.slot, this.generation, known?.slot ?? -1, known?.generation ?? 0);
    if (slot !== -2) this.gradCache = slot === -1 ? null : new Tensor(slot, NATIVE_SLOT);
    return this.gradCache;
  }

  /** @throws TorchError for a gradient of another shape, dtype or device */
  set grad(gradient: Tensor | null) {
    this.assertLive();
    if (gradient !== null && !(gradient instanceof Tensor))
      throw new ArgumentError('a gradient is a Tensor or null');
    gradient?.assertLive();
    attempt('grad', gradient === null ? [this] : [this, gradient], () =>
      native.setGradient(this.slot, this.generation, gradient?.slot ?? -1, gradient?.generation ?? 0),
    );
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
    if (options.gradient instanceof Tensor) checkGradient(this, options.gradient);
    operators.call('aten::_backward', [this, [], options]);
  }

  /** `backward(options)` on another thread. @see backwardAsync in async.ts for what must wait meanwhile */
  backwardAsync(
    options: { gradient?: Tensor; retainGraph?: boolean; createGraph?: boolean } = {},
  ): Promise<void> {
    return backwardAsync(this, options);
  }

  /**
   * Runs `hook` with this tensor's gradient when a backward pass has computed it; a tensor that it returns takes the
   * gradient's place.
   */
  registerHook(hook: Hook): HookHandle {
    return registerHook(this, hook);
  }

  /**
   * The value of a one-element tensor.
   * @throws TorchError for a tensor of another size; ArgumentError for an int64 or uint64 beyond 2^53: read it with `data()`
   */
  item(): number | boolean {
    this.assertLive();
    if (this.dtype !== 'uint64') countRead(this.device);
    const kind = attempt('aten::item', [this], () => native.item(this.slot, this.generation));
    if (kind >= 0) return kind === 0 ? numbers[0]! : numbers[0] !== 0;
    // No scalar of LibTorch's that crosses over holds the upper half of uint64.
    const value = (
      this.dtype === 'uint64' ? this.data<'uint64'>()[0]! : operators.call('aten::item', [this])
    ) as number | bigint | boolean;
    return typeof value === 'bigint' ? safeNumber(value) : value;
  }

  /**
   * A copy of the elements in row-major order, in the typed array of the dtype: BigInt64Array for int64, bits in a
   * Uint16Array for float16 and bfloat16, Uint8Array for bool.
   * @throws TorchError for a tensor without data (meta)
   */
  data<D extends DType = DType>(): DTypeArrays[D] {
    const { dtype } = this;
    countRead(this.device);
    const buffer = new ArrayBuffer(this.numel() * bytesOf(dtype));
    attempt('data', [this], () => native.readBytes(this.slot, this.generation, new Uint8Array(buffer)));
    return arrayOver(dtype as D, buffer);
  }

  /**
   * The elements as nested arrays: booleans for bool tensors, `[real, imaginary]` for complex ones, numbers otherwise; one
   * value for a scalar tensor.
   * @throws ArgumentError for an int64 or uint64 beyond 2^53: read them with `data()`
   */
  toArray(): NestedNumbers {
    const { dtype, shape } = this;
    if (this.isComplex()) return scope(() => this.resolveConj().viewAsReal().toArray());
    const small = dtype === 'float16' || dtype === 'bfloat16';
    const flat = small ? scope(() => this.to({ dtype: 'float32' }).data()) : this.data();
    let at = 0;
    const next = (): NestedNumbers => {
      const value = flat[at++]!;
      if (typeof value === 'bigint') return safeNumber(value);
      return dtype === 'bool' ? value !== 0 : value;
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
    const options = typeof target === 'string' ? targetNamed(target) : target;
    return operators.call('aten::to.dtype_layout', [this, options]) as Tensor;
  }

  /**
   * Indexes as Python does: `x.at(0)`, `x.at('1:3', '...', -1)`, `x.at(null)`, `x.at(mask)`, `x.at([0, 2])`.
   * Numbers, slices and integer tensors without dimensions give views, the other tensors, booleans and arrays give copies.
   */
  at(...indices: Index[]): Tensor {
    return indexTensor(this, indices);
  }

  /** Assigns to what `at(...indices)` would select; the value is broadcast. Returns this tensor. */
  setAt(indices: readonly Index[], value: Tensor | number | bigint | boolean): this {
    setIndexed(this, indices, value);
    return this;
  }

  /**
   * The parts along the first dimension: `for (const row of x)`, `const [a, b] = x`. They are views, made at once by
   * `unbind`, and belong to the scope in which the iteration begins, as all that is made there.
   *
   * @throws TorchError for a tensor without dimensions
   */
  [Symbol.iterator](): IterableIterator<Tensor> {
    return (operators.call('aten::unbind', [this]) as Tensor[]).values();
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

  /** The tensor as PyTorch prints it: its elements, and dtype, device and gradient where they are not the usual ones. */
  toString(): string {
    return printed(this);
  }

  /** Shape, dtype and device in a line: `Tensor [2, 3] float32`. */
  summary(): string {
    return summary(this);
  }

  [inspect.custom](): string {
    return printed(this);
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
    this.describe();
    // With strides of 0 a tensor can claim more elements than any memory has.
    this.escapedBytes = Math.min(this.describedElements() * description[ELEMENT_SIZE]!, MAXIMUM_BYTES);
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

/** One number a dimension. A loop, as every shape check of a model comes here: Array.from takes five times as long. */
function described(begin: number): number[] {
  const numbers: number[] = [];
  for (let at = begin; at < begin + description[NDIM]!; at++) numbers.push(description[at]!);
  return numbers;
}

/** An integer as the number that it is exactly. @throws ArgumentError if there is none */
function safeNumber(value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number))
    throw new ArgumentError(`${value} is no safe number: read it with data()`);
  return number;
}

/** What `to('...')` names. */
function targetNamed(name: string): { dtype: DType } | { device: Device } {
  if (isDType(name)) return { dtype: name };
  if (/^[a-z]+(:\d+)?$/.test(name)) return { device: name };
  throw new ArgumentError(
    `'${name}' is neither a dtype nor a device${suggestion(name, Object.keys(SCALAR_TYPES))}`,
  );
}

/** LibTorch would sum a wider gradient to the output's shape without a word; Python's torch refuses it. */
export function checkGradient(output: Tensor, gradient: Tensor): void {
  const [have, want] = [gradient.shape.join(', '), output.shape.join(', ')];
  if (have !== want)
    throw new ArgumentError(`a gradient of shape [${have}] was given for an output of shape [${want}]`);
}

/** Runs a call of the addon, whose failure becomes an error that names what was done to which tensors. */
export function attempt<T>(name: string, tensors: readonly Tensor[], run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw new TorchError(name, error as Error, tensors);
  }
}

connectTensors(
  (value): value is Tensor => value instanceof Tensor,
  (tensor) => (tensor as Tensor).escape(),
);
