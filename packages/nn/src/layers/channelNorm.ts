import { torch } from '@cotrain/torch';
import { Module } from '../module.js';
import { Buffer, Parameter } from '../parameter.js';
import type { Dims } from '../size.js';

export interface ChannelNormOptions {
  /** Added to the denominator to avoid division by zero. Default 1e-5. */
  eps?: number;
  /**
   * Weight of the new batch in the running statistics; `null` computes their cumulative average. Default 0.1.
   */
  momentum?: number | null;
  /** Learns a weight and a bias for each channel. Default true; for instance norms, default false. */
  affine?: boolean;
  /** Keeps running statistics for evaluation. Default true; for instance norms, default false. */
  trackRunningStats?: boolean;
}

/**
 * Shared base of batch and instance norms: affine parameters and running statistics of each channel
 * (`torch/nn/modules/batchnorm.py`: `_NormBase`).
 */
export abstract class ChannelNorm extends Module {
  readonly eps: number;
  readonly momentum: number | null;
  weight: Parameter | null; // [C]
  bias: Parameter | null; // [C]
  runningMean: Buffer | null; // [C]
  runningVar: Buffer | null; // [C]
  numBatchesTracked: Buffer | null; // int64 scalar

  constructor(
    readonly dims: Dims,
    readonly numFeatures: number,
    { eps, momentum, affine, trackRunningStats }: Required<ChannelNormOptions>,
  ) {
    super();
    this.eps = eps;
    this.momentum = momentum;
    this.weight = affine ? new Parameter(torch.ones([numFeatures])) : null;
    this.bias = affine ? new Parameter(torch.zeros([numFeatures])) : null;
    this.runningMean = trackRunningStats ? new Buffer(torch.zeros([numFeatures])) : null;
    this.runningVar = trackRunningStats ? new Buffer(torch.ones([numFeatures])) : null;
    this.numBatchesTracked = trackRunningStats ? new Buffer(torch.zeros([], { dtype: 'int64' })) : null;
  }

  override describe(): string {
    return `${this.constructor.name}(${this.numFeatures})`;
  }
}
