import { type AnyModule, isRegistered, Module } from './module.js';

/** `Module.clone`; `copies` holds what was copied before: what is shared stays shared. */
export function copyModule<M extends AnyModule>(module: M, copies: Map<object, object>): M {
  // The class's own constructor would draw initial values, and need arguments.
  const copy: M = Reflect.construct(Module, [], module.constructor as new () => M);
  copies.set(module, copy);
  for (const [field, value] of Object.entries(module))
    Object.assign(copy, { [field]: copyOf(value, copies) });
  return copy;
}

function copyOf(value: unknown, copies: Map<object, object>): unknown {
  if (Array.isArray(value)) return value.map((item) => copyOf(item, copies));
  if (value instanceof Map) return new Map([...value].map(([key, item]) => [key, copyOf(item, copies)]));
  if (!isRegistered(value)) return value;
  const known = copies.get(value);
  if (known) return known;
  if (value instanceof Module && value.clone === Module.prototype.clone) return copyModule(value, copies);
  const copy = value instanceof Module ? value.clone() : value.duplicate();
  copies.set(value, copy);
  return copy;
}
