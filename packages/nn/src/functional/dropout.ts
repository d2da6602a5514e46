import { type Tensor, torch } from '@cotrain/torch';
import type { AnyModule } from '../module.js';
import { OptionError, withDefaults } from '../options.js';
import { asBatch, expectMaps, expectShape } from '../shape.js';
import { type Dims, mapsPattern } from '../size.js';

/** Probability and mode of functional dropout, and whether the input is overwritten. */
export interface DropoutOptions {
  /** Probability of zeroing an element. Default 0.5. */
  p?: number;
  /** Whether to drop values; the identity if false. Default true. */
  training?: boolean;
  /** Overwrites the input, which saves the memory of one map. Default false. */
  inplace?: boolean;
}

/** Zeroes elements with probability `p` and scales the others by 1 / (1 - p). */
export function dropout(x: Tensor, options?: DropoutOptions): Tensor {
  const { p, training, inplace } = resolve('dropout', options);
  return inplace ? x.dropout_(p, training) : torch.dropout(x, p, training);
}

/** Zeroes whole channels of [B, C, L]. */
export function dropout1d(x: Tensor, options?: DropoutOptions): Tensor {
  return channelDropout('dropout1d', x, 1, resolve('dropout1d', options));
}

/** Zeroes whole channels of [B, C, H, W]. */
export function dropout2d(x: Tensor, options?: DropoutOptions): Tensor {
  return channelDropout('dropout2d', x, 2, resolve('dropout2d', options));
}

/** Zeroes whole channels of [B, C, D, H, W]. */
export function dropout3d(x: Tensor, options?: DropoutOptions): Tensor {
  return channelDropout('dropout3d', x, 3, resolve('dropout3d', options));
}

/** Dropout that preserves the mean and variance of `selu` outputs (Klambauer et al., 2017). */
export function alphaDropout(x: Tensor, options?: DropoutOptions): Tensor {
  const { p, training, inplace } = resolve('alphaDropout', options);
  return inplace ? x.alphaDropout_(p, training) : torch.alphaDropout(x, p, training);
}

/** Zeroes whole channels after checking the input's shape. */
export function channelDropout(
  where: AnyModule | string,
  x: Tensor,
  dims: Dims,
  { p, training, inplace }: Required<DropoutOptions>,
): Tensor {
  // For historical reasons PyTorch reads three dimensions as [B, C, L] here, not as [C, H, W].
  if (dims === 2) expectShape(where, x, mapsPattern(2));
  else expectMaps(where, x, dims);
  return asBatch(x, dims, (batch) =>
    inplace ? batch.featureDropout_(p, training) : torch.featureDropout(batch, p, training),
  );
}

function resolve(where: string, options: DropoutOptions | undefined): Required<DropoutOptions> {
  const given = withDefaults(where, options, { p: 0.5, training: true, inplace: false });
  checkProbability(where, given.p);
  return given;
}

/** @throws OptionError if `p` is not between 0 and 1. */
export function checkProbability(where: string, p: number): void {
  if (!(p >= 0 && p <= 1)) throw new OptionError(`${where}: p must be between 0 and 1, got ${p}`);
}
