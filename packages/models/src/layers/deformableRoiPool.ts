import { init, Linear, Module, OptionError, ReLU, Sequential } from '@cotrain/nn';
import { deformRoiPoolPyramid, roiAlignPyramid } from '@cotrain/ops';
import { scope, type Tensor } from '@cotrain/torch';
import { z } from 'zod';
import { count } from '../options/fields.js';
import { optionSchema, readOptions } from '../options/optionSchema.js';

export const DEFORMABLE_ROI_POOL_SCHEMA = optionSchema('DeformableRoiPool', {
  /** Map cells per image pixel, one value for each map, finest first. Required. */
  scales: z.array(z.number().positive()).readonly(),
  /** Number of bins along each axis of a region. Default 7. */
  outputSize: count.default(7),
  /** Number of samples along each axis of a bin. Default 2. */
  samplingRatio: count.default(2),
  /** Scale of the offsets (Dai et al., 2017, section 2.2). Default 0.1. */
  gamma: z.number().default(0.1),
  /**
   * Also multiplies each bin by a learned number in 0..1 (Zhu et al., Deformable ConvNets v2, 2019). Default
   * false.
   */
  modulated: z.boolean().default(false),
  /** Width of the hidden layers between features and offsets (mmcv's `DeformRoIPoolPack`). Default 1024. */
  hiddenDim: count.default(1024),
});
/** Options of {@link DeformableRoiPool}. */
export interface DeformableRoiPoolOptions extends z.input<typeof DEFORMABLE_ROI_POOL_SCHEMA> {}

/** Initialised to zero, so that bins start where ROIAlign has them. */
function zeroLinear(inFeatures: number, outFeatures: number): Linear {
  const layer = new Linear(inFeatures, outFeatures);
  init.zeros_(layer.weight);
  if (layer.bias) init.zeros_(layer.bias);
  return layer;
}

/**
 * Deformable ROI pooling over a pyramid, as a replacement for ROIAlign. A branch predicts the offsets of the
 * bins from the plainly pooled features of a region. Keys and layers are those of mmcv's `DeformRoIPoolPack`
 * and `ModulatedDeformRoIPoolPack` (`mmcv/ops/deform_roi_pool.py`): `offset_fc.{0,2,4}`, `mask_fc.{0,2}`.
 *
 * Offsets start as zero, so the initial output equals ROIAlign's (half of it if modulated, because sigmoid(0)
 * = 0.5).
 */
export class DeformableRoiPool extends Module<[maps: readonly Tensor[], rois: Tensor]> {
  readonly offsetFc: Sequential;
  readonly maskFc: Sequential | null;
  readonly options: Readonly<Required<DeformableRoiPoolOptions>>;

  /** @param channels number of channels of the maps */
  constructor(
    readonly channels: number,
    options: DeformableRoiPoolOptions,
  ) {
    super();
    this.options = readOptions(DEFORMABLE_ROI_POOL_SCHEMA, options);
    const { scales, outputSize, hiddenDim, modulated } = this.options;
    if (scales.length === 0)
      throw new OptionError('DeformableRoiPool: scales must have one value for each map');
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
