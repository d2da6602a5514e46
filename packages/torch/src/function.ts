// Custom functions: a forward and a backward written in TypeScript, and hooks on gradients.
import { noGrad } from './autograd.js';
import { ArgumentError } from './errors.js';
import { native } from './native.js';
import { scope } from './scope.js';
import { attempt, NATIVE_SLOT, Tensor } from './tensor.js';

/** What forward leaves for backward. */
export interface FunctionContext<State = unknown> {
  /**
   * Keeps inputs or outputs for backward, as part of the graph: they live as long as it does, whatever scope ends, and
   * changing one in place before backward is an error. For tensors, never put them into `state` or a closure.
   */
  save(...tensors: Tensor[]): void;
  /** In backward: what forward saved, in order. */
  readonly saved: readonly Tensor[];
  /** Anything that is no tensor. */
  state: State;
  /** Outputs through which no gradient flows: indices, masks. Integer outputs are so anyway. */
  markNonDifferentiable(...outputs: Tensor[]): void;
  /** In backward, for each tensor among the arguments: whether anyone needs its gradient. */
  readonly needsInputGrad: readonly boolean[];
}

type Output = Tensor | readonly Tensor[];

export interface FunctionDefinition<A extends readonly unknown[], R extends Output, State> {
  /** In error messages. */
  name?: string;
  /** Computes the result. Nothing in it is recorded. */
  forward(context: FunctionContext<State>, ...values: A): R;
  /**
   * Computes the gradient for each tensor among the arguments of forward, in order (arrays of tensors count one by
   * one), or null, from the gradient for each output. It is recorded itself under `createGraph`, so second derivatives
   * work if it is made of differentiable operators.
   */
  backward(
    context: FunctionContext<State>,
    ...gradients: Tensor[]
  ): Tensor | null | readonly (Tensor | null)[];
}

/** (slot, generation) of each tensor, flat; null is (-1, 0). */
function handles(tensors: Iterable<Tensor | null>, what: string): number[] {
  return [...tensors].flatMap((tensor) => {
    if (tensor === null) return [-1, 0];
    if (!(tensor instanceof Tensor)) throw new ArgumentError(`${what} is no Tensor, but ${typeof tensor}`);
    tensor.assertLive();
    return [tensor.slot, tensor.generation];
  });
}

const wrapped = (slots: readonly number[]): Tensor[] => slots.map((slot) => new Tensor(slot, NATIVE_SLOT));

class Context<State> implements FunctionContext<State> {
  saved: readonly Tensor[] = [];
  constants: readonly Tensor[] = [];
  needsInputGrad: readonly boolean[] = [];
  state = undefined as State;

  save(...tensors: Tensor[]): void {
    this.saved = tensors;
  }

  markNonDifferentiable(...outputs: Tensor[]): void {
    this.constants = outputs;
  }
}

/**
 * A function whose gradient you write yourself, as `torch.autograd.Function` in Python.
 *
 * ```ts
 * const square = customFunction({
 *   forward(context, x: Tensor) {
 *     context.save(x);
 *     return x.mul(x);
 *   },
 *   backward(context, gradient) {
 *     const [x] = context.saved;
 *     return gradient.mul(x!).mul(2);
 *   },
 * });
 * ```
 *
 * The gradients for outputs that took no part are zeros. Changing an argument in place is not supported. backward runs
 * on the thread that made the function: `backwardAsync` and other threads refuse such graphs.
 */
export function customFunction<A extends readonly unknown[], R extends Output, State = unknown>(
  definition: FunctionDefinition<A, R, State>,
): (...values: A) => R {
  const { name = 'a custom function' } = definition;
  if (typeof definition.forward !== 'function' || typeof definition.backward !== 'function')
    throw new ArgumentError('customFunction() takes an object with forward and backward');

  return (...values) =>
    scope(() => {
      const context = new Context<State>();
      const inputs = (values as readonly unknown[]).flat().filter((value) => value instanceof Tensor);
      const result = noGrad(() => definition.forward(context, ...values));
      const list = result instanceof Tensor ? [result] : result;
      if (!Array.isArray(list))
        throw new ArgumentError(`${name}: forward gives a Tensor or a list of them, not ${typeof result}`);
      const parts = [
        handles(inputs, `${name}: an argument`),
        handles(list, `${name}: the result of forward`),
        handles(context.saved, `${name}: what forward saved`),
        handles(context.constants, `${name}: a non-differentiable output`),
      ] as const;
      // Only what is no tensor may be held here: this closure lives as long as the graph.
      const { state } = context;
      const backward = (slots: number[], needed: boolean[]) =>
        scope(() => {
          const tensors = wrapped(slots);
          const later = new Context<State>();
          later.state = state;
          later.saved = tensors.splice(list.length);
          later.needsInputGrad = needed;
          const gradients = definition.backward(later, ...tensors);
          const given = gradients instanceof Tensor || gradients === null ? [gradients] : gradients;
          if (!Array.isArray(given) || given.length !== inputs.length)
            throw new ArgumentError(
              `${name}: backward gives ${inputs.length} gradients (or null), one for each tensor that forward took`,
            );
          native.give(handles(given, `${name}: a gradient`));
        });
      const slots = attempt(name, inputs, () => native.recordFunction(...parts, backward));
      const outputs = wrapped(slots);
      return (result instanceof Tensor ? outputs[0]! : outputs) as R;
    });
}

/** Looks at a gradient, or returns one that takes its place. */
export type Hook = ((gradient: Tensor) => Tensor | null) | ((gradient: Tensor) => void);

/** Takes a hook away again, by `remove()` or at the end of a block with `using`. */
export interface HookHandle extends Disposable {
  /** Doing it again is fine. */
  remove(): void;
}

/**
 * Runs `hook` with the gradient of `tensor` when a backward pass has computed it; a tensor that it returns takes the
 * gradient's place. As `Tensor.registerHook`.
 */
export function registerHook(tensor: Tensor, hook: Hook): HookHandle {
  if (typeof hook !== 'function') throw new ArgumentError('registerHook() takes a function');
  tensor.assertLive();
  const run = (slots: number[]) =>
    scope(() => {
      const replaced = hook(wrapped(slots)[0]!);
      if (replaced === undefined || replaced === null) return;
      native.give(handles([replaced], 'the result of a hook'));
    });
  const id = attempt('registerHook', [tensor], () =>
    native.registerHook(tensor.slot, tensor.generation, run),
  );
  const remove = () => native.removeHook(id);
  return { remove, [Symbol.dispose]: remove };
}
