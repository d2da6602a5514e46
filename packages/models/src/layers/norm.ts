import { BatchNorm2d, checkChoice, FrozenBatchNorm2d, GroupNorm, type Module } from '@cotrain/nn';

/** `batch`, `frozen` (fixed statistics and affine values) or `group` normalisation. */
export type NormKind = 'batch' | 'frozen' | 'group';

/** Groups of detectron2's `GN` (`layers/batch_norm.py`: `get_norm`; Wu & He, "Group normalization", 2018). */
const GROUPS = 32;

export function makeNorm(kind: NormKind, channels: number): Module {
  checkChoice('norm', kind, ['batch', 'frozen', 'group']);
  switch (kind) {
    case 'batch':
      return new BatchNorm2d(channels);
    case 'frozen':
      return new FrozenBatchNorm2d(channels);
    case 'group':
      return new GroupNorm(GROUPS, channels);
  }
}
