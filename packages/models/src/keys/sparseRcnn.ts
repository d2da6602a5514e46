import { detectron2Fpn, detectron2ResNet } from './detectron2.js';
import type { KeyTable } from './mapKeys.js';

/** Checkpoints of PeizeSun/SparseR-CNN to a `MultiTaskModel` whose detector is the head `det`. */
export const officialSparseRcnn: KeyTable = [
  ...detectron2ResNet.map(([from, to]) => [`backbone.bottom_up.${from}`, `backbone.${to}`] as const),
  ...detectron2Fpn.map(([from, to]) => [`backbone.${from}`, `neck.${to}`] as const),
  ['init_proposal_features.weight', 'heads.det.init_proposal_features.weight'],
  ['init_proposal_boxes.weight', 'heads.det.init_proposal_boxes.weight'],
  ['head.*', 'heads.det.head.*'],
];
