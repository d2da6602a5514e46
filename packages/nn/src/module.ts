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

/** A module of any signature: what traversals hand out. */
export type AnyModule = Module<never[], unknown>;

/** What a module registers under a name: a parameter, a buffer or a submodule. */
export type Registered = Parameter | Buffer | AnyModule;

/** Keys by which a layer's state may differ from a state dict without being an error. */
export interface StateTolerance {
  missing?: readonly string[];
  unexpected?: readonly string[];
}

/** Device, dtype and memory format for `Module.to`. */
export interface MoveOptions {
  /** Where parameters and buffers go. Default: where they are. */
  device?: Device;
  /** Applies to floating-point parameters and buffers only. Default: as they are. */
  dtype?: DType;
  /** Applies to parameters and buffers of four dimensions only. Default: as they are. */
  memoryFormat?: MemoryFormat;
}

/**
 * Where each module was last seen in a tree, so that an error can name its path without any cost in
 * `forward`.
 */
const places = new WeakMap<AnyModule, { parent: AnyModule; key: string }>();

/**
 * Base class of all layers and models. Fields register themselves: every own enumerable field that holds a
 * `Parameter`, a `Buffer` or a `Module` is part of the module, in the order of declaration, under the key
 * `stateKey(field)`; `#private` fields are not part of it. `null` is fine (`bias: null`). A module in an
 * array, a map, a set or a plain object is an error.
 */
export abstract class Module<Args extends readonly unknown[] = [x: Tensor], Out = Tensor> {
  training = true;

  abstract forward(...args: Args): Out;

  /** One line for messages and printing, such as `Conv2d(3, 64)`. */
  describe(): string {
    return this.constructor.name;
  }

  /**
   * Direct parameters, buffers and modules by key. Containers override it.
   *
   * @throws RegistrationError for a field that hides some in an array, a map, a set or an object, and for one
   *   whose name is a symbol
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

  /** Own fields by name, as far as they may hold a part of this module. */
  protected fields(): [field: string, value: unknown][] {
    return Object.entries(this);
  }

  /** Puts another module or tensor under a key that `registered` gave. Containers override it. */
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

  /** This module (under `''`) and all below it, each once, parents before children. */
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

  /** Every parameter once, however often it is shared. */
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

  /** The path from the root of the tree that was last walked, or `''` for a root. */
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
   * Replaces modules below this one by what `replace` returns for them (the same module to keep it). A
   * replacement's own children are not visited.
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
   * @internal Puts other tensors in the place of direct ones; returns what puts these back
   *   (`functionalCall`).
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
   * A deep copy: its parameters, buffers and modules are copies, and what the original shares, the copy
   * shares within itself. Fields of another kind hold the same values, and hooks stay behind. Nobody but a
   * class itself can copy its #private members, methods included: a class that has some overrides this
   * method, or declares them `private`.
   */
  clone(): this {
    return new Copier(Module, isRegistered).module(this);
  }

  /**
   * Calls `hook` with the arguments before each `forward`; what it returns, if anything, takes their place.
   */
  registerForwardPreHook<M extends AnyModule>(this: M, hook: ForwardPreHook<M>): HookHandle {
    return addPreHook(this, hook);
  }

  /**
   * Calls `hook` with arguments and output after each `forward`; what it returns, if anything, becomes the
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

  /** Drops all gradients, or fills them with zeros where `setToNull` is false. */
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

  /** Keys that PyTorch's own layers tolerate as missing or left over when they load a state dict. */
  protected get stateTolerance(): StateTolerance {
    return {};
  }

  /**
   * All parameters and persistent buffers by PyTorch's keys and in PyTorch's order. They are the module's own
   * tensors, not copies: clone what must survive a training step.
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
   * @returns the missing and unexpected keys, which are errors unless `strict` is false.
   * @throws StateDictError for keys (when strict) and shapes that do not fit, ArgumentError for what is no
   *   object of tensors by key; nothing has been changed then.
   */
  loadStateDict(
    state: StateDict,
    { strict = true }: { strict?: boolean } = {},
  ): Pick<StateDictMismatch, 'missing' | 'unexpected'> {
    if (typeof state !== 'object' || state === null || state instanceof Tensor || Symbol.iterator in state)
      throw new ArgumentError(
        `${this.describe()}: a state dict is an object of tensors by key, got ${describeValue(state)}`,
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
   * Frees all parameters and buffers, by `dispose` of each module below: one that keeps more overrides it.
   * What is shared is freed once. The module must not be used afterwards.
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

/** Whether a field's value is part of its module. */
export function isRegistered(value: unknown): value is Registered {
  return value instanceof Parameter || value instanceof Buffer || value instanceof Module;
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((size, i) => size === b[i]);
}
