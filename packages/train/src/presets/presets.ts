// Configurations by name.
import type { TrainConfigInput } from '../config/config.js';
import { mergeConfigs } from '../config/merge.js';
import type { PartSettings } from '../config/parts.js';
import { DEFAULT_PRESET, PRESET_NAMES, type PresetName } from './names.js';
import { lvAdapter } from './paper.js';
import { lvAdapterMobilenet, lvAdapterSmall, mobilenet, small, smallParts } from './small.js';

/** A configuration without data, on top of the preset that it names. */
export type Preset = Omit<TrainConfigInput, 'data'>;

/** `official` is empty: every part has its own defaults, which are the official implementations'. */
export const PRESETS: Readonly<Record<PresetName, Preset>> = {
  small,
  official: {},
  mobilenet,
  'lv-adapter': lvAdapter,
  'lv-adapter-mobilenet': lvAdapterMobilenet,
  'lv-adapter-small': lvAdapterSmall,
};

/**
 * Merges a configuration with its preset, and returns the preset's settings of parts by kind. Unknown presets
 * are reported by the schema.
 */
export function withPreset(input: unknown): { config: unknown; parts: PartSettings } {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    return { config: input, parts: {} };
  const names = presetNames((input as TrainConfigInput).preset ?? DEFAULT_PRESET);
  const config = names.reduce<Record<string, unknown>>(
    (over, name) => ({ ...mergeConfigs({ ...PRESETS[name] }, over), preset: names[0] }),
    input as Record<string, unknown>,
  );
  return { config: names.length > 0 ? config : input, parts: names.includes('small') ? smallParts : {} };
}

/** A preset and the presets that it is based on. */
function presetNames(given: unknown): PresetName[] {
  const name = PRESET_NAMES.find((known) => known === given);
  return name === undefined ? [] : [name, ...presetNames(PRESETS[name].preset)];
}
