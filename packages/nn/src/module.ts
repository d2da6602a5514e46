import { inspect } from 'node:util';
import {
  ArgumentError,
  type Device,
  type DType,
  type HookHandle,
  type MemoryFormat,
  noGrad,
  scope,
  Tensor,
} from '@cotrain/torch';
import { Copier } from './clone.js';
import { containsItself, RegistrationError, refuseHidden } from './hidden.js';
import { addForwardHook, addPreHook, type ForwardHook, type ForwardPreHook } from './hooks.js';
import { checkKeys } from './options.js';
import { Buffer, Parameter } from './parameter.js';
import { describeValue } from './shape.js';
import { type StateDict, StateDictError, type StateDictMismatch, stateKey } from './stateDict.js';

/** A module of any signature, as returned by traversals. */
export type AnyModule = Module<never[], unknown>;

/** What a module registers under a name: a parameter, a buffer or a submodule. */
export type Registered = Parameter | Buffer | AnyModule;

/** Keys that may differ between a layer's state and a state dict without causing an error. */
export interface StateTolerance {
  missing?: readonly string[];
  unexpected?: readonly string[];
}

/** Device, dtype and memory format for `Module.to`. */
export interface MoveOptions {
  /** Target device. Default: unchanged. */
  device?: Device;
  /** Target dtype; applies to floating-point parameters and buffers only. Default: unchanged. */
  dtype?: DType;
  /** Memory format; applies to four-dimensional parameters and buffers only. Default: unchanged. */
  memoryFormat?: MemoryFormat;
}

/**
 * Last known parent and key of each module. Errors use it to name a module's path at no cost in `forward`.
 */
const places = new WeakMap<AnyModule, { parent: AnyModule; key: string }>();

/**
 * Base class of all layers and models. Fields register themselves: every own enumerable field that holds a
 * `Parameter`, a `Buffer` or a `Module` belongs to the module, in the order of declaration, under the key
 * `stateKey(field)`. `#private` fields are not registered. `null` is allowed (`bias: null`). A module inside
 * an array, a map, a set or a plain object is an error.
 */
export abstract class Module<Args extends readonly unknown[] = [x: Tensor], Out = Tensor> {
  training = true;

  abstract forward(...args: Args): Out;

  /** One-line description for messages and printing, such as `Conv2d(3, 64)`. */
  describe(): string {
    return this.constructor.name;
  }

  /**
   * Direct parameters, buffers and modules by key. Containers override it.
   *
   * @throws RegistrationError if a field hides one of them in an array, a map, a set or an object, or if the
   *   field's key is a symbol
   */
  protected *registered(): Generator<[key: string, value: Registered]> {
    for (const [field, value] of this.fields()) {
      if (isRegistered(value)) yield [stateKey(field), value];
      else refuseHidden(`${this.describe()}.${field}`, value, isRegistered);
    }
    const symbols = Object.getOwnPropertySymbols(this) as unknown as (keyof this)[];
    for (const symbol of symbols) {
      if (isRegistered(this[symbol]))
        throw new RegistrationError(
          `${this.describe()}[${String(symbol)}] would not be registered: give the field a name, or make it #private`,
        );
    }
  }

  /** @internal What is registered directly in this module, by key. */
  registrations(): [key: string, value: Registered][] {
    return [...this.registered()];
  }

  /** Own fields by name that may hold a part of this module. */
  protected fields(): [field: string, value: unknown][] {
    return Object.entries(this);
  }

  /** Puts another module or tensor under a key from `registered`. Containers override it. */
  protected replaceRegistered(key: string, value: AnyModule | Tensor): void {
    const field = Object.keys(this).find((name) => stateKey(name) === key)!;
    Object.assign(this, { [field]: value });
  }

  namedChildren(): [key: string, module: AnyModule][] {
    const children: [string, AnyModule][] = [];
    for (const [key, value] of this.registered()) {
      if (!(value instanceof Module)) continue;
      places.set(value, { parent: this, key });
      children.push([key, value]);
    }
    return children;
  }

  children(): AnyModule[] {
    return this.namedChildren().map(([, module]) => module);
  }

  /** This module (under `''`) and all modules below it, each once, parents before children. */
  namedModules(): [path: string, module: AnyModule][] {
    const seen = new Set<AnyModule>();
    const around = new Set<AnyModule>();
    const visit = (module: AnyModule, path: string): [string, AnyModule][] => {
      if (around.has(module)) throw containsItself(path, module.describe());
      if (seen.has(module)) return [];
      seen.add(module);
      around.add(module);
      const below = module.namedChildren().flatMap(([key, child]) => visit(child, join(path, key)));
      around.delete(module);
      return [[path, module], ...below];
    };
    return visit(this, '');
  }

  modules(): AnyModule[] {
    return this.namedModules().map(([, module]) => module);
  }

  /** Every parameter once, even if it is shared. */
  namedParameters(): [path: string, parameter: Parameter][] {
    return this.#namedTensors(Parameter);
  }

  parameters(): Parameter[] {
    return this.namedParameters().map(([, parameter]) => parameter);
  }

  namedBuffers(): [path: string, buffer: Buffer][] {
    return this.#namedTensors(Buffer);
  }

  buffers(): Buffer[] {
    return this.namedBuffers().map(([, buffer]) => buffer);
  }

  #namedTensors<T extends Parameter | Buffer>(kind: new (data: Tensor) => T): [string, T][] {
    const found = new Map<T, string>();
    for (const [path, module] of this.namedModules()) {
      for (const [key, value] of module.registered()) {
        if (value instanceof kind && !found.has(value)) found.set(value, join(path, key));
      }
    }
    return [...found].map(([tensor, path]) => [path, tensor]);
  }

  /** Path from the root of the last traversed tree; `''` for a root. */
  get path(): string {
    const place = places.get(this);
    return place ? join(place.parent.path, place.key) : '';
  }

  /** Calls `fn` with every module, children before parents. */
  apply(fn: (module: AnyModule) => void): this {
    for (const child of this.children()) child.apply(fn);
    fn(this);
    return this;
  }

  /**
   * Replaces each module below this one with the result of `replace`, which returns the same module to keep
   * it. The children of a replacement are not visited.
   */
  replaceModules(replace: (module: AnyModule) => AnyModule): this {
    const replacements = new Map<AnyModule, AnyModule>();
    for (const module of this.modules()) {
      for (const [key, child] of module.namedChildren()) {
        if (!replacements.has(child)) replacements.set(child, replace(child));
        const replacement = replacements.get(child)!;
        if (replacement !== child) module.replaceRegistered(key, replacement);
      }
    }
    return this;
  }

  /**
   * @internal Temporarily replaces direct tensors; returns a function that restores them (`functionalCall`).
   */
  swapTensors(replacements: ReadonlyMap<Tensor, Tensor>): () => void {
    const swapped = [...this.registered()].flatMap(([key, value]) => {
      const replacement = value instanceof Module ? undefined : replacements.get(value);
      return replacement ? [{ key, value, replacement }] : [];
    });
    for (const { key, replacement } of swapped) this.replaceRegistered(key, replacement);
    return () => {
      for (const { key, value } of swapped) this.replaceRegistered(key, value as Tensor);
    };
  }

  /**
   * Makes a deep copy. Parameters, buffers and modules are copied, and sharing within the original is
   * preserved within the copy. Other fields keep the same values, and hooks are not copied. Only the class
   * itself can copy its #private members, including methods: a class that has any must override this method
   * or declare them `private` instead.
   */
  clone(): this {
    return new Copier(Module, isRegistered).module(this);
  }

  /**
   * Calls `hook` with the arguments before each `forward`. If the hook returns a value, it replaces the
   * arguments.
   */
  registerForwardPreHook<M extends AnyModule>(this: M, hook: ForwardPreHook<M>): HookHandle {
    return addPreHook(this, hook);
  }

  /**
   * Calls `hook` with arguments and output after each `forward`. If the hook returns a value, it replaces the
   * output.
   */
  registerForwardHook<M extends AnyModule>(this: M, hook: ForwardHook<M>): HookHandle {
    return addForwardHook(this, hook);
  }

  train(mode = true): this {
    for (const module of this.modules()) module.training = mode;
    return this;
  }

  eval(): this {
    return this.train(false);
  }

  requiresGrad_(flag = true): this {
    for (const parameter of this.parameters()) parameter.requiresGrad_(flag);
    return this;
  }

  /** Drops all gradients, or fills them with zeros if `setToNull` is false. */
  zeroGrad({ setToNull = true }: { setToNull?: boolean } = {}): this {
    for (const parameter of this.parameters()) {
      if (setToNull) parameter.grad = null;
      else scope(() => void parameter.grad?.zero_());
    }
    return this;
  }

  /** Moves or converts all parameters, their gradients and all buffers in place. */
  to(options: MoveOptions): this {
    checkKeys('Module.to', options, ['device', 'dtype', 'memoryFormat']);
    const { device, dtype, memoryFormat } = options;
    const move = (tensor: Tensor): void => {
      tensor.setData(
        tensor.to({
          device,
          dtype: tensor.isFloatingPoint() ? dtype : undefined,
          memoryFormat: tensor.ndim === 4 ? memoryFormat : undefined,
        }),
      );
    };
    noGrad(() => {
      for (const tensor of [...this.parameters(), ...this.buffers()]) {
        scope(() => {
          move(tensor);
          if (tensor.grad) move(tensor.grad);
        });
      }
    });
    return this;
  }

  /** Keys that PyTorch's own layers accept as missing or unexpected when loading a state dict. */
  protected get stateTolerance(): StateTolerance {
    return {};
  }

  /**
   * All parameters and persistent buffers under PyTorch's keys, in PyTorch's order. The tensors are the
   * module's own, not copies: clone any that must keep their values through a training step.
   */
  stateDict(): StateDict {
    const state: StateDict = {};
    for (const [key, tensor] of this.#state('', new Set())) {
      if (Object.hasOwn(state, key))
        throw new RegistrationError(`${this.describe()}: two fields share the state-dict key ${key}`);
      state[key] = tensor;
    }
    return state;
  }

  *#state(prefix: string, around: Set<AnyModule>): Generator<[key: string, tensor: Tensor]> {
    if (around.has(this)) throw containsItself(prefix.slice(0, -1), this.describe());
    around.add(this);
    const own = [...this.registered()];
    for (const [key, value] of own) if (value instanceof Parameter) yield [prefix + key, value];
    for (const [key, value] of own)
      if (value instanceof Buffer && value.persistent) yield [prefix + key, value];
    for (const [key, value] of own)
      if (value instanceof Module) yield* value.#state(`${prefix}${key}.`, around);
    around.delete(this);
  }

  /**
   * Copies a state dict's values into this module's tensors, converting dtype and device.
   *
   * @returns the missing and unexpected keys, which are errors unless `strict` is false
   * @throws StateDictError if keys (in strict mode) or shapes do not match, ArgumentError if `state` is not
   *   an object of tensors by key. The module is unchanged in either case.
   */
  loadStateDict(
    state: StateDict,
    { strict = true }: { strict?: boolean } = {},
  ): Pick<StateDictMismatch, 'missing' | 'unexpected'> {
    if (typeof state !== 'object' || state === null || state instanceof Tensor || Symbol.iterator in state)
      throw new ArgumentError(
        `${this.describe()}: a state dict must be an object of tensors by key, got ${describeValue(state)}`,
      );
    const own = this.stateDict();
    const tolerated = this.#toleratedKeys();
    const misshaped = [];
    for (const [key, tensor] of Object.entries(own)) {
      const source = state[key];
      if (!source || (source instanceof Tensor && sameShape(source.shape, tensor.shape))) continue;
      if (!(source instanceof Tensor))
        throw new ArgumentError(`${this.describe()}: state dict entry ${key} is not a tensor`);
      misshaped.push({ key, expected: tensor.shape, actual: source.shape });
    }
    const missing = Object.keys(own).filter((key) => !state[key] && !tolerated.missing.has(key));
    const unexpected = Object.keys(state).filter((key) => !own[key] && !tolerated.unexpected.has(key));
    if (misshaped.length > 0 || (strict && missing.length + unexpected.length > 0)) {
      throw new StateDictError(this.describe(), { missing, unexpected, misshaped });
    }
    noGrad(() => {
      for (const [key, tensor] of Object.entries(own)) {
        if (state[key]) tensor.copy_(state[key]);
      }
    });
    return { missing, unexpected };
  }

  #toleratedKeys(): { missing: Set<string>; unexpected: Set<string> } {
    const missing = new Set<string>();
    const unexpected = new Set<string>();
    for (const [path, module] of this.namedModules()) {
      for (const key of module.stateTolerance.missing ?? []) missing.add(join(path, key));
      for (const key of module.stateTolerance.unexpected ?? []) unexpected.add(join(path, key));
    }
    return { missing, unexpected };
  }

  /**
   * Frees all parameters and buffers by calling `dispose` on each module below this one. A module with
   * further resources overrides it. Shared tensors are freed once. Do not use the module afterwards.
   */
  dispose(): void {
    for (const [, value] of this.registered()) value.dispose();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  /** The tree of modules, as PyTorch prints it. */
  toString(): string {
    const children = this.namedChildren();
    if (children.length === 0) return this.describe();
    const lines = children.map(([key, child]) => `  (${key}): ${child.toString().replaceAll('\n', '\n  ')}`);
    return `${this.describe()} {\n${lines.join('\n')}\n}`;
  }

  [inspect.custom](): string {
    return this.toString();
  }
}

/** Whether a field's value is registered as part of its module. */
export function isRegistered(value: unknown): value is Registered {
  return value instanceof Parameter || value instanceof Buffer || value instanceof Module;
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((size, i) => size === b[i]);
}
