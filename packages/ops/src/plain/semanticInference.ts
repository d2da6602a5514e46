import { type Int, type Tensor, torch } from '@cotrain/torch';
import { pair } from './pair.js';

/** MaskFormer's semantic inference with LibTorch's operators: as native/ops, up to rounding. */
export function plainSemanticInference(
  classLogits: Tensor,
  maskLogits: Tensor,
  sizes: Record<'padded' | 'valid' | 'output', readonly Int[] | Int>,
  scores: boolean,
): [labels: Tensor, scores: Tensor] {
  const [padded, valid, output] = [pair(sizes.padded), pair(sizes.valid), pair(sizes.output)];
  const classes = classLogits.size(1) - 1;
  const likelihoods = classLogits.softmax(-1).narrow(1, 0, classes); // [Q, K]
  const masks = resized(maskLogits.unsqueeze(0), padded).sigmoid().squeeze(0); // [Q, H, W]
  const flat = likelihoods.t().matmul(masks.flatten({ startDim: 1 })); // [K, H * W]
  const all = flat.reshape([1, classes, ...padded]);
  const cropped = all.narrow(2, 0, valid[0]).narrow(3, 0, valid[1]);
  const [best, index] = resized(cropped, output).squeeze(0).max(0); // [height, width]
  const known = torch.where(best.isnan(), torch.zerosLike(index), index);
  const labels = known.to({ dtype: classes <= 255 ? 'uint8' : 'int64' });
  return [labels, scores ? best : torch.empty([0], { dtype: best.dtype, device: best.device })];
}

const resized = (maps: Tensor, size: readonly [number, number]): Tensor =>
  torch.upsampleBilinear2d(maps, size, false);
