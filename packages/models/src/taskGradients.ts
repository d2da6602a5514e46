// What happens between the heads' gradients and the shared parts': a sum, or a strategy's way of putting
// tasks together.
import { mapValues } from '@cotrain/nn';
import { scope, type Tensor, torch } from '@cotrain/torch';
import type { FeatureMaps } from './features.js';
import { fullPrecision } from './precision.js';

/**
 * Where the tasks' gradients are put together: at the feature maps that the heads read, or at the parameters
 * of the shared parts, which takes a backward pass through these, and their gradients' memory, for each task.
 */
export type GradientSite = 'features' | 'parameters';

/** Puts the gradients of several tasks together at what they share. */
export interface GradientStrategy {
  readonly at: GradientSite;
  /**
   * Gets each task's gradients, in the same order for all tasks, and returns one list in that order: tensors
   * of its own or those that it got. It runs inside a scope. Their sum where it is not given.
   */
  combine?(gradients: Readonly<Record<string, readonly Tensor[]>>): readonly Tensor[];
}

/** Gradients by feature map; a map that a head does not read has none. */
type MapGradients = Readonly<Record<string, Tensor>>;

const SUM: GradientStrategy = { at: 'features' };

/**
 * Takes the heads' gradients at the feature maps, by task, through the shared parts, and adds those parts'
 * gradients to `.grad`.
 *
 * @param maps feature maps with the graph of the shared parts
 * @param parameters of the shared parts: those that learn
 * @returns by task, the norm of its gradient where the strategy puts them together
 */
export function backwardShared(
  maps: FeatureMaps,
  byTask: Readonly<Record<string, MapGradients>>,
  parameters: readonly Tensor[],
  strategy: GradientStrategy = SUM,
): Record<string, Tensor> {
  return scope(() => {
    const levels = Object.keys(maps).filter((name) => Object.values(byTask).some((own) => own[name]));
    if (levels.length === 0) return mapValues(byTask, () => torch.tensor(0));
    const { combine = sum } = strategy;
    const outputs = levels.map((name) => maps[name]!);
    const atMaps = mapValues(byTask, (own) => levels.map((name) => own[name] ?? null));
    if (strategy.at === 'features') {
      const lists = filled(atMaps, outputs);
      const norms = mapValues(lists, normOf);
      torch.autograd.backward(outputs, combine.call(strategy, lists));
      return norms;
    }
    const atParameters = throughShared(outputs, atMaps, parameters);
    const used = parameters.flatMap((_, i) => (Object.values(atParameters).some((own) => own[i]) ? [i] : []));
    const learned = used.map((i) => parameters[i]!);
    const lists = filled(
      mapValues(atParameters, (own) => used.map((i) => own[i]!)),
      learned,
    );
    const norms = mapValues(lists, normOf);
    for (const [i, gradient] of combine.call(strategy, lists).entries()) {
      const parameter = learned[i]!;
      const before = parameter.grad;
      parameter.grad = before ? before.add(gradient) : gradient;
    }
    return norms;
  });
}

/** Each task's gradients at the shared parameters; the graph is freed with the last task. */
function throughShared(
  outputs: readonly Tensor[],
  atMaps: Record<string, (Tensor | null)[]>,
  parameters: readonly Tensor[],
): Record<string, (Tensor | null)[]> {
  const last = Object.keys(atMaps).at(-1);
  return Object.fromEntries(
    Object.entries(atMaps).map(([task, gradients]) => {
      const read = outputs.filter((_, i) => gradients[i]);
      if (read.length === 0) return [task, parameters.map(() => null)];
      const options = { gradOutputs: gradients.filter((gradient) => gradient !== null), allowUnused: true };
      return [task, torch.autograd.grad(read, parameters, { ...options, retainGraph: task !== last })];
    }),
  );
}

/**
 * Zeros where a task has no gradient. In full precision: dots and norms of half a number's range overflow.
 */
function filled(
  byTask: Record<string, (Tensor | null)[]>,
  like: readonly Tensor[],
): Record<string, Tensor[]> {
  return mapValues(byTask, (list) =>
    list.map((gradient, i) => fullPrecision(gradient ?? torch.zerosLike(like[i]!))),
  );
}

function sum(gradients: Readonly<Record<string, readonly Tensor[]>>): Tensor[] {
  const lists = Object.values(gradients).map((list) => [...list]);
  return lists.reduce((total, list) => torch.unchecked._foreachAdd(total, list));
}

/** The norm over all the tensors together, []. */
function normOf(tensors: readonly Tensor[]): Tensor {
  return scope(() => torch.linalg.vectorNorm(torch.stack(torch.unchecked._foreachNorm([...tensors]))));
}
