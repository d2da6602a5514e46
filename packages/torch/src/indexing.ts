// Indexing with numbers, '1:3' slices, null, '...', masks and index tensors, as Python's `x[...]`.
import { tensor } from './creation.js';
import { ArgumentError } from './errors.js';
import { operators } from './operators.js';
import { scope } from './scope.js';
import { Tensor } from './tensor.js';

/**
 * number: one index, the dimension goes · 'start:stop:step': a slice (each part optional) · null: a new dimension ·
 * '...': as many whole dimensions as are left · int64 tensor or number[]: these indices · bool tensor or boolean[]:
 * where it is true.
 */
export type Index = number | string | null | Tensor | readonly number[] | readonly boolean[];

/** The elements `start, start + step, ...` below `stop`, as an index: `x.at(slice(1, 3))` is `x.at('1:3')`. */
export const slice = (start?: number, stop?: number, step?: number): string =>
  `${start ?? ''}:${stop ?? ''}${step === undefined ? '' : `:${step}`}`;

function parseSlice(text: string): { start?: number; end?: number; step?: number } {
  const parts = /^\s*(-?\d+)?\s*:\s*(-?\d+)?\s*(?::\s*(\d+)?\s*)?$/.exec(text);
  if (parts === null)
    throw new ArgumentError(
      `'${text}' is no index: write 'start:stop', 'start:stop:step' (step > 0), ':' or '...'`,
    );
  const number = (part: string | undefined) => (part === undefined ? undefined : Number(part));
  return { start: number(parts[1]), end: number(parts[2]), step: number(parts[3]) };
}

/** Lists of indices as tensors, and the sort of everything else checked. */
function normalise(index: Index, source: Tensor): number | string | null | Tensor {
  if (Array.isArray(index)) {
    const mask = typeof index[0] === 'boolean';
    return tensor(index, { dtype: mask ? 'bool' : 'int64', device: source.device });
  }
  if (index === null || index instanceof Tensor || typeof index === 'string' || Number.isInteger(index))
    return index as number | string | null | Tensor;
  throw new ArgumentError(
    `${String(index)} is no index: give an integer, a slice such as '1:3', '...', null, a tensor or a list`,
  );
}

/** How many dimensions an index consumes. */
function consumed(index: number | string | null | Tensor): number {
  if (index === null || index === '...') return 0;
  return index instanceof Tensor && (index.dtype === 'bool' || index.dtype === 'uint8') ? index.ndim : 1;
}

/**
 * Applies the views (numbers, slices, null, '...'). What is left is a list for LibTorch's index operators: an index
 * tensor or a mask where one was given, null for each whole dimension before it; empty if there was none.
 */
function applyViews(source: Tensor, given: readonly Index[]): { view: Tensor; selectors: (Tensor | null)[] } {
  const indices = given.map((index) => normalise(index, source));
  const { shape } = source;
  const total = indices.reduce<number>((sum, index) => sum + consumed(index), 0);
  if (total > shape.length)
    throw new RangeError(`${total} indices for a tensor of shape [${shape.join(', ')}]`);
  if (indices.filter((index) => index === '...').length > 1)
    throw new ArgumentError("an index has one '...' at most");
  let view = source;
  let dim = 0;
  let selects = false;
  const selectors: (Tensor | null)[] = [];
  const skip = (count: number) => {
    dim += count;
    for (let i = 0; i < count; i++) selectors.push(null);
  };
  for (const index of indices) {
    if (typeof index === 'number') view = operators.call('aten::select.int', [view, dim, index]) as Tensor;
    else if (index === null) {
      view = operators.call('aten::unsqueeze', [view, dim]) as Tensor;
      skip(1);
    } else if (index === '...') skip(shape.length - total);
    else if (typeof index === 'string') {
      view = operators.call('aten::slice.Tensor', [view, { dim, ...parseSlice(index) }]) as Tensor;
      skip(1);
    } else {
      selects = true;
      selectors.push(index);
      dim += consumed(index);
    }
  }
  return { view, selectors: selects ? selectors : [] };
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
  value: Tensor | number | bigint | boolean,
): void {
  scope(() => {
    const source =
      value instanceof Tensor ? value : tensor(value, { dtype: target.dtype, device: target.device });
    const { view, selectors } = applyViews(target, indices);
    if (selectors.length > 0) operators.call('aten::index_put_', [view, selectors, source]);
    else operators.call('aten::copy_', [view, source]);
  });
}
