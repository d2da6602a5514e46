import type { AnyModule, Module, Registered } from './module.js';

/**
 * Copies modules with everything registered in them. Tensors and modules shared in the original stay shared
 * in the copy.
 */
export class Copier {
  private readonly copies = new Map<object, object>();

  constructor(
    private readonly ModuleClass: typeof Module,
    private readonly isRegistered: (value: unknown) => value is Registered,
  ) {}

  module<M extends AnyModule>(module: M): M {
    // Calling the class's own constructor would draw initial values and require arguments.
    const copy: M = Reflect.construct(this.ModuleClass, [], module.constructor as new () => M);
    this.copies.set(module, copy);
    for (const [field, value] of Object.entries(module)) Object.assign(copy, { [field]: this.value(value) });
    return copy;
  }

  private value(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((item) => this.value(item));
    if (value instanceof Map) return new Map([...value].map(([key, item]) => [key, this.value(item)]));
    if (!this.isRegistered(value)) return value;
    const known = this.copies.get(value);
    if (known) return known;
    const { ModuleClass } = this;
    const isModule = value instanceof ModuleClass;
    if (isModule && value.clone === ModuleClass.prototype.clone) return this.module(value);
    const copy = isModule ? value.clone() : value.duplicate();
    this.copies.set(value, copy);
    return copy;
  }
}
