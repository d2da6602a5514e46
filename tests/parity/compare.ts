import { scope, Tensor, torch } from '@cotrain/torch';

/** The largest difference, relative to the largest expected magnitude. */
export function relativeError(actual: Tensor, expected: Tensor | readonly number[]): number {
  return scope(() => {
    const a = actual.to({ dtype: 'float64' }).flatten();
    const b = (expected instanceof Tensor ? expected : torch.tensor(Float64Array.from(expected)))
      .to({ dtype: 'float64' })
      .flatten();
    if (a.numel() !== b.numel()) return Number.POSITIVE_INFINITY;
    const scale = Number(b.abs().max().item());
    const difference = Number(a.sub(b).abs().max().item());
    // max() propagates NaN, and NaN must not count as small.
    return Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference / (scale || 1);
  });
}
