// Forms of operators whose CUDA kernels add in no fixed order, for `torch.useDeterministicAlgorithms`.
// Gradients of `indexSelect` and `gather` are added in a fixed order in that mode.
import { areDeterministicAlgorithmsEnabled, scope, type Tensor, torch } from '@cotrain/torch';

/**
 * Whether a deterministic form must replace a kernel for this tensor. The CPU's kernels are deterministic.
 */
export const needsDeterminism = (x: Tensor): boolean =>
  areDeterministicAlgorithmsEnabled() && x.device !== 'cpu' && x.device !== 'meta';

/**
 * `torch.upsampleBilinear2d` with its arguments, as two weighted neighbours along each dimension (PyTorch's
 * decomposition `_upsample_linear`).
 *
 * @param x [B, C, H, W]
 */
export function bilinear2d(
  x: Tensor,
  size: readonly number[] | null,
  alignCorners: boolean,
  scales: readonly number[] | null,
): Tensor {
  return scope(() =>
    [2, 3].reduce((map, dim, i) => {
      const output = size ? size[i]! : Math.floor(x.size(dim) * scales![i]!);
      return resizeAlong(map, dim, output, alignCorners, scales ? scales[i]! : null);
    }, x),
  );
}

function resizeAlong(
  x: Tensor,
  dim: number,
  output: number,
  alignCorners: boolean,
  scale: number | null,
): Tensor {
  const input = x.size(dim);
  const positions = Float32Array.from({ length: output }, (_, i) => {
    if (alignCorners) return output > 1 ? (i * (input - 1)) / (output - 1) : 0;
    return Math.max(0, (i + 0.5) * (scale === null ? input / output : 1 / scale) - 0.5);
  });
  const low = BigInt64Array.from(positions, (position) => BigInt(Math.min(Math.floor(position), input - 1)));
  const high = low.map((index) => (index < BigInt(input - 1) ? index + 1n : index));
  const shares = positions.map((position, i) => Math.min(1, position - Number(low[i]!)));
  const { device, dtype } = x;
  const share = torch
    .tensor(shares, { device })
    .to({ dtype })
    .view([output, ...new Array<number>(3 - dim).fill(1)]);
  const [first, second] = [low, high].map((list) => x.indexSelect(dim, torch.tensor(list, { device })));
  return first!.add(second!.sub(first!).mul(share));
}

/** `torch.nllLossNd` by `gather`. @param logProbabilities [B, C, ...] @param target int64 [B, ...] */
export function gatheredNll(
  logProbabilities: Tensor,
  target: Tensor,
  options: { weight: Tensor | null; ignoreIndex: number; reduction: 'none' | 'mean' | 'sum' },
): Tensor {
  const { weight, ignoreIndex, reduction } = options;
  return scope(() => {
    const ignored = target.eq(ignoreIndex); // [B, ...]
    const index = target.maskedFill(ignored, 0);
    const picked = logProbabilities.gather(1, index.unsqueeze(1)).squeeze(1); // [B, ...]
    const weights = (
      weight ? weight.indexSelect(0, index.flatten()).view([...target.shape]) : torch.onesLike(picked)
    ).maskedFill(ignored, 0);
    const losses = picked.mul(weights).neg().maskedFill(ignored, 0);
    if (reduction === 'none') return losses;
    const total = losses.sum();
    return reduction === 'sum' ? total : total.div(weights.sum());
  });
}

/**
 * `torch.crossEntropyLoss` of class indices by `gather`.
 * @param logits [B, C, ...]
 * @param target int64 [B, ...]
 */
export function gatheredCrossEntropy(
  logits: Tensor,
  target: Tensor,
  options: Parameters<typeof gatheredNll>[2] & { labelSmoothing: number },
): Tensor {
  const { weight, ignoreIndex, labelSmoothing, reduction } = options;
  return scope(() => {
    const logs = logits.logSoftmax(1);
    const plain = gatheredNll(logs, target, options);
    if (labelSmoothing === 0) return plain;
    const classes = logits.size(1);
    const byClass = weight ? weight.view([classes, ...new Array<number>(logits.ndim - 2).fill(1)]) : null;
    const ignored = target.eq(ignoreIndex);
    const uniform = (byClass ? logs.mul(byClass) : logs).sum([1]).neg().maskedFill(ignored, 0); // [B, ...]
    const index = target.maskedFill(ignored, 0).flatten();
    const weights = (
      weight ? weight.indexSelect(0, index) : torch.ones([index.numel()], { device: logits.device })
    )
      .view([...target.shape])
      .maskedFill(ignored, 0);
    const reduced =
      reduction === 'none' ? uniform : reduction === 'sum' ? uniform.sum() : uniform.sum().div(weights.sum());
    return plain.mul(1 - labelSmoothing).add(reduced, { alpha: labelSmoothing / classes });
  });
}
