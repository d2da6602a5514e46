import { noGrad, scope, type Tensor, torch } from '@cotrain/torch';

/** Mean, deviation and limits of a truncated normal distribution. */
export interface TruncNormalOptions {
  /** Mean of the distribution before truncation. Default 0. */
  mean?: number;
  /** Standard deviation of the distribution before truncation. Default 1. */
  std?: number;
  /** Smallest value. Default -2. */
  a?: number;
  /** Largest value. Default 2. */
  b?: number;
}

/**
 * Fills the tensor from a normal distribution truncated to [a, b]. Values outside are redrawn, in the order
 * of `torch.nn.init.trunc_normal_` since PyTorch 2.13.
 */
export function truncNormal_(tensor: Tensor, options: TruncNormalOptions = {}): Tensor {
  const { mean = 0, std = 1, a = -2, b = 2 } = options;
  const inside = normalCdf((b - mean) / std) - normalCdf((a - mean) / std);
  const draw = inside > 0.3 ? redrawNormal : redrawUniform;
  noGrad(() => scope(() => void tensor.copy_(draw(tensor, { mean, std, a, b }))));
  return tensor;
}

/**
 * For wide bounds, where most draws fall inside. Each round draws values for the whole tensor but replaces
 * only those outside, until none is left.
 */
function redrawNormal(like: Tensor, { mean, std, a, b }: Required<TruncNormalOptions>): Tensor {
  // Round the bounds to the tensor's dtype, so that no accepted value rounds to one outside.
  const [from, to] = bounds(like, a, b);
  let result = torch.emptyLike(like).normal_({ mean, std });
  for (;;) {
    const outside = result.lt(from).logicalOr(result.gt(to));
    if (!outside.any().item()) return result;
    result = torch.where(outside, torch.emptyLike(like).normal_({ mean, std }), result);
  }
}

/**
 * For narrow bounds, where most normal draws would fall outside. Draws uniformly and accepts each value with
 * its density relative to the peak between the bounds.
 */
function redrawUniform(like: Tensor, { mean, std, a, b }: Required<TruncNormalOptions>): Tensor {
  const peak = Math.max(a, Math.min(mean, b));
  const logPeak = -0.5 * ((peak - mean) / std) ** 2;
  const rejected = (candidates: Tensor): Tensor => {
    const logDensity = candidates.sub(mean).div_(std).pow_(2).mul_(-0.5).sub_(logPeak);
    return torch.emptyLike(like).uniform_().log_().gt(logDensity);
  };
  let result = torch.emptyLike(like).uniform_({ from: a, to: b });
  let pending = rejected(result);
  while (pending.any().item()) {
    const candidates = torch.emptyLike(like).uniform_({ from: a, to: b });
    result = torch.where(pending, candidates, result);
    pending = pending.logicalAnd(rejected(candidates));
  }
  return result;
}

function bounds({ dtype }: Tensor, a: number, b: number): [number, number] {
  const rounded = torch.tensor(Float64Array.of(a, b)).to({ dtype }).to({ dtype: 'float64' });
  return rounded.toArray() as [number, number];
}

/** Standard normal CDF. */
function normalCdf(x: number): number {
  const erf = scope(() =>
    torch
      .tensor(Float64Array.of(x / Math.SQRT2))
      .erf()
      .item(),
  );
  return (1 + Number(erf)) / 2;
}
