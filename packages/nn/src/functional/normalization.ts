import { scope, type Tensor, torch } from '@cotrain/torch';
import type { AnyModule } from '../module.js';
import { withDefaults } from '../options.js';
import { expectShape, ShapeError } from '../shape.js';
import { formatShape } from '../stateDict.js';

interface AffineOptions {
  /** Weight that multiplies each normalised value; 1 if null. Default null. */
  weight?: Tensor | null;
  /** Bias [outFeatures]. Default null. */
  bias?: Tensor | null;
  /** Added to the denominator to avoid division by zero. Default 1e-5. */
  eps?: number;
}

/** Statistics, affine values and mode of functional batch norm. */
export interface BatchNormFunctionOptions extends AffineOptions {
  /** Running mean or variance [C], updated in training. Default null. */
  runningMean?: Tensor | null;
  /** Running mean or variance [C], updated in training. Default null. */
  runningVar?: Tensor | null;
  /** Normalises with the batch's statistics instead of the running statistics. Default false. */
  training?: boolean;
  /** Weight of the new batch in the running statistics. Default 0.1. */
  momentum?: number;
}

/** Normalises each channel of [B, C, ...] over the batch, or by running statistics. */
export function batchNorm(x: Tensor, options?: BatchNormFunctionOptions): Tensor {
  const given = withDefaults('batchNorm', options, {
    weight: null,
    bias: null,
    runningMean: null,
    runningVar: null,
    training: false,
    momentum: 0.1,
    eps: 1e-5,
  });
  const { weight, bias, runningMean, runningVar, training, momentum, eps } = given;
  if (training) severalValues('batchNorm', x, 0);
  return torch.batchNorm(x, weight, bias, runningMean, runningVar, training, momentum, eps, true);
}

/** Statistics, affine values and mode of functional instance norm. */
export interface InstanceNormFunctionOptions extends AffineOptions {
  /** Running mean or variance [C], updated if the input's statistics are used. Default null. */
  runningMean?: Tensor | null;
  /** Running mean or variance [C], updated if the input's statistics are used. Default null. */
  runningVar?: Tensor | null;
  /** Normalises by the input's statistics instead of the running statistics. Default true. */
  useInputStats?: boolean;
  /** Weight of the new batch in the running statistics. Default 0.1. */
  momentum?: number;
}

/** Normalises each channel of each element of [B, C, ...]. */
export function instanceNorm(x: Tensor, options?: InstanceNormFunctionOptions): Tensor {
  const given = withDefaults('instanceNorm', options, {
    weight: null,
    bias: null,
    runningMean: null,
    runningVar: null,
    useInputStats: true,
    momentum: 0.1,
    eps: 1e-5,
  });
  const { weight, bias, runningMean, runningVar, useInputStats, momentum, eps } = given;
  if (useInputStats) severalValues('instanceNorm', x, 2);
  return torch.instanceNorm(x, weight, bias, runningMean, runningVar, useInputStats, momentum, eps, true);
}

/** Normalises groups of channels of [B, C, ...]. */
export function groupNorm(x: Tensor, numGroups: number, options?: AffineOptions): Tensor {
  const given = withDefaults('groupNorm', options, { weight: null, bias: null, eps: 1e-5 });
  severalValuesOfGroups('groupNorm', x, numGroups);
  return torch.groupNorm(x, numGroups, given);
}

/** Normalises over the last dimensions, which must have the sizes `normalizedShape`. */
export function layerNorm(x: Tensor, normalizedShape: readonly number[], options?: AffineOptions): Tensor {
  const given = withDefaults('layerNorm', options, { weight: null, bias: null, eps: 1e-5 });
  expectShape('layerNorm', x, ['...', ...normalizedShape]);
  return torch.layerNorm(x, normalizedShape, given);
}

/** Scale and epsilon of functional RMS norm. */
export interface RmsNormFunctionOptions {
  /** Learned scale with the shape `normalizedShape`. Default null. */
  weight?: Tensor | null;
  /** Added to the mean square; the dtype's machine epsilon if null. Default null. */
  eps?: number | null;
}

/** Divides by the root mean square over the last dimensions (Zhang & Sennrich, 2019). */
export function rmsNorm(
  x: Tensor,
  normalizedShape: readonly number[],
  options?: RmsNormFunctionOptions,
): Tensor {
  const given = withDefaults('rmsNorm', options, { weight: null, eps: null });
  expectShape('rmsNorm', x, ['...', ...normalizedShape]);
  return torch.rmsNorm(x, normalizedShape, given);
}

/** Norm, dimension and epsilon of `normalize`. */
export interface NormalizeOptions {
  /** Order p of the norm. Default 2. */
  p?: number;
  /** Dimension to compute along. Default 1. */
  dim?: number;
  /** Added to the denominator to avoid division by zero. Default 1e-12. */
  eps?: number;
}

/** Divides by the norm over a dimension, clamped from below to `eps`. */
export function normalize(x: Tensor, options?: NormalizeOptions): Tensor {
  const { p, dim, eps } = withDefaults('normalize', options, { p: 2, dim: 1, eps: 1e-12 });
  return scope(() => x.div(torch.linalg.vectorNorm(x, { ord: p, dim: [dim], keepdim: true }).clampMin(eps)));
}

/**
 * Checks that each channel has more than one value. A single value has no variance; LibTorch would use 0 and
 * learn nothing.
 *
 * @param from first dimension, other than the channels', over which statistics are taken
 * @throws ShapeError if a channel has only one value
 */
export function severalValues(where: AnyModule | string, x: Tensor, from: number): void {
  const shape = x.shape;
  const values = shape.reduce((count, size, i) => (i >= from && i !== 1 ? count * size : count), 1);
  if (values === 1) throw oneValue(where, 'of each channel in training', shape);
}

/**
 * The same check for groups of channels, over the whole batch. As in PyTorch, one value in each of several
 * samples passes.
 */
export function severalValuesOfGroups(where: AnyModule | string, x: Tensor, groups: number): void {
  const shape = x.shape;
  if (x.numel() === groups) throw oneValue(where, 'of each group of channels', shape);
}

function oneValue(where: AnyModule | string, what: string, shape: readonly number[]): ShapeError {
  const name = typeof where === 'string' ? where : where.describe();
  return new ShapeError(name, `more than one value ${what}`, formatShape(shape));
}
