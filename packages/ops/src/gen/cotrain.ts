// Generated from the schemas of native/ops by scripts/generate.mjs. Do not edit.
import { type Int, type Tensor, torch } from '@cotrain/torch';

/** Options of `cotrain::deform_conv2d`. */
export interface DeformConv2dOptions {
  /** Factors of the samples, [B, offset groups * kh * kw, H', W']: the modulated form (Zhu et al., 2019). Default null. */
  mask?: Tensor | null;
  /** [C']. Default null. */
  bias?: Tensor | null;
  /** One number, or `[height, width]`. Default 1. */
  stride?: readonly Int[] | Int;
  /** One number, or `[height, width]`. Default 0. */
  padding?: readonly Int[] | Int;
  /** One number, or `[height, width]`. Default 1. */
  dilation?: readonly Int[] | Int;
}

/** Options of `cotrain::deform_roi_pool`. */
export interface DeformRoiPoolOptions {
  /** Where each bin is moved to: x (first) and y, in units of `gamma` times the region's width and height, [N, 2, h, w]; without it bins stay, which is aligned ROIAlign. Default null. */
  offset?: Tensor | null;
  /** What each bin is multiplied with, [N, h, w] (the modulated form, Zhu et al., 2019). Default null. */
  mask?: Tensor | null;
  /** Map cells per unit of the boxes' coordinates, e.g. 1/4 for stride 4. Default 1. */
  spatialScale?: number;
  /** Bins of a ROI: one number, or `[height, width]`. Default 7. */
  outputSize?: readonly Int[] | Int;
  /** Samples along either axis of a bin; 0 takes one for each cell that the bin spans. Default 0. */
  samplingRatio?: Int;
  /** Scale of the offsets, as Dai et al., 2017. Default 0.1. */
  gamma?: number;
}

/** Options of `cotrain::deform_roi_pool_pyramid`. */
export interface DeformRoiPoolPyramidOptions {
  /** Map cells per unit of the boxes' coordinates, one for each map, finest first. */
  scales: readonly number[];
  /** Where each bin is moved to: x (first) and y, in units of `gamma` times the region's width and height, [N, 2, h, w]; without it bins stay, which is aligned ROIAlign. Default null. */
  offset?: Tensor | null;
  /** What each bin is multiplied with, [N, h, w] (the modulated form, Zhu et al., 2019). Default null. */
  mask?: Tensor | null;
  /** Bins of a ROI: one number, or `[height, width]`. Default 7. */
  outputSize?: readonly Int[] | Int;
  /** Samples along either axis of a bin; 0 takes one for each cell that the bin spans. Default 2. */
  samplingRatio?: Int;
  /** Scale of the offsets, as Dai et al., 2017. Default 0.1. */
  gamma?: number;
  /** A box of this side length is pooled from level `canonicalLevel`; an ImageNet crop has 224. Default 224. */
  canonicalSize?: Int;
  /** Level of such a box. Default 4. */
  canonicalLevel?: Int;
  /** Level of the first map. Default 2. */
  minLevel?: Int;
}

/** Options of `cotrain::dynamic_conv`. */
export interface DynamicConvOptions {
  /** Added to the variance by both norms. Default 0.00001. */
  eps?: number;
  /** Keeps the parameters, [N, 2 * C * D], for the backward pass, as eager PyTorch does: a quarter less time for forward and backward (benchmarks/results/figures.md#dynamic_conv). Without gradients it does nothing. Default false. */
  keepParameters?: boolean;
}

/** Options of `cotrain::linear_sum_assignment`. */
export interface LinearSumAssignmentOptions {
  /** Look for the largest total instead. Default false. */
  maximize?: boolean;
}

/** Options of `cotrain::mask_costs`. */
export interface MaskCostsOptions {
  /** Weight of targets that are 1; targets that are 0 have 1 - alpha; a negative one turns the weights off. Default 0.25. */
  alpha?: number;
  /** How much less well-answered elements count; not negative. Default 2. */
  gamma?: number;
}

/** Options of `cotrain::mask_losses`. */
export interface MaskLossesOptions {
  /** 0 for pixels that do not count, uint8 or bool [H, W]; without it all do. Default null. */
  valid?: Tensor | null;
  /** Weight of targets that are 1; targets that are 0 have 1 - alpha; a negative one turns the weights off. Default 0.25. */
  alpha?: number;
  /** How much less well-answered elements count; not negative. Default 2. */
  gamma?: number;
}

/** Options of `cotrain::normalize_pixels`. */
export interface NormalizePixelsOptions {
  /** What is subtracted from each channel of the result, in units of pixels (0 to 255). */
  mean: readonly number[];
  /** What each channel is divided by, in the same units; not 0. */
  std: readonly number[];
  /** Channel of `pixels` for each channel of the result, such as [2, 1, 0] for BGR. */
  channels: readonly Int[];
  /** Whether the result is in the memory format `channels_last`. Default false. */
  channelsLast?: boolean;
}

/** Options of `cotrain::resized_argmax`. */
export interface ResizedArgmaxOptions {
  /** Size `[height, width]` of the batch that the network saw: the logits are resized to it. */
  padded: readonly Int[] | Int;
  /** Size of this image within it, from the top left corner. */
  valid: readonly Int[] | Int;
  /** Size of the result, e.g. the image's before it was resized for the network. */
  output: readonly Int[] | Int;
  /** Also return the softmax of the highest logit. Default false. */
  scores?: boolean;
}

/** Options of `cotrain::roi_align`. */
export interface RoiAlignOptions {
  /** Map cells per unit of the boxes' coordinates, e.g. 1/4 for stride 4. Default 1. */
  spatialScale?: number;
  /** Bins of a ROI: one number, or `[height, width]`. Default 7. */
  outputSize?: readonly Int[] | Int;
  /** Samples along either axis of a bin; 0 takes one for each cell that the bin spans. Default 0. */
  samplingRatio?: Int;
  /** Cell centres lie at half-integer coordinates; false as in the first ROIAlign, whose ROIs are also at least a cell wide. Default true. */
  aligned?: boolean;
}

/** Options of `cotrain::roi_align_pyramid`. */
export interface RoiAlignPyramidOptions {
  /** Map cells per unit of the boxes' coordinates, one for each map, finest first. */
  scales: readonly number[];
  /** Bins of a ROI: one number, or `[height, width]`. Default 7. */
  outputSize?: readonly Int[] | Int;
  /** Samples along either axis of a bin; 0 takes one for each cell that the bin spans. Default 2. */
  samplingRatio?: Int;
  /** As for `roiAlign`. Default true. */
  aligned?: boolean;
  /** A box of this side length is pooled from level `canonicalLevel`; an ImageNet crop has 224. Default 224. */
  canonicalSize?: Int;
  /** Level of such a box. Default 4. */
  canonicalLevel?: Int;
  /** Level of the first map. Default 2. */
  minLevel?: Int;
}

/** Options of `cotrain::semantic_inference`. */
export interface SemanticInferenceOptions {
  /** Size `[height, width]` of the batch that the network saw: the masks are resized to it. */
  padded: readonly Int[] | Int;
  /** Size of this image within it, from the top left corner. */
  valid: readonly Int[] | Int;
  /** Size of the result, e.g. the image's before it was resized for the network. */
  output: readonly Int[] | Int;
  /** Also return the highest score. Default false. */
  scores?: boolean;
}

/** Options of `cotrain::sigmoid_focal_loss`. */
export interface SigmoidFocalLossOptions {
  /** Weight of targets that are 1; targets that are 0 have 1 - alpha; a negative one turns the weights off. Default 0.25. */
  alpha?: number;
  /** How much less well-answered elements count; not negative. Default 2. */
  gamma?: number;
  /** `none`, `sum` or `mean`; the mean of no elements is NaN. Default 'none'. */
  reduction?: string;
}

/** Options of `cotrain::winograd_conv2d`. */
export interface WinogradConv2dOptions {
  /** [C']. Default null. */
  bias?: Tensor | null;
  /** 1 or 2. Default 1. */
  stride?: Int;
}

/** The operators of the namespace `cotrain`, available as `torch.ops.cotrain`. */
export interface CotrainOperators {
  /** `cotrain::batched_nms(Tensor boxes, Tensor scores, Tensor categories, float iou_threshold) -> Tensor` */
  batched_nms(boxes: Tensor, scores: Tensor, categories: Tensor, iouThreshold: number): Tensor;
  /** `cotrain::box_iou(Tensor a, Tensor b) -> Tensor` */
  box_iou(a: Tensor, b: Tensor): Tensor;
  /** `cotrain::deform_conv2d(Tensor input, Tensor offset, Tensor weight, *, Tensor? mask=None, Tensor? bias=None, int[2] stride=1, int[2] padding=0, int[2] dilation=1) -> Tensor` */
  deform_conv2d(input: Tensor, offset: Tensor, weight: Tensor, options?: DeformConv2dOptions): Tensor;
  /** `cotrain::deform_roi_pool(Tensor input, Tensor rois, *, Tensor? offset=None, Tensor? mask=None, float spatial_scale=1., int[2] output_size=7, int sampling_ratio=0, float gamma=0.10000000000000001) -> Tensor` */
  deform_roi_pool(input: Tensor, rois: Tensor, options?: DeformRoiPoolOptions): Tensor;
  /** `cotrain::deform_roi_pool_pyramid(Tensor[] features, Tensor rois, *, float[] scales, Tensor? offset=None, Tensor? mask=None, int[2] output_size=7, int sampling_ratio=2, float gamma=0.10000000000000001, int canonical_size=224, int canonical_level=4, int min_level=2) -> Tensor` */
  deform_roi_pool_pyramid(features: readonly Tensor[], rois: Tensor, options: DeformRoiPoolPyramidOptions): Tensor;
  /** `cotrain::dynamic_conv(Tensor proposals, Tensor roi_features, Tensor weight, Tensor bias, Tensor norm1_weight, Tensor norm1_bias, Tensor norm2_weight, Tensor norm2_bias, *, float eps=1.0000000000000001e-05, bool keep_parameters=False) -> Tensor` */
  dynamic_conv(proposals: Tensor, roiFeatures: Tensor, weight: Tensor, bias: Tensor, norm1Weight: Tensor, norm1Bias: Tensor, norm2Weight: Tensor, norm2Bias: Tensor, options?: DynamicConvOptions): Tensor;
  /** `cotrain::generalized_box_iou(Tensor a, Tensor b) -> Tensor` */
  generalized_box_iou(a: Tensor, b: Tensor): Tensor;
  /** `cotrain::linear_sum_assignment(Tensor[] costs, *, bool maximize=False) -> (Tensor[] rows, Tensor[] columns)` */
  linear_sum_assignment(costs: readonly Tensor[], options?: LinearSumAssignmentOptions): [rows: Tensor[], columns: Tensor[]];
  /** `cotrain::mask_costs(Tensor mask_logits, Tensor targets, *, float alpha=0.25, float gamma=2.) -> (Tensor focal, Tensor dice)` */
  mask_costs(maskLogits: Tensor, targets: Tensor, options?: MaskCostsOptions): [focal: Tensor, dice: Tensor];
  /** `cotrain::mask_losses(Tensor logits, Tensor masks, Tensor objects, *, Tensor? valid=None, float alpha=0.25, float gamma=2.) -> (Tensor focal, Tensor dice)` */
  mask_losses(logits: Tensor, masks: Tensor, objects: Tensor, options?: MaskLossesOptions): [focal: Tensor, dice: Tensor];
  /** `cotrain::nms(Tensor boxes, Tensor scores, float iou_threshold) -> Tensor` */
  nms(boxes: Tensor, scores: Tensor, iouThreshold: number): Tensor;
  /** `cotrain::normalize_pixels(Tensor pixels, *, float[] mean, float[] std, int[] channels, bool channels_last=False) -> Tensor` */
  normalize_pixels(pixels: Tensor, options: NormalizePixelsOptions): Tensor;
  /** `cotrain::resized_argmax(Tensor logits, *, int[2] padded, int[2] valid, int[2] output, bool scores=False) -> (Tensor labels, Tensor scores)` */
  resized_argmax(logits: Tensor, options: ResizedArgmaxOptions): [labels: Tensor, scores: Tensor];
  /** `cotrain::roi_align(Tensor input, Tensor rois, *, float spatial_scale=1., int[2] output_size=7, int sampling_ratio=0, bool aligned=True) -> Tensor` */
  roi_align(input: Tensor, rois: Tensor, options?: RoiAlignOptions): Tensor;
  /** `cotrain::roi_align_pyramid(Tensor[] features, Tensor rois, *, float[] scales, int[2] output_size=7, int sampling_ratio=2, bool aligned=True, int canonical_size=224, int canonical_level=4, int min_level=2) -> Tensor` */
  roi_align_pyramid(features: readonly Tensor[], rois: Tensor, options: RoiAlignPyramidOptions): Tensor;
  /** `cotrain::semantic_inference(Tensor class_logits, Tensor mask_logits, *, int[2] padded, int[2] valid, int[2] output, bool scores=False) -> (Tensor labels, Tensor scores)` */
  semantic_inference(classLogits: Tensor, maskLogits: Tensor, options: SemanticInferenceOptions): [labels: Tensor, scores: Tensor];
  /** `cotrain::sigmoid_focal_loss(Tensor logits, Tensor targets, *, float alpha=0.25, float gamma=2., str reduction="none") -> Tensor` */
  sigmoid_focal_loss(logits: Tensor, targets: Tensor, options?: SigmoidFocalLossOptions): Tensor;
  /** `cotrain::winograd_conv2d(Tensor input, Tensor weight, *, Tensor? bias=None, int stride=1) -> Tensor` */
  winograd_conv2d(input: Tensor, weight: Tensor, options?: WinogradConv2dOptions): Tensor;
}

export const cotrain = torch.ops.cotrain as unknown as CotrainOperators;
