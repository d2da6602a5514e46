import { type Device, scope, type Tensor, torch } from '@cotrain/torch';
import { OptionError } from '../options.js';

/** A mask of attention as what is added to the scores: minus infinity where a boolean mask is true. */
export function additiveMask(mask: Tensor, like: Tensor): Tensor {
  if (mask.isFloatingPoint()) return mask;
  if (mask.dtype !== 'bool') {
    throw new OptionError(`a mask of attention is boolean or floating-point, got ${mask.dtype}`);
  }
  return scope(() =>
    torch
      .zeros(mask.shape, { dtype: like.dtype, device: like.device })
      .maskedFill(mask, Number.NEGATIVE_INFINITY),
  );
}

/** [length, keys]: true above the diagonal, where a position would see what comes after it. */
export function causalMask(length: number, keys: number, device: Device): Tensor {
  return scope(() => torch.ones([length, keys], { dtype: 'bool', device }).triu({ diagonal: 1 }));
}

/**
 * [size, size] of 0, and minus infinity above the diagonal;
 * `torch.nn.Transformer.generate_square_subsequent_mask`.
 */
export function generateSquareSubsequentMask(size: number): Tensor {
  return scope(() => additiveMask(causalMask(size, size, 'cpu'), torch.zeros([])));
}
