import type { Tensor } from '@cotrain/torch';

/**
 * In float32 where it is shorter, as under autocast: what boxes, scores and losses are computed in. The
 * digits of half a number do not tell one pixel of a large image from the next.
 */
export const fullPrecision = (x: Tensor): Tensor =>
  x.dtype === 'float16' || x.dtype === 'bfloat16' ? x.to({ dtype: 'float32' }) : x;
