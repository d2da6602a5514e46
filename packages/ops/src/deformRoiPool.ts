import { scope, type Tensor, usesPlainOperators } from '@cotrain/torch';
import { cotrain, type DeformRoiPoolOptions, type DeformRoiPoolPyramidOptions } from './gen/cotrain.js';
import { plainRoiPool } from './plain/roiPool.js';

export type { DeformRoiPoolOptions, DeformRoiPoolPyramidOptions };

const DEFAULTS = {
  outputSize: 7,
  aligned: true,
  offset: null,
  mask: null,
  gamma: 0.1,
  canonicalSize: 224,
  canonicalLevel: 4,
  minLevel: 2,
};

/**
 * Deformable ROI pooling (Dai et al., Deformable Convolutional Networks, 2017, section 2.2): aligned ROIAlign
 * whose bins are each moved by an offset of their own. Values are those of mmcv's DeformRoIPool.
 *
 * Gradients flow to `input`, `offset` and `mask`, not to `rois`, and do not depend on the number of threads.
 * That to the offsets is the derivative of the values: a sample beyond the border cells' centres does not
 * change when it moves, so it adds nothing. (mmcv interpolates there with the unclamped position, which is
 * not the derivative of its output.) Offsets that are not finite put their bin nowhere: it is 0, and so is
 * its gradient.
 *
 * @param input maps, [B, C, H, W]; channels_last is the faster memory format
 * @param rois `[batch index, x1, y1, x2, y2]`, [N, 5], of the input's dtype or float32
 * @param options.offset where each bin is moved to: x (first) and y, in units of `gamma` times the region's
 *   width and height, [N, 2, h, w]; without it bins stay, which is aligned ROIAlign
 * @param options.mask what each bin is multiplied with, [N, h, w] (the modulated form, Zhu et al., 2019)
 * @param options.outputSize bins of a ROI: one number, or `[height, width]`
 * @param options.gamma scale of the offsets, as Dai et al., 2017
 * @param options.spatialScale map cells per unit of the boxes' coordinates, e.g. 1/4 for stride 4
 * @param options.samplingRatio samples along either axis of a bin; 0 takes one for each cell that the bin
 *   spans
 * @returns [N, C, h, w]
 * @throws where shapes, dtypes or devices do not fit, and for a batch index outside 0..B-1 on the CPU; on
 *   CUDA, where only the device knows it, such a region gives zeros
 */
export function deformRoiPool(input: Tensor, rois: Tensor, options: DeformRoiPoolOptions = {}): Tensor {
  const { spatialScale = 1, samplingRatio = 0 } = options;
  if (usesPlainOperators() && Number(samplingRatio) > 0)
    return deformRoiPoolPyramid([input], rois, { ...options, samplingRatio, scales: [spatialScale] });
  return cotrain.deform_roi_pool(input, rois, options);
}

/**
 * Deformable ROI pooling over a feature pyramid; levels as `roiAlignPyramid`, the rest as `deformRoiPool`.
 *
 * @param features maps of the same images, finest first, each [B, C, H_l, W_l]
 * @param rois `[batch index, x1, y1, x2, y2]` in image coordinates, [N, 5]
 * @param options.scales map cells per unit of the boxes' coordinates, one for each map, finest first
 * @param options.offset where each bin is moved to: x (first) and y, in units of `gamma` times the region's
 *   width and height, [N, 2, h, w]; without it bins stay, which is aligned ROIAlign
 * @param options.mask what each bin is multiplied with, [N, h, w] (the modulated form, Zhu et al., 2019)
 * @param options.outputSize bins of a ROI: one number, or `[height, width]`
 * @param options.gamma scale of the offsets, as Dai et al., 2017
 * @param options.samplingRatio samples along either axis of a bin; 0 takes one for each cell that the bin
 *   spans
 * @param options.canonicalSize a box of this side length is pooled from level `canonicalLevel`; an ImageNet
 *   crop has 224
 * @param options.canonicalLevel level of such a box
 * @param options.minLevel level of the first map
 * @returns [N, C, h, w], in the memory format of the first map
 * @throws as `deformRoiPool`
 */
export function deformRoiPoolPyramid(
  features: readonly Tensor[],
  rois: Tensor,
  options: DeformRoiPoolPyramidOptions,
): Tensor {
  const { samplingRatio = 2 } = options;
  // As many samples as the region has cells: a size that only the values know.
  if (!usesPlainOperators() || Number(samplingRatio) === 0)
    return cotrain.deform_roi_pool_pyramid(features, rois, options);
  return scope(() => plainRoiPool(features, rois, { ...DEFAULTS, ...options, samplingRatio }));
}
