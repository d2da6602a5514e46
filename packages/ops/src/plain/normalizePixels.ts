import { type Tensor, torch } from '@cotrain/torch';
import type { NormalizePixelsOptions } from '../gen/cotrain.js';

/** Normalised images [B, 3, H, W] of pixels [B, H, W, 3], with LibTorch's operators. */
export function plainNormalizePixels(
  pixels: Tensor,
  { mean, std, channels, channelsLast = false }: NormalizePixelsOptions,
): Tensor {
  const { device } = pixels;
  const isInOrder = channels.every((from, channel) => Number(from) === channel);
  const ordered = isInOrder
    ? pixels
    : pixels.indexSelect(3, torch.tensor([...channels], { dtype: 'int64', device })); // [B, H, W, 3]
  const [means, stds] = [mean, std].map((values) => torch.tensor([...values], { device })) as [
    Tensor,
    Tensor,
  ]; // [3]
  if (!channelsLast) {
    // Bytes are cheaper to rearrange into planes than floats.
    const planes = ordered.permute([0, 3, 1, 2]).contiguous().to({ dtype: 'float32' }); // [B, 3, H, W]
    return planes.sub_(means.reshape([3, 1, 1])).div_(stds.reshape([3, 1, 1]));
  }
  const [batch, height, width] = pixels.shape as [number, number, number, number];
  // Constants as long as a row, because broadcasting over three innermost channels is many times slower.
  const rows = ordered.reshape([batch, height, width * 3]).to({ dtype: 'float32' }); // [B, H, W * 3]
  const normalized = rows.sub_(means.repeat([width])).div_(stds.repeat([width]));
  return normalized.reshape([batch, height, width, 3]).permute([0, 3, 1, 2]); // [B, 3, H, W]
}
