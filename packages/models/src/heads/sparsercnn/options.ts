import { Tensor } from '@cotrain/torch';
import { z } from 'zod';
import { DEFORMABLE_ROI_POOL_SCHEMA } from '../../layers/deformableRoiPool.js';
import { chance, count, features, whole } from '../../options/fields.js';
import { optionSchema } from '../../options/optionSchema.js';
import { ignoreIofThreshold } from '../boxTargets.js';

const weight = z.number().nonnegative();

/** `sparsercnn/config.py`: CLASS_WEIGHT, L1_WEIGHT, GIOU_WEIGHT, ALPHA, GAMMA, DEEP_SUPERVISION. */
const criterion = {
  /** Weight of the focal loss, and of the class cost in the matching. Default 2. */
  classWeight: weight.default(2),
  /** Weight of the L1 loss, relative to the image's size, and of the L1 cost in the matching. Default 5. */
  l1Weight: weight.default(5),
  /** Weight of the generalised IoU loss, and of the IoU cost in the matching. Default 2. */
  giouWeight: weight.default(2),
  /** Weight of objects relative to background in the focal loss. Default 0.25. */
  focalAlpha: chance.default(0.25),
  /** Exponent of the focal loss, which reduces the loss of well-classified examples. Default 2. */
  focalGamma: weight.default(2),
  /** Whether to train all stages instead of the last one only. Default true. */
  deepSupervision: z.boolean().default(true),
};

/** The official code does not support ignored regions. */
const ignored = {
  /**
   * Threshold for ignored regions, of any class: a proposal without an object does not count as background if
   * a region covers more than this fraction of its area (mmdetection's `ignore_iof_thr`). Null disables
   * ignored regions: they become background, as in the official code, which removes such boxes from the
   * ground truth. Default 0.5.
   */
  ignoreIofThreshold: ignoreIofThreshold.default(0.5),
};

export const SPARSE_RCNN_CRITERION_SCHEMA = optionSchema('SparseRcnnCriterion', { ...criterion, ...ignored });
/** Loss weights and costs of Sparse R-CNN. */
export interface SparseRcnnCriterionOptions extends z.input<typeof SPARSE_RCNN_CRITERION_SCHEMA> {}

/** `[cx, cy, w, h]`, relative to the image (0..1). */
const box = z.array(z.number()).length(4).readonly();

/** The defaults of `sparsercnn/config.py`, and of configs/Base-SparseRCNN.yaml for the ROIs. */
export const SPARSE_RCNN_SCHEMA = optionSchema('SparseRcnnHead', {
  /** Number of classes of the task. Required. */
  numClasses: count,
  /** Number of learned proposals, each of which can detect one object. Default 300. */
  numProposals: count.default(300),
  /** Number of stages, each of which refines the boxes of the previous one. Default 6. */
  numStages: count.default(6),
  /**
   * Number of channels of the proposals, which must equal that of the maps. Default null: that of the maps
   * (officially 256).
   */
  hiddenDim: count.nullable().default(null),
  /** Number of attention heads for attention between proposals. Default 8. */
  numHeads: count.default(8),
  /** Hidden width of the feed-forward networks. Default 2048. */
  dimFeedforward: count.default(2048),
  /** Dropout probability in training. Default 0. */
  dropout: chance.default(0),
  /** Number of channels between the two filters that a proposal generates. Default 64. */
  dimDynamic: count.default(64),
  /** Number of layers before the class logits. Default 1. */
  numClsLayers: whole.default(1),
  /** Number of layers before the box deltas. Default 3. */
  numRegLayers: whole.default(3),
  /**
   * Names of the maps from which ROIs are pooled, from the finest to the coarsest, each stride twice the
   * previous one. Default ['p2', 'p3', 'p4', 'p5'].
   */
  inFeatures: features.default(['p2', 'p3', 'p4', 'p5']),
  /** Number of bins along each axis of an ROI. Default 7. */
  roiSize: count.default(7),
  /** Number of sampling points along each axis of a bin, which are averaged. Default 2. */
  samplingRatio: count.default(2),
  /**
   * ROI pooling: `align` uses a regular grid of bins (RoIAlign, as in the official code); `deform` shifts the
   * bins with a small network (`DeformableRoiPool`). Default 'align'.
   */
  roiPooler: z.enum(['align', 'deform']).default('align'),
  /** Options of the `deform` pooler. Default: its own defaults. */
  deformable: DEFORMABLE_ROI_POOL_SCHEMA.pick({ gamma: true, modulated: true, hiddenDim: true }).prefault({}),
  /** Initial probability of every class (Lin et al., "Focal loss", 2017, section 4.1). Default 0.01. */
  priorProb: z.number().gt(0).lt(1).default(0.01),
  /**
   * Initial boxes of the proposals in a training run: the whole image (`image`, official), or boxes drawn
   * from the training data (`data`), which makes the first gradients ten times smaller. The head itself
   * starts from `initialBoxes`; code that has the data calls `setInitialBoxes`. Default 'image'.
   */
  proposalsFrom: z.enum(['image', 'data']).default('image'),
  /**
   * Initial boxes of the proposals, `[cx, cy, w, h]` relative to the image (0..1), [numProposals, 4]. Default
   * null: each is the whole image.
   */
  initialBoxes: z
    .union([
      z.array(box).readonly(),
      z.custom<Tensor>((value) => value instanceof Tensor).meta({ title: 'a tensor' }),
    ])
    .nullable()
    .default(null),
  ...ignored,
  /** Weights of the losses and of the matching. Default: their own defaults. */
  criterion: optionSchema('SparseRcnnCriterion', criterion).prefault({}),
});
/** Options of {@link SparseRcnnHead}. */
export interface SparseRcnnHeadOptions extends z.input<typeof SPARSE_RCNN_SCHEMA> {}

/** The options with all defaults filled in. */
export type SparseRcnnSettings = Readonly<z.output<typeof SPARSE_RCNN_SCHEMA> & { hiddenDim: number }>;
