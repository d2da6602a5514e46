// Indexing with numbers, '1:3' slices, null, '...', masks and index tensors, as Python's `x[...]`.
import { fromNested } from './creation.js';
import { operators } from './operators.js';
import { scope } from './scope.js';
import { Tensor } from './tensor.js';

/**
 * number: one index, the dimension goes · 'start:stop:step': a slice (each part optional) · null: a new dimension ·
 * '...': as many whole dimensions as are left · int64 tensor or number[]: these indices · bool tensor: where it is true.
 */
export type Index = number | string | null | Tensor | readonly number[];

/** The elements `start, start + step, ...` below `stop`, as an index: `x.at(slice(1, 3))` is `x.at('1:3')`. */
export const slice = (start?: number, stop?: number, step?: number): string =>
  `${start ?? ''}:${stop ?? ''}${step === undefined ? '' : `:${step}`}`;

function parseSlice(text: string): { start?: number; end?: number; step?: number } {
  const parts = /^\s*(-?\d+)?\s*:\s*(-?\d+)?\s*(?::\s*(\d+)?\s*)?$/.exec(text);
  if (parts === null)
    throw new TypeError(`'${text}' is no index: write 'start:stop', 'start:stop:step', ':' or '...'`);
  const number = (part: string | undefined) => (part === undefined ? undefined : Number(part));
  return { start: number(parts[1]), end: number(parts[2]), step: number(parts[3]) };
}

/** How many dimensions an index consumes. */
function consumed(index: Index): number {
  if (index === null || index === '...') return 0;
  return index instanceof Tensor && index.dtype === 'bool' ? index.ndim : 1;
}

/** Applies the views (numbers, slices, null, '...') and collects the index tensors by the dimension they select from. */
function applyViews(
  source: Tensor,
  indices: readonly Index[],
): { view: Tensor; selectors: (Tensor | null)[] } {
  const shape = source.shape;
  const total = indices.reduce<number>((sum, index) => sum + consumed(index), 0);
  if (total > shape.length)
    throw new RangeError(`${total} indices for a tensor of shape [${shape.join(', ')}]`);
  let view = source;
  let dim = 0;
  const selectors: (Tensor | null)[] = [];
  for (const index of indices) {
    if (typeof index === 'number') view = operators.call('aten::select.int', [view, dim, index]) as Tensor;
    else if (index === null) view = operators.call('aten::unsqueeze', [view, dim++]) as Tensor;
    else if (index === '...') dim += shape.length - total;
    else if (typeof index === 'string') {
      view = operators.call('aten::slice.Tensor', [view, { dim, ...parseSlice(index) }]) as Tensor;
      dim++;
    } else {
      for (const selector of selectorsOf(index, source)) selectors[dim++] = selector;
    }
  }
  // Filled to plain nulls: holes are no values to the bridge.
  return { view, selectors: Array.from(selectors, (selector) => selector ?? null) };
}

/** A mask of k dimensions is k index tensors: the coordinates of what is true. */
function selectorsOf(index: Tensor | readonly number[], source: Tensor): Tensor[] {
  if (!(index instanceof Tensor)) return [fromNested(index, { dtype: 'int64', device: source.device })];
  if (index.dtype !== 'bool') return [index];
  const coordinates = operators.call('aten::nonzero', [index]) as Tensor;
  return operators.call('aten::unbind.int', [coordinates, { dim: 1 }]) as Tensor[];
}

export function indexTensor(source: Tensor, indices: readonly Index[]): Tensor {
  return scope(() => {
    const { view, selectors } = applyViews(source, indices);
    if (selectors.length > 0) return operators.call('aten::index.Tensor', [view, selectors]) as Tensor;
    return view === source ? (operators.call('aten::alias', [source]) as Tensor) : view;
  });
}

export function setIndexed(
  target: Tensor,
  indices: readonly Index[],
  value: Tensor | number | boolean,
): void {
  scope(() => {
    const source =
      value instanceof Tensor ? value : fromNested(value, { dtype: target.dtype, device: target.device });
    const { view, selectors } = applyViews(target, indices);
    if (selectors.length > 0) operators.call('aten::index_put_', [view, selectors, source]);
    else operators.call('aten::copy_', [view, source]);
  });
}
