import { types } from 'node:util';
import { ArgumentError, CotrainError, suggestion, type Tensor } from '@cotrain/torch';
import type { AnyModule, Module } from './module.js';
import { formatShape } from './stateDict.js';

/** Tensors that `functionalCall` cannot put in place of a module's own. */
export class FunctionalCallError extends CotrainError {
  override readonly name = 'FunctionalCallError';
  override readonly code = 'E_FUNCTIONAL_CALL';
}

/**
 * `module.forward(...args)` with the given tensors in place of parameters and buffers of the same state-dict
 * keys, as `torch.func.functional_call`: for gradients with respect to weights that are results themselves,
 * or another's weights. A tensor that stands under several keys is replaced under all of them. The module has
 * its own tensors again when the call returns.
 *
 * @throws FunctionalCallError for keys that the module lacks, shapes that differ, and two tensors for a
 *   shared one
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
        'functionalCall takes a synchronous forward: what follows an await would miss the tensors',
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
    ...Object.fromEntries(module.namedBuffers()), // those that are not persistent too
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
      throw new FunctionalCallError(`${module.describe()}: ${key} is shared, and was given another tensor`);
    }
    replacements.set(current, tensor);
  }
  return replacements;
}
