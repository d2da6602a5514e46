import { withinModule } from '@cotrain/torch';
import { type AnyModule, Module } from '../module.js';

type Method = (this: AnyModule, ...values: unknown[]) => unknown;

/**
 * Runs `run` while the methods of all modules below `root` tell the trace whose calls it records. All methods
 * and not `forward` alone: heads have several.
 */
export function withModuleScopes<T>(root: AnyModule, run: () => T): T {
  const restored = root.namedModules().flatMap(([path, module]) => shadowMethods(module, path));
  try {
    return run();
  } finally {
    for (const restore of restored) restore();
  }
}

/** Shadows a module's methods on the instance. @returns what undoes it */
function shadowMethods(module: AnyModule, path: string): (() => void)[] {
  return methodsOf(module).map(([name, method]) => {
    const own = Object.getOwnPropertyDescriptor(module, name);
    const value = function (this: AnyModule, ...values: unknown[]): unknown {
      return withinModule(path, () => method.apply(this, values));
    };
    // Not enumerable, so that it is not a registered field.
    Object.defineProperty(module, name, { value, configurable: true, writable: true });
    return () => {
      if (own) Object.defineProperty(module, name, own);
      else Reflect.deleteProperty(module, name);
    };
  });
}

function methodsOf(module: AnyModule): [name: string, method: Method][] {
  const found = new Map<string, Method>();
  // With hooks, or written as a field, `forward` stands on the instance.
  if (Object.hasOwn(module, 'forward')) found.set('forward', module.forward as Method);
  for (
    let type = Object.getPrototypeOf(module);
    type !== Module.prototype;
    type = Object.getPrototypeOf(type)
  ) {
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(type)))
      if (
        typeof value === 'function' &&
        name !== 'constructor' &&
        !Object.hasOwn(module, name) &&
        !found.has(name)
      )
        found.set(name, value as Method);
  }
  return [...found];
}
