// Gradients as values, and backward passes from several outputs.
import { ArgumentError } from '../errors/errors.js';
import { tensorAt } from '../handle/handle.js';
import { handles } from '../handle/lists.js';
import { native } from '../native/addon.js';
import { attempt } from '../native/attempt.js';
import { checkGradient, Tensor } from '../tensor/tensor.js';
import { suggestion } from '../values/names.js';

/** A list of tensors; one stands for itself, though it iterates over its rows. */
function asList<T extends Tensor | null>(
  given: Tensor | readonly T[],
  what: string,
): readonly (Tensor | T)[] {
  if (given instanceof Tensor) return [given];
  if (!Array.isArray(given)) throw new ArgumentError(`${what} must be a tensor or an array of tensors`);
  return given;
}

/** Options of `grad`: gradients of the outputs, and what happens to the graph. */
export interface GradOptions {
  /** Gradients with respect to the outputs; ones by default, which needs outputs of one element. */
  gradOutputs?: Tensor | readonly (Tensor | null)[];
  /** Keep the graph for another pass; the default is `createGraph`. */
  retainGraph?: boolean;
  /** Record the gradients themselves, for second derivatives. Default false. */
  createGraph?: boolean;
  /** Give null for inputs that no output depends on, instead of an error. Default false. */
  allowUnused?: boolean;
}

/**
 * The gradients of the sum of `outputs` with respect to each of `inputs`; `.grad` fields stay as they are.
 *
 * @throws TorchError if an output records no graph, or no longer, or does not depend on an input
 */
export function grad(
  outputs: Tensor | readonly Tensor[],
  inputs: Tensor | readonly Tensor[],
  options: GradOptions = {},
): (Tensor | null)[] {
  const { gradOutputs = [], createGraph = false, retainGraph = createGraph, allowUnused = false } = options;
  const unknown = Object.keys(options).find((name) => !OPTIONS.includes(name));
  if (unknown !== undefined)
    throw new ArgumentError(`grad: unknown option '${unknown}'${suggestion(unknown, OPTIONS)}`);
  const list = asList(outputs, 'grad: outputs');
  const leaves = asList(inputs, 'grad: inputs');
  const given = asList(gradOutputs, 'grad: gradOutputs');
  if (list.length === 0 || leaves.length === 0) throw new ArgumentError('grad: no outputs, or no inputs');
  const [from, to] = [handles(list, 'grad: outputs'), handles(leaves, 'grad: inputs')];
  const by = handles(given, 'grad: gradOutputs', true);
  for (const [i, gradient] of given.entries())
    if (gradient !== null && i < list.length) checkGradient(list[i]!, gradient);
  const slots = attempt('autograd::grad', [...list, ...leaves], () =>
    native.gradients(from, to, by, retainGraph, createGraph, allowUnused),
  );
  return slots.map((slot) => (slot < 0 ? null : tensorAt(slot)));
}

const OPTIONS: readonly string[] = ['gradOutputs', 'retainGraph', 'createGraph', 'allowUnused'];

/**
 * Adds the gradients of several outputs, given with respect to each, to the `.grad` of all leaves in one pass
 * (`torch.autograd.backward`).
 *
 * @throws TorchError if an output records no graph, or no longer; ArgumentError for gradients that do not fit
 */
export function backward(
  outputs: Tensor | readonly Tensor[],
  gradients: Tensor | readonly Tensor[],
  options: { retainGraph?: boolean; createGraph?: boolean } = {},
): void {
  const { createGraph = false, retainGraph = createGraph } = options;
  const [from, by] = [asList(outputs, 'backward: outputs'), asList(gradients, 'backward: gradients')];
  if (from.length === 0 || from.length !== by.length)
    throw new ArgumentError(`backward: ${from.length} outputs and ${by.length} gradients; give one for each`);
  const [fromHandles, byHandles] = [handles(from, 'backward: outputs'), handles(by, 'backward: gradients')];
  for (const [i, gradient] of by.entries()) checkGradient(from[i]!, gradient);
  attempt('autograd::backward', from, () =>
    native.backward(fromHandles, byHandles, retainGraph, createGraph),
  );
}
