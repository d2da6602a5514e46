import { isTracing, scope, type Tensor, usesPlainOperators } from '@cotrain/torch';
import { cotrain, type NormalizePixelsOptions } from './gen/cotrain.js';
import { plainNormalizePixels } from './plain/normalizePixels.js';

export type { NormalizePixelsOptions };

/**
 * Images for a network from pixels: `(pixel - mean) / std` in float32, with the channels in front. On the CPU
 * in one pass over the pixels; on other devices, and in traced programs, it consists of LibTorch's operators,
 * with the same bits. Not differentiable.
 *
 * @param pixels uint8 [B, H, W, 3]
 * @param options.mean what is subtracted from each channel of the result, in units of pixels (0 to 255)
 * @param options.std what each channel is divided by, in the same units; not 0
 * @param options.channels channel of `pixels` for each channel of the result, such as [2, 1, 0] for BGR
 * @param options.channelsLast whether the result is in the memory format `channels_last`
 * @returns float32 [B, 3, H, W]
 * @throws {TorchError} for pixels of another shape or dtype, and for other numbers of constants
 */
export function normalizePixels(pixels: Tensor, options: NormalizePixelsOptions): Tensor {
  if (pixels.device !== 'cpu' || usesPlainOperators() || isTracing())
    return scope(() => plainNormalizePixels(pixels, options));
  return cotrain.normalize_pixels(pixels, options);
}
