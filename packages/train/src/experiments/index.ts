import { suggestion } from '@cotrain/torch';
import { ConfigError } from '../errors.js';
import type { Experiment, ExperimentDefinition, Scale } from './experiment.js';
import { table1 } from './tables/table1.js';
import { table2 } from './tables/table2.js';
import { table3 } from './tables/table3.js';
import { table4 } from './tables/table4.js';
import { table5 } from './tables/table5.js';
import { table6 } from './tables/table6.js';
import { table7 } from './tables/table7.js';
import { table8 } from './tables/table8.js';
import { table9 } from './tables/table9.js';
import { table10 } from './tables/table10.js';
import { table11 } from './tables/table11.js';

/** The paper's tables by name. */
export const EXPERIMENTS: Readonly<Record<string, ExperimentDefinition>> = {
  table1,
  table2,
  table3,
  table4,
  table5,
  table6,
  table7,
  table8,
  table9,
  table10,
  table11,
};

/**
 * An experiment by name; `table4-small` is `table4` at that scale.
 *
 * @throws ConfigError naming those there are
 */
export function experimentByName(name: string, scale: Scale = 'small'): Experiment {
  const [, base = name, suffix] = /^(.*?)(?:-(small|paper))?$/.exec(name) ?? [];
  const definition = EXPERIMENTS[base];
  if (definition) return definition((suffix as Scale | undefined) ?? scale);
  const names = Object.keys(EXPERIMENTS);
  throw new ConfigError(
    `there is no experiment '${name}'${suggestion(base, names)}; there are ${names.join(', ')}`,
  );
}
