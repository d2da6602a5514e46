import { init, Linear, Module, OptionError, ReLU, Sequential, withDefaults } from '@cotrain/nn';
import { deformRoiPoolPyramid, roiAlignPyramid } from '@cotrain/ops';
import { scope, type Tensor } from '@cotrain/torch';

export interface DeformableRoiPoolOptions {
  /** Map cells per image pixel, one for each map, finest first. Required. */
  scales: number[];
  /** Bins along either axis of a region (default 7). */
  outputSize?: number;
  /** Samples along either axis of a bin (default 2). */
  samplingRatio?: number;
  /** Scale of the offsets (default 0.1: Dai et al., 2017, section 2.2). */
  gamma?: number;
  /** Also multiply each bin with a learned number in 0..1 (Zhu et al., Deformable ConvNets v2, 2019; default false). */
  modulated?: boolean;
  /** Width of the layers between features and offsets (default 1024, as mmcv's DeformRoIPoolPack). */
  hiddenDim?: number;
}

const DEFAULTS = {
  scales: [] as number[],
  outputSize: 7,
  samplingRatio: 2,
  gamma: 0.1,
  modulated: false,
  hiddenDim: 1024,
};

/** Zero at first: bins begin where ROIAlign has them. */
function zeroLinear(inFeatures: number, outFeatures: number): Linear {
  const layer = new Linear(inFeatures, outFeatures);
  init.zeros_(layer.weight);
  if (layer.bias) init.zeros_(layer.bias);
  return layer;
}

/**
 * Deformable ROI pooling with the branch that looks at a region's plainly pooled features and says where its bins go;
 * takes the place of ROIAlign over a pyramid. Keys and layers as mmcv's `DeformRoIPoolPack` and
 * `ModulatedDeformRoIPoolPack` (`mmcv/ops/deform_roi_pool.py`): `offset_fc.{0,2,4}`, `mask_fc.{0,2}`.
 *
 * As it begins with offsets of zero it equals ROIAlign (and half of it, when modulated: sigmoid(0)).
 */
export class DeformableRoiPool extends Module<[maps: readonly Tensor[], rois: Tensor]> {
  readonly offsetFc: Sequential;
  readonly maskFc: Sequential | null;
  readonly options: Required<DeformableRoiPoolOptions>;

  /** @param channels of the maps */
  constructor(
    readonly channels: number,
    options: DeformableRoiPoolOptions,
  ) {
    super();
    this.options = withDefaults('DeformableRoiPool', options, DEFAULTS);
    const { scales, outputSize, hiddenDim, modulated } = this.options;
    if (scales.length === 0)
      throw new OptionError('DeformableRoiPool: scales must name one scale for each map');
    const bins = outputSize * outputSize;
    this.offsetFc = new Sequential(
      new Linear(bins * channels, hiddenDim),
      new ReLU(),
      new Linear(hiddenDim, hiddenDim),
      new ReLU(),
      zeroLinear(hiddenDim, bins * 2),
    );
    this.maskFc = modulated
      ? new Sequential(new Linear(bins * channels, hiddenDim), new ReLU(), zeroLinear(hiddenDim, bins))
      : null;
  }

  /**
   * @param maps finest first, each [B, C, H_l, W_l]
   * @param rois `[batch index, x1, y1, x2, y2]` in pixels, [N, 5]
   * @returns [N, C, h, w]
   */
  override forward(maps: readonly Tensor[], rois: Tensor): Tensor {
    return scope(() => {
      const { scales, outputSize, samplingRatio, gamma } = this.options;
      const pooling = { scales, outputSize, samplingRatio, minLevel: Math.round(-Math.log2(scales[0]!)) };
      const regions = rois.size(0);
      const plain = roiAlignPyramid(maps, rois, pooling).flatten({ startDim: 1 }); // [N, C * h * w]
      const offset = this.offsetFc.forward(plain).reshape([regions, 2, outputSize, outputSize]);
      const mask = this.maskFc?.forward(plain).sigmoid().reshape([regions, outputSize, outputSize]) ?? null;
      return deformRoiPoolPyramid(maps, rois, { ...pooling, gamma, offset, mask });
    });
  }
}
