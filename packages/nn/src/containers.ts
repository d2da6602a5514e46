import { scope, type Tensor } from '@cotrain/torch';
import { type AnyModule, Module, type Registered } from './module.js';
import type { Parameter } from './parameter.js';

/** Modules or parameters under the keys 0, 1, 2, ... */
abstract class IndexedItems<
  Item extends Registered,
  Args extends readonly unknown[] = never[],
  Out = never,
> extends Module<Args, Out> {
  protected readonly items: Item[];

  constructor(items: Iterable<Item>) {
    super();
    this.items = [...items];
  }

  get length(): number {
    return this.items.length;
  }

  /** The item at `index`, counted from the end when negative. */
  at(index: number): Item {
    const item = this.items.at(index);
    if (!item) throw new RangeError(`${this.describe()} has no index ${index}: it holds ${this.length}`);
    return item;
  }

  push(item: Item): this {
    this.items.push(item);
    return this;
  }

  [Symbol.iterator](): IterableIterator<Item> {
    return this.items.values();
  }

  protected override *registered(): Generator<[string, Item]> {
    for (const [index, item] of this.items.entries()) yield [String(index), item];
  }

  protected override replaceRegistered(key: string, value: AnyModule | Tensor): void {
    this.items[Number(key)] = value as Item;
  }
}

/** Modules applied one after the other. */
export class Sequential extends IndexedItems<Module, [x: Tensor], Tensor> {
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
export class ModuleList<M extends AnyModule = Module> extends IndexedItems<M> {
  constructor(modules: Iterable<M> = []) {
    super(modules);
  }

  override forward(): never {
    throw new TypeError('a ModuleList has no forward of its own: call its modules');
  }
}

/** A list of parameters. */
export class ParameterList extends IndexedItems<Parameter> {
  constructor(parameters: Iterable<Parameter> = []) {
    super(parameters);
  }

  override forward(): never {
    throw new TypeError('a ParameterList has no forward: use its parameters');
  }
}

/** Modules or parameters by name; the names are state-dict keys as they stand. */
abstract class NamedItems<Item extends Registered> extends Module<never[], never> {
  protected readonly items: Map<string, Item>;

  constructor(items: Record<string, Item>) {
    super();
    this.items = new Map();
    for (const [name, item] of Object.entries(items)) this.set(name, item);
  }

  get(name: string): Item | undefined {
    return this.items.get(name);
  }

  /** @throws TypeError for a name with a dot, which separates the parts of a state-dict key. */
  set(name: string, item: Item): this {
    if (name === '' || name.includes('.')) {
      throw new TypeError(`${this.describe()}: a name must be without dots and not empty, got '${name}'`);
    }
    this.items.set(name, item);
    return this;
  }

  has(name: string): boolean {
    return this.items.has(name);
  }

  /** Takes an item out without freeing it. */
  delete(name: string): boolean {
    return this.items.delete(name);
  }

  keys(): string[] {
    return [...this.items.keys()];
  }

  [Symbol.iterator](): IterableIterator<[string, Item]> {
    return this.items.entries();
  }

  protected override *registered(): Generator<[string, Item]> {
    yield* this.items;
  }

  protected override replaceRegistered(key: string, value: AnyModule | Tensor): void {
    this.items.set(key, value as Item);
  }
}

export class ModuleDict<M extends AnyModule = Module> extends NamedItems<M> {
  constructor(modules: Record<string, M> = {}) {
    super(modules);
  }

  override forward(): never {
    throw new TypeError('a ModuleDict has no forward of its own: call its modules');
  }
}

export class ParameterDict extends NamedItems<Parameter> {
  constructor(parameters: Record<string, Parameter> = {}) {
    super(parameters);
  }

  override forward(): never {
    throw new TypeError('a ParameterDict has no forward: use its parameters');
  }
}
