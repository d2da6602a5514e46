import { ArgumentError, scope, Tensor } from '@cotrain/torch';
import { type AnyModule, Module, type Registered } from './module.js';
import { Parameter } from './parameter.js';
import { describeValue } from './shape.js';

/**
 * Returns the items of a list.
 * @throws ArgumentError if `items` is a tensor (which would iterate over its rows) or not a list
 */
function listed<Item>(container: AnyModule, items: Iterable<Item>): Iterable<Item> {
  const isList = typeof items === 'object' && items !== null && Symbol.iterator in items;
  if (!isList || items instanceof Tensor)
    throw new ArgumentError(`${container.describe()} takes a list, got ${describeValue(items)}`);
  return items;
}

/** @throws ArgumentError if the item cannot be registered */
function checked<Item>(container: AnyModule, place: string, item: Item, holds: Holds): Item {
  if (item instanceof (holds === 'Module' ? Module : Parameter)) return item;
  const advice =
    holds === 'Parameter' && item instanceof Tensor ? ': make it one with new Parameter(tensor)' : '';
  throw new ArgumentError(
    `${container.describe()}: item ${place} must be a ${holds}, got ${describeValue(item)}${advice}`,
  );
}

type Holds = 'Module' | 'Parameter';

/** Modules or parameters under the keys 0, 1, 2, ... */
abstract class IndexedItems<
  Item extends Registered,
  Args extends readonly unknown[] = never[],
  Out = never,
> extends Module<Args, Out> {
  protected readonly items: Item[] = [];

  constructor(items: Iterable<Item>) {
    super();
    for (const item of listed(this, items)) this.push(item);
  }

  protected abstract get holds(): Holds;

  get length(): number {
    return this.items.length;
  }

  /** The item at `index`, counted from the end when negative. */
  at(index: number): Item {
    const item = this.items.at(index);
    if (!item) throw new ArgumentError(`${this.describe()} has no index ${index}: it holds ${this.length}`);
    return item;
  }

  /** @throws ArgumentError if `item` is not a module (or, in a `ParameterList`, not a parameter) */
  push(item: Item): this {
    this.items.push(checked(this, String(this.length), item, this.holds));
    return this;
  }

  [Symbol.iterator](): IterableIterator<Item> {
    return this.items.values();
  }

  /** The items, followed by the fields of a subclass. */
  protected override *registered(): Generator<[string, Registered]> {
    for (const [index, item] of this.items.entries()) yield [String(index), item];
    yield* super.registered();
  }

  protected override fields(): [string, unknown][] {
    return super.fields().filter(([field]) => field !== 'items');
  }

  protected override replaceRegistered(key: string, value: AnyModule | Tensor): void {
    if (Object.hasOwn(this.items, key)) this.items[Number(key)] = value as Item;
    else super.replaceRegistered(key, value);
  }
}

/** Modules applied one after the other. */
export class Sequential extends IndexedItems<Module, [x: Tensor], Tensor> {
  protected override get holds(): Holds {
    return 'Module';
  }

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
  protected override get holds(): Holds {
    return 'Module';
  }

  constructor(modules: Iterable<M> = []) {
    super(modules);
  }

  override forward(): never {
    throw new ArgumentError('a ModuleList has no forward of its own: call its modules');
  }
}

/** A list of parameters. */
export class ParameterList extends IndexedItems<Parameter> {
  protected override get holds(): Holds {
    return 'Parameter';
  }

  constructor(parameters: Iterable<Parameter> = []) {
    super(parameters);
  }

  override forward(): never {
    throw new ArgumentError('a ParameterList has no forward: use its parameters');
  }
}

/** Modules or parameters by name. The names are used unchanged as state-dict keys. */
abstract class NamedItems<Item extends Registered> extends Module<never[], never> {
  protected readonly items: Map<string, Item>;

  constructor(items: Record<string, Item>) {
    super();
    this.items = new Map();
    if (typeof items !== 'object' || items === null || items instanceof Tensor || Symbol.iterator in items)
      throw new ArgumentError(
        `${this.describe()} takes an object of items by name, got ${describeValue(items)}`,
      );
    for (const [name, item] of Object.entries(items)) this.set(name, item);
  }

  get(name: string): Item | undefined {
    return this.items.get(name);
  }

  protected abstract get holds(): Holds;

  /**
   * @throws ArgumentError for a name that contains a dot, which separates the parts of a state-dict key, and
   *   for an item that is not a module or parameter
   */
  set(name: string, item: Item): this {
    if (name === '' || name.includes('.')) {
      throw new ArgumentError(`${this.describe()}: a name must not be empty or contain a dot, got '${name}'`);
    }
    this.items.set(name, checked(this, `'${name}'`, item, this.holds));
    return this;
  }

  has(name: string): boolean {
    return this.items.has(name);
  }

  /** Removes an item without freeing it. */
  delete(name: string): boolean {
    return this.items.delete(name);
  }

  keys(): string[] {
    return [...this.items.keys()];
  }

  [Symbol.iterator](): IterableIterator<[string, Item]> {
    return this.items.entries();
  }

  /** The items, followed by the fields of a subclass. */
  protected override *registered(): Generator<[string, Registered]> {
    yield* this.items;
    yield* super.registered();
  }

  protected override fields(): [string, unknown][] {
    return super.fields().filter(([field]) => field !== 'items');
  }

  protected override replaceRegistered(key: string, value: AnyModule | Tensor): void {
    if (this.items.has(key)) this.items.set(key, value as Item);
    else super.replaceRegistered(key, value);
  }
}

/** Dictionary of modules. Their names are part of the state-dict keys. */
export class ModuleDict<M extends AnyModule = Module> extends NamedItems<M> {
  protected override get holds(): Holds {
    return 'Module';
  }

  constructor(modules: Record<string, M> = {}) {
    super(modules);
  }

  override forward(): never {
    throw new ArgumentError('a ModuleDict has no forward of its own: call its modules');
  }
}

/** Dictionary of parameters. Their names are part of the state-dict keys. */
export class ParameterDict extends NamedItems<Parameter> {
  protected override get holds(): Holds {
    return 'Parameter';
  }

  constructor(parameters: Record<string, Parameter> = {}) {
    super(parameters);
  }

  override forward(): never {
    throw new ArgumentError('a ParameterDict has no forward: use its parameters');
  }
}
