import { CotrainError, scope, Tensor } from '@cotrain/torch';
import type { AnyModule } from './module.js';
import { type Dims, mapsPattern } from './size.js';
import { formatShape } from './stateDict.js';

/** A module received a tensor of the wrong shape. */
export class ShapeError extends CotrainError {
  override readonly name = 'ShapeError';
  override readonly code = 'E_SHAPE';

  constructor(
    /** The module that rejected the tensor, such as `backbone.layer1.0.conv1: Conv2d(64, 64)`. */
    readonly where: string,
    readonly expected: string,
    readonly actual: string,
  ) {
    super(`${where}: expected ${expected}, got ${actual}`);
  }
}

/**
 * Checks the input shape of a module, or of a function with the given name. In `pattern` a number must match
 * exactly, a name stands for any size, and a leading `'...'` for any number of dimensions.
 *
 * @throws ShapeError such as `Conv2d(3, 64): expected [B, 3, H, W], got [2, 4, 8, 8]`.
 */
export function expectShape(
  where: AnyModule | string,
  x: Tensor,
  pattern: readonly (number | string)[],
): void {
  if (!(x instanceof Tensor)) throw new ShapeError(place(where), formatShape(pattern), describeValue(x));
  const shape = x.shape;
  const open = pattern[0] === '...';
  const wanted = open ? pattern.slice(1) : pattern;
  const offset = shape.length - wanted.length;
  const fits =
    (open ? offset >= 0 : offset === 0) &&
    wanted.every((size, i) => typeof size === 'string' || size === shape[offset + i]);
  if (!fits) throw new ShapeError(place(where), formatShape(pattern), formatShape(shape));
}

/**
 * Checks a batch of maps such as [B, 64, H, W], or a single one without the batch dimension: [64, H, W].
 * @throws ShapeError if neither matches
 */
export function expectMaps(
  where: AnyModule | string,
  x: Tensor,
  dims: Dims,
  channels: number | string = 'C',
): void {
  const pattern = mapsPattern(dims, channels);
  expectShape(where, x, x instanceof Tensor && x.ndim === dims + 1 ? pattern.slice(1) : pattern);
}

/** Applies `run`, which requires a batch dimension, to maps with or without one. */
export function asBatch(x: Tensor, dims: Dims, run: (x: Tensor) => Tensor): Tensor {
  return x.ndim === dims + 2 ? run(x) : scope(() => run(x.unsqueeze(0)).squeeze(0));
}

function place(module: AnyModule | string): string {
  if (typeof module === 'string') return module;
  return module.path === '' ? module.describe() : `${module.path}: ${module.describe()}`;
}

/** Describes a value in two words, for error messages. */
export function describeValue(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  return typeof value === 'object' ? `a ${value.constructor?.name ?? 'object'}` : `a ${typeof value}`;
}
