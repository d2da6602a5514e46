import { ArgumentError, noGrad, scope, type Tensor, torch } from '@cotrain/torch';
import { Module, type StateTolerance } from '../module.js';
import { withDefaults } from '../options.js';
import { Buffer } from '../parameter.js';
import { expectShape } from '../shape.js';
import { BatchNorm2d } from './batchNorm.js';

/** Epsilon of a frozen batch norm. */
export interface FrozenBatchNorm2dOptions {
  /** Added to the denominator to avoid division by zero. Default 1e-5. */
  eps?: number;
}

/**
 * Batch normalisation with fixed statistics and fixed affine values, all of them buffers (detectron2
 * `layers/batch_norm.py`, torchvision `ops/misc.py`: `FrozenBatchNorm2d`).
 */
export class FrozenBatchNorm2d extends Module {
  readonly numFeatures: number;
  readonly eps: number;
  weight: Buffer; // [C]
  bias: Buffer; // [C]
  runningMean: Buffer; // [C]
  runningVar: Buffer; // [C]

  constructor(numFeatures: number, options?: FrozenBatchNorm2dOptions) {
    super();
    this.numFeatures = numFeatures;
    this.eps = withDefaults('FrozenBatchNorm2d', options, { eps: 1e-5 }).eps;
    this.weight = new Buffer(torch.ones([numFeatures]));
    this.bias = new Buffer(torch.zeros([numFeatures]));
    this.runningMean = new Buffer(torch.zeros([numFeatures]));
    this.runningVar = new Buffer(torch.ones([numFeatures]));
  }

  /**
   * Copies `norm` as a frozen layer on the same device, with the output that `norm` has in evaluation mode.
   */
  static from(norm: BatchNorm2d): FrozenBatchNorm2d {
    if (!norm.runningMean)
      throw new ArgumentError(`${norm.describe()} does not track statistics, so it cannot be frozen`);
    const frozen = new FrozenBatchNorm2d(norm.numFeatures, { eps: norm.eps });
    const { dtype, device } = norm.runningMean;
    frozen.to({ dtype, device });
    frozen.loadStateDict(norm.stateDict(), { strict: norm.weight !== null });
    frozen.training = norm.training;
    return frozen;
  }

  override describe(): string {
    return `FrozenBatchNorm2d(${this.numFeatures})`;
  }

  protected override get stateTolerance(): StateTolerance {
    return { unexpected: ['num_batches_tracked'] };
  }

  override forward(x: Tensor): Tensor {
    expectShape(this, x, ['B', this.numFeatures, 'H', 'W']);
    const { weight, bias, runningMean, runningVar, eps } = this;
    if (!x.requiresGrad)
      return torch.batchNorm(x, weight, bias, runningMean, runningVar, false, 0, eps, true);
    // batchNorm would keep x for the gradient of its weight. A scale and a shift keep nothing of x's size.
    return scope(() => {
      const [scale, shift] = noGrad(() => {
        const scale = runningVar.add(eps).rsqrt_().mul_(weight); // [C]
        return [scale, bias.sub(scale.mul(runningMean))] as const;
      });
      return torch.addcmul(shift.view([1, -1, 1, 1]), x, scale.view([1, -1, 1, 1]));
    });
  }
}

/** Replaces every `BatchNorm2d` below `root` by a frozen copy and frees the original. */
export function freezeBatchNorms<M extends Module<never[], unknown>>(root: M): M {
  return root.replaceModules((module) => {
    if (!(module instanceof BatchNorm2d)) return module;
    const frozen = FrozenBatchNorm2d.from(module);
    module.dispose();
    return frozen;
  });
}
