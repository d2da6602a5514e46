export { boxIou, generalizedBoxIou } from './boxIou.js';
export { type DeformConv2dOptions, deformConv2d } from './deformConv2d.js';
export {
  type DeformRoiPoolOptions,
  type DeformRoiPoolPyramidOptions,
  deformRoiPool,
  deformRoiPoolPyramid,
} from './deformRoiPool.js';
export { type DynamicConvWeights, dynamicConv } from './dynamicConv.js';
export { type Assignment, linearSumAssignment } from './linearSumAssignment.js';
export { type MaskCosts, maskCosts } from './maskCosts.js';
export { type MaskLosses, maskLosses } from './maskLosses.js';
export { batchedNms, nms } from './nms.js';
export { type NormalizePixelsOptions, normalizePixels } from './normalizePixels.js';
export { type ResizedArgmaxOptions, resizedArgmax } from './resizedArgmax.js';
export { type RoiAlignOptions, type RoiAlignPyramidOptions, roiAlign, roiAlignPyramid } from './roiAlign.js';
export { type SemanticInferenceOptions, semanticInference } from './semanticInference.js';
export { type FocalOptions, sigmoidFocalLoss } from './sigmoidFocalLoss.js';
export { type WinogradConv2dOptions, winogradConv2d } from './winogradConv2d.js';
