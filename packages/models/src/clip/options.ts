import { z } from 'zod';
import { freezeAt, outFeatures, STAGE_NAMES } from '../backbones/backbone.js';
import { count, normKind, perStage } from '../options/fields.js';
import { optionSchema } from '../options/optionSchema.js';

/** The defaults of both towers are RN50's. */
export const CLIP_VISUAL_SCHEMA = optionSchema('ClipVisual', {
  /** Blocks by stage: [3, 4, 6, 3] RN50, [3, 4, 23, 3] RN101. Default [3, 4, 6, 3]. */
  layers: perStage.default([3, 4, 6, 3]),
  /** Channels of the stem, a multiple of 2; res2 has four times as many. Default 64. */
  width: count.multipleOf(2).default(64),
  /** Attention heads of the pooling. Default null: width / 2, as `clip/model.py` has it. */
  heads: count.nullable().default(null),
  /** Features shared with texts. Default 1024. */
  embedDim: count.default(1024),
  /**
   * Side of the images that the positions of the attention pooling are for, a multiple of 32. Default 224.
   */
  inputResolution: count.multipleOf(32).default(224),
  /** Channels of the images. Default 3. */
  inChannels: count.default(3),
  /** Normalisation after each convolution; `frozen` neither learns nor counts. Default 'batch'. */
  norm: normKind.default('batch'),
  /** How many stages are frozen: 1 the stem, 2 also res2, ... 5 all. Default 0. */
  freezeAt: freezeAt.default(0),
  /** Names of the maps that it returns. Default ['res2', 'res3', 'res4', 'res5']. */
  outFeatures: outFeatures.default(STAGE_NAMES),
  /** Without it there are maps only, no embeddings: the LV-Adapter needs none. Default true. */
  attentionPool: z.boolean().default(true),
  /**
   * How the learned positions meet an image of another size than `inputResolution`: resized (DenseCLIP's
   * segmentation), or the first rows and columns of them (its detection). Default 'interpolate'.
   */
  positions: z.enum(['interpolate', 'crop']).default('interpolate'),
});
/** Options of {@link ClipVisual}. */
export interface ClipVisualOptions extends z.input<typeof CLIP_VISUAL_SCHEMA> {}

/** Schema of the options of {@link ClipText}. */
export const CLIP_TEXT_SCHEMA = optionSchema('ClipText', {
  /** Size of the vocabulary. Default 49408. */
  vocabSize: count.default(49408),
  /** The most tokens that a text may have. Default 77. */
  contextLength: count.default(77),
  /** Channels of the transformer. Default 512. */
  width: count.default(512),
  /** Attention heads. Default 8. */
  heads: count.default(8),
  /** Layers of the transformer. Default 12. */
  layers: count.default(12),
  /** Features shared with images. Default 1024. */
  embedDim: count.default(1024),
});
/** Options of {@link ClipText}. */
export interface ClipTextOptions extends z.input<typeof CLIP_TEXT_SCHEMA> {}
