import { Conv2d, functional } from '@cotrain/nn';
import { scope, type Tensor } from '@cotrain/torch';
import { c2XavierFill } from '../layers/weightInit.js';

/** Cosines between pixels and classes. */
export function scoreMaps(map: Tensor, text: Tensor): Tensor {
  return scope(() => {
    const [batch, , height, width] = map.shape as [number, number, number, number];
    const pixels = functional.normalize(map, { dim: 1 }).flatten({ startDim: 2 }); // [B, E, H * W]
    const classes = functional.normalize(text, { dim: 2 });
    return classes.matmul(pixels).reshape([batch, -1, height, width]);
  });
}

/**
 * Makes the convolution that reduces a map, concatenated with class maps, to its own channels. Initialised
 * like the FPN's convolutions.
 */
export function makeReduction(channels: number, numClasses: number): Conv2d {
  const conv = new Conv2d(channels + numClasses, channels, 1);
  c2XavierFill(conv);
  return conv;
}
