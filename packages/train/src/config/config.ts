// What a run is made of: one schema for the typed object, the YAML or JSON file, and `--set key=value`.
import { readFileSync } from 'node:fs';
import { DRIVABLE_FOLDERS, parseTransforms, TASKS, type TransformInput } from '@cotrain/data';
import { suggestion } from '@cotrain/torch';
import { parse } from 'yaml';
import { z } from 'zod';
import { ConfigError } from '../errors.js';
import { headsSchema, lossWeightsSchema } from './heads.js';

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

const dataSchema = z.discriminatedUnion('kind', [
  /** A folder in BDD100K's layout. */
  z.strictObject({
    kind: z.literal('bdd100k'),
    root: z.string(),
    drivableFolder: z.enum(DRIVABLE_FOLDERS).default('drivable'),
  }),
  /** Generated street scenes, made while they are asked for. */
  z.strictObject({
    kind: z.literal('scenes'),
    train: count.default(400),
    val: count.default(60),
    width: count.default(320),
    height: count.default(180),
    seed: whole.nonnegative().default(0),
  }),
]);

const normalize: TransformInput[] = [
  { type: 'normalize', preset: 'imagenet' },
  { type: 'pad', multiple: 32 },
];

const configSchema = z.strictObject({
  /** Of weights, order and augmentation. */
  seed: whole.nonnegative().default(0),
  /** `cpu`, `cuda`, `cuda:1`. */
  device: z.string().default('cpu'),
  data: dataSchema,
  tasks: z
    .array(z.enum(TASKS))
    .min(1)
    .default([...TASKS]),
  model: z
    .strictObject({
      depth: z.union([z.literal(18), z.literal(34), z.literal(50), z.literal(101)]).default(18),
      norm: z.enum(['batch', 'frozen', 'group']).default('batch'),
      /** Stages of the backbone that do not learn (detectron2's FREEZE_AT). */
      freezeAt: whole.min(0).max(5).default(0),
      fpnChannels: count.default(128),
      /** Those of `tasks` are made. */
      heads: headsSchema,
    })
    .prefault({}),
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
  train: z
    .strictObject({
      batchSize: count.default(8),
      epochs: count.default(12),
      /** Threads that decode and transform images. */
      workers: whole.nonnegative().default(1),
      lr: z.number().positive().default(1e-3),
      /** Factor on the rate of the backbone's parameters (Sparse R-CNN: 1; MaskFormer: 0.1). */
      backboneMultiplier: z.number().positive().default(1),
      weightDecay: z.number().nonnegative().default(1e-4),
      /** Linear warm-up from `warmupFactor` of the rate over this many steps. */
      warmupSteps: whole.nonnegative().default(50),
      warmupFactor: z.number().min(0).max(1).default(0.01),
      /** What follows the warm-up; multiStep falls to a tenth at 78 % and 93 % of the run (Sparse R-CNN's solver). */
      schedule: z.enum(['cosine', 'multiStep', 'constant']).default('cosine'),
      /** Gradients are clipped to this norm; null: never. */
      clipNorm: z.number().positive().nullable().default(1),
      /**
       * Over what: the whole model (official), in which one head's wild gradients silence the others, or each of
       * backbone, neck and heads on its own.
       */
      clipScope: z.enum(['model', 'part']).default('model'),
      lossWeights: lossWeightsSchema,
      /** Start from the weights of another run: those of the parts that are named (`backbone`, `neck`, `heads.det`). */
      init: z
        .strictObject({ run: z.string(), parts: z.array(z.string()).min(1).default(['backbone', 'neck']) })
        .nullable()
        .default(null),
    })
    .prefault({}),
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

/** A run's configuration as a user writes it: all but `data` has a default. */
export type TrainConfigInput = z.input<typeof configSchema>;
/** The resolved configuration, every field set; it is written beside the run. */
export type TrainConfig = z.output<typeof configSchema>;

/** Checks a configuration and fills in the defaults. @throws ConfigError naming every key that is wrong */
export function resolveConfig(input: unknown, where = 'configuration'): TrainConfig {
  const parsed = configSchema.safeParse(input);
  if (parsed.success) return parsed.data;
  const details = parsed.error.issues.flatMap((issue) => {
    const place = issue.path.join('.');
    if (issue.code !== 'unrecognized_keys') return `  ${place || '(top)'}: ${issue.message}`;
    return issue.keys.map(
      (key) => `  ${place ? `${place}.` : ''}${key}: there is no such key${suggestion(key, KNOWN_KEYS)}`,
    );
  });
  throw new ConfigError(`${where}:\n${details.join('\n')}`);
}

const keysOf = (value: unknown): string[] =>
  typeof value !== 'object' || value === null || Array.isArray(value)
    ? []
    : Object.entries(value).flatMap(([key, item]) => [key, ...keysOf(item)]);

/** Every key at any level, for the hint at a misspelt one. */
const KNOWN_KEYS: ReadonlySet<string> = new Set(
  [{ kind: 'scenes' }, { kind: 'bdd100k', root: '' }].flatMap((data) => keysOf(configSchema.parse({ data }))),
);

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
  return value as Record<string, unknown>;
}

/**
 * Applies `train.batchSize=4`-like overrides to a copy of a configuration. Values are read as YAML: `4`, `true`, `[1, 2]`.
 *
 * @throws ConfigError for an override that is not `key=value` or goes through something that is no object
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
    let node = result;
    for (const key of keys.slice(0, -1)) {
      if (key === '__proto__') throw new ConfigError(`'${path}' is no key`);
      node[key] ??= {};
      if (typeof node[key] !== 'object' || node[key] === null)
        throw new ConfigError(`'${path}': '${key}' holds a value, not keys`);
      node = node[key] as Record<string, unknown>;
    }
    try {
      node[keys.at(-1)!] = parse(text);
    } catch (error) {
      throw new ConfigError(`'${override}': ${(error as Error).message}`, { cause: error });
    }
  }
  return result;
}
