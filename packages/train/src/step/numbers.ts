// Numbers of a step: how they are read from the device, and joined over the ranks.
import { type Tensor, torch } from '@cotrain/torch';

/** Reads the values of several lists of scalars at once. */
export function readTogether<Lists extends readonly (readonly Tensor[])[]>(
  lists: Lists,
): { [I in keyof Lists]: number[] } {
  const all = lists.flat();
  const values = all.length === 0 ? [] : (torch.stack(all.map(asFloat)).toArray() as number[]);
  return lists.map(({ length }) => values.splice(0, length)) as { [I in keyof Lists]: number[] };
}

const asFloat = (scalar: Tensor): Tensor =>
  scalar.isFloatingPoint() ? scalar : scalar.to({ dtype: 'float64' });

/**
 * Deep supervision names the losses of decoder layers `loss_ce`, `loss_ce_0`, `loss_ce_1`. They are summed
 * under one name.
 */
export function sumLayers(
  losses: readonly (readonly [name: string, value: number])[],
): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const [name, value] of losses) {
    const base = name.replace(/_\d+$/, '');
    sums[base] = (sums[base] ?? 0) + value;
  }
  return sums;
}

/** What a rank tells the others of its part of a step. */
export interface RankNumbers {
  losses: [name: string, value: number][];
  /** Whether a head had no losses, because its outputs or targets were not finite. */
  hasDiverged: boolean;
  /** Norms of its gradients by task. */
  gradNorms: Record<string, number>;
}

export const isNotFinite = ([, loss]: readonly [string, number]): boolean => !Number.isFinite(loss);

/** Whether a rank has diverged. */
export const isWrong = ({ hasDiverged, losses }: RankNumbers): boolean =>
  hasDiverged || losses.some(isNotFinite);

/**
 * Losses and norms of the whole batch.
 *
 * @param told those of every rank
 * @param tasks the order of the losses
 * @param at where the gradients of the tasks are combined: at the parameters, every rank has norms over all
 *   ranks
 */
export function joinNumbers(
  told: readonly RankNumbers[],
  tasks: readonly string[],
  at: 'features' | 'parameters',
): RankNumbers {
  const sums = new Map<string, number>();
  for (const [name, loss] of told.flatMap(({ losses }) => losses))
    sums.set(name, (sums.get(name) ?? 0) + loss);
  const losses = tasks.flatMap((task) => [...sums].filter(([name]) => name.startsWith(`${task}/`)));
  const norms = tasks.flatMap((task) => {
    const given = told.flatMap(({ gradNorms }) => gradNorms[task] ?? []);
    if (given.length === 0) return [];
    return [[task, at === 'parameters' ? given[0]! : Math.hypot(...given)] as const];
  });
  return { losses, hasDiverged: false, gradNorms: Object.fromEntries(norms) };
}
