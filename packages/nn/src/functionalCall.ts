import { types } from 'node:util';
import { ArgumentError, CotrainError, suggestion, type Tensor } from '@cotrain/torch';
import type { AnyModule, Module } from './module.js';
import { formatShape } from './stateDict.js';

/** The tensors given to `functionalCall` do not fit the module. */
export class FunctionalCallError extends CotrainError {
  override readonly name = 'FunctionalCallError';
  override readonly code = 'E_FUNCTIONAL_CALL';
}

/**
 * Calls `module.forward(...args)` with other tensors in place of the parameters and buffers of the same
 * state-dict keys, like `torch.func.functional_call`. Use it for gradients with respect to weights that are
 * themselves computed, or to run a module with another module's weights. A tensor registered under several
 * keys is replaced under all of them. The module gets its own tensors back when the call returns.
 *
 * @throws FunctionalCallError if the module lacks a key, shapes differ, or a shared tensor has two
 *   replacements
 */
export function functionalCall<Args extends readonly unknown[], Out>(
  module: Module<Args, Out>,
  tensors: Record<string, Tensor>,
  ...args: Args
): Out {
  const replacements = match(module, tensors);
  const restore = module.modules().map((part) => part.swapTensors(replacements));
  try {
    const out = module.forward(...args);
    if (types.isPromise(out)) {
      out.catch(() => {});
      throw new ArgumentError(
        'functionalCall takes a synchronous forward: code after an await would not see the replaced tensors',
      );
    }
    return out;
  } finally {
    for (const putBack of restore) putBack();
  }
}

function match(module: AnyModule, tensors: Record<string, Tensor>): Map<Tensor, Tensor> {
  const own: Record<string, Tensor> = {
    ...module.stateDict(),
    ...Object.fromEntries(module.namedBuffers()), // including those that are not persistent
  };
  const replacements = new Map<Tensor, Tensor>();
  for (const [key, tensor] of Object.entries(tensors)) {
    const current = own[key];
    if (!current) {
      throw new FunctionalCallError(
        `${module.describe()} has no tensor ${key}${suggestion(key, Object.keys(own))}`,
      );
    }
    if (formatShape(current.shape) !== formatShape(tensor.shape)) {
      throw new FunctionalCallError(
        `${module.describe()}: ${key} is ${formatShape(tensor.shape)}, expected ${formatShape(current.shape)}`,
      );
    }
    if ((replacements.get(current) ?? tensor) !== tensor) {
      throw new FunctionalCallError(
        `${module.describe()}: ${key} is shared, but its keys were given different tensors`,
      );
    }
    replacements.set(current, tensor);
  }
  return replacements;
}
