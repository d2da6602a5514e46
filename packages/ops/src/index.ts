export { boxIou } from './boxIou.js';
export { type DynamicConvWeights, dynamicConv } from './dynamicConv.js';
export { type Assignment, linearSumAssignment } from './linearSumAssignment.js';
export { type RoiAlignOptions, type RoiAlignPyramidOptions, roiAlign, roiAlignPyramid } from './roiAlign.js';
