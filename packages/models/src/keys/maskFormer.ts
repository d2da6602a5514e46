import { detectron2Fpn, detectron2ResNet } from './detectron2.js';
import type { KeyTable } from './mapKeys.js';

const moved = (table: KeyTable, from: string, to: string): KeyTable =>
  table.map(([a, b]) => [from + a, to + b]);

/**
 * A whole official MaskFormer checkpoint (facebookresearch/MaskFormer) to `MultiTaskModel`'s keys, its head
 * as the one of `task`. Read from right to left, it gives the official names with an FPN.
 * `criterion.empty_weight` is skipped: it follows from the head's options.
 */
export function officialMaskFormer(task = 'sem_seg'): KeyTable {
  return [
    ...moved(detectron2ResNet, 'backbone.bottom_up.', 'backbone.'),
    ...moved(detectron2Fpn, 'backbone.', 'neck.'),
    // Without an FPN, the ResNet is the backbone itself.
    ...moved(detectron2ResNet, 'backbone.', 'backbone.'),
    ['sem_seg_head.pixel_decoder.*', `heads.${task}.pixel_decoder.*`],
    ['sem_seg_head.predictor.*', `heads.${task}.predictor.*`],
    // Before its second version the head was its own pixel decoder (`modeling/heads/mask_former_head.py`).
    ['sem_seg_head.*', `heads.${task}.pixel_decoder.*`],
  ];
}
