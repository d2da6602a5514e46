import { scope, type Tensor } from '@cotrain/torch';
import { type AnyModule, Module } from './module.js';

/** Modules under the keys 0, 1, 2, ... */
abstract class IndexedModules<M extends AnyModule, Args extends readonly unknown[], Out> extends Module<
  Args,
  Out
> {
  readonly #items: M[];

  constructor(modules: Iterable<M>) {
    super();
    this.#items = [...modules];
  }

  get length(): number {
    return this.#items.length;
  }

  /** The module at `index`, counted from the end when negative. */
  at(index: number): M {
    const module = this.#items.at(index);
    if (!module) throw new RangeError(`${this.describe()} of ${this.length} modules has no index ${index}`);
    return module;
  }

  push(module: M): this {
    this.#items.push(module);
    return this;
  }

  [Symbol.iterator](): IterableIterator<M> {
    return this.#items.values();
  }

  protected override *registered(): Generator<[string, AnyModule]> {
    for (const [index, module] of this.#items.entries()) yield [String(index), module];
  }

  protected override replaceChild(child: AnyModule, replacement: AnyModule): void {
    for (const [index, module] of this.#items.entries()) {
      if (module === child) this.#items[index] = replacement as M;
    }
  }
}

/** Modules applied one after the other. */
export class Sequential extends IndexedModules<Module, [x: Tensor], Tensor> {
  constructor(...modules: Module[]) {
    super(modules);
  }

  override forward(x: Tensor): Tensor {
    return scope(() => {
      let y = x;
      for (const module of this) y = module.forward(y);
      return y;
    });
  }
}

/** A list of modules whose owner calls them itself. */
export class ModuleList<M extends AnyModule = Module> extends IndexedModules<M, never[], never> {
  constructor(modules: Iterable<M> = []) {
    super(modules);
  }

  override forward(): never {
    throw new TypeError('a ModuleList has no forward of its own: call its modules');
  }
}

/** Modules by name; the names are state-dict keys as they stand. */
export class ModuleDict<M extends AnyModule = Module> extends Module<never[], never> {
  readonly #items: Map<string, M>;

  constructor(modules: Record<string, M> = {}) {
    super();
    this.#items = new Map(Object.entries(modules));
  }

  get(name: string): M | undefined {
    return this.#items.get(name);
  }

  has(name: string): boolean {
    return this.#items.has(name);
  }

  keys(): string[] {
    return [...this.#items.keys()];
  }

  [Symbol.iterator](): IterableIterator<[string, M]> {
    return this.#items.entries();
  }

  override forward(): never {
    throw new TypeError('a ModuleDict has no forward of its own: call its modules');
  }

  protected override *registered(): Generator<[string, AnyModule]> {
    yield* this.#items;
  }

  protected override replaceChild(child: AnyModule, replacement: AnyModule): void {
    for (const [name, module] of this.#items) if (module === child) this.#items.set(name, replacement as M);
  }
}
