import { cuda, noGrad, scope, type Tensor } from '@cotrain/torch';
import type { AnyModule, Module } from './module.js';

/**
 * Runs `run`, and sets the module's buffers (running means) back to the values that they had before.
 * @throws ArgumentError for an `async` function, or a promise
 */
export function preserveBuffers<T>(module: AnyModule, run: () => T): T {
  return scope(() => {
    const before = module.buffers().map((buffer): [Tensor, Tensor] => [buffer, buffer.clone()]);
    try {
      return run();
    } finally {
      noGrad(() => {
        // A layer that lays out its weights for the first input replaces the buffer.
        for (const [buffer, value] of before) if (!buffer.isDisposed) buffer.copy_(value);
      });
    }
  });
}

/**
 * Records a module's forward and backward pass for inputs like `samples`, as `cuda.makeGraphed` does for a
 * function: with the module's parameters, and without a trace of the warm-up in its buffers (running means).
 * Hooks run while it is recorded, and not later. In the other mode (`train()`, `eval()`) than that of the
 * recording, the module is called as it is.
 *
 * @throws ArgumentError as `cuda.makeGraphed`
 */
export function makeGraphed<A extends readonly cuda.TensorTree[], R extends cuda.TensorTree>(
  module: Module<A, R>,
  samples: A,
  options: Omit<cuda.GraphedOptions, 'parameters'> = {},
): cuda.Graphed<A, R> {
  const { training } = module;
  const graphed = preserveBuffers(module, () =>
    cuda.makeGraphed((...inputs: A) => module.forward(...inputs), samples, {
      ...options,
      parameters: module.parameters(),
    }),
  );
  const call = (...inputs: A): R =>
    module.training === training ? graphed(...inputs) : module.forward(...inputs);
  return Object.assign(call, { dispose: graphed.dispose });
}
