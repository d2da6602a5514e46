// `torch.ops`: the operators of every library that is loaded, by namespace.
import { dirname, join } from 'node:path';
import { ArgumentError } from '../errors/errors.js';
import type { AtenFunctions } from '../gen/aten.js';
import { addonPath } from '../native/addon.js';
import { operators } from './registry.js';

type AnyFunction = (...values: unknown[]) => unknown;

/** One namespace of registered operators; their names are spelt as registered, options in camelCase. */
function namespaceOf(namespace: string): Record<string, AnyFunction> {
  return new Proxy({} as Record<string, AnyFunction>, {
    get(functions, name) {
      if (typeof name !== 'string') return undefined;
      if (functions[name] === undefined) {
        const qualified = `${namespace}::${name}`;
        if (!operators.has(qualified))
          throw new ArgumentError(
            `no operator ${qualified} is registered; load the library that has it with torch.ops.loadLibrary(path)`,
          );
        functions[name] = (...values) => operators.call(qualified, values);
      }
      return functions[name];
    },
  });
}

export type OperatorNamespaces = { loadLibrary(path: string): void; aten: AtenFunctions } & Record<
  string,
  Record<string, AnyFunction>
>;

/**
 * cotrain's own operators (native/ops): a library of its own beside the addon, so that Python can load it
 * too.
 */
function ownLibrary(): string {
  const suffix = process.platform === 'darwin' ? '.dylib' : '.so';
  return join(dirname(addonPath), `libcotrain_ops${suffix}`);
}

/**
 * `torch.ops.<namespace>.<name>(...)` for every operator that is registered, ours and others';
 * `torch.ops.aten['add.Scalar'](...)` for one overload of it.
 */
export const ops = new Proxy({ loadLibrary: operators.loadLibrary } as unknown as OperatorNamespaces, {
  get(namespaces, name) {
    if (typeof name !== 'string') return undefined;
    if (namespaces[name] === undefined) {
      if (name === 'cotrain') operators.loadLibrary(ownLibrary());
      namespaces[name] = namespaceOf(name);
    }
    return namespaces[name];
  },
});
