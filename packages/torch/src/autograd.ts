// Whether operators are recorded, and gradients as values.
import { types } from 'node:util';
import { native } from './native.js';
import { scope } from './scope.js';
import { Tensor } from './tensor.js';

function withGrad<T>(enabled: boolean, run: () => T, name: string): T {
  // The mode is the thread's, not the call chain's: other work would run under it between two awaits.
  if (types.isAsyncFunction(run))
    throw new TypeError(`${name}() takes a synchronous function: wrap the parts between the awaits instead`);
  const before = native.setGradEnabled(enabled);
  try {
    return run();
  } finally {
    native.setGradEnabled(before);
  }
}

/** Runs `run` without recording operators for backward. @throws TypeError for an `async` function */
export const noGrad = <T>(run: () => T): T => withGrad(false, run, 'noGrad');

/** Runs `run` with recording on, also inside `noGrad`. @throws TypeError for an `async` function */
export const enableGrad = <T>(run: () => T): T => withGrad(true, run, 'enableGrad');

export const isGradEnabled = (): boolean => native.gradEnabled();

const pairs = (tensors: readonly (Tensor | null)[]): number[] =>
  tensors.flatMap((tensor) => {
    tensor?.assertLive();
    return tensor === null ? [-1, 0] : [tensor.slot, tensor.generation];
  });

export interface GradOptions {
  /** Gradients with respect to the outputs; ones by default, which needs outputs of one element. */
  gradOutputs?: readonly (Tensor | null)[];
  /** Keep the graph for another pass; the default is `createGraph`. */
  retainGraph?: boolean;
  /** Record the gradients themselves, for second derivatives. */
  createGraph?: boolean;
  /** Give null for inputs that no output depends on, instead of an error. */
  allowUnused?: boolean;
}

/** The gradients of the sum of `outputs` with respect to each of `inputs`; `.grad` fields stay as they are. */
export function grad(
  outputs: Tensor | readonly Tensor[],
  inputs: readonly Tensor[],
  options: GradOptions = {},
): (Tensor | null)[] {
  const { gradOutputs = [], createGraph = false, retainGraph = createGraph, allowUnused = false } = options;
  const list = outputs instanceof Tensor ? [outputs] : outputs;
  return scope(() =>
    native
      .gradients(pairs(list), pairs(inputs), pairs(gradOutputs), retainGraph, createGraph, allowUnused)
      .map((slot) => (slot < 0 ? null : new Tensor(slot))),
  );
}
