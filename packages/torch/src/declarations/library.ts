import { basename, resolve } from 'node:path';
import { operators } from '../dispatch/registry.js';
import { ArgumentError } from '../errors/errors.js';
import { native } from '../native/addon.js';
import { moduleText } from './moduleText.js';

/**
 * Loads an operator library and writes its types: the text of a TypeScript module in which
 * `torch.ops.<namespace>` has a function for each of its operators. The program that uses the module loads
 * the library itself, with `torch.ops.loadLibrary`.
 *
 * @throws NativeLoadError if it cannot be loaded; ArgumentError if it does not register an operator, or was
 *   loaded before
 */
export function declareLibrary(path: string): string {
  const before = new Set(native.operatorNames().map(String));
  operators.loadLibrary(resolve(path));
  const added = native.operatorNames().filter((name) => !before.has(String(name)));
  if (added.length === 0)
    throw new ArgumentError(
      `${path} does not register any new operator: it has no TORCH_LIBRARY, or this process has loaded it before`,
    );
  const registered = added.flatMap(([operator, overload]) => {
    const schema = native.describeOperator(operator, overload);
    return schema === null ? [] : [{ operator, overload, schema }];
  });
  const notice = `// The operators of ${basename(path)}, written by \`cotrain types\` from their schemas. Do not edit: run it again.`;
  return moduleText(registered, { notice });
}
