import * as ops from '@cotrain/ops';
import type { Tensor } from '@cotrain/torch';
import type { RgbImage } from '../types.js';

/** Names of the normalisations that published weights expect. */
export const NORMALIZATIONS = ['imagenet', 'detectron2', 'clip', 'inception'] as const;
/** Name of a normalisation, such as `imagenet`. */
export type Normalization = (typeof NORMALIZATIONS)[number];

interface NormalizationConstants {
  /** Mean of pixel values in 0-255, in the order of the output channels. */
  mean: readonly [number, number, number];
  std: readonly [number, number, number];
  /** The source channel (0 red, 1 green, 2 blue) of each output channel. */
  channels: readonly [number, number, number];
}

const RGB = [0, 1, 2] as const;
const BGR = [2, 1, 0] as const;

/**
 * Constants by preset. imagenet: torchvision's models, RGB. detectron2: config/defaults.py PIXEL_MEAN and
 * PIXEL_STD for Caffe-style backbones, BGR in 0-255. clip: openai/CLIP clip/clip.py `_transform`, RGB.
 * inception: Google's MobileNets and Inceptions, x / 127.5 - 1, RGB.
 */
export const NORMALIZATION_CONSTANTS: Readonly<Record<Normalization, NormalizationConstants>> = {
  imagenet: {
    mean: [0.485 * 255, 0.456 * 255, 0.406 * 255],
    std: [0.229 * 255, 0.224 * 255, 0.225 * 255],
    channels: RGB,
  },
  detectron2: { mean: [103.53, 116.28, 123.675], std: [1, 1, 1], channels: BGR },
  clip: {
    mean: [0.48145466 * 255, 0.4578275 * 255, 0.40821073 * 255],
    std: [0.26862954 * 255, 0.26130258 * 255, 0.27577711 * 255],
    channels: RGB,
  },
  inception: { mean: [127.5, 127.5, 127.5], std: [127.5, 127.5, 127.5], channels: RGB },
};

/**
 * Normalises images for the network, on the device of `pixels`.
 *
 * @param pixels uint8 [B, H, W, 3], RGB
 * @returns float32 [B, 3, H, W], contiguous or channels_last
 */
export function normalizePixels(
  pixels: Tensor,
  normalization: Normalization,
  memoryFormat: 'contiguous' | 'channels_last',
): Tensor {
  const { mean, std, channels } = NORMALIZATION_CONSTANTS[normalization];
  return ops.normalizePixels(pixels, { mean, std, channels, channelsLast: memoryFormat === 'channels_last' });
}

/**
 * Converts one normalised image [3, height, width] back to RGB bytes, for example for overlays. Inverse of
 * {@link normalizePixels}.
 */
export function denormalize(
  values: Float32Array,
  height: number,
  width: number,
  normalization: Normalization,
): RgbImage {
  const { mean, std, channels } = NORMALIZATION_CONSTANTS[normalization];
  const data = new Uint8Array(height * width * 3);
  const plane = height * width;
  for (let channel = 0; channel < 3; channel++) {
    const to = channels[channel]!;
    for (let i = 0; i < plane; i++) {
      const value = Math.round(values[channel * plane + i]! * std[channel]! + mean[channel]!);
      data[i * 3 + to] = Math.min(255, Math.max(0, value));
    }
  }
  return { width, height, data };
}
