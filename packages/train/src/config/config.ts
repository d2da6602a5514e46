// What a run is made of: one schema for the typed object, the YAML or JSON file, and `--set key=value`.
import { readFileSync } from 'node:fs';
import { describeIssues, parseTransforms, TASKS, type Task, type TransformInput } from '@cotrain/data';
import { parse } from 'yaml';
import { z } from 'zod';
import { ConfigError } from '../errors.js';
import { DEFAULT_PRESET, PRESET_NAMES } from '../presets/names.js';
import { withPreset } from '../presets/presets.js';
import { dataSchema, tasksOf } from './data.js';
import { modelSchema } from './model.js';
import { withNewNames } from './names.js';
import type { PartSettings } from './parts.js';
import { settings } from './settings.js';
import { trainSchema } from './train.js';

const whole = z.number().int();
const count = whole.positive();
const transforms = z.array(z.unknown()).transform((list, context) => {
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

/** @param beneath what the preset says of the model's parts */
const fieldsSchema = (beneath: PartSettings) =>
  settings('TrainConfig', {
    /** What stands beneath the settings that are given: a preset's name. Default 'small', which trains on a CPU. */
    preset: z.enum(PRESET_NAMES).default(DEFAULT_PRESET),
    /** Of weights, order and augmentation. */
    seed: whole.nonnegative().default(0),
    device: z
      .string()
      .regex(/^(cpu|cuda(:\d+)?)$/, { error: ({ input }) => `must be cpu, cuda or cuda:N, got '${input}'` })
      .default('cpu'),
    data: dataSchema,
    /** Default: those that the data can have labels for. */
    tasks: z.array(z.enum(TASKS)).min(1).optional(),
    model: modelSchema(beneath),
    transforms: z
      .strictObject({
        train: transforms.default([
          { type: 'resize', height: 192, width: 256 },
          { type: 'randomFlip' },
          ...normalize,
        ]),
        eval: transforms.default([{ type: 'resize', height: 192, width: 256 }, ...normalize]),
      })
      .prefault({}),
    train: trainSchema,
    evaluation: z
      .strictObject({
        /** Epochs between evaluations; the last epoch is always evaluated. */
        every: count.default(4),
        batchSize: count.default(8),
        /** Frames drawn into the report. */
        overlays: whole.nonnegative().default(6),
      })
      .prefault({}),
  });

const configSchema = (beneath: PartSettings) =>
  fieldsSchema(beneath).transform((fields) => {
    const { preset: _, seed, device, data, tasks = tasksOf(data), ...rest } = fields;
    return { seed, device, data, tasks: tasks as Task[], ...rest };
  });

type ConfigSchema = ReturnType<typeof configSchema>;

/** A run's configuration as a user writes it: all but `data` has a default. */
export type TrainConfigInput = z.input<ConfigSchema>;
/** The resolved configuration, every field set; it is written beside the run. */
export type TrainConfig = z.output<ConfigSchema>;

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

const keysOf = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(keysOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => [key, ...keysOf(item)]);
};

const KNOWN_SPLIT = { setting: 'disjoint-normal', seed: 0 };
const KNOWN_FILES = { images: '', annotations: '' };
const KNOWN_DATA = [
  { kind: 'scenes', split: { ...KNOWN_SPLIT, total: 1 } },
  { kind: 'scenes', split: { ...KNOWN_SPLIT, counts: { det: 1, sem_seg: 1, drivable: 1 } } },
  { kind: 'bdd100k', root: '' },
  { kind: 'coco', train: KNOWN_FILES, val: KNOWN_FILES },
  { kind: 'concat', parts: [{ data: { kind: 'nuimages', root: '' }, name: 'a', classMap: {} }] },
];

/** Every key at any level, for the hint at a misspelt one. */
const knownKeys = (): ReadonlySet<string> => {
  const schema = configSchema({});
  return new Set(['preset', ...KNOWN_DATA.flatMap((data) => keysOf(schema.parse({ data })))]);
};

/** The schema of a configuration as a user writes it, with the parts that are registered now. */
export const inputSchema = () => fieldsSchema({});

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
 * Applies `train.batchSize=4`-like overrides to a copy of a configuration. Values are read as YAML: `4`, `true`, `[1, 2]`.
 *
 * @throws ConfigError for an override that is not `key=value`, goes through something that is no object, or has a key that could do harm
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
