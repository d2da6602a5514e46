// Integers by which LibTorch's operators take a choice, under the names that PyTorch has for them.
import { ArgumentError } from '../errors/errors.js';
import { suggestion } from './names.js';

const REDUCTIONS = { none: 0, mean: 1, sum: 2 } as const;
const GRID_MODES = { bilinear: 0, nearest: 1, bicubic: 2 } as const;
const GRID_PADDINGS = { zeros: 0, border: 1, reflection: 2 } as const;
const BAG_MODES = { sum: 0, mean: 1, max: 2 } as const;
const PAD_MODES = { reflect: 0, replicate: 1, circular: 2, constant: 3 } as const;
const DISTANCE_MODES = {
  use_mm_for_euclid_dist_if_necessary: 0,
  use_mm_for_euclid_dist: 1,
  donot_use_mm_for_euclid_dist: 2,
} as const;

/** A name, or LibTorch's integer for it. */
type NameOrCode<Codes extends Record<string, number>> = keyof Codes | Codes[keyof Codes];

/** What becomes of a loss's elements: all of them, their mean (0 dimensions) or their sum. */
export type LossReduction = NameOrCode<typeof REDUCTIONS>;
/** How `gridSampler` interpolates between pixels. */
export type GridMode = NameOrCode<typeof GRID_MODES>;
/** What `gridSampler` finds outside the image. */
export type GridPadding = NameOrCode<typeof GRID_PADDINGS>;
/** How `embeddingBag` reduces the rows of a bag. */
export type BagMode = NameOrCode<typeof BAG_MODES>;
/** What `_padEnum` finds outside the tensor. */
export type PadMode = NameOrCode<typeof PAD_MODES>;
/** Whether `cdist` computes Euclidean distances by a matrix product. */
export type DistanceMode = NameOrCode<typeof DISTANCE_MODES>;

export interface NamedCodes {
  /** Name of the TypeScript type. */
  type: string;
  codes: Readonly<Record<string, number>>;
}

const ARGUMENTS: readonly [operator: RegExp, argument: string, NamedCodes][] = [
  [/^/, 'reduction', { type: 'LossReduction', codes: REDUCTIONS }],
  [/grid_sampler/, 'interpolation_mode', { type: 'GridMode', codes: GRID_MODES }],
  [/grid_sampler/, 'padding_mode', { type: 'GridPadding', codes: GRID_PADDINGS }],
  [/embedding_bag/, 'mode', { type: 'BagMode', codes: BAG_MODES }],
  [/^_pad_enum$/, 'mode', { type: 'PadMode', codes: PAD_MODES }],
  [/cdist/, 'compute_mode', { type: 'DistanceMode', codes: DISTANCE_MODES }],
];

/**
 * The codes of an argument of LibTorch's own operators; undefined if it has none.
 * @param operator its name or its schema: `aten::mse_loss`, `aten::mse_loss.out(Tensor self, ...`
 */
export function namedCodes(
  operator: string,
  argument: { name: string; kind: string; list: boolean },
): NamedCodes | undefined {
  if (!operator.startsWith('aten::') || argument.kind !== 'int' || argument.list) return undefined;
  const [base] = operator.slice('aten::'.length).split(/[.(]/, 1) as [string];
  return ARGUMENTS.find(([pattern, name]) => name === argument.name && pattern.test(base))?.[2];
}

/** `'none' | 'mean' | 'sum'`, for error messages. */
export const shownCodes = ({ codes }: NamedCodes): string =>
  Object.keys(codes)
    .map((name) => `'${name}'`)
    .join(' | ');

/**
 * LibTorch's integer for a name; integers that stand for a name and values of other types stay.
 * @throws ArgumentError if a name or an integer stands for nothing
 */
export function codeOf(where: string, value: unknown, named: NamedCodes): unknown {
  const { codes } = named;
  if (typeof value === 'string' && Object.hasOwn(codes, value)) return codes[value];
  const isNumber = typeof value === 'number' || typeof value === 'bigint';
  if (isNumber && Object.values(codes).includes(Number(value))) return value;
  if (typeof value !== 'string' && !isNumber) return value;
  const hint = typeof value === 'string' ? suggestion(value, Object.keys(codes)) : '';
  const shown = typeof value === 'string' ? `'${value}'` : value;
  throw new ArgumentError(`${where} cannot be ${shown}${hint}; it takes ${shownCodes(named)}`);
}
