import { OptionError } from './options.js';

/** Spatial dimensions: 1 for [B, C, L], 2 for [B, C, H, W], 3 for [B, C, D, H, W]. */
export type Dims = 1 | 2 | 3;

interface SizesByDims {
  1: [length: number];
  2: [height: number, width: number];
  3: [depth: number, height: number, width: number];
}

/** One number for each spatial dimension. */
export type Sizes<D extends Dims> = SizesByDims[D];

/** One number for all spatial dimensions, or one for each. */
export type SizeLike<D extends Dims> = number | Readonly<SizesByDims[D]>;

/** One number for both dimensions, or height and width. */
export type Pair = SizeLike<2>;

const SPATIAL: Record<Dims, readonly string[]> = { 1: ['L'], 2: ['H', 'W'], 3: ['D', 'H', 'W'] };

/** Shape pattern of a batch of maps, such as [B, 64, H, W]. */
export function mapsPattern(dims: Dims, channels: number | string = 'C'): (number | string)[] {
  return ['B', channels, ...SPATIAL[dims]];
}

/** @throws OptionError unless `value` is an integer of at least `min`, or a list of `dims` such integers. */
export function sizes<D extends Dims>(what: string, dims: D, value: SizeLike<D>, min = 1): Sizes<D> {
  const list = typeof value === 'number' ? new Array<number>(dims).fill(value) : [...(value ?? [])];
  if (list.length !== dims || !list.every((size) => Number.isInteger(size) && size >= min)) {
    const wanted = dims === 1 ? 'a whole number' : `a whole number or ${dims} of them`;
    throw new OptionError(`${what} must be ${wanted}, at least ${min}, got ${JSON.stringify(value)}`);
  }
  return list as Sizes<D>;
}
