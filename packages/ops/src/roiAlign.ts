import { scope, type Tensor, usesPlainOperators } from '@cotrain/torch';
import { cotrain, type RoiAlignOptions, type RoiAlignPyramidOptions } from './gen/cotrain.js';
import { plainRoiPool } from './plain/roiPool.js';

export type { RoiAlignOptions, RoiAlignPyramidOptions };

const DEFAULTS = {
  outputSize: 7,
  aligned: true,
  offset: null,
  mask: null,
  gamma: 0,
  canonicalSize: 224,
  canonicalLevel: 4,
  minLevel: 2,
};

/**
 * ROIAlign (He et al., Mask R-CNN, 2017): the mean of bilinear samples in each bin of each region of
 * interest.
 *
 * A sample more than a cell outside the map counts as 0, and so does one whose position is not a number.
 * Boxes with `x2 < x1` are mirrored. Memory format as the input's; channels_last is the faster one. Gradients
 * flow to `input`, not to `rois`, and do not depend on the number of threads.
 *
 * @param input maps, [B, C, H, W]
 * @param rois `[batch index, x1, y1, x2, y2]`, [N, 5], of the input's dtype or float32
 * @param options.spatialScale map cells per unit of the boxes' coordinates, e.g. 1/4 for stride 4
 * @param options.outputSize bins of a ROI: one number, or `[height, width]`
 * @param options.samplingRatio samples along either axis of a bin; 0 takes one for each cell that the bin
 *   spans
 * @param options.aligned cell centres lie at half-integer coordinates; false as in the first ROIAlign, whose
 *   ROIs are also at least a cell wide
 * @returns [N, C, h, w]
 * @throws where shapes, dtypes or devices do not fit, and for a batch index outside 0..B-1 on the CPU; on
 *   CUDA, where only the device knows it, such a region gives zeros
 */
export function roiAlign(input: Tensor, rois: Tensor, options: RoiAlignOptions = {}): Tensor {
  const { spatialScale = 1, samplingRatio = 0 } = options;
  if (usesPlainOperators() && Number(samplingRatio) > 0)
    return roiAlignPyramid([input], rois, { ...options, samplingRatio, scales: [spatialScale] });
  return cotrain.roi_align(input, rois, options);
}

/**
 * ROIAlign over a feature pyramid: each region is pooled from the map that fits its size,
 * `floor(canonicalLevel + log2(sqrt(area) / canonicalSize + 1e-8))` within the levels that there are
 * (Lin et al., Feature Pyramid Networks, 2017, Eq. 1; as detectron2's ROIPooler with ROIAlignV2).
 *
 * @param features maps of the same images, finest first, each [B, C, H_l, W_l]
 * @param rois `[batch index, x1, y1, x2, y2]` in image coordinates, [N, 5]
 * @param options.scales map cells per unit of the boxes' coordinates, one for each map, finest first
 * @param options.outputSize bins of a ROI: one number, or `[height, width]`
 * @param options.samplingRatio samples along either axis of a bin; 0 takes one for each cell that the bin
 *   spans
 * @param options.aligned as for `roiAlign`
 * @param options.canonicalSize a box of this side length is pooled from level `canonicalLevel`; an ImageNet
 *   crop has 224
 * @param options.canonicalLevel level of such a box
 * @param options.minLevel level of the first map
 * @returns [N, C, h, w], in the memory format of the first map
 * @throws as `roiAlign`
 */
export function roiAlignPyramid(
  features: readonly Tensor[],
  rois: Tensor,
  options: RoiAlignPyramidOptions,
): Tensor {
  const { samplingRatio = 2 } = options;
  // As many samples as the region has cells: a size that only the values know.
  if (!usesPlainOperators() || Number(samplingRatio) === 0)
    return cotrain.roi_align_pyramid(features, rois, options);
  return scope(() => plainRoiPool(features, rois, { ...DEFAULTS, ...options, samplingRatio }));
}
