// The backbones by kind. Custom backbones are registered as further entries, or passed as an instance instead
// of a configuration.
import type { z } from 'zod';
import { CLIP_VISUAL_SCHEMA, type ClipVisualOptions } from '../clip/options.js';
import { ClipVisual } from '../clip/visual.js';
import { Kinds, type PartKind } from '../options/kinds.js';
import { Backbone } from './backbone.js';
import { MOBILENET_V2_SCHEMA, MobileNetV2, type MobileNetV2Options } from './mobilenetV2/mobilenetV2.js';
import { RESNET_SCHEMA, ResNet, type ResNetOptions } from './resnet/resnet.js';
import { SWIN_SCHEMA, SwinTransformer, type SwinTransformerOptions } from './swin/swin.js';

/**
 * Options by kind. To register a backbone with typed options, add it to this interface:
 * `declare module '@cotrain/models' { interface BackboneKinds { ... } }`.
 */
export interface BackboneKinds {
  resnet: ResNetOptions;
  clip: ClipVisualOptions;
  mobilenetV2: MobileNetV2Options;
  swin: SwinTransformerOptions;
}

/** Name of a registered kind of backbone. */
export type BackboneKind = keyof BackboneKinds;
/** The options of one kind of backbone. */
export type BackboneOptions<Kind extends BackboneKind> = BackboneKinds[Kind];

/** A backbone and its options, as in a configuration. The default kind is ResNet. */
export type BackboneConfig =
  | { [Kind in BackboneKind]: { kind: Kind } & BackboneKinds[Kind] }[BackboneKind]
  | ({
      /** Kind of the backbone. Default 'resnet'. */
      kind?: 'resnet';
    } & ResNetOptions);

/** Registered kinds of backbones. */
export const BACKBONES = new Kinds<[], Backbone>('backbone')
  .register('resnet', { options: RESNET_SCHEMA, make: (options) => new ResNet(options) })
  .register('clip', { options: CLIP_VISUAL_SCHEMA, make: (options) => new ClipVisual(options) })
  .register('mobilenetV2', { options: MOBILENET_V2_SCHEMA, make: (options) => new MobileNetV2(options) })
  .register('swin', { options: SWIN_SCHEMA, make: (options) => new SwinTransformer(options) });

/**
 * Registers a custom backbone for models, configurations, `cotrain config` and its JSON Schema.
 *
 * @param kind name of the kind in configurations
 * @throws OptionError if the kind already exists
 */
export function registerBackbone<Schema extends z.ZodObject>(
  kind: string,
  backbone: PartKind<Schema, [], Backbone>,
): void {
  BACKBONES.register(kind, backbone);
}

/**
 * Makes the backbone of a configuration. A backbone instance is returned unchanged.
 *
 * @param config configuration of a known kind, or a custom backbone
 * @throws OptionError for an unknown kind and for invalid options
 */
export function makeBackbone(config: BackboneConfig | Backbone): Backbone {
  return config instanceof Backbone ? config : BACKBONES.make({ kind: 'resnet', ...config });
}
