import { detectron2ResNetFpn } from './detectron2.js';
import type { KeyTable } from './mapKeys.js';

/** A whole checkpoint of PeizeSun/SparseR-CNN to `MultiTaskModel`'s keys, its head as the one of `task`. */
export function officialSparseRcnn(task = 'det'): KeyTable {
  return [
    ...detectron2ResNetFpn,
    ['init_proposal_features.weight', `heads.${task}.init_proposal_features.weight`],
    ['init_proposal_boxes.weight', `heads.${task}.init_proposal_boxes.weight`],
    ['head.*', `heads.${task}.head.*`],
  ];
}
