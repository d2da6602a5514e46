import { Rng } from '../rng.js';

const ORDER_STREAM = 0x0d;
const AUGMENTATION_STREAM = 0xa6;

/** The order in which an epoch visits the samples: a function of seed and epoch alone. */
export function epochOrder(length: number, seed: number, epoch: number, shuffle: boolean): Uint32Array {
  const order = Uint32Array.from({ length }, (_, index) => index);
  return shuffle ? new Rng(seed, ORDER_STREAM, epoch).shuffle(order) : order;
}

/**
 * The generator of one sample's augmentations: whichever thread draws from it, the numbers are the same.
 * @param draw the how-manieth time the sample is drawn: the epoch, where each comes once an epoch
 */
export function augmentationRng(seed: number, draw: number, index: number): Rng {
  return new Rng(seed, AUGMENTATION_STREAM, draw, index);
}
