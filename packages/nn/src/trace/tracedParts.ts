import { type TracedParts, TraceError } from '@cotrain/torch';
import { type AnyModule, Module } from '../module.js';
import { Parameter } from '../parameter.js';

/** Names that a TorchScript module has itself, and words of its language. */
const RESERVED = new Set(
  'training forward torch ops def if else elif while return is True False None and or not global for in raise assert break continue del pass class import with as Ellipsis NoneType'.split(
    ' ',
  ),
);
/** Whether a name means something else in a TorchScript program. */
export const isReserved = (name: string): boolean => RESERVED.has(name) || name === 'self';

/** TorchScript reads such names again as it writes them: ASCII, without dots, quotes and backslashes. */
const WRITABLE = /^[ !#-&(-\-/-[\]-~]+$/;

/**
 * The modules and tensors below a module, for a traced module with the same state-dict keys.
 *
 * @throws TraceError for a key that TorchScript cannot have
 */
export function tracedParts(root: AnyModule): TracedParts {
  const modules = root.modules();
  const indices = new Map(modules.map((module, i) => [module, i]));
  const places: [number, string, number][] = [];
  const tensors: [number, string, Parameter, boolean][] = [];
  for (const [i, module] of modules.entries()) {
    for (const [key, value] of module.registrations()) {
      if (!WRITABLE.test(key) || RESERVED.has(key))
        throw new TraceError(`${module.describe()}: TorchScript cannot have the key '${key}'`, module.path);
      if (value instanceof Module) places.push([i, key, indices.get(value)!]);
      else tensors.push([i, key, value as Parameter, value instanceof Parameter]);
    }
  }
  return { classes: modules.map(className), places, tensors };
}

/** A name that Python can have: TorchScript writes programs as Python does. */
const className = (module: AnyModule): string =>
  module.constructor.name.replaceAll(/\W/g, '_').replace(/^(?=\d|$)/, '_');
