/** Configurations with a name, for `cotrain train --config NAME` and the key `preset`. */
export const PRESET_NAMES = [
  'small',
  'official',
  'mobilenet',
  'lv-adapter',
  'lv-adapter-mobilenet',
  'lv-adapter-small',
] as const;
/** Name of a preset, such as `mobilenet`. */
export type PresetName = (typeof PRESET_NAMES)[number];

/** Preset of a configuration that names none. */
export const DEFAULT_PRESET: PresetName = 'small';
