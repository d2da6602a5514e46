import { type Device, scope, type Tensor, torch } from '@cotrain/torch';
import { OptionError } from '../options.js';

/**
 * Converts an attention mask to numbers that are added to the scores; true in a boolean mask becomes minus
 * infinity.
 */
export function additiveMask(mask: Tensor, like: Tensor): Tensor {
  if (mask.isFloatingPoint()) return mask;
  if (mask.dtype !== 'bool') {
    throw new OptionError(`an attention mask must be boolean or floating-point, got ${mask.dtype}`);
  }
  return scope(() =>
    torch
      .zeros(mask.shape, { dtype: like.dtype, device: like.device })
      .maskedFill(mask, Number.NEGATIVE_INFINITY),
  );
}

/** Mask [length, keys] that is true above the diagonal, where a position would see later positions. */
export function causalMask(length: number, keys: number, device: Device): Tensor {
  return scope(() => torch.ones([length, keys], { dtype: 'bool', device }).triu({ diagonal: 1 }));
}

/**
 * Mask [size, size] with 0 on and below the diagonal and minus infinity above it
 * (`torch.nn.Transformer.generate_square_subsequent_mask`).
 */
export function generateSquareSubsequentMask(size: number): Tensor {
  return scope(() => additiveMask(causalMask(size, size, 'cpu'), torch.zeros([])));
}
