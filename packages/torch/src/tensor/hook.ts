// Hooks on gradients.
import { ArgumentError } from '../errors/errors.js';
import { handles, tensorsAt } from '../handle/lists.js';
import { scope } from '../handle/scope.js';
import { native } from '../native/addon.js';
import { attempt } from '../native/attempt.js';
import type { Tensor } from './tensor.js';

/** Looks at a gradient, or returns one that takes its place. */
export type Hook = ((gradient: Tensor) => Tensor | null) | ((gradient: Tensor) => void);

/** Takes a hook away again, by `remove()` or at the end of a block with `using`. */
export interface HookHandle extends Disposable {
  /** Doing it again is fine. */
  remove(): void;
}

/**
 * Runs `hook` with the gradient of `tensor` when a backward pass has computed it; a tensor that it returns
 * takes the gradient's place. As `Tensor.registerHook`.
 */
export function registerHook(tensor: Tensor, hook: Hook): HookHandle {
  if (typeof hook !== 'function') throw new ArgumentError('registerHook() takes a function');
  tensor.assertLive();
  const run = (slots: number[]) =>
    scope(() => {
      const replaced = hook(tensorsAt(slots)[0]!);
      if (replaced === undefined || replaced === null) return;
      native.give(handles([replaced], 'results of a hook'));
    });
  const id = attempt('registerHook', [tensor], () =>
    native.registerHook(tensor.slot, tensor.generation, run),
  );
  const remove = () => native.removeHook(id);
  return { remove, [Symbol.dispose]: remove };
}
