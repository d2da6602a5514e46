import { detectron2Fpn, detectron2ResNet } from './detectron2.js';
import type { KeyTable } from './mapKeys.js';

const moved = (table: KeyTable, from: string, to: string): KeyTable =>
  table.map(([a, b]) => [from + a, to + b]);

/**
 * Maps the keys of an official MaskFormer checkpoint (facebookresearch/MaskFormer) to `MultiTaskModel`'s,
 * with its head as the head of `task`. Applied from right to left, it gives the official names for a model
 * with an FPN. `criterion.empty_weight` is skipped, because it follows from the head's options.
 */
export function officialMaskFormer(task = 'sem_seg'): KeyTable {
  return [
    ...moved(detectron2ResNet, 'backbone.bottom_up.', 'backbone.'),
    ...moved(detectron2Fpn, 'backbone.', 'neck.'),
    // Without an FPN, the ResNet itself is the backbone.
    ...moved(detectron2ResNet, 'backbone.', 'backbone.'),
    ['sem_seg_head.pixel_decoder.*', `heads.${task}.pixel_decoder.*`],
    ['sem_seg_head.predictor.*', `heads.${task}.predictor.*`],
    // Before its second version, the head itself was the pixel decoder
    // (`modeling/heads/mask_former_head.py`).
    ['sem_seg_head.*', `heads.${task}.pixel_decoder.*`],
  ];
}
