import { z } from 'zod';
import { chance, count, features, whole } from '../../options/fields.js';
import { optionSchema } from '../../options/optionSchema.js';
import { ignoreIofThreshold } from '../boxTargets.js';

/** Values for training and for evaluation. */
const topK = z.tuple([count, count]).readonly();

/** The defaults of detectron2's `config/defaults.py` and configs/Base-RCNN-FPN.yaml. */
export const FASTER_RCNN_SCHEMA = optionSchema('FasterRcnnHead', {
  /** Number of classes of the task, without background. Required. */
  numClasses: count,
  /**
   * Names of the maps with anchors, from the finest to the coarsest. Default ['p2', 'p3', 'p4', 'p5', 'p6'].
   */
  rpnFeatures: features.default(['p2', 'p3', 'p4', 'p5', 'p6']),
  /**
   * Names of the maps from which ROIs are pooled, from the finest to the coarsest. Default
   * ['p2', 'p3', 'p4', 'p5'].
   */
  roiFeatures: features.default(['p2', 'p3', 'p4', 'p5']),
  /**
   * Square root of the anchors' area on each of `rpnFeatures`, in pixels of the input. Default
   * [32, 64, 128, 256, 512].
   */
  anchorSizes: z.array(z.number().positive()).readonly().default([32, 64, 128, 256, 512]),
  /** Ratios of height to width of the anchors. Default [0.5, 1, 2]. */
  aspectRatios: z.array(z.number().positive()).min(1).readonly().default([0.5, 1, 2]),
  /**
   * IoU thresholds of anchors: below the first they are background, from the second on they are positive.
   * Default [0.3, 0.7].
   */
  rpnIouThresholds: z.tuple([chance, chance]).readonly().default([0.3, 0.7]),
  /** Number of anchors sampled for the loss in each image. Default 256. */
  rpnBatchPerImage: count.default(256),
  /** Maximum fraction of positive anchors in the sample. Default 0.5. */
  rpnPositiveFraction: chance.default(0.5),
  /** IoU above which a proposal is suppressed by a higher-scoring one of the same map. Default 0.7. */
  rpnNmsThreshold: chance.default(0.7),
  /**
   * Number of proposals kept in each map before suppression, in training and in evaluation. Default
   * [2000, 1000].
   */
  preNmsTopK: topK.default([2000, 1000]),
  /**
   * Number of proposals kept in each image after suppression, in training and in evaluation. Default
   * [1000, 1000].
   */
  postNmsTopK: topK.default([1000, 1000]),
  /** Number of bins along each axis of an ROI. Default 7. */
  roiSize: count.default(7),
  /**
   * Number of sampling points along each axis of a bin; 0 takes one for each cell that the bin spans. Default
   * 0.
   */
  samplingRatio: whole.default(0),
  /** Width of the two fully connected layers. Default 1024. */
  fcDim: count.default(1024),
  /** Predicts one box for all classes instead of one for each class. Default false. */
  clsAgnosticBoxReg: z.boolean().default(false),
  /** IoU with an object from which a proposal is positive. Default 0.5. */
  roiIouThreshold: chance.default(0.5),
  /** Number of proposals sampled for the loss in each image. Default 512. */
  roiBatchPerImage: count.default(512),
  /** Maximum fraction of positive proposals in the sample. Default 0.25. */
  roiPositiveFraction: chance.default(0.25),
  /** Minimum score of a detection. Default 0.05. */
  scoreThreshold: chance.default(0.05),
  /** IoU above which a detection is suppressed by a higher-scoring one of the same class. Default 0.5. */
  nmsThreshold: chance.default(0.5),
  /** Maximum number of detections in an image. Default 100. */
  maxDetections: count.default(100),
  /**
   * Threshold for ignored regions, of any class: an anchor or proposal counts neither as an object nor as
   * background if a region covers more than this fraction of its area (mmdetection's `ignore_iof_thr`). Null
   * disables ignored regions: they become background, as in detectron2, which removes such boxes from the
   * ground truth. Default 0.5.
   */
  ignoreIofThreshold: ignoreIofThreshold.default(0.5),
  /**
   * Whether anchors without an object are background in images with only some classes annotated. They may
   * contain an object of another class, so by default they do not contribute to the loss. If no image is
   * annotated for all classes, set it to true, or the network never learns background. Default false.
   */
  partialBackground: z.boolean().default(false),
});
/** Options of {@link FasterRcnnHead}. */
export interface FasterRcnnHeadOptions extends z.input<typeof FASTER_RCNN_SCHEMA> {}

/** The options with all defaults filled in. */
export type FasterRcnnSettings = Readonly<z.output<typeof FASTER_RCNN_SCHEMA>>;
