import type { Tensor } from '@cotrain/torch';

/**
 * Converts to float32 if the precision is lower, as under autocast. Boxes, scores and losses are computed in
 * float32, because float16 cannot distinguish neighbouring pixels of a large image.
 */
export const fullPrecision = (x: Tensor): Tensor =>
  x.dtype === 'float16' || x.dtype === 'bfloat16' ? x.to({ dtype: 'float32' }) : x;
