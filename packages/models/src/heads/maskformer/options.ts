import { z } from 'zod';
import { chance, count, features, normKind, whole } from '../../options/fields.js';
import { optionSchema } from '../../options/optionSchema.js';

const weight = z.number().nonnegative();

/** The defaults of `mask_former/config.py` and of `mask_former_model.py`: `from_config`. */
const criterion = {
  /** Number of classes of the task, without "no object". Required. */
  numClasses: count,
  /** Weight of the cross-entropy, and of the class cost in the matching. Default 1. */
  classWeight: weight.default(1),
  /** Weight of the focal loss, and of the focal cost in the matching. Default 20. */
  maskWeight: weight.default(20),
  /** Weight of the dice loss, and of the dice cost in the matching. Default 1. */
  diceWeight: weight.default(1),
  /** Weight of "no object" in the cross-entropy. Default 0.1. */
  noObjectWeight: weight.default(0.1),
  /**
   * Factor by which the resolution of the mask losses is reduced relative to the padded input. The targets
   * are subsampled accordingly. 2 or 4 save most of the losses' time. The official code always uses 1.
   * Default 1.
   */
  maskLossStride: count.default(1),
  /**
   * Excludes unlabelled pixels from mask losses and matching. The official code treats them as outside every
   * mask. Default false.
   */
  excludeIgnored: z.boolean().default(false),
};

export const MASK_FORMER_CRITERION_SCHEMA = optionSchema('MaskFormerCriterion', {
  ...criterion,
  /** Whether the state dict contains `empty_weight`, as the official one does. Default true. */
  persistentWeight: z.boolean().default(true),
});
/** Loss weights and costs of MaskFormer. */
export interface MaskFormerCriterionOptions extends z.input<typeof MASK_FORMER_CRITERION_SCHEMA> {}

/** The part of a head's settings that belongs to its criterion. */
export const criterionOptions = (settings: MaskFormerSettings): MaskFormerCriterionOptions => {
  const own = Object.keys(criterion).map((key) => [key, settings[key as keyof typeof criterion]]);
  return { ...(Object.fromEntries(own) as MaskFormerCriterionOptions), persistentWeight: false };
};

/** The defaults of `mask_former/config.py` and configs/ade20k-150/maskformer_R50_bs16_160k.yaml. */
export const MASK_FORMER_SCHEMA = optionSchema('MaskFormerHead', {
  ...criterion,
  /** Names of the maps that the pixel decoder reads, in any order. Default ['p2', 'p3', 'p4', 'p5']. */
  inFeatures: features.default(['p2', 'p3', 'p4', 'p5']),
  /** `fpn` is fully convolutional; `transformer` adds an encoder before the coarsest level. Default 'fpn'. */
  pixelDecoder: z.enum(['fpn', 'transformer']).default('fpn'),
  /** Number of layers in the pixel decoder's encoder, with `transformer` only. Default 6. */
  pixelDecoderLayers: whole.default(6),
  /**
   * Name of the map that the queries attend to. Default null: the output of the pixel decoder's encoder if
   * there is one, else the coarsest map.
   */
  transformerInFeature: z.string().nullable().default(null),
  /** Number of channels of the pixel decoder. Default null: those of its finest map (officially 256). */
  convsDim: count.nullable().default(null),
  /**
   * Length of the embeddings whose products are the masks. Default null: the channels of the finest map
   * (officially 256).
   */
  maskDim: count.nullable().default(null),
  /** Normalisation in the pixel decoder; null disables it. Default 'group'. */
  norm: normKind.nullable().default('group'),
  /** Number of learned queries, each of which can predict one mask. Default 100. */
  numQueries: count.default(100),
  /** Number of channels of the queries. Default null: those of the finest map (officially 256). */
  hiddenDim: count.nullable().default(null),
  /** Number of attention heads. Default 8. */
  numHeads: count.default(8),
  /** Hidden width of the feed-forward networks. Default 2048. */
  dimFeedforward: count.default(2048),
  /** Dropout probability in training, in the transformers only. Default 0.1. */
  dropout: chance.default(0.1),
  /** Number of layers in the predictor's encoder, before the queries attend to the map. Default 0. */
  encLayers: whole.default(0),
  /** Number of layers in which the queries attend to each other and to the map. Default 6. */
  decLayers: count.default(6),
  /** Normalises before attention and feed-forward network instead of after them (pre-norm). Default false. */
  preNorm: z.boolean().default(false),
  /** Projects the map to `hiddenDim` even if it already has that many channels. Default false. */
  enforceInputProj: z.boolean().default(false),
  /** Adds a loss after every decoder layer. Default true. */
  deepSupervision: z.boolean().default(true),
  /** Label of pixels that belong to no mask. Default 255. */
  ignoreIndex: z.number().int().default(255),
});
/** Options of {@link MaskFormerHead}. */
export interface MaskFormerHeadOptions extends z.input<typeof MASK_FORMER_SCHEMA> {}

/** The options with all defaults filled in. */
export type MaskFormerSettings = Readonly<
  z.output<typeof MASK_FORMER_SCHEMA> & { convsDim: number; maskDim: number; hiddenDim: number }
>;
