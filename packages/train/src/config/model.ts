// The model of a run: backbone, neck, adapters, language, heads. Every part has all its options, with its own
// defaults, and of every kind that is registered.
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

/** CLIP's attention pooling is a third of its image tower: it is made where something reads it. */
const backboneSchemas = () =>
  BACKBONES.schemas().map((schema) => {
    if (!('attentionPool' in schema.shape)) return schema;
    const text = 'Makes embeddings beside the maps. Default null: where the language adapter reads them.';
    return schema.extend({ attentionPool: derived(z.boolean(), text) });
  });

/** What is put before each class's name, or around it (section 4.2 and appendix D.1 of the paper). */
const promptsSchema = kinds('kind', { kind: 'learned' }, [
  z.strictObject({ kind: z.literal('learned'), ...PROMPT_SCHEMAS.learned.shape }),
  z.strictObject({ kind: z.literal('template'), ...PROMPT_SCHEMAS.template.shape }),
  z.strictObject({ kind: z.literal('ensemble'), ...PROMPT_SCHEMAS.ensemble.shape }),
]).prefault({});

/** Where vectors are read from, beside what `ClassVectors` knows. */
const vectorSource = settings('VectorTextSettings', {
  /** A safetensors file of vectors and their names. Default null: that of the package. */
  file: z.string().nullable().default(null),
  /**
   * A package of vectors that is installed, such as `@cotrain/weights-clip-text`. Default null: with no file
   * either, the vectors stay random.
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
     * What turns class names into features, and is never trained: CLIP's text encoder, or a list of vectors.
     * Default: the encoder at RN50's sizes.
     */
    text: textSchema,
    /**
     * A checkpoint of CLIP whose text encoder is loaded. Default null: random weights, drawn from the seed.
     */
    weights: z.string().nullable().default(null),
    /**
     * How class names become sentences for the encoder (section 4.2 and appendix D.1 of the paper). Default:
     * 16 learned tokens for each task.
     */
    prompts: promptsSchema,
    /** How the text reaches the coarsest map (Table 4 of the paper). Default: `l2v`. */
    adapter: part<LanguageAdapterKinds, 'l2v'>('l2v', LANGUAGE_ADAPTERS.schemas()),
  }).refine(({ text, weights }) => text.kind === 'clip' || weights === null, {
    path: ['weights'],
    message:
      'are those of a text encoder, and the text is vectors, which has file and package: set it to null',
  });

const neckSchema = () => {
  const text =
    'Adds one coarser level, the last one subsampled. Default null: where a head reads it (Faster R-CNN).';
  return FPN_SCHEMA.omit({ outChannels: true }).extend({ lastLevelMaxPool: derived(z.boolean(), text) });
};

/** @param beneath what the preset says of parts */
export const modelSchema = (beneath: PartSettings, heads = anyHeads()) =>
  settings('ModelSettings', {
    /** What sees the images. Default: ResNet-50. */
    backbone: part<BackboneKinds, 'resnet'>('resnet', backboneSchemas(), beneath.backbone),
    /** Channels of the neck's maps (`outChannels` of `Fpn`). Default 256. */
    fpnChannels: FPN_SCHEMA.shape.outChannels,
    /** The other options of the neck. Default: its own defaults. */
    neck: neckSchema().prefault({}),
    /** Convolutions before or after the neck (appendix D.3 and Table 9 of the paper). Default: none. */
    convAdapter: part<ConvAdapterKinds, 'none'>('none', CONV_ADAPTERS.schemas()),
    /** The LV-Adapter and its variants (section 4.2 of the paper). Default null: no text. */
    language: languageSchema().nullable().default(null),
    /** By task, what answers for it. Default: Sparse R-CNN for boxes, MaskFormer for class maps. */
    heads: heads.default({}),
  }).prefault({});

/** Resolved, with a head for each of the run's tasks. */
export type ModelConfig = Omit<z.output<ReturnType<typeof modelSchema>>, 'heads'> & {
  heads: Record<string, HeadSettings>;
};
