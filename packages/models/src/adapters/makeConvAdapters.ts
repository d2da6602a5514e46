// Every adapter of convolutions by its kind: the rows of Table 9 of the paper. An adapter of one's own is one
// more entry.
import type { AnyModule } from '@cotrain/nn';
import type { z } from 'zod';
import type { FeatureMaps, FeatureSpecs } from '../features.js';
import { Kinds, type PartKind } from '../options/kinds.js';
import { optionSchema } from '../options/optionSchema.js';
import { CONV_ADAPTER_SCHEMA, ConvAdapter, type ConvAdapterOptions } from './convAdapter.js';

/** Options by kind; `none` is the table's row "FPN". */
export interface ConvAdapterKinds {
  none: object;
  pre: Omit<ConvAdapterOptions, 'residual' | 'initialScale'>;
  post: Omit<ConvAdapterOptions, 'residual' | 'initialScale'>;
  'pre-scalar': Omit<ConvAdapterOptions, 'residual'>;
  'pre-vector': Omit<ConvAdapterOptions, 'residual'>;
}

/** An adapter of convolutions and its options, as a configuration has them. */
export type ConvAdapterConfig = {
  [Kind in keyof ConvAdapterKinds]: { kind: Kind } & ConvAdapterKinds[Kind];
}[keyof ConvAdapterKinds];

/** Takes maps and returns maps of the same names, channels and sizes. */
export type MapAdapter = AnyModule & { forward(maps: FeatureMaps): FeatureMaps };

/** The adapters before and after the neck, null where there is none. */
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
 * Makes an adapter of one's own known to models, configurations, `cotrain config` and its JSON Schema.
 *
 * @param kind its name in configurations
 * @throws OptionError if there is an adapter of that kind
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
 * @throws OptionError for a kind that there is not, and for options that do not fit
 */
export const makeConvAdapters = (
  config: ConvAdapterConfig,
  backbone: FeatureSpecs,
  neck: FeatureSpecs,
): ConvAdapters => CONV_ADAPTERS.make(config, backbone, neck);
