// The convolutional adapters by kind: the rows of Table 9 of the paper. Custom adapters are registered as
// further entries.
import type { AnyModule } from '@cotrain/nn';
import type { z } from 'zod';
import type { FeatureMaps, FeatureSpecs } from '../features.js';
import { Kinds, type PartKind } from '../options/kinds.js';
import { optionSchema } from '../options/optionSchema.js';
import { CONV_ADAPTER_SCHEMA, ConvAdapter, type ConvAdapterOptions } from './convAdapter.js';

/** Options by kind; `none` is the row "FPN" of the table. */
export interface ConvAdapterKinds {
  none: object;
  pre: Omit<ConvAdapterOptions, 'residual' | 'initialScale'>;
  post: Omit<ConvAdapterOptions, 'residual' | 'initialScale'>;
  'pre-scalar': Omit<ConvAdapterOptions, 'residual'>;
  'pre-vector': Omit<ConvAdapterOptions, 'residual'>;
}

/** A convolutional adapter and its options, as in a configuration. */
export type ConvAdapterConfig = {
  [Kind in keyof ConvAdapterKinds]: { kind: Kind } & ConvAdapterKinds[Kind];
}[keyof ConvAdapterKinds];

/** Maps feature maps to feature maps of the same names, channels and sizes. */
export type MapAdapter = AnyModule & { forward(maps: FeatureMaps): FeatureMaps };

/** The adapters before and after the neck; null if there is none. */
export interface ConvAdapters {
  pre: MapAdapter | null;
  post: MapAdapter | null;
}

type Around = [backbone: FeatureSpecs, neck: FeatureSpecs];

const plain = CONV_ADAPTER_SCHEMA.omit({ residual: true, initialScale: true });
const scaled = CONV_ADAPTER_SCHEMA.omit({ residual: true });

/** Registered kinds of convolutional adapters. */
export const CONV_ADAPTERS = new Kinds<Around, ConvAdapters>('convolutional adapter')
  .register('none', {
    options: optionSchema('ConvAdapter', {}),
    make: () => ({ pre: null, post: null }),
  })
  .register('pre', {
    options: plain,
    make: (options, backbone) => ({ pre: new ConvAdapter(backbone, options), post: null }),
  })
  .register('post', {
    options: plain,
    make: (options, _, neck) => ({ pre: null, post: new ConvAdapter(neck, options) }),
  })
  .register('pre-scalar', {
    options: scaled,
    make: (options, backbone) => ({
      pre: new ConvAdapter(backbone, { ...options, residual: 'scalar' }),
      post: null,
    }),
  })
  .register('pre-vector', {
    options: scaled,
    make: (options, backbone) => ({
      pre: new ConvAdapter(backbone, { ...options, residual: 'vector' }),
      post: null,
    }),
  });

/**
 * Registers a custom convolutional adapter for models, configurations, `cotrain config` and its JSON Schema.
 *
 * @param kind name of the kind in configurations
 * @throws OptionError if the kind already exists
 */
export function registerConvAdapter<Schema extends z.ZodObject>(
  kind: string,
  adapter: PartKind<Schema, Around, ConvAdapters>,
): void {
  CONV_ADAPTERS.register(kind, adapter);
}

/**
 * Makes the convolutional adapters before and after the neck, as configured.
 *
 * @throws OptionError for an unknown kind and for invalid options
 */
export const makeConvAdapters = (
  config: ConvAdapterConfig,
  backbone: FeatureSpecs,
  neck: FeatureSpecs,
): ConvAdapters => CONV_ADAPTERS.make(config, backbone, neck);
