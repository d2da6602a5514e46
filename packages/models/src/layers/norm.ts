import { BatchNorm2d, checkChoice, FrozenBatchNorm2d, GroupNorm, type Module } from '@cotrain/nn';

/** `batch`, `frozen` (fixed statistics and affine values) or `group` normalisation. */
export type NormKind = 'batch' | 'frozen' | 'group';

/**
 * Maximum number of groups in detectron2's `GN` (`layers/batch_norm.py`: `get_norm`; Wu & He, "Group
 * normalization", 2018).
 */
const GROUPS = 32;

export function makeNorm(kind: NormKind, channels: number): Module {
  checkChoice('norm', kind, ['batch', 'frozen', 'group']);
  switch (kind) {
    case 'batch':
      return new BatchNorm2d(channels);
    case 'frozen':
      return new FrozenBatchNorm2d(channels);
    case 'group':
      return new GroupNorm(commonDivisor(GROUPS, channels), channels);
  }
}

/** MobileNet's 16, 24 or 144 channels use the largest number of groups that divides them. */
function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}
