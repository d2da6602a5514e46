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
  /** Whether norms of fixed statistics get new ones, too. Default false. */
  frozen?: boolean;
}

/** Of all values that a norm has seen. */
interface Estimate {
  norm: Norm;
  mean: Buffer; // [C]
  variance: Buffer; // [C]
  /** A channel's values. */
  count: number;
}

/**
 * Estimates the statistics of a model's batch norms anew, over all batches that it is shown, each of which
 * counts by its number of values ("precise BN": Wu & Johnson, "Rethinking 'batch' in BatchNorm", 2021,
 * section 3; fvcore `nn/precise_bn.py`: `update_bn_stats`):
 *
 * ```ts
 * using statistics = new NormStatistics(model.backbone);
 * for await (const batch of loader) scope(() => statistics.add(toTensors(batch).images));
 * statistics.apply();
 * ```
 *
 * Until `apply` the model stays as it is. As in training, each norm normalises by its batch, on whatever the
 * layers before it give; other layers are as in evaluation, so that no random numbers are drawn.
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

  /** How many norms it is for. */
  get norms(): number {
    return this.#estimates.length;
  }

  /** Shows the model a batch. */
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
   * Gives the norms their statistics; those that no batch came to keep what they have.
   * @throws ArgumentError if there was none at all
   */
  apply(): void {
    const seen = this.#estimates.filter(({ count }) => count > 0);
    if (seen.length === 0) throw new ArgumentError('NormStatistics: no batch has come to a norm');
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

/** Takes a norm's input [B, C, ...] into its estimate, and normalises by it alone. */
function count(estimate: Estimate, x: Tensor): Tensor {
  const { norm, mean, variance } = estimate;
  return scope(() => {
    const dim = x.shape.map((_, i) => i).filter((i) => i !== 1);
    const [ownVariance, ownMean] = x.varMean({ dim, correction: 0 }); // [C], [C]
    const values = x.numel() / x.shape[1]!;
    estimate.count += values;
    const share = values / estimate.count;
    // The variance of all is the mean of the batches' variances and that of their means' distances (Chan et
    // al., 1979).
    const distance = ownMean.sub(mean);
    variance.mul_(1 - share).add_(ownVariance.mul(share));
    variance.add_(distance.square().mul_(share * (1 - share)));
    mean.add_(distance.mul_(share));
    return torch.batchNorm(x, norm.weight, norm.bias, null, null, true, 0, norm.eps, true);
  });
}
