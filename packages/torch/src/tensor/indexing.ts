// Indexing with numbers, '1:3' slices, null, '...', booleans, masks and index tensors, as Python's `x[...]`.

import { operators } from '../dispatch/registry.js';
import { ArgumentError } from '../errors/errors.js';
import { isTensor } from '../handle/handle.js';
import { scope } from '../handle/scope.js';
import type { DType } from '../values/dtype.js';
import { tensor } from './creation.js';
import type { NestedNumbers, Tensor } from './tensor.js';

/** A list of indices, or nested lists, as `torch.tensor` takes them. */
export type IndexList = readonly (number | IndexList)[];
/** A mask as a list, or as nested lists. */
export type MaskList = readonly (boolean | MaskList)[];

/**
 * number, or integer tensor without dimensions: one index, the dimension goes · 'start:stop:step': a slice
 * (each part optional) · null: a new dimension · '...': as many whole dimensions as are left · integer tensor
 * or (nested) list of numbers: these indices · bool tensor or (nested) list of booleans: where it is true ·
 * true, false, or a bool tensor without dimensions: a new dimension of all, or of nothing.
 */
export type Index = number | string | boolean | null | Tensor | IndexList | MaskList;

/**
 * The elements `start, start + step, ...` below `stop`, as an index: `x.at(slice(1, 3))` is `x.at('1:3')`.
 */
export const slice = (start?: number, stop?: number, step?: number): string =>
  `${start ?? ''}:${stop ?? ''}${step === undefined ? '' : `:${step}`}`;

/** The parts of a slice. Bounds beyond every tensor mean its end, as in Python, however large they are. */
function parseSlice(text: string): { start?: number; end?: number; step?: number } {
  const parts = /^\s*([+-]?\d+)?\s*:\s*([+-]?\d+)?\s*(?::\s*(\d+)?\s*)?$/.exec(text);
  if (parts === null)
    throw new ArgumentError(
      `'${text}' is not an index: write 'start:stop', 'start:stop:step' (step > 0), ':' or '...'`,
    );
  const number = (part: string | undefined) =>
    part === undefined
      ? undefined
      : Math.max(Number.MIN_SAFE_INTEGER, Math.min(Number(part), Number.MAX_SAFE_INTEGER));
  return { start: number(parts[1]), end: number(parts[2]), step: number(parts[3]) };
}

type PlainIndex = number | string | boolean | null | Tensor;

/** Lists of indices as tensors, and the sort of everything else checked. */
function normalise(index: Index, source: Tensor): PlainIndex {
  if (Array.isArray(index)) {
    const leaves = index.flat(Number.POSITIVE_INFINITY);
    const masks = leaves.filter((leaf) => typeof leaf === 'boolean').length;
    if (masks > 0 && masks < leaves.length)
      throw new ArgumentError('a list of indices holds either integers or booleans, not both');
    return tensor(index as NestedNumbers, { dtype: masks > 0 ? 'bool' : 'int64', device: source.device });
  }
  if (typeof index === 'number' ? Number.isSafeInteger(index) : isIndex(index)) return index as PlainIndex;
  throw new ArgumentError(
    `${String(index)} is not an index: give an integer, a slice such as '1:3', '...', null, a boolean, a tensor or a list`,
  );
}

const isIndex = (index: unknown): boolean =>
  index === null || isTensor(index) || typeof index === 'string' || typeof index === 'boolean';

const isMask = (index: Tensor): boolean => index.dtype === 'bool' || index.dtype === 'uint8';

/**
 * A tensor that is one value is that value, as in Python: an index that takes the dimension away, or true or
 * false.
 */
function unwrap(index: PlainIndex): PlainIndex {
  if (!isTensor(index) || index.ndim > 0 || !INTEGERS.includes(index.dtype)) return index;
  return isMask(index) ? Boolean(index.item()) : Number(index.item());
}

const INTEGERS: readonly DType[] = [
  'bool',
  'uint8',
  'int8',
  'int16',
  'int32',
  'int64',
  'uint16',
  'uint32',
  'uint64',
];

/** How many dimensions an index consumes. */
function consumed(index: PlainIndex): number {
  if (index === null || index === '...' || typeof index === 'boolean') return 0;
  return isTensor(index) && isMask(index) ? index.ndim : 1;
}

/**
 * Applies the views (numbers, slices, null, '...'). What is left is a list for LibTorch's index operators: an
 * index tensor or a mask where one was given, null for each whole dimension before it; empty if there was
 * none.
 */
function applyViews(source: Tensor, given: readonly Index[]): { view: Tensor; selectors: (Tensor | null)[] } {
  const indices = given.map((index) => unwrap(normalise(index, source)));
  const { shape } = source;
  const total = indices.reduce<number>((sum, index) => sum + consumed(index), 0);
  if (total > shape.length)
    throw new ArgumentError(`${total} indices for a tensor of shape [${shape.join(', ')}]`);
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
  const addDimension = () => {
    view = operators.call('aten::unsqueeze', [view, dim]) as Tensor;
  };
  const selectBy = (index: Tensor, dimensions: number) => {
    selects = true;
    selectors.push(index);
    dim += dimensions;
  };
  for (const index of indices) {
    if (typeof index === 'number') view = operators.call('aten::select.int', [view, dim, index]) as Tensor;
    else if (index === null) {
      addDimension();
      skip(1);
    } else if (index === '...') skip(shape.length - total);
    else if (typeof index === 'string') {
      view = operators.call('aten::slice.Tensor', [view, { dim, ...parseSlice(index) }]) as Tensor;
      skip(1);
    } else if (typeof index === 'boolean') {
      addDimension();
      selectBy(tensor(index ? [0] : [], { dtype: 'int64', device: source.device }), 1);
    } else selectBy(index, consumed(index));
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

/** A value without its leading dimensions of size 1, which assignment leaves out, as in Python. */
function withoutLeadingOnes(value: Tensor): Tensor {
  const { shape } = value;
  const first = shape.findIndex((size) => size !== 1);
  const kept = first < 0 ? [] : shape.slice(first);
  return kept.length === shape.length ? value : (operators.call('aten::view', [value, kept]) as Tensor);
}

export function setIndexed(
  target: Tensor,
  indices: readonly Index[],
  value: Tensor | number | bigint | boolean,
): void {
  scope(() => {
    const given = isTensor(value) ? value : tensor(value, { dtype: target.dtype, device: target.device });
    const { view, selectors } = applyViews(target, indices);
    const source = withoutLeadingOnes(given);
    if (selectors.length > 0) operators.call('aten::index_put_', [view, selectors, source]);
    else operators.call('aten::copy_', [view, source]);
  });
}
