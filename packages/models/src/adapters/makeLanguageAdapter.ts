// The language adapters by kind. Custom adapters are registered as further entries.
import type { AnyModule } from '@cotrain/nn';
import type { z } from 'zod';
import { Kinds, type PartKind } from '../options/kinds.js';
import type { LanguageAdapter } from './languageAdapter.js';
import {
  LANGUAGE_TO_VISION_SCHEMA,
  LanguageToVision,
  type LanguageToVisionOptions,
} from './languageToVision.js';
import { PROMPT_MAPS_SCHEMA, PromptMaps, type PromptMapsOptions } from './promptMaps.js';
import {
  VISION_TO_LANGUAGE_SCHEMA,
  VisionToLanguage,
  type VisionToLanguageOptions,
} from './visionToLanguage.js';

/** Sizes that an adapter gets from the other parts of the model. */
export interface LanguageAdapterSizes {
  /** Number of channels of the neck's coarsest map. */
  channels: number;
  /** Number of text features. */
  textDim: number;
  /** Number of classes with text features, over all tasks. */
  numClasses: number;
}

/**
 * Options by kind. To register an adapter with typed options, add it to this interface:
 * `declare module '@cotrain/models' { interface LanguageAdapterKinds { ... } }`.
 */
export interface LanguageAdapterKinds {
  l2v: Omit<LanguageToVisionOptions, keyof LanguageAdapterSizes>;
  prompt: Omit<PromptMapsOptions, keyof LanguageAdapterSizes>;
  v2l: Omit<VisionToLanguageOptions, keyof LanguageAdapterSizes>;
}

/** A language adapter and its options, as in a configuration (Table 4 of the paper). */
export type LanguageAdapterConfig = {
  [Kind in keyof LanguageAdapterKinds]: { kind: Kind } & LanguageAdapterKinds[Kind];
}[keyof LanguageAdapterKinds];

/** Language adapter as a module, of whatever kind. */
export type AnyLanguageAdapter = LanguageAdapter & AnyModule;

/** What the model must know about a kind of language adapter. */
export interface LanguageAdapterTraits {
  /** Whether it reads the embeddings of CLIP's image tower (`Backbone.embed`). Default false. */
  readsEmbeddings?: boolean;
}

/** Registered kinds of language adapters. */
export const LANGUAGE_ADAPTERS = new Kinds<
  [sizes: LanguageAdapterSizes],
  AnyLanguageAdapter,
  LanguageAdapterTraits
>('language adapter')
  .register('l2v', {
    options: LANGUAGE_TO_VISION_SCHEMA.omit({ channels: true, textDim: true }),
    make: (options, { channels, textDim }) => new LanguageToVision({ ...options, channels, textDim }),
  })
  .register('prompt', {
    options: PROMPT_MAPS_SCHEMA.omit({ channels: true, textDim: true, numClasses: true }),
    make: (options, sizes) => new PromptMaps({ ...options, ...sizes }),
  })
  .register('v2l', {
    options: VISION_TO_LANGUAGE_SCHEMA.omit({ channels: true, textDim: true, numClasses: true }),
    make: (options, sizes) => new VisionToLanguage({ ...options, ...sizes }),
    readsEmbeddings: true,
  });

/**
 * Registers a custom language adapter for models, configurations, `cotrain config` and its JSON Schema.
 *
 * @param kind name of the kind in configurations
 * @throws OptionError if the kind already exists
 */
export function registerLanguageAdapter<Schema extends z.ZodObject>(
  kind: string,
  adapter: PartKind<Schema, [sizes: LanguageAdapterSizes], AnyLanguageAdapter> & LanguageAdapterTraits,
): void {
  LANGUAGE_ADAPTERS.register(kind, adapter);
}

/**
 * Makes the language adapter of a configuration.
 *
 * @throws OptionError for an unknown kind and for invalid options
 */
export const makeLanguageAdapter = (
  config: LanguageAdapterConfig,
  sizes: LanguageAdapterSizes,
): AnyLanguageAdapter => LANGUAGE_ADAPTERS.make(config, sizes);
