import { type Int, type Tensor, torch } from '@cotrain/torch';
import { pair } from './pair.js';

/** Classes of pixels with LibTorch's operators: as native/ops, up to rounding. */
export function plainResizedArgmax(
  logits: Tensor,
  sizes: Record<'padded' | 'valid' | 'output', readonly Int[] | Int>,
  scores: boolean,
): [labels: Tensor, scores: Tensor] {
  const [padded, valid, output] = [pair(sizes.padded), pair(sizes.valid), pair(sizes.output)];
  const cropped = resized(logits, padded).narrow(1, 0, valid[0]).narrow(2, 0, valid[1]);
  const all = resized(cropped, output); // [K, H, W]
  // LibTorch's `argmax` takes four to twelve times as long on the CPU.
  const [, index] = all.max(0);
  const labels = index.to({ dtype: logits.size(0) <= 255 ? 'uint8' : 'int64' });
  return [
    labels,
    scores ? all.softmax(0).amax({ dim: [0] }) : torch.empty([0], { dtype: all.dtype, device: all.device }),
  ];
}

const resized = (maps: Tensor, size: readonly [number, number]): Tensor =>
  maps.size(1) === size[0] && maps.size(2) === size[1]
    ? maps
    : torch.upsampleBilinear2d(maps.unsqueeze(0), size, false).squeeze(0);
