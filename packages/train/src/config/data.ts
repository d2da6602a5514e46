// Data of a run: where the frames come from, and which labels are used.
import { PART_NAME, PART_NAME_RULE, type Split } from '@cotrain/data';
import { z } from 'zod';
import type { Bdd100kConfig } from '../data/bdd100k.js';
import type { CocoConfig } from '../data/coco.js';
import { kindOf } from '../data/index.js';
import { type CommonDataConfig, type DataTasks, schemasOf } from '../data/kind.js';
import { labelsSchema } from '../data/labels.js';
import type { NuImagesConfig } from '../data/nuimages.js';
import type { ScenesConfig } from '../data/scenes.js';
import { definitionOf, registeredTasks } from '../tasks/index.js';

/** Policy for frames that cannot be read. */
const policy = {
  onError: z
    .enum(['stop', 'skip'])
    .default('stop')
    .describe(
      'What to do if a frame cannot be read: stop ends the run there, saved; skip continues without the frame',
    ),
  maxSkipped: z
    .number()
    .min(0)
    .max(1)
    .default(0.01)
    .describe(
      'With skip, the maximum share of the training or validation frames that may be skipped, rounded up',
    ),
};
type Policy = { onError: 'stop' | 'skip'; maxSkipped: number };

const classNames = z
  .array(z.string().min(1))
  .min(1)
  .refine((names) => new Set(names).size === names.length, 'a class is named twice');

const part = () =>
  z.strictObject({
    data: union(schemasOf({})).describe('One data set. Required.'),
    for: z
      .enum(['both', 'train', 'val'])
      .default('both')
      .describe(
        "Whether its frames are used for training, for validation, or both, each by the set's own division",
      ),
    name: z
      .string()
      .regex(PART_NAME, PART_NAME_RULE)
      .optional()
      .describe("Prefix of the frames' names, required if two parts have frames of the same name"),
    classMap: z
      .record(z.string(), z.record(z.string(), z.string().nullable()))
      .default({})
      .describe(
        "By task, maps the part's class names to the model's; null ignores a class. See `concatDatasets` for the classes that must be listed",
      ),
  });

/** Schema of all currently registered kinds. */
export const dataSchema = (): z.ZodType<DataConfig, DataInput> =>
  union([
    ...schemasOf(policy),
    /** Several data sets, each mapped to the model's classes. */
    z.strictObject({
      kind: z.literal('concat'),
      parts: z.array(part()).min(1).describe('The data sets. Required.'),
      classes: z
        .record(z.string(), classNames)
        .default({})
        .describe(
          "The model's classes by task. BDD100K's classes are used for its tasks if they are not listed",
        ),
      ...labelsSchema.shape,
      ...policy,
    }),
  ]) as unknown as z.ZodType<DataConfig, DataInput>;

const union = (schemas: readonly z.ZodObject[]) =>
  z.discriminatedUnion('kind', schemas as unknown as [z.ZodObject, ...z.ZodObject[]]);

/** One data set, alone or as a part of several. */
export type SingleDataConfig = Bdd100kConfig | ScenesConfig | NuImagesConfig | CocoConfig;
export interface PartConfig {
  data: SingleDataConfig;
  for: 'both' | Split;
  name?: string;
  classMap: Record<string, Record<string, string | null>>;
}
export interface ConcatConfig extends CommonDataConfig {
  kind: 'concat';
  parts: PartConfig[];
  classes: Record<string, string[]>;
}
export type DataConfig = (SingleDataConfig | ConcatConfig) & Policy;

/** All keys except the kind and those that locate the data have defaults. */
type Input<C, Required extends keyof C> = Pick<C, Required> &
  Partial<Omit<C, 'split'>> &
  Partial<Policy> & { split?: SplitInput | null };
type SplitInput = Partial<NonNullable<CommonDataConfig['split']>>;
type SingleInput =
  | Input<Bdd100kConfig, 'kind' | 'root'>
  | Input<ScenesConfig, 'kind'>
  | Input<NuImagesConfig, 'kind' | 'root'>
  | Input<CocoConfig, 'kind' | 'train' | 'val'>;
export type DataInput =
  | SingleInput
  | (Omit<Input<ConcatConfig, 'kind'>, 'parts'> & {
      parts: (Pick<PartConfig, 'name'> &
        Partial<Pick<PartConfig, 'classMap' | 'for'>> & { data: SingleInput })[];
    });

/** A setting by task within the data, its place, and the kinds of labels that the data can have. */
export interface TaskSetting {
  given: object;
  path: PropertyKey[];
  kinds: Readonly<Record<string, string>>;
}

/** All settings by task of the data and their parts. */
export function* taskSettings(
  data: DataConfig | SingleDataConfig,
  path: PropertyKey[] = ['data'],
): Generator<TaskSetting> {
  const { kinds } = dataTasks(data);
  if (data.split && 'counts' in data.split && data.split.counts)
    yield { given: data.split.counts, path: [...path, 'split', 'counts'], kinds };
  if (data.kind !== 'concat') return;
  yield { given: data.classes, path: [...path, 'classes'], kinds };
  for (const [i, { data: own, classMap }] of data.parts.entries()) {
    const at = [...path, 'parts', i];
    yield { given: classMap, path: [...at, 'classMap'], kinds: dataTasks(own).kinds };
    yield* taskSettings(own, [...at, 'data']);
  }
}

/** Tasks that the data can have labels for, before they are opened. */
export function dataTasks(data: DataConfig | SingleDataConfig): Required<DataTasks> {
  const own = labelTasks(data);
  // Pseudo labels may exist for tasks that the data itself has no labels for.
  if (data.pseudoLabels.length === 0) return own;
  const registered = registeredTasks().map((task) => [task, definitionOf(task)!.kind]);
  return { ...own, kinds: { ...Object.fromEntries(registered), ...own.kinds } };
}

function labelTasks(data: DataConfig | SingleDataConfig): Required<DataTasks> {
  if (data.kind !== 'concat') {
    const { kinds, learned = Object.keys(kinds) } = kindOf(data).tasks(data as never);
    return { kinds, learned };
  }
  const parts = data.parts.map((own) => dataTasks(own.data));
  const kinds = Object.assign({}, ...parts.toReversed().map((own) => own.kinds)) as Record<string, string>;
  const learned = new Set(parts.flatMap((own) => own.learned));
  return { kinds, learned: Object.keys(kinds).filter((task) => learned.has(task)) };
}
