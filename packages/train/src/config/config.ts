// Configuration of a run: one schema for the typed object, the YAML or JSON file, and `--set key=value`.
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
  /**
   * Transforms of training frames, in this order. Default: resize to 256x192, mirror at random, normalise,
   * pad.
   */
  train: transforms.default([
    { type: 'resize', height: 192, width: 256 },
    { type: 'randomFlip' },
    ...normalize,
  ]),
  /** Transforms of frames for evaluation and prediction. Default: resize to 256x192, normalise, pad. */
  eval: transforms.default([{ type: 'resize', height: 192, width: 256 }, ...normalize]),
}).prefault({});

const evaluationSchema = settings('EvaluationSettings', {
  /** Number of epochs between evaluations; the last epoch is always evaluated. Default 4. */
  every: count.default(4),
  /** Number of frames predicted at once. Default 8. */
  batchSize: count.default(8),
  /** Number of frames drawn in the report. Default 6. */
  overlays: whole.nonnegative().default(6),
  /**
   * Number of evaluations whose drawn frames are kept, spread over the run, to follow them through time
   * (`cotrain watch`). 0 keeps only those of the last one. Default 20.
   */
  history: whole.nonnegative().default(20),
}).prefault({});

/** @param beneath the preset's settings for the model's parts */
const fieldsSchema = (beneath: PartSettings, heads = anyHeads()) =>
  settings('TrainConfig', {
    /** Preset that provides all settings not given here. The default trains on a CPU. Default 'small'. */
    preset: z.enum(PRESET_NAMES).default(DEFAULT_PRESET),
    /** Modules that register custom tasks, heads, data and other parts. Default: none. */
    plugins: z.array(z.string()).default([]),
    /** Seed of the initial weights, the sampling order and the augmentation. Default 0. */
    seed: whole.nonnegative().default(0),
    /** Device to compute on: `cpu`, `cuda` or `cuda:N`. Default 'cpu'. */
    device: z
      .string()
      .regex(/^(cpu|cuda(:\d+)?)$/, { error: ({ input }) => `must be cpu, cuda or cuda:N, got '${input}'` })
      .default('cpu'),
    /** Data for training and evaluation. Required, here or as `--data`. */
    data: dataSchema(),
    /**
     * Tasks to train. Default: all tasks that the data can have labels for, except lane markings and depth.
     */
    tasks: z.array(z.string()).min(1).optional(),
    /** Parts of the model, each with its own options. Default: the preset's. */
    model: modelSchema(beneath, heads),
    /**
     * Transforms of frames before they reach the model. Default: resized to 256x192, with training frames
     * mirrored at random.
     */
    transforms: transformsSchema,
    /** Training settings. Default: their own defaults. */
    train: trainSchema(),
    /** When and how the model is evaluated. Default: its own defaults. */
    evaluation: evaluationSchema,
  });

/** The schema with the currently registered parts, which plugins extend. */
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

/** A run's configuration as written by a user: everything except `data` has a default. */
export type TrainConfigInput = Omit<z.input<Schema>, 'data'> & { data: DataInput };
/** The resolved configuration with all fields set. It is saved in the run folder. */
export type TrainConfig = Omit<z.output<Schema>, 'data'> & { data: DataConfig };

/** Checks a configuration and fills in the defaults. @throws ConfigError naming every invalid key */
export function resolveConfig(input: unknown, where = 'configuration'): TrainConfig {
  assertOrdinaryKeys(input, where);
  const { config, parts } = withPreset(withNewNames(input));
  const parsed = configSchema(parts).safeParse(config, { reportInput: true });
  if (parsed.success) return parsed.data;
  throw invalid(parsed.error, where);
}

/** @param below key under which the value is located */
export function invalid(error: z.ZodError, where: string, below: readonly string[] = []): ConfigError {
  const issues = error.issues.map((issue) => ({ ...issue, path: [...below, ...issue.path] }));
  const details = describeIssues({ issues } as z.ZodError, knownKeys()).map((line) => `  ${line}`);
  const keys = issues.flatMap(({ path, ...issue }) =>
    issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...path, key].join('.')) : [path.join('.')],
  );
  return new ConfigError(`${where}:\n${details.join('\n')}`, undefined, keys);
}

/** Names with a special meaning in JavaScript. As keys they could change the prototype of every object. */
const FORBIDDEN: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** @throws ConfigError for a key at any depth that could change an object's prototype */
export function assertOrdinaryKeys(value: unknown, where: string): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, item] of Object.entries(value)) {
    if (FORBIDDEN.has(key)) throw new ConfigError(`${where}: '${key}' is not a key`);
    assertOrdinaryKeys(item, where);
  }
}

/** Names of all properties of a JSON Schema, at any depth. */
const propertiesOf = (schema: unknown): string[] => {
  if (Array.isArray(schema)) return schema.flatMap(propertiesOf);
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]) =>
    key === 'properties'
      ? [...Object.keys(value as object), ...Object.values(value as object).flatMap(propertiesOf)]
      : propertiesOf(value),
  );
};

/** All keys at any level, to suggest corrections of misspelt ones. */
const knownKeys = (): ReadonlySet<string> => {
  const json = z.toJSONSchema(inputSchema(), { io: 'output', unrepresentable: 'any' });
  return new Set(propertiesOf(json));
};

/** Schema of a configuration as written by a user, with the currently registered parts. */
export const inputSchema = () => fieldsSchema({}, describedHeads());

/**
 * Reads a YAML or JSON file (JSON is a subset of YAML). @throws ConfigError with the place of a syntax error
 */
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
 * Applies overrides such as `train.batchSize=4` to a copy of a configuration. Values are parsed as YAML: `4`,
 * `true`, `[1, 2]`.
 *
 * @throws ConfigError if an override is not `key=value`, descends into a value that is not an object, or has
 *   a key that could change an object's prototype
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
    if (keys.some((key) => FORBIDDEN.has(key) || key === '')) throw new ConfigError(`'${path}' is not a key`);
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
      throw new ConfigError(`'${path}': '${last}' is not a place in a list of ${node.length}`);
    node[last] = value;
  }
  return result;
}
