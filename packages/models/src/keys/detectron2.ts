import type { KeyTable } from './mapKeys.js';

/**
 * Maps detectron2's ResNet keys (`modeling/backbone/resnet.py`) to torchvision's
 * (`torchvision/models/resnet.py`).
 */
export const detectron2ResNet: KeyTable = [
  ['stem.conv1.weight', 'conv1.weight'],
  ['stem.conv1.norm.*', 'bn1.*'],
  ['res2.{block}.shortcut.weight', 'layer1.{block}.downsample.0.weight'],
  ['res2.{block}.shortcut.norm.*', 'layer1.{block}.downsample.1.*'],
  ['res2.{block}.conv{i}.weight', 'layer1.{block}.conv{i}.weight'],
  ['res2.{block}.conv{i}.norm.*', 'layer1.{block}.bn{i}.*'],
  ['res3.{block}.shortcut.weight', 'layer2.{block}.downsample.0.weight'],
  ['res3.{block}.shortcut.norm.*', 'layer2.{block}.downsample.1.*'],
  ['res3.{block}.conv{i}.weight', 'layer2.{block}.conv{i}.weight'],
  ['res3.{block}.conv{i}.norm.*', 'layer2.{block}.bn{i}.*'],
  ['res4.{block}.shortcut.weight', 'layer3.{block}.downsample.0.weight'],
  ['res4.{block}.shortcut.norm.*', 'layer3.{block}.downsample.1.*'],
  ['res4.{block}.conv{i}.weight', 'layer3.{block}.conv{i}.weight'],
  ['res4.{block}.conv{i}.norm.*', 'layer3.{block}.bn{i}.*'],
  ['res5.{block}.shortcut.weight', 'layer4.{block}.downsample.0.weight'],
  ['res5.{block}.shortcut.norm.*', 'layer4.{block}.downsample.1.*'],
  ['res5.{block}.conv{i}.weight', 'layer4.{block}.conv{i}.weight'],
  ['res5.{block}.conv{i}.norm.*', 'layer4.{block}.bn{i}.*'],
  ['linear.*', 'fc.*'],
];

/** Maps detectron2's FPN keys (`modeling/backbone/fpn.py`); the backbone is next to it under `bottom_up`. */
export const detectron2Fpn: KeyTable = [
  ['fpn_lateral{stage}.*', 'fpn_lateral{stage}.*'],
  ['fpn_output{stage}.*', 'fpn_output{stage}.*'],
];

/**
 * Maps both in a whole detectron2 model (`backbone.bottom_up.*`, `backbone.fpn_*`) to `MultiTaskModel`'s
 * keys.
 */
export const detectron2ResNetFpn: KeyTable = [
  ...detectron2ResNet.map(([from, to]) => [`backbone.bottom_up.${from}`, `backbone.${to}`] as const),
  ...detectron2Fpn.map(([from, to]) => [`backbone.${from}`, `neck.${to}`] as const),
];
