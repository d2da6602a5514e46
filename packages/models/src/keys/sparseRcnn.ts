import { detectron2ResNetFpn } from './detectron2.js';
import type { KeyTable } from './mapKeys.js';

/**
 * Maps the keys of a PeizeSun/SparseR-CNN checkpoint to `MultiTaskModel`'s, with its head as the head of
 * `task`.
 */
export function officialSparseRcnn(task = 'det'): KeyTable {
  return [
    ...detectron2ResNetFpn,
    ['init_proposal_features.weight', `heads.${task}.init_proposal_features.weight`],
    ['init_proposal_boxes.weight', `heads.${task}.init_proposal_boxes.weight`],
    ['head.*', `heads.${task}.head.*`],
  ];
}
