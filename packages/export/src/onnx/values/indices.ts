// The indices of `x[i, :, j]`, as ONNX's GatherND and ScatterND take them.
import { ExportError } from '../../errors.js';
import type { Builder } from '../builder.js';
import type { Call } from '../call.js';
import { isStatic, type Operand, range, rankOf, type Value } from './value.js';

/** Moves axes to the front, and says how to move them back. */
export function toFront(rank: number, axes: readonly number[]): { perm: number[]; back: number[] } {
  const perm = [...axes, ...range(rank).filter((axis) => !axes.includes(axis))];
  return { perm, back: range(rank).map((axis) => perm.indexOf(axis)) };
}

export interface Indices {
  /** Axes that are indexed. */
  axes: number[];
  /** Their positions, [..., axes], of the common shape of the indices. */
  positions: Operand;
  /** Number of axes of that common shape. */
  rank: number;
}

/** The indices of `x[i, :, j]`: tensors of positions, masks, and null for an axis as it is. */
export function readIndices(b: Builder, items: readonly Value[]): Indices {
  const axes: number[] = [];
  const parts: Operand[] = [];
  let axis = 0;
  for (const item of items) {
    if (item.kind !== 'tensor') {
      axis++;
      continue;
    }
    const own = item.tensor;
    if (own.dtype !== 'bool' && own.dtype !== 'uint8') {
      axes.push(axis++);
      parts.push(b.cast(own, 'int64'));
      continue;
    }
    const found = b.op('NonZero', [b.cast(own, 'bool')], {}, { dtype: 'int64', shape: [rankOf(own), null] });
    for (const row of range(rankOf(own))) {
      axes.push(axis++);
      parts.push(b.op('Gather', [found, b.numbers(row)], { axis: 0 }, { shape: [null] }));
    }
  }
  if (parts.length === 0) throw new ExportError('indexing without an index');
  const rank = Math.max(...parts.map(rankOf));
  // Negative positions count from the end, which ScatterND and GatherND understand too.
  const columns = parts.length === 1 ? parts : together(b, parts, rank);
  const last = columns.map((own) => b.unsqueeze(own, [rankOf(own)]));
  const positions = last.length === 1 ? last[0]! : b.op('Concat', last, { axis: -1 });
  return { axes, positions, rank };
}

/** The indices in their common shape. */
function together(b: Builder, parts: readonly Operand[], rank: number): Operand[] {
  const shape = parts[0]!.shape;
  if (isStatic(shape) && parts.every((own) => String(own.shape) === String(shape) && isStatic(own.shape)))
    return [...parts];
  const zero = parts.map((own) => b.op('Mul', [own, b.numbers(0)]));
  const all = zero.reduce((sum, own) => b.op('Add', [sum, own]));
  return parts.map((own) => ({ ...b.op('Add', [own, all]), shape: range(rank).map(() => null) }));
}

export const itemsOf = (call: Call): Value[] => {
  const list = call.value('indices');
  if (list.kind !== 'list') throw new ExportError("'indices' is not a list");
  return list.items;
};
