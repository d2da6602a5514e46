import { existsSync } from 'node:fs';
import { suggestion } from '@cotrain/torch';
import { readConfigFile } from '../config/config.js';
import { ConfigError } from '../errors.js';
import { lvAdapter } from './paper.js';
import { lvAdapterSmall, type Preset } from './small.js';

export type { Preset } from './small.js';

/** Configurations by name, for `cotrain train --config NAME`. */
export const PRESETS: Readonly<Record<string, Preset>> = {
  'lv-adapter': lvAdapter,
  'lv-adapter-small': lvAdapterSmall,
};

/** The configuration in a file, or the preset of that name. @throws ConfigError as `readConfigFile`, and naming the presets */
export function readConfig(name: string): Record<string, unknown> {
  if (existsSync(name)) return readConfigFile(name);
  const preset = PRESETS[name];
  if (preset) return structuredClone(preset) as Record<string, unknown>;
  throw new ConfigError(
    `'${name}' is neither a file nor a preset${suggestion(name, Object.keys(PRESETS))}; presets are ${Object.keys(PRESETS).join(', ')}`,
  );
}
