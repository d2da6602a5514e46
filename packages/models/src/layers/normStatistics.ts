import {
  type AnyModule,
  BatchNorm1d,
  BatchNorm2d,
  BatchNorm3d,
  Buffer,
  FrozenBatchNorm2d,
  type Module,
} from '@cotrain/nn';
import { ArgumentError, noGrad, scope, type Tensor, torch } from '@cotrain/torch';

type Norm = BatchNorm1d | BatchNorm2d | BatchNorm3d | FrozenBatchNorm2d;

const isBatchNorm = (module: AnyModule): module is BatchNorm1d | BatchNorm2d | BatchNorm3d =>
  [BatchNorm1d, BatchNorm2d, BatchNorm3d].some((kind) => module instanceof kind);

/** Which norms `NormStatistics` re-estimates. */
export interface NormStatisticsOptions {
  /** Also replaces the statistics of frozen norms. Default false. */
  frozen?: boolean;
}

/** Accumulated statistics of all values that a norm has seen. */
interface Estimate {
  norm: Norm;
  mean: Buffer; // [C]
  variance: Buffer; // [C]
  /** Number of values in each channel. */
  count: number;
}

/**
 * Re-estimates the statistics of a model's batch norms over all given batches, each weighted by its number of
 * values ("precise BN": Wu & Johnson, "Rethinking 'batch' in BatchNorm", 2021, section 3; fvcore
 * `nn/precise_bn.py`: `update_bn_stats`):
 *
 * ```ts
 * using statistics = new NormStatistics(model.backbone);
 * for await (const batch of loader) scope(() => statistics.add(toTensors(batch).images));
 * statistics.apply();
 * ```
 *
 * The model does not change until `apply`. As in training, each norm normalises its input by the statistics
 * of the batch. Other layers run in evaluation mode, so that no random numbers are drawn.
 */
export class NormStatistics {
  readonly #model: Module<[images: Tensor], unknown>;
  readonly #estimates: Estimate[];

  constructor(model: Module<[images: Tensor], unknown>, { frozen = false }: NormStatisticsOptions = {}) {
    this.#model = model;
    this.#estimates = model.modules().flatMap((norm) => {
      if (!(isBatchNorm(norm) || (frozen && norm instanceof FrozenBatchNorm2d))) return [];
      const { runningMean } = norm;
      if (runningMean === null) return [];
      const zeros = () => scope(() => new Buffer(torch.zerosLike(runningMean)));
      return [{ norm, mean: zeros(), variance: zeros(), count: 0 }];
    });
  }

  /** Number of norms that are re-estimated. */
  get norms(): number {
    return this.#estimates.length;
  }

  /** Runs the model on a batch. */
  add(images: Tensor): void {
    const training = this.#model.modules().filter((module) => module.training);
    const hooks = this.#estimates.map((estimate) =>
      estimate.norm.registerForwardHook((_, [x]) => count(estimate, x)),
    );
    this.#model.eval();
    try {
      noGrad(() => scope(() => void this.#model.forward(images)));
    } finally {
      for (const hook of hooks) hook.remove();
      for (const module of training) module.training = true;
    }
  }

  /**
   * Sets the norms' statistics. Norms that no batch reached keep theirs.
   * @throws ArgumentError if no batch reached any norm
   */
  apply(): void {
    const seen = this.#estimates.filter(({ count }) => count > 0);
    if (seen.length === 0) throw new ArgumentError('NormStatistics: no batch has reached a norm');
    noGrad(() => {
      for (const { norm, mean, variance } of seen) {
        norm.runningMean!.copy_(mean);
        norm.runningVar!.copy_(variance);
      }
    });
  }

  dispose(): void {
    for (const { mean, variance } of this.#estimates) for (const tensor of [mean, variance]) tensor.dispose();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }
}

/** Adds a norm's input [B, C, ...] to its estimate, and normalises by this input alone. */
function count(estimate: Estimate, x: Tensor): Tensor {
  const { norm, mean, variance } = estimate;
  return scope(() => {
    const dim = x.shape.map((_, i) => i).filter((i) => i !== 1);
    const [ownVariance, ownMean] = x.varMean({ dim, correction: 0 }); // [C], [C]
    const values = x.numel() / x.shape[1]!;
    estimate.count += values;
    const share = values / estimate.count;
    // The total variance is the mean of the batches' variances plus the variance of their means (Chan et al.,
    // 1979).
    const distance = ownMean.sub(mean);
    variance.mul_(1 - share).add_(ownVariance.mul(share));
    variance.add_(distance.square().mul_(share * (1 - share)));
    mean.add_(distance.mul_(share));
    return torch.batchNorm(x, norm.weight, norm.bias, null, null, true, 0, norm.eps, true);
  });
}
