import { LayerNorm, Linear, Module } from '@cotrain/nn';
import { dynamicConv } from '@cotrain/ops';
import { scope, type Tensor } from '@cotrain/torch';

/**
 * Dynamic instance interaction: each proposal generates two 1x1 convolutions that filter its own ROI features
 * (Sun et al., "Sparse R-CNN", 2021, figure 4; `sparsercnn/head.py`: `DynamicConv`).
 */
export class DynamicConv extends Module<[proposals: Tensor, roiFeatures: Tensor]> {
  dynamicLayer: Linear; // both filters of a proposal, [C, D] and [D, C]
  norm1: LayerNorm;
  norm2: LayerNorm;
  outLayer: Linear;
  norm3: LayerNorm;

  /**
   * @param channels C, number of channels of proposals and ROI features
   * @param dimDynamic D, number of channels between the filters
   * @param bins P, number of bins of an ROI
   */
  constructor(channels: number, dimDynamic: number, bins: number) {
    super();
    this.dynamicLayer = new Linear(channels, 2 * channels * dimDynamic);
    this.norm1 = new LayerNorm(dimDynamic);
    this.norm2 = new LayerNorm(channels);
    this.outLayer = new Linear(channels * bins, channels);
    this.norm3 = new LayerNorm(channels);
  }

  /** Maps proposals [N, C] and their ROI features [N, P, C] to [N, C]. */
  override forward(proposals: Tensor, roiFeatures: Tensor): Tensor {
    const { dynamicLayer, norm1, norm2, outLayer, norm3 } = this;
    return scope(() => {
      const filtered = dynamicConv(
        proposals,
        roiFeatures,
        {
          weight: dynamicLayer.weight,
          bias: dynamicLayer.bias!,
          norm1: { weight: norm1.weight!, bias: norm1.bias! },
          norm2: { weight: norm2.weight!, bias: norm2.bias! },
        },
        // Recomputing them would save 39 MB per stage and image (300 proposals) but add 7 % to the full
        // model's training step.
        { eps: norm1.eps, keepParameters: this.training },
      ); // [N, P, C]
      return norm3.forward(outLayer.forward(filtered.flatten({ startDim: 1 }))).relu_();
    });
  }
}
