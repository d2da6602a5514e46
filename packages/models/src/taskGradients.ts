// Passes gradients from the heads to the shared parts: their sum, or a strategy's combination of the tasks.
import { mapValues } from '@cotrain/nn';
import { scope, type Tensor, torch } from '@cotrain/torch';
import type { FeatureMaps } from './features.js';
import { fullPrecision } from './precision.js';

/**
 * Where the tasks' gradients are combined: at the feature maps that the heads read, or at the parameters of
 * the shared parts. The latter takes a backward pass through the shared parts, and memory for their
 * gradients, for each task.
 */
export type GradientSite = 'features' | 'parameters';

/** Combines the gradients of several tasks at the shared parts. */
export interface GradientStrategy {
  readonly at: GradientSite;
  /**
   * Gets each task's gradients, in the same order for all tasks, and returns one list in that order, of new
   * or given tensors. It runs inside a scope. Default: the sum.
   */
  combine?(gradients: Readonly<Record<string, readonly Tensor[]>>): readonly Tensor[];
}

/** Gradients by feature map; maps that a head does not read are missing. */
type MapGradients = Readonly<Record<string, Tensor>>;

const SUM: GradientStrategy = { at: 'features' };

/**
 * Passes the heads' gradients at the feature maps, by task, through the shared parts, and adds the gradients
 * of those parts to `.grad`.
 *
 * @param maps feature maps with the graph of the shared parts
 * @param parameters trainable parameters of the shared parts
 * @returns by task, the norm of its gradient where the strategy combines gradients
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

/** Each task's gradients for the shared parameters; the graph is freed with the last task. */
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
 * Fills in zeros for missing gradients. Full precision, because dot products and norms would overflow in half
 * precision.
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

/** The joint norm of all tensors, a scalar. */
function normOf(tensors: readonly Tensor[]): Tensor {
  return scope(() => torch.linalg.vectorNorm(torch.stack(torch.unchecked._foreachNorm([...tensors]))));
}
