import { existsSync } from 'node:fs';
import { suggestion } from '@cotrain/torch';
import { readConfigFile } from '../config/config.js';
import { ConfigError } from '../errors.js';
import { PRESET_NAMES, type PresetName } from './names.js';
import { withPreset } from './presets.js';

export { DEFAULT_PRESET, PRESET_NAMES, type PresetName } from './names.js';
export { PRESETS, type Preset } from './presets.js';

/**
 * Reads the configuration in a file, or the preset of that name, including the settings of the preset that it
 * names.
 *
 * @throws ConfigError as `readConfigFile`, or listing the presets
 */
export function readConfig(name: string): Record<string, unknown> {
  const config = existsSync(name) ? readConfigFile(name) : { preset: presetOf(name) };
  return config.preset === undefined ? config : structuredClone(withPreset(config).config as typeof config);
}

function presetOf(name: string): PresetName {
  const found = PRESET_NAMES.find((known) => known === name);
  if (found) return found;
  throw new ConfigError(
    `'${name}' is neither a file nor a preset${suggestion(name, PRESET_NAMES)}; presets are ${PRESET_NAMES.join(', ')}`,
  );
}
