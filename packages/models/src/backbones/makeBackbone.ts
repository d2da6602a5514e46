import { ClipVisual, type ClipVisualOptions } from '../clip/visual.js';
import { ResNet, type ResNetOptions } from './resnet.js';

/** A backbone and its options, as a configuration has them; a ResNet where no kind is given. */
export type BackboneConfig = ({ kind?: 'resnet' } & ResNetOptions) | ({ kind: 'clip' } & ClipVisualOptions);

export function makeBackbone(config: BackboneConfig): ResNet | ClipVisual {
  if (config.kind === 'clip') {
    const { kind, ...options } = config;
    return new ClipVisual(options);
  }
  const { kind, ...options } = config;
  return new ResNet(options);
}
