// The registry: operators by name, made when first called.
import { dirname, join } from 'node:path';
import { asFunction, asMethod } from './direct.js';
import { ArgumentError, NativeLoadError } from './errors.js';
import { OPERATOR_TABLE } from './gen/table.js';
import { camelCase, suggestion } from './names.js';
import { buildInfo, native } from './native.js';
import { Operator } from './operator.js';

export interface TableEntry {
  /** `add_` */
  name: string;
  overloads: string[];
  /** Its first argument is `self`: it is a method of tensors too. */
  method: boolean;
  /** It trusts its arguments: it stands under `torch.unchecked`. */
  unchecked: boolean;
}

/** The generated table of aten operators: a line each, `name overload,overload m`. */
export function atenTable(): TableEntry[] {
  return OPERATOR_TABLE.split('\n').map((line) => {
    const [name, overloads, mark] = line.split(' ') as [string, string, string | undefined];
    return { name, overloads: overloads.slice(1).split(','), method: mark === 'm', unchecked: mark === 'u' };
  });
}

const made = new Map<string, Operator>();
let overloadsByName: Map<string, string[]> | null = null;

/** All overloads that LibTorch registers under a name. */
function registered(name: string): string[] {
  if (overloadsByName === null) {
    overloadsByName = new Map();
    for (const [operator, overload] of native.operatorNames())
      overloadsByName.set(operator, [...(overloadsByName.get(operator) ?? []), overload]);
  }
  return overloadsByName.get(name) ?? [];
}

function operatorNamed(name: string): Operator {
  let operator = made.get(name);
  if (operator === undefined) {
    const [base, overload] = name.split('.') as [string, string?];
    operator = new Operator(base, overload === undefined ? registered(base) : [overload]);
    made.set(name, operator);
  }
  return operator;
}

let atenByJsName: Map<string, string> | null = null;

export const operators = {
  /** Calls `namespace::name` or `namespace::name.overload`. */
  call: (name: string, values: readonly unknown[]): unknown => operatorNamed(name).call(values),

  /** The same on a thread of libuv's pool; `backward` when the operator runs a backward pass. */
  callAsync: (name: string, values: readonly unknown[], backward = false): Promise<unknown> =>
    operatorNamed(name).callAsync(values, backward),

  /** `aten::max_pool2d` for `maxPool2d`; names with a namespace stay. @throws ArgumentError for what is no operator */
  qualified(name: string): string {
    if (name.includes('::')) return name;
    atenByJsName ??= new Map(
      atenTable()
        .filter(({ unchecked }) => !unchecked)
        .map((entry) => [camelCase(entry.name), entry.name]),
    );
    const aten = atenByJsName.get(name);
    if (aten === undefined)
      throw new ArgumentError(`'${name}' is no operator${suggestion(name, atenByJsName.keys())}`);
    return `aten::${aten}`;
  },

  /** Loads a library that registers operators with TORCH_LIBRARY; they appear under `torch.ops`. */
  loadLibrary(path: string): void {
    if (typeof path !== 'string' || path === '')
      throw new ArgumentError('loadLibrary() takes the path of a file');
    try {
      native.loadLibrary(path);
    } catch (error) {
      throw new NativeLoadError(`could not load the operator library ${path}: ${(error as Error).message}`, {
        cause: error,
      });
    }
    // The library may have added names, and overloads to names that were called before.
    overloadsByName = null;
    made.clear();
  },

  /** Whether `namespace::name`, or `namespace::name.overload`, is registered. */
  has(name: string): boolean {
    const [base, overload] = name.split('.') as [string, string?];
    const overloads = registered(base);
    return overload === undefined ? overloads.length > 0 : overloads.includes(overload);
  },
};

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

export type OperatorNamespaces = { loadLibrary(path: string): void } & Record<
  string,
  Record<string, AnyFunction>
>;

/** cotrain's own operators (native/ops): a library of its own beside the addon, so that Python can load it too. */
function ownLibrary(): string {
  const suffix = process.platform === 'darwin' ? '.dylib' : '.so';
  return join(dirname(buildInfo().addonPath), `libcotrain_ops${suffix}`);
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

/**
 * Installs the generated names: operators on `functions` or `unchecked`, those with `self` also on the tensor's prototype.
 */
export function install(
  functions: Record<string, unknown>,
  unchecked: Record<string, unknown>,
  prototype: object,
): void {
  for (const { name, overloads, method, unchecked: trusting } of atenTable()) {
    const operator = new Operator(`aten::${name}`, overloads);
    const jsName = camelCase(name);
    (trusting ? unchecked : functions)[jsName] ??= asFunction(operator);
    if (!method || jsName in prototype) continue;
    Object.defineProperty(prototype, jsName, {
      value: asMethod(operator),
      writable: true,
      configurable: true,
    });
  }
}

/** The functions `prefix_*` without the prefix: `torch.linalg.solve` is `torch.linalgSolve`. */
export function namespaceView<T>(functions: Record<string, unknown>, prefix: string): T {
  const view: Record<string, unknown> = {};
  for (const { name } of atenTable())
    if (name.startsWith(`${prefix}_`) && name[prefix.length + 1] !== '_')
      view[camelCase(name.slice(prefix.length + 1))] = functions[camelCase(name)];
  return view as T;
}
