export type { BoxScores } from './boxes/accumulate.js';
export { BoxConfusion, type BoxConfusionOptions } from './boxes/confusion.js';
export { BOX_FORMATS, type BoxFormat, type FoundBoxes, type TruthBoxes } from './boxes/imageBoxes.js';
export { type MatchedBoxes, matchBoxes } from './boxes/matchBoxes.js';
export {
  BoxMetrics,
  type BoxMetricsOptions,
  type BoxResult,
  type ClassBoxScores,
} from './boxMetrics.js';
export { MaskFileError, MetricsError } from './errors.js';
export type { FrameKey } from './frameKey.js';
export {
  LANE_ATTRIBUTES,
  type LaneAttribute,
  type LaneF1,
  LaneMetrics,
  type LaneMetricsOptions,
  type LaneScores,
} from './lanes/laneMetrics.js';
export { type LaneMaskScores, scoreLaneMasks } from './lanes/scoreLaneMasks.js';
export { type Mask, readMask } from './maskFile.js';
export type { MaskFolders, PairedMasks } from './maskPairs.js';
export type { MaskTensor, MaskValues } from './maskValues.js';
export { type MaskScores, type ScoreMasksOptions, scoreMasks } from './scoreMasks.js';
export { type ClassScores, SegmentationMetrics, type SegmentationScores } from './segmentation.js';
