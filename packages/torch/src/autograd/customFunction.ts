// Custom functions: a forward and a backward written in TypeScript.

import { ArgumentError } from '../errors/errors.js';
import { handles, tensorsAt } from '../handle/lists.js';
import { scope } from '../handle/scope.js';
import { noGrad } from '../modes/recording.js';
import { native } from '../native/addon.js';
import { attempt } from '../native/attempt.js';
import { Tensor } from '../tensor/tensor.js';

/** What forward leaves for backward. */
export interface FunctionContext<State = unknown> {
  /**
   * Keeps inputs or outputs for backward, as part of the graph: they live as long as it does, whatever scope
   * ends, and changing one in place before backward is an error. For tensors, never put them into `state` or
   * a closure.
   */
  save(...tensors: Tensor[]): void;
  /** In backward: what forward saved, in order. */
  readonly saved: readonly Tensor[];
  /** Anything that is not a tensor. */
  state: State;
  /** Outputs through which no gradient flows: indices, masks. Integer outputs are so anyway. */
  markNonDifferentiable(...outputs: Tensor[]): void;
  /** In backward, for each tensor among the arguments: whether anyone needs its gradient. */
  readonly needsInputGrad: readonly boolean[];
}

type Output = Tensor | readonly Tensor[];

/** Forward and backward of a custom function, for {@link customFunction}. */
export interface FunctionDefinition<A extends readonly unknown[], R extends Output, State> {
  /** In error messages. */
  name?: string;
  /** Computes the result. Nothing in it is recorded. */
  forward(context: FunctionContext<State>, ...values: A): R;
  /**
   * Computes the gradient for each tensor among the arguments of forward, in order (arrays of tensors count
   * one by one), or null, from the gradient for each output. It is recorded itself under `createGraph`, so
   * second derivatives work if it is made of differentiable operators.
   */
  backward(
    context: FunctionContext<State>,
    ...gradients: Tensor[]
  ): Tensor | null | readonly (Tensor | null)[];
}

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
 * The gradients for outputs that took no part are zeros. Changing an argument in place is not supported.
 * backward runs on the thread that made the function: `backwardAsync` and other threads refuse such graphs.
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
        handles(inputs, `${name}: arguments`),
        handles(list, `${name}: results of forward`),
        handles(context.saved, `${name}: tensors to save`),
        handles(context.constants, `${name}: non-differentiable outputs`),
      ] as const;
      // Only what is not a tensor may be held here: this closure lives as long as the graph.
      const { state } = context;
      const backward = (slots: number[], needed: boolean[]) =>
        scope(() => {
          const tensors = tensorsAt(slots);
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
          native.give(handles(given, `${name}: gradients`, true));
        });
      const slots = attempt(name, inputs, () => native.recordFunction(...parts, backward));
      const outputs = tensorsAt(slots);
      return (result instanceof Tensor ? outputs[0]! : outputs) as R;
    });
}
