import { prefixed, type Release } from './layout.js';

/** Every pretrained release of the paper's Tables 2 and 7. */
export const RELEASES = {
  torchvision: {
    backbone: 'ResNet',
    layouts: [prefixed('torchvision', '', 'torchvision/models/resnet.py: resnet50-0676ba61.pth')],
  },
} as const satisfies Record<string, Release>;

/** Where pretrained weights come from. */
export type PretrainedSource = keyof typeof RELEASES;
