import { checkKind } from '@cotrain/nn';
import { ClipVisual, type ClipVisualOptions } from '../clip/visual.js';
import { ResNet, type ResNetOptions } from './resnet.js';

/** A backbone and its options, as a configuration has them; a ResNet where no kind is given. */
export type BackboneConfig = ({ kind?: 'resnet' } & ResNetOptions) | ({ kind: 'clip' } & ClipVisualOptions);

/** @throws OptionError for a kind of backbone that there is not */
export function makeBackbone(config: BackboneConfig): ResNet | ClipVisual {
  checkKind('backbone', { kind: config?.kind ?? 'resnet' }, ['resnet', 'clip']);
  if (config.kind === 'clip') {
    const { kind, ...options } = config;
    return new ClipVisual(options);
  }
  const { kind, ...options } = config;
  return new ResNet(options);
}
