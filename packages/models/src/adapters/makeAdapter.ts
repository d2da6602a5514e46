import { checkKind } from '@cotrain/nn';
import type { FeatureSpecs } from '../features.js';
import { ConvAdapter, type ConvAdapterOptions } from './convAdapter.js';
import { LanguageToVision, type LanguageToVisionOptions } from './languageToVision.js';
import { PromptMaps, type PromptMapsOptions } from './promptMaps.js';
import { VisionToLanguage, type VisionToLanguageOptions } from './visionToLanguage.js';

/** Sizes that an adapter takes from what stands around it. */
export interface LanguageAdapterSizes {
  /** Of the neck's coarsest map. */
  channels: number;
  /** Of the text features. */
  textDim: number;
  /** Of all tasks whose text the adapter is told. */
  numClasses: number;
}

/** A language adapter and its options, as a configuration has them (Table 4 of the paper). */
export type LanguageAdapterConfig =
  | ({ kind: 'l2v' } & Omit<LanguageToVisionOptions, keyof LanguageAdapterSizes>)
  | ({ kind: 'prompt' } & Omit<PromptMapsOptions, keyof LanguageAdapterSizes>)
  | ({ kind: 'v2l' } & Omit<VisionToLanguageOptions, keyof LanguageAdapterSizes>);

export function makeLanguageAdapter(
  config: LanguageAdapterConfig,
  sizes: LanguageAdapterSizes,
): LanguageToVision | PromptMaps | VisionToLanguage {
  checkKind('language adapter', config, ['l2v', 'prompt', 'v2l']);
  switch (config.kind) {
    case 'l2v': {
      const { kind, ...options } = config;
      const { channels, textDim } = sizes;
      return new LanguageToVision({ ...options, channels, textDim });
    }
    case 'prompt': {
      const { kind, ...options } = config;
      return new PromptMaps({ ...options, ...sizes });
    }
    case 'v2l': {
      const { kind, ...options } = config;
      return new VisionToLanguage({ ...options, ...sizes });
    }
  }
}

/** A convolutional adapter by the rows of Table 9 of the paper; `none` is the row "FPN". */
export type ConvAdapterConfig =
  | { kind: 'none' }
  | ({ kind: 'pre' | 'post' } & Omit<ConvAdapterOptions, 'residual' | 'initialScale'>)
  | ({ kind: 'pre-scalar' | 'pre-vector' } & Omit<ConvAdapterOptions, 'residual'>);

const CONV_KINDS = [
  'none',
  'pre',
  'post',
  'pre-scalar',
  'pre-vector',
] as const satisfies readonly ConvAdapterConfig['kind'][];

/** The adapters before and after the neck, null where there is none. */
export function makeConvAdapters(
  config: ConvAdapterConfig,
  backbone: FeatureSpecs,
  neck: FeatureSpecs,
): { pre: ConvAdapter | null; post: ConvAdapter | null } {
  checkKind('convolutional adapter', config, CONV_KINDS);
  const { kind, ...options } = config;
  switch (kind) {
    case 'none':
      return { pre: null, post: null };
    case 'pre':
      return { pre: new ConvAdapter(backbone, options), post: null };
    case 'post':
      return { pre: null, post: new ConvAdapter(neck, options) };
    case 'pre-scalar':
      return { pre: new ConvAdapter(backbone, { ...options, residual: 'scalar' }), post: null };
    case 'pre-vector':
      return { pre: new ConvAdapter(backbone, { ...options, residual: 'vector' }), post: null };
  }
}
