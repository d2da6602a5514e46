// Numbers of a step, and how they are read from the device.
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
