// The generated names, put where programs find them.
import { camelCase } from '../values/names.js';
import { atenTable } from './atenTable.js';
import { asFunction, asMethod } from './directCalls.js';
import { Operator } from './operator.js';

/**
 * Installs the generated names: operators on `functions` or `unchecked`, those with `self` also on the
 * tensor's prototype.
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
