import { suggestion } from '@cotrain/torch';
import { ConfigError } from '../errors.js';
import type { Experiment, ExperimentDefinition, Scale, TableScale } from './experiment.js';
import { adapt } from './questions/adapt.js';
import { datasets } from './questions/datasets.js';
import { language } from './questions/language.js';
import { best, pretrained } from './questions/pretrained.js';
import { queries } from './questions/queries.js';
import { strategies } from './questions/strategies.js';
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

/** Our own questions by name, at the scale `camvid`. */
export const QUESTIONS: Readonly<Record<string, Experiment>> = {
  pretrained,
  best,
  adapt,
  language,
  strategies,
  datasets,
  queries,
};

/**
 * Returns an experiment by name. `table4-paper` is `table4` at that scale.
 *
 * @param scale Default: `small` for the paper's tables, `camvid` for our own questions
 * @throws ConfigError for an unknown name, listing the known ones, and for a name that does not exist at this
 *   scale
 */
export function experimentByName(name: string, scale?: Scale): Experiment {
  const [, base = name, suffix] = /^(.*?)(?:-(small|paper))?$/.exec(name) ?? [];
  const own = QUESTIONS[name];
  const table = EXPERIMENTS[base];
  const chosen = (suffix as TableScale | undefined) ?? scale ?? (own ? 'camvid' : 'small');
  if (own && chosen === 'camvid') return own;
  if (table && chosen !== 'camvid') return table(chosen);
  const names = chosen === 'camvid' ? Object.keys(QUESTIONS) : Object.keys(EXPERIMENTS);
  const elsewhere = own ? " ('camvid' has it)" : table ? " ('small' and 'paper' have it)" : '';
  const known = [...Object.keys(QUESTIONS), ...Object.keys(EXPERIMENTS)];
  throw new ConfigError(
    own || table
      ? `there is no experiment '${base}' at the scale '${chosen}'${elsewhere}; there are ${names.join(', ')}`
      : `there is no experiment '${name}'${suggestion(base, known)}; there are ${known.join(', ')}`,
  );
}
