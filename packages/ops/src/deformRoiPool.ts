import { type Tensor, torch } from '@cotrain/torch';

const { cotrain } = torch.ops;

interface DeformOptions {
  /**
   * Where each bin is moved to: x (first) and y, in units of `gamma` times the region's width and height, [N, 2, h, w];
   * without it bins stay, which is aligned ROIAlign.
   */
  offset?: Tensor | null;
  /** What each bin is multiplied with, [N, h, w] (the modulated form, Zhu et al., 2019). */
  mask?: Tensor | null;
  /** Bins of a ROI: one number, or `[height, width]` (default 7). */
  outputSize?: number | [number, number];
  /** Scale of the offsets (default 0.1, as Dai et al., 2017). */
  gamma?: number;
}

export interface DeformRoiPoolOptions extends DeformOptions {
  /** Map cells per unit of the boxes' coordinates (default 1). */
  spatialScale?: number;
  /** Samples along either axis of a bin; 0 takes one for each cell that the bin spans (default 0). */
  samplingRatio?: number;
}

export interface DeformRoiPoolPyramidOptions extends DeformOptions {
  /** Map cells per unit of the boxes' coordinates, one for each map, finest first. */
  scales: number[];
  /** As for one map (default 2). */
  samplingRatio?: number;
  /** A box of this side length is pooled from level `canonicalLevel` (default 224). */
  canonicalSize?: number;
  /** (default 4) */
  canonicalLevel?: number;
  /** Level of the first map (default 2). */
  minLevel?: number;
}

/**
 * Deformable ROI pooling (Dai et al., Deformable Convolutional Networks, 2017, section 2.2): aligned ROIAlign whose
 * bins are each moved by an offset of their own. Values are those of mmcv's DeformRoIPool.
 *
 * Gradients flow to `input`, `offset` and `mask`, not to `rois`, and do not depend on the number of threads. That to the
 * offsets is the derivative of the values: a sample beyond the border cells' centres does not change when it moves, so it
 * adds nothing. (mmcv interpolates there with the unclamped position, which is not the derivative of its output.)
 * Offsets that are not finite put their bin nowhere: it is 0, and so is its gradient.
 *
 * @param input maps, [B, C, H, W]; channels_last is the faster memory format
 * @param rois `[batch index, x1, y1, x2, y2]`, [N, 5], of the input's dtype or float32
 * @returns [N, C, h, w]
 * @throws where shapes, dtypes or devices do not fit, and for a batch index outside 0..B-1 on the CPU; on CUDA, where only the
 *   device knows it, such a region gives zeros
 */
export function deformRoiPool(input: Tensor, rois: Tensor, options: DeformRoiPoolOptions = {}): Tensor {
  return cotrain!.deform_roi_pool!(input, rois, options) as Tensor;
}

/**
 * Deformable ROI pooling over a feature pyramid; levels as `roiAlignPyramid`, the rest as `deformRoiPool`.
 *
 * @param features maps of the same images, finest first, each [B, C, H_l, W_l]
 * @param rois `[batch index, x1, y1, x2, y2]` in image coordinates, [N, 5]
 * @returns [N, C, h, w], in the memory format of the first map
 * @throws as `deformRoiPool`
 */
export function deformRoiPoolPyramid(
  features: readonly Tensor[],
  rois: Tensor,
  options: DeformRoiPoolPyramidOptions,
): Tensor {
  return cotrain!.deform_roi_pool_pyramid!(features, rois, options) as Tensor;
}
