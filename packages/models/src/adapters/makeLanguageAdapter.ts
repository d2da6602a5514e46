// Every language adapter by its kind. An adapter of one's own is one more entry.
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

/** Sizes that an adapter takes from what stands around it. */
export interface LanguageAdapterSizes {
  /** Of the neck's coarsest map. */
  channels: number;
  /** Of the text features. */
  textDim: number;
  /** Of all tasks whose text the adapter is told. */
  numClasses: number;
}

/**
 * Options by kind. Who registers an adapter may add its own:
 * `declare module '@cotrain/models' { interface LanguageAdapterKinds { ... } }`.
 */
export interface LanguageAdapterKinds {
  l2v: Omit<LanguageToVisionOptions, keyof LanguageAdapterSizes>;
  prompt: Omit<PromptMapsOptions, keyof LanguageAdapterSizes>;
  v2l: Omit<VisionToLanguageOptions, keyof LanguageAdapterSizes>;
}

/** A language adapter and its options, as a configuration has them (Table 4 of the paper). */
export type LanguageAdapterConfig = {
  [Kind in keyof LanguageAdapterKinds]: { kind: Kind } & LanguageAdapterKinds[Kind];
}[keyof LanguageAdapterKinds];

/** Language adapter as a module, of whatever kind. */
export type AnyLanguageAdapter = LanguageAdapter & AnyModule;

/** What the model must know about a kind of language adapter. */
export interface LanguageAdapterTraits {
  /** Whether it reads what CLIP's image tower sees (`Backbone.embed`). Default false. */
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
 * Makes a language adapter of one's own known to models, configurations, `cotrain config` and its JSON
 * Schema.
 *
 * @param kind its name in configurations
 * @throws OptionError if there is an adapter of that kind
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
 * @throws OptionError for a kind that there is not, and for options that do not fit
 */
export const makeLanguageAdapter = (
  config: LanguageAdapterConfig,
  sizes: LanguageAdapterSizes,
): AnyLanguageAdapter => LANGUAGE_ADAPTERS.make(config, sizes);
