import type { KeyTable } from '../keys/mapKeys.js';
import { torchvisionSwin } from '../keys/swin.js';
import type { Layout } from './layout.js';

const SWIN: KeyTable = [
  ['patch_embed.*', 'patch_embed.*'],
  ['layers.*', 'layers.*'],
  ['norm{i}.*', 'norm{i}.*'],
];

function microsoft(name: string, prefix: string, source: string): Layout {
  return { name, prefix, source, backbone: 'SwinTransformer', table: SWIN, normalization: 'imagenet' };
}

export const MICROSOFT_SWIN: readonly Layout[] = [
  microsoft('official', 'model.', 'microsoft/Swin-Transformer: swin_tiny_patch4_window7_224.pth'),
  microsoft(
    'detection',
    'state_dict.backbone.',
    'SwinTransformer/Swin-Transformer-Object-Detection: mask_rcnn_swin_tiny_patch4_window7.pth',
  ),
  microsoft('backbone', '', "a state dict under Microsoft's names"),
];

export const TORCHVISION_SWIN: Layout = {
  name: 'swin',
  source: 'pytorch/vision: swin_t-704ceda3.pth',
  prefix: '',
  backbone: 'SwinTransformer',
  table: torchvisionSwin,
  normalization: 'imagenet',
};
