import { Rng } from '../rng.js';

const ORDER_STREAM = 0x0d;
const AUGMENTATION_STREAM = 0xa6;

/** Order in which an epoch visits the samples. Depends only on seed and epoch. */
export function epochOrder(length: number, seed: number, epoch: number, shuffle: boolean): Uint32Array {
  const order = Uint32Array.from({ length }, (_, index) => index);
  return shuffle ? new Rng(seed, ORDER_STREAM, epoch).shuffle(order) : order;
}

/**
 * Random generator for one sample's augmentations. The numbers do not depend on the thread that draws them.
 * @param draw how often the sample has been drawn before: the epoch, if each sample is drawn once per epoch
 */
export function augmentationRng(seed: number, draw: number, index: number): Rng {
  return new Rng(seed, AUGMENTATION_STREAM, draw, index);
}
