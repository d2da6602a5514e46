import { detectron2ResNetFpn } from './detectron2.js';
import type { KeyTable } from './mapKeys.js';

/**
 * A whole checkpoint of detectron2's Faster R-CNN (R50-FPN) to `MultiTaskModel`'s keys, its head as the one
 * of `task`.
 */
export function detectron2FasterRcnn(task = 'det'): KeyTable {
  return [
    ...detectron2ResNetFpn,
    ['proposal_generator.*', `heads.${task}.proposal_generator.*`],
    ['roi_heads.*', `heads.${task}.roi_heads.*`],
  ];
}
