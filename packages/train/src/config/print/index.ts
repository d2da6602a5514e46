import { DEFAULT_PRESET } from '../../presets/names.js';
import { inputSchema, resolveConfig } from '../config.js';
import { commentedYaml } from './commentedYaml.js';
import { jsonSchemaOf } from './jsonSchema.js';

/**
 * The JSON Schema of a run's configuration, for editors. Its defaults are those of `preset: official`; data
 * may come from the command line.
 */
export function configJsonSchema(): Record<string, unknown> {
  const schema = jsonSchemaOf(inputSchema(), 'Configuration of a cotrain run');
  const { required, properties, ...rest } = schema as { required?: string[]; properties: object };
  const own = { selfTraining: { type: 'object', description: SELF_TRAINING } };
  return { ...rest, properties: { ...properties, ...own } };
}

const SELF_TRAINING =
  'What `cotrain self-train` does: teacher, teachers, student, checkpoint, thresholds, pictures.';

/**
 * A complete configuration as YAML with a comment on each key. Reading it back gives the same configuration.
 *
 * @param input may lack `data` if it comes from the command line
 * @throws ConfigError as `resolveConfig`
 */
export function printConfig(input: Readonly<Record<string, unknown>>, where = 'configuration'): string {
  const { preset = DEFAULT_PRESET, data } = input;
  const resolved = resolveConfig({ ...input, data: data ?? { kind: 'scenes' } }, where);
  const { data: ownData, tasks, ...rest } = resolved;
  const written = data === undefined ? rest : { data: ownData, tasks, ...rest };
  const head = [
    `The preset ${preset} and what was set, whole.`,
    'Every key may be left out: it then has the default that its comment names.',
    ...(data === undefined ? ['Data: --data DIR, or a key `data` here.'] : []),
  ];
  // Keys that are removed from the file later get the defaults stated in the comments.
  return commentedYaml(inputSchema(), { preset: 'official', ...written }, head);
}
