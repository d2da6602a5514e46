import { detectron2ResNetFpn } from './detectron2.js';
import type { KeyTable } from './mapKeys.js';

/**
 * Maps the keys of a detectron2 Faster R-CNN checkpoint (R50-FPN) to `MultiTaskModel`'s, with its head as the
 * head of `task`.
 */
export function detectron2FasterRcnn(task = 'det'): KeyTable {
  return [
    ...detectron2ResNetFpn,
    ['proposal_generator.*', `heads.${task}.proposal_generator.*`],
    ['roi_heads.*', `heads.${task}.roi_heads.*`],
  ];
}
