import { z } from 'zod';
import { chance, count, features, normKind, whole } from '../../options/fields.js';
import { optionSchema } from '../../options/optionSchema.js';

const weight = z.number().nonnegative();

/** The defaults of `mask_former/config.py` and of `mask_former_model.py`: `from_config`. */
const criterion = {
  /** Number of classes of the task, without "no object". Required. */
  numClasses: count,
  /** Weight of the cross-entropy, and of the classes in the matching. Default 1. */
  classWeight: weight.default(1),
  /** Weight of the focal loss, and of its part in the matching. Default 20. */
  maskWeight: weight.default(20),
  /** Weight of the dice loss, and of its part in the matching. Default 1. */
  diceWeight: weight.default(1),
  /** Weight of "no object" among the classes of the cross-entropy. Default 0.1. */
  noObjectWeight: weight.default(0.1),
  /**
   * The mask losses are computed at the padded input's resolution divided by this, with every so many-th
   * pixel of the targets: 2 or 4 save most of their time. The official code knows 1 only. Default 1.
   */
  maskLossStride: count.default(1),
  /**
   * Leaves pixels without a label out of mask losses and matching. The official code takes them as lying
   * outside of every mask. Default false.
   */
  excludeIgnored: z.boolean().default(false),
};

export const MASK_FORMER_CRITERION_SCHEMA = optionSchema('MaskFormerCriterion', {
  ...criterion,
  /** Whether the state dict has `empty_weight`, as the official one. Default true. */
  persistentWeight: z.boolean().default(true),
});
/** Loss weights and costs of MaskFormer. */
export interface MaskFormerCriterionOptions extends z.input<typeof MASK_FORMER_CRITERION_SCHEMA> {}

/** What of a head's settings is its criterion's. */
export const criterionOptions = (settings: MaskFormerSettings): MaskFormerCriterionOptions => {
  const own = Object.keys(criterion).map((key) => [key, settings[key as keyof typeof criterion]]);
  return { ...(Object.fromEntries(own) as MaskFormerCriterionOptions), persistentWeight: false };
};

/** The defaults of `mask_former/config.py` and configs/ade20k-150/maskformer_R50_bs16_160k.yaml. */
export const MASK_FORMER_SCHEMA = optionSchema('MaskFormerHead', {
  ...criterion,
  /** Maps of the pixel decoder, in any order. Default ['p2', 'p3', 'p4', 'p5']. */
  inFeatures: features.default(['p2', 'p3', 'p4', 'p5']),
  /** `fpn` is fully convolutional; `transformer` puts an encoder before its coarsest level. Default 'fpn'. */
  pixelDecoder: z.enum(['fpn', 'transformer']).default('fpn'),
  /** Layers of the pixel decoder's encoder, with `transformer` only. Default 6. */
  pixelDecoderLayers: whole.default(6),
  /**
   * The map that the queries attend to. Default null: the pixel decoder's encoder's where there is one, else
   * the coarsest.
   */
  transformerInFeature: z.string().nullable().default(null),
  /** Channels of the pixel decoder. Default null: those of the finest of its maps (officially 256). */
  convsDim: count.nullable().default(null),
  /**
   * Length of the embeddings whose products are the masks. Default null: the channels of the finest map
   * (officially 256).
   */
  maskDim: count.nullable().default(null),
  /** Normalisation in the pixel decoder; null: none. Default 'group'. */
  norm: normKind.nullable().default('group'),
  /** Learned queries, each of which may answer for one mask. Default 100. */
  numQueries: count.default(100),
  /** Channels of the queries. Default null: those of the finest map (officially 256). */
  hiddenDim: count.nullable().default(null),
  /** Attention heads. Default 8. */
  numHeads: count.default(8),
  /** Width of the feed-forward networks. Default 2048. */
  dimFeedforward: count.default(2048),
  /** Share of values that training drops out, in the transformers; nothing else drops out. Default 0.1. */
  dropout: chance.default(0.1),
  /** Layers of the predictor's encoder, before the queries attend to the map. Default 0. */
  encLayers: whole.default(0),
  /** Layers in which the queries attend to each other and to the map. Default 6. */
  decLayers: count.default(6),
  /** Normalises before attention and feed-forward network instead of after them. Default false. */
  preNorm: z.boolean().default(false),
  /** Projects the map to `hiddenDim` even where it has that many channels. Default false. */
  enforceInputProj: z.boolean().default(false),
  /** A loss after every decoder layer. Default true. */
  deepSupervision: z.boolean().default(true),
  /** Label of pixels that belong to no mask. Default 255. */
  ignoreIndex: z.number().int().default(255),
});
/** Options of {@link MaskFormerHead}. */
export interface MaskFormerHeadOptions extends z.input<typeof MASK_FORMER_SCHEMA> {}

/** With all defaults filled in. */
export type MaskFormerSettings = Readonly<
  z.output<typeof MASK_FORMER_SCHEMA> & { convsDim: number; maskDim: number; hiddenDim: number }
>;
