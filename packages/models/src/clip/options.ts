import { z } from 'zod';
import { freezeAt, outFeatures, STAGE_NAMES } from '../backbones/backbone.js';
import { count, normKind, perStage } from '../options/fields.js';
import { optionSchema } from '../options/optionSchema.js';

/** The defaults of both towers are RN50's. */
export const CLIP_VISUAL_SCHEMA = optionSchema('ClipVisual', {
  /** Number of blocks by stage: [3, 4, 6, 3] for RN50, [3, 4, 23, 3] for RN101. Default [3, 4, 6, 3]. */
  layers: perStage.default([3, 4, 6, 3]),
  /** Number of channels of the stem, a multiple of 2. res2 has four times as many. Default 64. */
  width: count.multipleOf(2).default(64),
  /** Number of attention heads of the pooling. Default null: width / 2, as in `clip/model.py`. */
  heads: count.nullable().default(null),
  /** Number of features shared with texts. Default 1024. */
  embedDim: count.default(1024),
  /**
   * Side length of the images that the positions of the attention pooling are for, a multiple of 32. Default
   * 224.
   */
  inputResolution: count.multipleOf(32).default(224),
  /** Number of image channels. Default 3. */
  inChannels: count.default(3),
  /**
   * Normalisation after each convolution; `frozen` neither learns nor updates its statistics. Default
   * 'batch'.
   */
  norm: normKind.default('batch'),
  /** Number of frozen stages: 1 the stem, 2 also res2, ... 5 all. Default 0. */
  freezeAt: freezeAt.default(0),
  /** Names of the maps to return. Default ['res2', 'res3', 'res4', 'res5']. */
  outFeatures: outFeatures.default(STAGE_NAMES),
  /**
   * Adds the attention pooling. Without it there are only maps, no embeddings, which is enough for the
   * LV-Adapter. Default true.
   */
  attentionPool: z.boolean().default(true),
  /**
   * How to adapt the learned positions to images of another size than `inputResolution`: resize them
   * (DenseCLIP's segmentation), or crop them to the first rows and columns (its detection). Default
   * 'interpolate'.
   */
  positions: z.enum(['interpolate', 'crop']).default('interpolate'),
});
/** Options of {@link ClipVisual}. */
export interface ClipVisualOptions extends z.input<typeof CLIP_VISUAL_SCHEMA> {}

/** Schema of the options of {@link ClipText}. */
export const CLIP_TEXT_SCHEMA = optionSchema('ClipText', {
  /** Size of the vocabulary. Default 49408. */
  vocabSize: count.default(49408),
  /** Maximum number of tokens in a text. Default 77. */
  contextLength: count.default(77),
  /** Number of channels of the transformer. Default 512. */
  width: count.default(512),
  /** Number of attention heads. Default 8. */
  heads: count.default(8),
  /** Number of transformer layers. Default 12. */
  layers: count.default(12),
  /** Number of features shared with images. Default 1024. */
  embedDim: count.default(1024),
});
/** Options of {@link ClipText}. */
export interface ClipTextOptions extends z.input<typeof CLIP_TEXT_SCHEMA> {}
