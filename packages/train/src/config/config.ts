// What a run is made of: one schema for the typed object, the YAML or JSON file, and `--set key=value`.
import { readFileSync } from 'node:fs';
import { describeIssues, parseTransforms, type TransformInput, transformJsonSchema } from '@cotrain/data';
import { parse } from 'yaml';
import { z } from 'zod';
import { ConfigError } from '../errors.js';
import { DEFAULT_PRESET, PRESET_NAMES } from '../presets/names.js';
import { withPreset } from '../presets/presets.js';
import { definitionOf } from '../tasks/index.js';
import { known } from '../tasks/registry.js';
import { byTask, unknownTasks } from './byTask.js';
import { type DataConfig, type DataInput, dataSchema, dataTasks, taskSettings } from './data.js';
import { anyHeads, describedHeads, type HeadInput, type HeadSettings, resolveHead } from './heads.js';
import { modelSchema } from './model.js';
import { withNewNames } from './names.js';
import type { PartSettings } from './parts.js';
import { settings } from './settings.js';
import { trainSchema } from './train.js';

const whole = z.number().int();
const count = whole.positive();
const transforms = z.array(z.unknown().meta(transformJsonSchema())).transform((list, context) => {
  try {
    parseTransforms(list);
  } catch (error) {
    context.addIssue({ code: 'custom', message: (error as Error).message });
  }
  return list as TransformInput[];
});

const normalize: TransformInput[] = [
  { type: 'normalize', preset: 'imagenet' },
  { type: 'pad', multiple: 32 },
];

const transformsSchema = settings('TransformSettings', {
  /** Of training frames, in this order. Default: resize to 256x192, mirror at random, normalise, pad. */
  train: transforms.default([
    { type: 'resize', height: 192, width: 256 },
    { type: 'randomFlip' },
    ...normalize,
  ]),
  /** Of frames that are judged or predicted. Default: resize to 256x192, normalise, pad. */
  eval: transforms.default([{ type: 'resize', height: 192, width: 256 }, ...normalize]),
}).prefault({});

const evaluationSchema = settings('EvaluationSettings', {
  /** Epochs between evaluations; the last epoch is always evaluated. Default 4. */
  every: count.default(4),
  /** Frames that are predicted at a time. Default 8. */
  batchSize: count.default(8),
  /** Frames drawn into the report. Default 6. */
  overlays: whole.nonnegative().default(6),
}).prefault({});

/** @param beneath what the preset says of the model's parts */
const fieldsSchema = (beneath: PartSettings, heads = anyHeads()) =>
  settings('TrainConfig', {
    /**
     * What stands beneath the settings that are given: a preset's name. Default 'small', which trains on a
     * CPU.
     */
    preset: z.enum(PRESET_NAMES).default(DEFAULT_PRESET),
    /** Modules that make tasks, heads, data and other parts of one's own known. Default: none. */
    plugins: z.array(z.string()).default([]),
    /** Seed of the first weights, the sampling order and the augmentations. Default 0. */
    seed: whole.nonnegative().default(0),
    /** Where it is computed: `cpu`, `cuda` or `cuda:N`. Default 'cpu'. */
    device: z
      .string()
      .regex(/^(cpu|cuda(:\d+)?)$/, { error: ({ input }) => `must be cpu, cuda or cuda:N, got '${input}'` })
      .default('cpu'),
    /** What is learned from, and what judges. Required, here or by `--data`. */
    data: dataSchema(),
    /** What is learned. Default: what the data can have labels for, without lane markings and depth. */
    tasks: z.array(z.string()).min(1).optional(),
    /** The model's parts, each with its own options. Default: the preset's. */
    model: modelSchema(beneath, heads),
    /**
     * What is done to frames before the model sees them. Default: resized to 256x192, training frames
     * mirrored at random.
     */
    transforms: transformsSchema,
    /** How it learns. Default: its own defaults. */
    train: trainSchema(),
    /** When and how it is judged. Default: its own defaults. */
    evaluation: evaluationSchema,
  });

/** Of the parts that are known now: plugins add to them. */
const configSchema = (beneath: PartSettings) =>
  fieldsSchema(beneath).transform((fields, context) => {
    const { preset: _, plugins, seed, device, data, model, train, ...rest } = fields;
    const { kinds, learned } = dataTasks(data);
    const tasks = fields.tasks ?? [...learned];
    const unknown = tasks.findIndex((task) => kinds[task] === undefined);
    const name = tasks[unknown];
    if (name !== undefined) {
      const message = `data of the kind '${data.kind}' have no labels of '${name}'; ${known(name, Object.keys(kinds))}`;
      context.addIssue({ code: 'custom', path: ['tasks', unknown], message });
      return z.NEVER;
    }
    const { weights = {}, taskEpochs = {} } = {
      weights: undefined,
      taskEpochs: undefined,
      ...train.sampling,
    };
    const sampled = Object.entries({ weights, taskEpochs }).map(([key, values]) => ({
      ...{ given: values, path: ['train', 'sampling', key], kinds },
    }));
    for (const setting of [...taskSettings(data), ...sampled])
      for (const { name, message } of unknownTasks(setting.given, setting.kinds))
        context.addIssue({ code: 'custom', path: [...setting.path, name], message });
    const run = { tasks, kinds };
    const given = byTask<HeadInput>(model.heads, run, ['model', 'heads'], context, () => ({}));
    const heads = Object.entries(given).map(([task, head]) => [
      task,
      resolveHead(task, kinds[task]!, head, beneath, context),
    ]);
    const weightOf = (task: string) => definitionOf(task)?.lossWeight ?? 1;
    const lossWeights = byTask(train.lossWeights, run, ['train', 'lossWeights'], context, weightOf);
    return {
      ...{ plugins, seed, device, data, tasks },
      model: { ...model, heads: Object.fromEntries(heads) as Record<string, HeadSettings> },
      train: { ...train, lossWeights },
      ...rest,
    };
  });

type Schema = ReturnType<typeof configSchema>;

/** A run's configuration as a user writes it: all but `data` has a default. */
export type TrainConfigInput = Omit<z.input<Schema>, 'data'> & { data: DataInput };
/** The resolved configuration, every field set; it is written beside the run. */
export type TrainConfig = Omit<z.output<Schema>, 'data'> & { data: DataConfig };

/** Checks a configuration and fills in the defaults. @throws ConfigError naming every key that is wrong */
export function resolveConfig(input: unknown, where = 'configuration'): TrainConfig {
  assertOrdinaryKeys(input, where);
  const { config, parts } = withPreset(withNewNames(input));
  const parsed = configSchema(parts).safeParse(config, { reportInput: true });
  if (parsed.success) return parsed.data;
  throw invalid(parsed.error, where);
}

/** @param below the key under which the value stands */
export function invalid(error: z.ZodError, where: string, below: readonly string[] = []): ConfigError {
  const issues = error.issues.map((issue) => ({ ...issue, path: [...below, ...issue.path] }));
  const details = describeIssues({ issues } as z.ZodError, knownKeys()).map((line) => `  ${line}`);
  const keys = issues.flatMap(({ path, ...issue }) =>
    issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...path, key].join('.')) : [path.join('.')],
  );
  return new ConfigError(`${where}:\n${details.join('\n')}`, undefined, keys);
}

/** Names that mean something to JavaScript itself; as keys they could change what every object has. */
const FORBIDDEN: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** @throws ConfigError for a key, at any depth, that no configuration has and that could do harm */
export function assertOrdinaryKeys(value: unknown, where: string): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, item] of Object.entries(value)) {
    if (FORBIDDEN.has(key)) throw new ConfigError(`${where}: '${key}' is no key`);
    assertOrdinaryKeys(item, where);
  }
}

/** The names of all properties of a JSON Schema, at any depth. */
const propertiesOf = (schema: unknown): string[] => {
  if (Array.isArray(schema)) return schema.flatMap(propertiesOf);
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]) =>
    key === 'properties'
      ? [...Object.keys(value as object), ...Object.values(value as object).flatMap(propertiesOf)]
      : propertiesOf(value),
  );
};

/** Every key at any level, for the hint at a misspelt one. */
const knownKeys = (): ReadonlySet<string> => {
  const json = z.toJSONSchema(inputSchema(), { io: 'output', unrepresentable: 'any' });
  return new Set(propertiesOf(json));
};

/** The schema of a configuration as a user writes it, with the parts that are registered now. */
export const inputSchema = () => fieldsSchema({}, describedHeads());

/** Reads a YAML or JSON file (JSON is YAML). @throws ConfigError with the place of a syntax error */
export function readConfigFile(path: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new ConfigError(`${path}: ${(error as Error).message}`, { cause: error });
  }
  if (value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value))
    throw new ConfigError(`${path}: expected keys and values`);
  assertOrdinaryKeys(value, path);
  return value as Record<string, unknown>;
}

/**
 * Applies `train.batchSize=4`-like overrides to a copy of a configuration. Values are read as YAML: `4`,
 * `true`, `[1, 2]`.
 *
 * @throws ConfigError for an override that is not `key=value`, goes through something that is no object, or
 *   has a key that could do harm
 */
export function applyOverrides(
  config: Record<string, unknown>,
  overrides: readonly string[],
): Record<string, unknown> {
  const result = structuredClone(config);
  for (const override of overrides) {
    const [, path, text] = /^([^=]+)=(.*)$/s.exec(override) ?? [];
    if (path === undefined || text === undefined) throw new ConfigError(`'${override}' is not key=value`);
    const keys = path.trim().split('.');
    if (keys.some((key) => FORBIDDEN.has(key) || key === '')) throw new ConfigError(`'${path}' is no key`);
    let node = result;
    for (const key of keys.slice(0, -1)) {
      node[key] ??= {};
      if (typeof node[key] !== 'object' || node[key] === null)
        throw new ConfigError(`'${path}': '${key}' holds a value, not keys`);
      node = node[key] as Record<string, unknown>;
    }
    let value: unknown;
    try {
      value = parse(text);
    } catch (error) {
      throw new ConfigError(`'${override}': ${(error as Error).message}`, { cause: error });
    }
    assertOrdinaryKeys(value, `'${override}'`);
    const last = keys.at(-1)!;
    if (Array.isArray(node) && !(/^\d+$/.test(last) && Number(last) <= node.length))
      throw new ConfigError(`'${path}': '${last}' is no place in a list of ${node.length}`);
    node[last] = value;
  }
  return result;
}
