import { checkKind } from '@cotrain/nn';
import { ClipVisual } from '../clip/visual.js';
import { Backbone } from './backbone.js';
import { MobileNetV2 } from './mobilenetV2/mobilenetV2.js';
import { ResNet } from './resnet/resnet.js';
import { SwinTransformer } from './swin/swin.js';

/** Every backbone by its kind; the constructor's options are the configuration's. */
const BACKBONES = {
  resnet: ResNet,
  clip: ClipVisual,
  mobilenetV2: MobileNetV2,
  swin: SwinTransformer,
} as const satisfies Record<string, new (options?: never) => Backbone>;

export type BackboneKind = keyof typeof BACKBONES;
/** The options of one kind of backbone. */
export type BackboneOptions<Kind extends BackboneKind> = NonNullable<
  ConstructorParameters<(typeof BACKBONES)[Kind]>[0]
>;

/** A backbone and its options, as a configuration has them; a ResNet where no kind is given. */
export type BackboneConfig =
  | { [Kind in BackboneKind]: { kind: Kind } & BackboneOptions<Kind> }[BackboneKind]
  | ({ kind?: 'resnet' } & BackboneOptions<'resnet'>);

/** @param config of a known kind, or a backbone of one's own. @throws OptionError for a kind that there is not */
export function makeBackbone(config: BackboneConfig | Backbone): Backbone {
  if (config instanceof Backbone) return config;
  const { kind = 'resnet', ...options } = config ?? {};
  checkKind('backbone', { kind }, Object.keys(BACKBONES));
  return new (BACKBONES[kind] as new (options: object) => Backbone)(options);
}
