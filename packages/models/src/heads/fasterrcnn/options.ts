import { z } from 'zod';
import { chance, count, features, whole } from '../../options/fields.js';
import { optionSchema } from '../../options/optionSchema.js';
import { ignoreIofThreshold } from '../boxTargets.js';

/** In training and in evaluation. */
const topK = z.tuple([count, count]).readonly();

/** The defaults of detectron2's `config/defaults.py` and configs/Base-RCNN-FPN.yaml. */
export const FASTER_RCNN_SCHEMA = optionSchema('FasterRcnnHead', {
  /** Number of classes of the task, without background. Required. */
  numClasses: count,
  /** Maps with anchors, from the finest to the coarsest. Default ['p2', 'p3', 'p4', 'p5', 'p6']. */
  rpnFeatures: features.default(['p2', 'p3', 'p4', 'p5', 'p6']),
  /** Maps from which ROIs are taken, from the finest to the coarsest. Default ['p2', 'p3', 'p4', 'p5']. */
  roiFeatures: features.default(['p2', 'p3', 'p4', 'p5']),
  /**
   * Square root of the area of the anchors on each of `rpnFeatures`, in pixels of the input. Default
   * [32, 64, 128, 256, 512].
   */
  anchorSizes: z.array(z.number().positive()).readonly().default([32, 64, 128, 256, 512]),
  /** Heights of the anchors over their widths. Default [0.5, 1, 2]. */
  aspectRatios: z.array(z.number().positive()).min(1).readonly().default([0.5, 1, 2]),
  /**
   * Anchors that overlap an object less than the first are background, as much as the second are that object.
   * Default [0.3, 0.7].
   */
  rpnIouThresholds: z.tuple([chance, chance]).readonly().default([0.3, 0.7]),
  /** Anchors of an image that learn. Default 256. */
  rpnBatchPerImage: count.default(256),
  /** Share of them, at most, that are objects. Default 0.5. */
  rpnPositiveFraction: chance.default(0.5),
  /** Proposals of a map that overlap a more certain one by more are suppressed. Default 0.7. */
  rpnNmsThreshold: chance.default(0.7),
  /** Proposals of each map before suppression, in training and in evaluation. Default [2000, 1000]. */
  preNmsTopK: topK.default([2000, 1000]),
  /** Proposals of an image after it, in training and in evaluation. Default [1000, 1000]. */
  postNmsTopK: topK.default([1000, 1000]),
  /** Bins along either axis of an ROI. Default 7. */
  roiSize: count.default(7),
  /** Points along either axis of a bin; 0 takes one for each cell that the bin spans. Default 0. */
  samplingRatio: whole.default(0),
  /** Channels of each of the two fully connected layers. Default 1024. */
  fcDim: count.default(1024),
  /** One box for all classes instead of one for each. Default false. */
  clsAgnosticBoxReg: z.boolean().default(false),
  /** Proposals that overlap an object as much are that object. Default 0.5. */
  roiIouThreshold: chance.default(0.5),
  /** Proposals of an image that learn. Default 512. */
  roiBatchPerImage: count.default(512),
  /** Share of them, at most, that are objects. Default 0.25. */
  roiPositiveFraction: chance.default(0.25),
  /** Objects that are less certain are not found. Default 0.05. */
  scoreThreshold: chance.default(0.05),
  /** Objects that overlap a more certain one of their class by more are suppressed. Default 0.5. */
  nmsThreshold: chance.default(0.5),
  /** Objects of an image, at most. Default 100. */
  maxDetections: count.default(100),
  /**
   * Anchors and proposals of whose area an ignored region covers more than this part count neither as objects
   * nor as background, of whatever class the region is (mmdetection's `ignore_iof_thr`). Null: there are no
   * ignored regions; what lies in them is background, as for detectron2, which leaves such boxes out of the
   * truth. Default 0.5.
   */
  ignoreIofThreshold: ignoreIofThreshold.default(0.5),
  /**
   * Whether anchors without an object are background in images of which not all classes were annotated. They
   * may show an object that nobody looked for, so that by default they count neither way. Where no image is
   * annotated for all classes, nothing would tell the network what background is: set it then. Default false.
   */
  partialBackground: z.boolean().default(false),
});
/** Options of {@link FasterRcnnHead}. */
export interface FasterRcnnHeadOptions extends z.input<typeof FASTER_RCNN_SCHEMA> {}

/** With all defaults filled in. */
export type FasterRcnnSettings = Readonly<z.output<typeof FASTER_RCNN_SCHEMA>>;
