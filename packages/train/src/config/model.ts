// The model of a run: backbone, neck, adapters, language, heads. Every part has all its options with its own
// defaults, for every registered kind.
import {
  BACKBONES,
  type BackboneKinds,
  CLASS_VECTORS_SCHEMA,
  CLIP_TEXT_SCHEMA,
  CONV_ADAPTERS,
  type ConvAdapterKinds,
  FPN_SCHEMA,
  LANGUAGE_ADAPTERS,
  type LanguageAdapterKinds,
  PROMPT_SCHEMAS,
} from '@cotrain/models';
import { z } from 'zod';
import { anyHeads, type HeadSettings } from './heads.js';
import { kinds } from './kinds.js';
import { derived, type PartSettings, part } from './parts.js';
import { settings } from './settings.js';

/** CLIP's attention pooling is a third of its image tower, so it is created only if something reads it. */
const backboneSchemas = () =>
  BACKBONES.schemas().map((schema) => {
    if (!('attentionPool' in schema.shape)) return schema;
    const text =
      'Computes embeddings in addition to the maps. Default null: only if the language adapter reads them.';
    return schema.extend({ attentionPool: derived(z.boolean(), text) });
  });

/** Text before or around each class's name (section 4.2 and appendix D.1 of the paper). */
const promptsSchema = kinds('kind', { kind: 'learned' }, [
  z.strictObject({ kind: z.literal('learned'), ...PROMPT_SCHEMAS.learned.shape }),
  z.strictObject({ kind: z.literal('template'), ...PROMPT_SCHEMAS.template.shape }),
  z.strictObject({ kind: z.literal('ensemble'), ...PROMPT_SCHEMAS.ensemble.shape }),
]).prefault({});

/** Source of the vectors, in addition to the options of `ClassVectors`. */
const vectorSource = settings('VectorTextSettings', {
  /** A safetensors file with vectors and their names. Default null: the file of the package. */
  file: z.string().nullable().default(null),
  /**
   * An installed package of vectors, such as `@cotrain/weights-clip-text`. Default null: without a file as
   * well, the vectors stay random.
   */
  package: z.string().nullable().default(null),
});

const textSchema = kinds('kind', { kind: 'clip' }, [
  z.strictObject({ kind: z.literal('clip'), ...CLIP_TEXT_SCHEMA.shape }),
  z.strictObject({ kind: z.literal('vectors'), ...CLASS_VECTORS_SCHEMA.shape, ...vectorSource.shape }),
]).prefault({});

const languageSchema = () =>
  settings('LanguageSettings', {
    /**
     * Converts class names into features, and is never trained: CLIP's text encoder, or a list of vectors.
     * Default: the encoder with RN50's sizes.
     */
    text: textSchema,
    /**
     * A CLIP checkpoint from which to load the text encoder. Default null: random weights, drawn from the
     * seed.
     */
    weights: z.string().nullable().default(null),
    /**
     * How class names become sentences for the encoder (section 4.2 and appendix D.1 of the paper). Default:
     * 16 learned tokens for each task.
     */
    prompts: promptsSchema,
    /** Adapter that adds the text to the coarsest map (Table 4 of the paper). Default: `l2v`. */
    adapter: part<LanguageAdapterKinds, 'l2v'>('l2v', LANGUAGE_ADAPTERS.schemas()),
  }).refine(({ text, weights }) => text.kind === 'clip' || weights === null, {
    path: ['weights'],
    message:
      'are those of a text encoder, and the text is vectors, which has file and package: set it to null',
  });

const neckSchema = () => {
  const text =
    'Adds one coarser level by subsampling the last one. Default null: only if a head reads it (Faster R-CNN).';
  return FPN_SCHEMA.omit({ outChannels: true }).extend({ lastLevelMaxPool: derived(z.boolean(), text) });
};

/** @param beneath the preset's settings for parts */
export const modelSchema = (beneath: PartSettings, heads = anyHeads()) =>
  settings('ModelSettings', {
    /** Backbone of the model. Default: ResNet-50. */
    backbone: part<BackboneKinds, 'resnet'>('resnet', backboneSchemas(), beneath.backbone),
    /** Number of channels of the neck's maps (`outChannels` of `Fpn`). Default 256. */
    fpnChannels: FPN_SCHEMA.shape.outChannels,
    /** Other options of the neck. Default: its own defaults. */
    neck: neckSchema().prefault({}),
    /**
     * Convolutional adapters before or after the neck (appendix D.3 and Table 9 of the paper). Default: none.
     */
    convAdapter: part<ConvAdapterKinds, 'none'>('none', CONV_ADAPTERS.schemas()),
    /** The LV-Adapter and its variants (section 4.2 of the paper). Default null: no text. */
    language: languageSchema().nullable().default(null),
    /** Head of each task. Default: Sparse R-CNN for boxes, MaskFormer for class maps. */
    heads: heads.default({}),
  }).prefault({});

/** The resolved model, with a head for each of the run's tasks. */
export type ModelConfig = Omit<z.output<ReturnType<typeof modelSchema>>, 'heads'> & {
  heads: Record<string, HeadSettings>;
};
