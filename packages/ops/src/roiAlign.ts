import { type Tensor, torch } from '@cotrain/torch';

const { cotrain } = torch.ops;

export interface RoiAlignOptions {
  /** Map cells per unit of the boxes' coordinates, e.g. 1/4 for stride 4 (default 1). */
  spatialScale?: number;
  /** Bins of a ROI: one number, or `[height, width]` (default 7). */
  outputSize?: number | [number, number];
  /** Samples along either axis of a bin; 0 takes one for each cell that the bin spans (default 0). */
  samplingRatio?: number;
  /** Cell centres lie at half-integer coordinates (default true; false as in the first ROIAlign, whose ROIs are also at least a cell wide). */
  aligned?: boolean;
}

export interface RoiAlignPyramidOptions {
  /** Map cells per unit of the boxes' coordinates, one for each map, finest first. */
  scales: number[];
  /** Bins of a ROI: one number, or `[height, width]` (default 7). */
  outputSize?: number | [number, number];
  /** Samples along either axis of a bin; 0 takes one for each cell that the bin spans (default 2). */
  samplingRatio?: number;
  /** As for `roiAlign` (default true). */
  aligned?: boolean;
  /** A box of this side length is pooled from level `canonicalLevel` (default 224: an ImageNet crop). */
  canonicalSize?: number;
  /** (default 4) */
  canonicalLevel?: number;
  /** Level of the first map (default 2). */
  minLevel?: number;
}

/**
 * ROIAlign (He et al., Mask R-CNN, 2017): the mean of bilinear samples in each bin of each region of interest.
 *
 * A sample more than a cell outside the map counts as 0, and so does one whose position is not a number. Boxes with
 * `x2 < x1` are mirrored. Memory format as the input's; channels_last is the faster one. Gradients flow to `input`, not to
 * `rois`, and do not depend on the number of threads.
 *
 * @param input maps, [B, C, H, W]
 * @param rois `[batch index, x1, y1, x2, y2]`, [N, 5], of the input's dtype or float32
 * @returns [N, C, h, w]
 * @throws where shapes, dtypes or devices do not fit, and for a batch index outside 0..B-1 on the CPU; on CUDA, where only the
 *   device knows it, such a region gives zeros
 */
export function roiAlign(input: Tensor, rois: Tensor, options: RoiAlignOptions = {}): Tensor {
  return cotrain!.roi_align!(input, rois, options) as Tensor;
}

/**
 * ROIAlign over a feature pyramid: each region is pooled from the map that fits its size,
 * `floor(canonicalLevel + log2(sqrt(area) / canonicalSize + 1e-8))` within the levels that there are
 * (Lin et al., Feature Pyramid Networks, 2017, Eq. 1; as detectron2's ROIPooler with ROIAlignV2).
 *
 * @param features maps of the same images, finest first, each [B, C, H_l, W_l]
 * @param rois `[batch index, x1, y1, x2, y2]` in image coordinates, [N, 5]
 * @returns [N, C, h, w], in the memory format of the first map
 * @throws as `roiAlign`
 */
export function roiAlignPyramid(
  features: readonly Tensor[],
  rois: Tensor,
  options: RoiAlignPyramidOptions,
): Tensor {
  return cotrain!.roi_align_pyramid!(features, rois, options) as Tensor;
}
