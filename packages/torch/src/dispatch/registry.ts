// The registry: operators by name, made when first called.
import { ArgumentError, NativeLoadError } from '../errors/errors.js';
import { native } from '../native/addon.js';
import { camelCase, suggestion } from '../values/names.js';
import { atenTable } from './atenTable.js';
import { Operator } from './operator.js';

const made = new Map<string, Operator>();
let overloadsByName: Map<string, string[]> | null = null;

/** All overloads that LibTorch registers under a name. */
function registered(name: string): string[] {
  if (overloadsByName === null) {
    // Those of aten in the order of the table, in which calls try them.
    overloadsByName = new Map(atenTable().map((entry) => [`aten::${entry.name}`, entry.overloads]));
    for (const [operator, overload] of native.operatorNames())
      if (!overloadsByName.get(operator)?.includes(overload))
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

  /**
   * `aten::max_pool2d` for `maxPool2d`, `aten::linalg_solve` for `linalg.solve`; names with `::` stay.
   * @throws ArgumentError if no operator has the name
   */
  qualified(name: string): string {
    if (name.includes('::')) return name;
    atenByJsName ??= new Map(
      atenTable()
        .filter(({ unchecked }) => !unchecked)
        .map(({ name, namespace }) => [
          namespace === undefined
            ? camelCase(name)
            : `${namespace}.${camelCase(name.slice(namespace.length + 1))}`,
          name,
        ]),
    );
    const aten = atenByJsName.get(name);
    if (aten === undefined)
      throw new ArgumentError(`'${name}' is not an operator${suggestion(name, atenByJsName.keys())}`);
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
