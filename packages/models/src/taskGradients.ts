// Passes gradients from the heads to the shared parts: their sum, or a strategy's combination of the tasks.
import { mapValues } from '@cotrain/nn';
import { noGrad, scope, type Tensor, torch } from '@cotrain/torch';
import type { FeatureMaps } from './features.js';
import { fullPrecision } from './precision.js';

/**
 * Where the tasks' gradients are combined: at the feature maps that the heads read, or at the parameters of
 * the shared parts. The latter takes a backward pass through the shared parts, and memory for their
 * gradients, for each task.
 */
export type GradientSite = 'features' | 'parameters';

/**
 * Adds up values over all ranks of a step, so that a dot product over a rank's images becomes that of the
 * whole batch. Returns them unchanged in a single process. Every rank makes the same calls.
 */
export type RankSum = (values: Tensor) => Tensor;

/** Combines the gradients of several tasks at the shared parts. */
export interface GradientStrategy {
  readonly at: GradientSite;
  /**
   * Gets each task's gradients, in the same order for all tasks, and returns one list in that order, of new
   * or given tensors. It runs inside a scope. Default: the sum.
   *
   * With several ranks, gradients at the feature maps are those of a rank's own images (a single zero for a
   * rank without images), and products of them are complete once `sum` has added them up. Gradients at the
   * parameters are complete already.
   */
  combine?(gradients: Readonly<Record<string, readonly Tensor[]>>, sum: RankSum): readonly Tensor[];
}

/** Gradients by feature map; maps that a head does not read are missing. */
export type MapGradients = Readonly<Record<string, Tensor>>;

/** Gradients of one task at the shared parameters, in their order; null for those that it does not reach. */
export type ParameterGradients = readonly (Tensor | null)[];

/**
 * Passes the heads' gradients at the feature maps, by task, through the shared parts, and adds the gradients
 * of those parts to `.grad`.
 *
 * @param maps feature maps with the graph of the shared parts
 * @param levels names of the maps from which to start
 * @param byTask gradients, which it takes over: they are freed before the pass, which takes the most memory
 * @returns by task, the norm of its gradient at the maps of this rank
 */
export function backwardAtMaps(
  maps: FeatureMaps,
  levels: readonly string[],
  byTask: Readonly<Record<string, MapGradients>>,
  strategy: Pick<GradientStrategy, 'combine'>,
  sum: RankSum = alone,
): Record<string, Tensor> {
  return scope(() => {
    const outputs = levels.map((name) => maps[name]!);
    const lists = filled(
      mapValues(byTask, (own) => levels.map((name) => own[name] ?? null)),
      outputs,
    );
    const norms = mapValues(lists, normOf);
    const combined = scope(() => strategy.combine?.(lists, sum) ?? add(lists));
    for (const gradient of [...Object.values(lists).flat(), ...Object.values(byTask).flatMap(Object.values)])
      if (!combined.includes(gradient)) gradient.dispose();
    torch.autograd.backward(outputs, combined);
    return norms;
  });
}

/** Each task's gradients for the shared parameters; the graph is freed with the last task. */
export function throughShared(
  maps: FeatureMaps,
  levels: readonly string[],
  byTask: Readonly<Record<string, MapGradients>>,
  parameters: readonly Tensor[],
): Record<string, ParameterGradients> {
  const last = Object.keys(byTask).at(-1);
  return Object.fromEntries(
    Object.entries(byTask).map(([task, own]) => {
      const read = levels.filter((name) => own[name]);
      if (read.length === 0) return [task, parameters.map(() => null)];
      const options = { gradOutputs: read.map((name) => own[name]!), allowUnused: true };
      const outputs = read.map((name) => maps[name]!);
      return [task, torch.autograd.grad(outputs, parameters, { ...options, retainGraph: task !== last })];
    }),
  );
}

/**
 * Combines the tasks' gradients at the shared parameters and adds the result to `.grad`. Parameters that no
 * task reaches on any rank keep theirs.
 *
 * @returns by task, the norm of its gradient
 */
export function combineAtParameters(
  byTask: Readonly<Record<string, ParameterGradients>>,
  parameters: readonly Tensor[],
  strategy: Pick<GradientStrategy, 'combine'>,
  ranks: RankSum | null,
): Record<string, Tensor> {
  return noGrad(() =>
    scope(() => {
      const lists = Object.values(byTask);
      const reached = parameters.map((_, i) => Number(lists.some((own) => own[i])));
      const isReached = ranks ? (ranks(torch.tensor(reached)).toArray() as number[]) : reached;
      const used = [...parameters.keys()].filter((i) => isReached[i]);
      if (used.length === 0)
        return mapValues(byTask, () => torch.zeros([], { device: parameters[0]?.device ?? 'cpu' }));
      const learned = used.map((i) => parameters[i]!);
      const own = filled(
        mapValues(byTask, (list) => used.map((i) => list[i]!)),
        learned,
      );
      const gradients = ranks ? mapValues(own, (list) => sumFlat(list, ranks)) : own;
      const norms = mapValues(gradients, normOf);
      const combined = strategy.combine?.(gradients, alone) ?? add(gradients);
      for (const [i, gradient] of combined.entries()) {
        const parameter = learned[i]!;
        const before = parameter.grad;
        parameter.grad = before ? before.add(gradient) : gradient;
      }
      return norms;
    }),
  );
}

const alone: RankSum = (values) => values;

/** Sums tensors over the ranks in one call. */
function sumFlat(tensors: readonly Tensor[], ranks: RankSum): Tensor[] {
  return scope(() => {
    const flat = ranks(torch.cat(tensors.map((tensor) => tensor.reshape([-1]))));
    const parts = flat.split(tensors.map((tensor) => tensor.numel()));
    return parts.map((part, i) => part.view([...tensors[i]!.shape]));
  });
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

function add(gradients: Readonly<Record<string, readonly Tensor[]>>): Tensor[] {
  const [first, second, ...others] = Object.values(gradients).map((list) => [...list]);
  if (!second) return first!;
  const total = torch.unchecked._foreachAdd(first!, second);
  for (const list of others) torch.unchecked._foreachAdd_(total, list);
  return total;
}

/** The joint norm of all tensors, a scalar. */
function normOf(tensors: readonly Tensor[]): Tensor {
  return scope(() => torch.linalg.vectorNorm(torch.stack(torch.unchecked._foreachNorm([...tensors]))));
}
