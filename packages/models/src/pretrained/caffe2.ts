import type { KeyTable } from '../keys/mapKeys.js';

const BRANCHES = [
  ['branch1', 'downsample.0', 'downsample.1'],
  ['branch2a', 'conv1', 'bn1'],
  ['branch2b', 'conv2', 'bn2'],
  ['branch2c', 'conv3', 'bn3'],
] as const;

/** Scale and bias of a batch norm, and its statistics if they are not folded into these. */
const NORM = [
  ['s', 'weight'],
  ['b', 'bias'],
  ['rm', 'running_mean'],
  ['riv', 'running_var'],
] as const;

/**
 * Maps Caffe2's blobs of a bottleneck ResNet, as in Detectron's model zoo and in detectron2's conversion
 * (`checkpoint/c2_model_loading.py`), to torchvision's names. `conv1_b`, an all-zero bias, has no
 * counterpart.
 */
export const CAFFE2: KeyTable = [
  ['conv1_w', 'conv1.weight'],
  ...NORM.map(([blob, name]) => [`res_conv1_bn_${blob}`, `bn1.${name}`] as const),
  ...[2, 3, 4, 5].flatMap((stage) =>
    BRANCHES.flatMap(([branch, conv, norm]) => [
      [`res${stage}_{block}_${branch}_w`, `layer${stage - 1}.{block}.${conv}.weight`] as const,
      ...NORM.map(
        ([blob, name]) =>
          [`res${stage}_{block}_${branch}_bn_${blob}`, `layer${stage - 1}.{block}.${norm}.${name}`] as const,
      ),
    ]),
  ),
];
