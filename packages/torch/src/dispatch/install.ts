// The generated names, put where programs find them.
import { camelCase } from '../values/names.js';
import { atenTable } from './atenTable.js';
import { asFunction, asMethod } from './directCalls.js';
import { Operator } from './operator.js';

type Functions = Record<string, unknown>;

/**
 * Installs the generated names: operators on `functions`, on its part for their namespace (`linalg_solve` is
 * `solve` of `linalg`) or on `unchecked`, and methods on the tensor's prototype.
 */
export function install(functions: Functions, unchecked: Functions, prototype: object): void {
  for (const entry of atenTable()) {
    const operator = new Operator(`aten::${entry.name}`, entry.overloads);
    const name = camelCase(entry.name);
    if (entry.unchecked) unchecked[name] = asFunction(operator);
    if (entry.isFunction) functions[name] ??= asFunction(operator);
    if (entry.namespace !== undefined) {
      functions[entry.namespace] ??= {};
      const member = camelCase(entry.name.slice(entry.namespace.length + 1));
      (functions[entry.namespace] as Functions)[member] = asFunction(operator);
    }
    if (!entry.isMethod || name in prototype) continue;
    Object.defineProperty(prototype, name, {
      value: asMethod(operator),
      writable: true,
      configurable: true,
    });
  }
}
