export {
  BoxMetrics,
  type BoxMetricsOptions,
  type BoxResult,
  type ClassBoxScores,
} from './box-metrics.js';
export type { BoxScores } from './boxes/accumulate.js';
export { BOX_FORMATS, type BoxFormat, type FoundBoxes, type TruthBoxes } from './boxes/image-boxes.js';
export { type MatchedBoxes, matchBoxes } from './boxes/match-boxes.js';
export { MaskFileError, MetricsError } from './errors.js';
export type { FrameKey } from './frame-key.js';
export {
  LANE_ATTRIBUTES,
  type LaneAttribute,
  type LaneF1,
  LaneMetrics,
  type LaneMetricsOptions,
  type LaneScores,
} from './lanes/lane-metrics.js';
export { type LaneMaskScores, scoreLaneMasks } from './lanes/score-lane-masks.js';
export { type Mask, readMask } from './mask-file.js';
export type { MaskFolders, PairedMasks } from './mask-pairs.js';
export type { MaskTensor, MaskValues } from './mask-values.js';
export { type MaskScores, type ScoreMasksOptions, scoreMasks } from './score-masks.js';
export { type ClassScores, SegmentationMetrics, type SegmentationScores } from './segmentation.js';
