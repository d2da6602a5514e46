import { distributed, type Tensor } from '@cotrain/torch';
import type { Module } from '../module.js';
import { BatchNorm1d, BatchNorm2d, BatchNorm3d, type BatchNormOptions } from './batchNorm.js';

/*
 * Batch norms that normalise, in training, by the joined batch of all ranks of a group, forward and backward
 * (`torch.nn.SyncBatchNorm`, on CPU as well). Batches may differ in size between ranks, and may be empty. All ranks
 * come to the layer together: one without data calls it with an empty batch. Running statistics stay the same
 * on all ranks. In evaluation the layers are those that they extend.
 */

/**
 * `BatchNorm1d` over the joined batch of all ranks: in training, every rank calls it, with [B, C] or
 * [B, C, L].
 */
export class SyncBatchNorm1d extends BatchNorm1d {
  constructor(
    numFeatures: number,
    readonly group: distributed.ProcessGroup,
    options?: BatchNormOptions,
  ) {
    super(numFeatures, options);
  }

  protected override normaliseBatch(x: Tensor): Tensor {
    return distributed.syncBatchNorm(this.group, x, { ...parts(this), momentum: this.countBatch() });
  }
}

/**
 * `BatchNorm2d` over the joined batch of all ranks (`torch.nn.SyncBatchNorm`, on CPU as well): in training,
 * every rank calls it, with [B, C, H, W]. B may differ between ranks, and be 0.
 */
export class SyncBatchNorm2d extends BatchNorm2d {
  constructor(
    numFeatures: number,
    readonly group: distributed.ProcessGroup,
    options?: BatchNormOptions,
  ) {
    super(numFeatures, options);
  }

  protected override normaliseBatch(x: Tensor): Tensor {
    return distributed.syncBatchNorm(this.group, x, { ...parts(this), momentum: this.countBatch() });
  }
}

/**
 * `BatchNorm3d` over the joined batch of all ranks: in training, every rank calls it, with [B, C, D, H, W].
 */
export class SyncBatchNorm3d extends BatchNorm3d {
  constructor(
    numFeatures: number,
    readonly group: distributed.ProcessGroup,
    options?: BatchNormOptions,
  ) {
    super(numFeatures, options);
  }

  protected override normaliseBatch(x: Tensor): Tensor {
    return distributed.syncBatchNorm(this.group, x, { ...parts(this), momentum: this.countBatch() });
  }
}

type AnyBatchNorm = BatchNorm1d | BatchNorm2d | BatchNorm3d;

function parts({ weight, bias, runningMean, runningVar, eps }: AnyBatchNorm) {
  return { weight, bias, runningMean, runningVar, eps };
}

/** Whether a module is a batch norm that `convertSyncBatchNorm` has made, or one of its classes. */
export function isSyncBatchNorm(
  module: unknown,
): module is SyncBatchNorm1d | SyncBatchNorm2d | SyncBatchNorm3d {
  return (
    module instanceof SyncBatchNorm1d ||
    module instanceof SyncBatchNorm2d ||
    module instanceof SyncBatchNorm3d
  );
}

/**
 * Replaces every batch norm in `module` by one over the joined batch of all ranks of `group`. Parameters and
 * buffers stay the same tensors, so optimizers and state dicts fit as before. `FrozenBatchNorm2d` stays as it
 * is.
 *
 * @returns the module, or its replacement if it is a batch norm itself
 */
export function convertSyncBatchNorm<M extends Module<never[], unknown>>(
  module: M,
  group: distributed.ProcessGroup,
): M {
  return replaceNorms(module, (norm, options) => {
    if (isSyncBatchNorm(norm)) return null;
    if (norm instanceof BatchNorm1d) return new SyncBatchNorm1d(norm.numFeatures, group, options);
    if (norm instanceof BatchNorm2d) return new SyncBatchNorm2d(norm.numFeatures, group, options);
    return new SyncBatchNorm3d(norm.numFeatures, group, options);
  });
}

/**
 * Undoes `convertSyncBatchNorm`: every rank normalises by its own batch.
 * @returns the module, or its replacement
 */
export function revertSyncBatchNorm<M extends Module<never[], unknown>>(module: M): M {
  return replaceNorms(module, (norm, options) => {
    if (norm instanceof SyncBatchNorm1d) return new BatchNorm1d(norm.numFeatures, options);
    if (norm instanceof SyncBatchNorm2d) return new BatchNorm2d(norm.numFeatures, options);
    if (norm instanceof SyncBatchNorm3d) return new BatchNorm3d(norm.numFeatures, options);
    return null;
  });
}

/** Puts the tensors of each batch norm into the one that `make` gives for it, unless that is null. */
function replaceNorms<M extends Module<never[], unknown>>(
  root: M,
  make: (norm: AnyBatchNorm, options: BatchNormOptions) => AnyBatchNorm | null,
): M {
  const replace = (module: Module<never[], unknown>): Module<never[], unknown> => {
    if (!(module instanceof BatchNorm1d || module instanceof BatchNorm2d || module instanceof BatchNorm3d))
      return module;
    const { eps, momentum, weight, bias, runningMean, runningVar, numBatchesTracked, training } = module;
    const made = make(module, { eps, momentum, affine: false, trackRunningStats: false });
    if (made === null) return module;
    return Object.assign(made, { weight, bias, runningMean, runningVar, numBatchesTracked, training });
  };
  const replaced = replace(root);
  return replaced === root ? root.replaceModules(replace) : (replaced as M);
}
