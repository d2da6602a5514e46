// Whether operators are recorded, and gradients as values.
import { types } from 'node:util';
import { ArgumentError, DisposedTensorError } from './errors.js';
import { suggestion } from './names.js';
import { native } from './native.js';
import { attempt, checkGradient, NATIVE_SLOT, Tensor } from './tensor.js';

/** Runs `run` between two calls. @throws TypeError for an `async` function, or a promise */
export function within<T>(name: string, enter: () => void, leave: () => void, run: () => T): T {
  // A mode is the thread's, not the call chain's: other work would run under it between two awaits.
  if (types.isAsyncFunction(run))
    throw new TypeError(`${name}() takes a synchronous function: wrap the parts between the awaits instead`);
  enter();
  try {
    const result = run();
    if (types.isPromise(result)) {
      result.catch(() => {});
      throw new TypeError(`${name}() got a promise: what goes on after an await would run in another mode`);
    }
    return result;
  } finally {
    leave();
  }
}

function withGrad<T>(enabled: boolean, run: () => T, name: string): T {
  let before = true;
  return within(
    name,
    () => {
      before = native.setGradEnabled(enabled);
    },
    () => native.setGradEnabled(before),
    run,
  );
}

/** Runs `run` without recording operators for backward. @throws TypeError for an `async` function, or a promise */
export const noGrad = <T>(run: () => T): T => withGrad(false, run, 'noGrad');

/** Runs `run` with recording on, also inside `noGrad`. @throws TypeError for an `async` function, or a promise */
export const enableGrad = <T>(run: () => T): T => withGrad(true, run, 'enableGrad');

export const isGradEnabled = (): boolean => native.gradEnabled();

/** (slot, generation) of each tensor, flat; null is (-1, 0). */
function handles(tensors: readonly (Tensor | null)[], what: string): number[] {
  return tensors.flatMap((tensor, i) => {
    if (tensor === null && what === 'gradOutputs') return [-1, 0];
    if (!(tensor instanceof Tensor)) throw new ArgumentError(`grad: ${what}[${i}] is no Tensor`);
    if (tensor.isDisposed) throw new DisposedTensorError(`grad: ${what}[${i}]: ${tensor.disposedMessage()}`);
    return [tensor.slot, tensor.generation];
  });
}

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

/**
 * The gradients of the sum of `outputs` with respect to each of `inputs`; `.grad` fields stay as they are.
 *
 * @throws TorchError if an output records no graph, or no longer, or does not depend on an input
 */
export function grad(
  outputs: Tensor | readonly Tensor[],
  inputs: readonly Tensor[],
  options: GradOptions = {},
): (Tensor | null)[] {
  const { gradOutputs = [], createGraph = false, retainGraph = createGraph, allowUnused = false } = options;
  const unknown = Object.keys(options).find((name) => !OPTIONS.includes(name));
  if (unknown !== undefined)
    throw new ArgumentError(`grad: unknown option '${unknown}'${suggestion(unknown, OPTIONS)}`);
  const list = outputs instanceof Tensor ? [outputs] : outputs;
  if (list.length === 0 || inputs.length === 0) throw new ArgumentError('grad: no outputs, or no inputs');
  const [from, to, by] = [
    handles(list, 'outputs'),
    handles(inputs, 'inputs'),
    handles(gradOutputs, 'gradOutputs'),
  ];
  for (const [i, gradient] of gradOutputs.entries())
    if (gradient !== null && i < list.length) checkGradient(list[i]!, gradient);
  const slots = attempt('autograd::grad', [...list, ...inputs], () =>
    native.gradients(from, to, by, retainGraph, createGraph, allowUnused),
  );
  return slots.map((slot) => (slot < 0 ? null : new Tensor(slot, NATIVE_SLOT)));
}

const OPTIONS: readonly string[] = ['gradOutputs', 'retainGraph', 'createGraph', 'allowUnused'];

/**
 * Adds the gradients of several outputs, given with respect to each, to the `.grad` of all leaves in one pass
 * (`torch.autograd.backward`).
 *
 * @throws TorchError if an output records no graph, or no longer; ArgumentError for gradients that do not fit
 */
export function backward(
  outputs: readonly Tensor[],
  gradients: readonly Tensor[],
  options: { retainGraph?: boolean; createGraph?: boolean } = {},
): void {
  const { createGraph = false, retainGraph = createGraph } = options;
  if (outputs.length === 0 || outputs.length !== gradients.length)
    throw new ArgumentError(
      `backward: ${outputs.length} outputs and ${gradients.length} gradients; give one for each`,
    );
  const [from, by] = [handles(outputs, 'outputs'), handles(gradients, 'gradients')];
  for (const [i, gradient] of gradients.entries()) checkGradient(outputs[i]!, gradient);
  attempt('autograd::backward', outputs, () => native.backward(from, by, retainGraph, createGraph));
}
