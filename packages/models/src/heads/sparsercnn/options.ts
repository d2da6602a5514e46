import { Tensor } from '@cotrain/torch';
import { z } from 'zod';
import { DEFORMABLE_ROI_POOL_SCHEMA } from '../../layers/deformableRoiPool.js';
import { chance, count, features, whole } from '../../options/fields.js';
import { optionSchema } from '../../options/optionSchema.js';
import { ignoreIofThreshold } from '../boxTargets.js';

const weight = z.number().nonnegative();

/** `sparsercnn/config.py`: CLASS_WEIGHT, L1_WEIGHT, GIOU_WEIGHT, ALPHA, GAMMA, DEEP_SUPERVISION. */
const criterion = {
  /** Weight of the focal loss, and of the classes in the matching. Default 2. */
  classWeight: weight.default(2),
  /** Weight of the L1 loss, relative to the image's size, and of its part in the matching. Default 5. */
  l1Weight: weight.default(5),
  /** Weight of the generalised IoU loss, and of its part in the matching. Default 2. */
  giouWeight: weight.default(2),
  /** Weight of objects against background in the focal loss. Default 0.25. */
  focalAlpha: chance.default(0.25),
  /** How much the focal loss turns away from what is easy. Default 2. */
  focalGamma: weight.default(2),
  /** Whether all stages learn, not the last one only. Default true. */
  deepSupervision: z.boolean().default(true),
};

/** The official code knows no ignored regions. */
const ignored = {
  /**
   * Proposals without an object of whose area an ignored region covers more than this part are not taken for
   * background, of whatever class the region is (mmdetection's `ignore_iof_thr`). Null: there are no ignored
   * regions; what lies in them is background, as in the official code, which leaves such boxes out of the
   * truth. Default 0.5.
   */
  ignoreIofThreshold: ignoreIofThreshold.default(0.5),
};

export const SPARSE_RCNN_CRITERION_SCHEMA = optionSchema('SparseRcnnCriterion', { ...criterion, ...ignored });
/** Loss weights and costs of Sparse R-CNN. */
export interface SparseRcnnCriterionOptions extends z.input<typeof SPARSE_RCNN_CRITERION_SCHEMA> {}

/** `[cx, cy, w, h]` in 0..1 of the image. */
const box = z.array(z.number()).length(4).readonly();

/** The defaults of `sparsercnn/config.py`, and of configs/Base-SparseRCNN.yaml for the ROIs. */
export const SPARSE_RCNN_SCHEMA = optionSchema('SparseRcnnHead', {
  /** Number of classes of the task. Required. */
  numClasses: count,
  /** Learned proposals, each of which may find one object. Default 300. */
  numProposals: count.default(300),
  /** Stages, each of which corrects the boxes of the one before. Default 6. */
  numStages: count.default(6),
  /**
   * Channels of the proposals, which must be those of the maps. Default null: those of the maps (officially
   * 256).
   */
  hiddenDim: count.nullable().default(null),
  /** Attention heads, where the proposals attend to each other. Default 8. */
  numHeads: count.default(8),
  /** Width of the feed-forward networks. Default 2048. */
  dimFeedforward: count.default(2048),
  /** Share of values that training drops out. Default 0. */
  dropout: chance.default(0),
  /** Channels between the two filters that a proposal makes. Default 64. */
  dimDynamic: count.default(64),
  /** Layers before the class logits. Default 1. */
  numClsLayers: whole.default(1),
  /** Layers before the box deltas. Default 3. */
  numRegLayers: whole.default(3),
  /**
   * Maps from which ROIs are taken, from the finest to the coarsest, each stride twice the one before.
   * Default ['p2', 'p3', 'p4', 'p5'].
   */
  inFeatures: features.default(['p2', 'p3', 'p4', 'p5']),
  /** Bins along either axis of an ROI. Default 7. */
  roiSize: count.default(7),
  /** Points along either axis of a bin, of which it is the mean. Default 2. */
  samplingRatio: count.default(2),
  /**
   * `align`: bins on a grid (RoIAlign, as the official code); `deform`: bins that a small network moves
   * (`DeformableRoiPool`). Default 'align'.
   */
  roiPooler: z.enum(['align', 'deform']).default('align'),
  /** Options of the pooler `deform`. Default: its own defaults. */
  deformable: DEFORMABLE_ROI_POOL_SCHEMA.pick({ gamma: true, modulated: true, hiddenDim: true }).prefault({}),
  /** Probability that every class begins with (Lin et al., "Focal loss", 2017, section 4.1). Default 0.01. */
  priorProb: z.number().gt(0).lt(1).default(0.01),
  /**
   * What the proposals begin as in a training run: each as the whole image (official), or as boxes that are
   * drawn from the training data, which cuts the first gradients tenfold. The head itself begins with
   * `initialBoxes`; whoever has the data calls `setInitialBoxes`. Default 'image'.
   */
  proposalsFrom: z.enum(['image', 'data']).default('image'),
  /**
   * The boxes that the proposals begin as, `[cx, cy, w, h]` in 0..1 of the image, [numProposals, 4]. Default
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

/** With all defaults filled in. */
export type SparseRcnnSettings = Readonly<z.output<typeof SPARSE_RCNN_SCHEMA> & { hiddenDim: number }>;
