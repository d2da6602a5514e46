// The tensor that programs hold: a handle, with LibTorch's operators as methods.
import { inspect } from 'node:util';
import type { Stream } from '../cuda/stream.js';
import { operators } from '../dispatch/registry.js';
import { ArgumentError, OutOfMemoryError } from '../errors/errors.js';
import type { TensorMethods } from '../gen/methods.js';
import { connectTensorClass, Handle, NATIVE_SLOT, tensorAt } from '../handle/handle.js';
import { currentScope, own, scope } from '../handle/scope.js';
import { recordBirth } from '../handle/tracking.js';
import { native, numbers } from '../native/addon.js';
import { attempt } from '../native/attempt.js';
import { arrayOver, bytesOf, type DType, type DTypeArrays, isDType, SCALAR_TYPES } from '../values/dtype.js';
import { suggestion } from '../values/names.js';
import type { Device, MemoryFormat } from '../values/types.js';
import { type Hook, type HookHandle, registerHook } from './hook.js';
import { type Index, indexTensor, setIndexed } from './indexing.js';
import { printed } from './print.js';

/** A number, or nested arrays of numbers: what `toArray()` returns and `torch.tensor` accepts. */
export type NestedNumbers = number | bigint | boolean | readonly NestedNumbers[];

/**
 * Multi-dimensional array of LibTorch, with PyTorch's operators as methods. Its scope, or `dispose()`,
 * frees it.
 */
export interface Tensor extends TensorMethods {}

// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the generated methods are installed on the prototype (torch.ts)
export class Tensor extends Handle {
  declare private gradCache: Tensor | null;

  /**
   * Tensors come from `torch.tensor`, the other factories, and operators. A subclass constructor passes a
   * tensor and takes it over: no scope frees it then, and the tensor passed must not be used again.
   */
  constructor(source: Tensor);
  /** @internal */
  constructor(slot: number, mark: typeof NATIVE_SLOT);
  constructor(source: Tensor | number, mark?: typeof NATIVE_SLOT) {
    super(source, mark);
    this.gradCache = null;
    own(this, mark === NATIVE_SLOT ? currentScope() : null);
    recordBirth(this);
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

  /**
   * The accumulated gradient, or null. It belongs to the scope it is first read in; the gradient itself lives
   * on in LibTorch until it is replaced.
   */
  get grad(): Tensor | null {
    this.assertLive();
    const known = this.gradCache !== null && !this.gradCache.isDisposed ? this.gradCache : null;
    const slot = native.gradient(this.slot, this.generation, known?.slot ?? -1, known?.generation ?? 0);
    if (slot !== -2) this.gradCache = slot === -1 ? null : tensorAt(slot);
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

  /**
   * `backward(options)` on another thread. Until it is done, `.grad` fields can be neither read nor set, and
   * the tensors of the graph must not be changed; disposing them is fine.
   */
  async backwardAsync(
    options: { gradient?: Tensor; retainGraph?: boolean; createGraph?: boolean } = {},
  ): Promise<void> {
    if (options.gradient instanceof Tensor) checkGradient(this, options.gradient);
    await operators.callAsync('aten::_backward', [this, [], options], true);
  }

  /**
   * Runs `hook` with this tensor's gradient when a backward pass has computed it; a tensor that it returns
   * takes the gradient's place.
   */
  registerHook(hook: Hook): HookHandle {
    return registerHook(this, hook);
  }

  /**
   * Returns the value of a one-element tensor: a boolean if the dtype is bool, otherwise a number. With
   * `type` the result has that type, whatever the compiler knows of the dtype: `loss.item('number')`.
   *
   * @param type `'number'` for every dtype but bool, `'boolean'` for bool, `'bigint'` for integers, which are
   *   exact then
   * @throws TorchError for a tensor of another size; ArgumentError if the dtype does not have the type, and
   *   for an int64 or uint64 beyond 2^53 without `'bigint'`
   */
  item(): number | boolean;
  item(type: 'number'): number;
  item(type: 'boolean'): boolean;
  item(type: 'bigint'): bigint;
  item(type?: ItemType): number | bigint | boolean {
    this.assertLive();
    const kind = attempt('aten::item', [this], () => native.item(this.slot, this.generation));
    if (kind >= 0) return typedItem(kind === 0 ? numbers[0]! : numbers[0] !== 0, type, this);
    // A scalar of LibTorch cannot carry the upper half of uint64 over.
    const value = this.dtype === 'uint64' ? this.data<'uint64'>()[0] : operators.call('aten::item', [this]);
    return typedItem(value as number | bigint | boolean, type, this);
  }

  /**
   * A copy of the elements in row-major order, in the typed array of the dtype: BigInt64Array for int64, bits
   * in a Uint16Array for float16 and bfloat16, Uint8Array for bool.
   * @throws TorchError for a tensor without data (meta)
   */
  data<D extends DType = DType>(): DTypeArrays[D] {
    const { dtype } = this;
    const buffer = hostBuffer(this, this.numel() * bytesOf(dtype));
    attempt('data', [this], () => native.readBytes(this.slot, this.generation, new Uint8Array(buffer)));
    return arrayOver(dtype as D, buffer);
  }

  /**
   * The elements as nested arrays: booleans for bool tensors, `[real, imaginary]` for complex ones, numbers
   * otherwise; one value for a scalar tensor.
   * @throws ArgumentError for an int64 or uint64 beyond 2^53: read such elements with `data()`
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
   * Keeps this tensor's memory from being reused before `stream` is done with it: for a tensor that was made
   * in one stream, and is freed while another still reads it.
   *
   * @throws TorchError for a stream of another device
   */
  recordStream(stream: Stream): void {
    this.assertLive();
    attempt('recordStream', [this], () =>
      native.recordStream(this.slot, this.generation, stream.device, stream.id),
    );
  }

  /**
   * Indexes as Python does: `x.at(0)`, `x.at('1:3', '...', -1)`, `x.at(null)`, `x.at(mask)`, `x.at([0, 2])`.
   * Numbers, slices and integer tensors without dimensions give views, the other tensors, booleans and arrays
   * give copies.
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
   * The parts along the first dimension: `for (const row of x)`, `const [a, b] = x`. They are views, made at
   * once by `unbind`, and belong to the scope in which the iteration begins, as all that is made there.
   *
   * @throws TorchError for a tensor without dimensions
   */
  [Symbol.iterator](): IterableIterator<Tensor> {
    return (operators.call('aten::unbind', [this]) as Tensor[]).values();
  }

  /**
   * Prints the tensor where JavaScript wants a text, as `${x}` does, and refuses to be a number: `x + y`
   * would join texts, and `x * y` would lose the gradient.
   *
   * @throws ArgumentError in arithmetic and comparisons, and in `'loss: ' + x`, which looks like them
   */
  [Symbol.toPrimitive](hint: 'default' | 'number' | 'string'): string {
    if (hint === 'string') return printed(this);
    throw new ArgumentError(
      'a tensor is not a number: compute with x.add(y), x.mul(y) or x.gt(y), read one element with x.item(), and print with x.toString()',
    );
  }

  /** @throws ArgumentError always: JSON would round the elements, lose NaN and forget dtype and shape */
  toJSON(): never {
    throw new ArgumentError(
      `a tensor cannot be written as JSON: write x.item() or x.toArray() instead of the ${this.summary()}, or save it with saveFile()`,
    );
  }

  /**
   * The tensor as PyTorch prints it: its elements, and dtype, device and gradient if they are not the usual
   * ones.
   */
  override toString(): string {
    return printed(this);
  }

  [inspect.custom](): string {
    return printed(this);
  }
}

/** Memory for a copy of the elements. @throws OutOfMemoryError if there is not so much */
function hostBuffer(tensor: Tensor, bytes: number): ArrayBuffer {
  try {
    return new ArrayBuffer(bytes);
  } catch (error) {
    throw new OutOfMemoryError('data', new Error(`not enough memory for ${bytes} bytes`, { cause: error }), [
      tensor,
    ]);
  }
}

type ItemType = 'number' | 'boolean' | 'bigint';

/** The value as `type`, or as it is. @throws ArgumentError if the dtype does not have that type */
function typedItem(
  value: number | bigint | boolean,
  type: ItemType | undefined,
  tensor: Tensor,
): number | bigint | boolean {
  if (type === undefined) return typeof value === 'bigint' ? safeNumber(value) : value;
  if (!['number', 'boolean', 'bigint'].includes(type))
    throw new ArgumentError(`item() takes 'number', 'boolean' or 'bigint', not ${String(type)}`);
  const { dtype } = tensor;
  if (type === 'bigint' && /^u?int/.test(dtype)) return BigInt(value);
  if (type === 'number' && typeof value === 'bigint') return safeNumber(value);
  if (typeof value !== type)
    throw new ArgumentError(
      `item('${type}'): the tensor has the dtype ${dtype}; ask for item('${typeof value === 'boolean' ? 'boolean' : 'number'}')`,
    );
  return value;
}

/** An integer as a number. @throws ArgumentError if a number would round it */
function safeNumber(value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number))
    throw new ArgumentError(
      `${value} is beyond 2^53, where numbers round: read it with item('bigint') or data()`,
    );
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

connectTensorClass(Tensor);
