/**
 * Names of `@cotrain/train`'s presets, without loading LibTorch: help and shell completion answer at once.
 */
export const PRESETS = [
  'small',
  'official',
  'mobilenet',
  'lv-adapter',
  'lv-adapter-mobilenet',
  'lv-adapter-small',
] as const;

export const PRESET_LIST = PRESETS.join(', ');
