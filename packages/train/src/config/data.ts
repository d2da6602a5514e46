// The data of a run: where the frames come from, and which of their labels count.
import {
  DRIVABLE_FOLDERS,
  NUIMAGES_VERSIONS,
  PART_NAME,
  PART_NAME_RULE,
  SPLIT_SETTINGS,
  TASKS,
  type Task,
} from '@cotrain/data';
import { z } from 'zod';
import { kinds } from './kinds.js';

const whole = z.number().int();
const count = whole.positive();
const task = z.enum(TASKS);

/** Who is labelled for what (section 5.1 of the paper); `makeSplit` says what the keys mean. */
const drawn = z
  .strictObject({
    setting: z.enum(SPLIT_SETTINGS),
    seed: whole.nonnegative().default(0),
    /** Frames in all. */
    total: count.optional(),
    /** Frames of each task, instead of a total. */
    counts: z.partialRecord(task, count).optional(),
  })
  .superRefine(({ setting, total, counts }, context) => {
    const given = Object.entries({ total, counts }).flatMap(([key, value]) =>
      value === undefined ? [] : [key],
    );
    const refuse = (message: string) => context.addIssue({ code: 'custom', path: [given[0]!], message });
    if (given.length > 1) refuse('give a total or counts, not both');
    else if (given.length === 1 && setting === 'full')
      refuse("the setting 'full' takes all labels that there are");
  });
const split = kinds('setting', { setting: 'disjoint-normal' }, [
  drawn,
  /** A file that `cotrain data split` wrote. */
  z.strictObject({ setting: z.literal('file'), file: z.string() }),
])
  .nullable()
  .default(null);

/** What every kind of data has, be it the whole or a part of it. */
const labels = {
  split,
  /** Folders that `cotrain pseudo-label` wrote, which fill in what a frame is not labelled for. */
  pseudoLabels: z.array(z.string()).default([]),
};

/** What every kind of files has (`ReadingOptions` of @cotrain/data). */
const reading = {
  /** Bring photographs from their own colour profiles to sRGB, instead of reading them as PIL does. */
  applyProfiles: z.boolean().optional(),
  /** What the official tools pass over is an error, instead of a line on stderr. */
  strict: z.boolean().optional(),
};

/** What a run does about frames that cannot be read. */
const policy = {
  /** `stop`: the run ends there, saved; `skip`: it goes on without them. */
  onError: z.enum(['stop', 'skip']).default('stop'),
  /** With `skip`, the share of the training or validation frames, rounded up, that may be left out. */
  maxSkipped: z.number().min(0).max(1).default(0.01),
};

const version = z.enum(NUIMAGES_VERSIONS);
const cocoFiles = z.strictObject({
  /** The folder to which the file names are relative. */
  images: z.string(),
  /** The instances file. */
  annotations: z.string(),
});

/** A folder in BDD100K's layout. */
const bdd100k = z.strictObject({
  kind: z.literal('bdd100k'),
  root: z.string(),
  drivableFolder: z.enum(DRIVABLE_FOLDERS).default('drivable'),
  ...reading,
  ...labels,
});
/** Generated street scenes, made while they are asked for. */
const scenes = z.strictObject({
  kind: z.literal('scenes'),
  train: count.default(400),
  val: count.default(60),
  width: count.default(320),
  height: count.default(180),
  seed: whole.nonnegative().default(0),
  ...labels,
});
/** nuImages: the versions that are learned from and judged by. */
const nuimages = z.strictObject({
  kind: z.literal('nuimages'),
  root: z.string(),
  train: version.default('v1.0-train'),
  val: version.default('v1.0-val'),
  ...reading,
  ...labels,
});
/** Detection in COCO's format; the classes are the categories of the file. */
const coco = z.strictObject({
  kind: z.literal('coco'),
  train: cocoFiles,
  val: cocoFiles,
  ...reading,
  ...labels,
});

const classNames = z
  .array(z.string().min(1))
  .min(1)
  .refine((names) => new Set(names).size === names.length, 'a class is named twice');

const part = z.strictObject({
  data: z.discriminatedUnion('kind', [bdd100k, scenes, nuimages, coco]),
  /** Put before the frames' names, where two parts name frames alike. */
  name: z.string().regex(PART_NAME, PART_NAME_RULE).optional(),
  /** The part's own class names to the model's; null: ignored. `concatDatasets` says which must be mentioned. */
  classMap: z.partialRecord(task, z.record(z.string(), z.string().nullable())).default({}),
});

export const dataSchema = z.discriminatedUnion('kind', [
  bdd100k.extend(policy),
  scenes.extend(policy),
  nuimages.extend(policy),
  coco.extend(policy),
  /** Several data sets, each brought into the model's classes. */
  z.strictObject({
    kind: z.literal('concat'),
    parts: z.array(part).min(1),
    /** The model's; BDD100K's for a task that is not named. */
    classes: z.partialRecord(task, classNames).default({}),
    ...labels,
    ...policy,
  }),
]);

export type DataConfig = z.output<typeof dataSchema>;
/** One data set, alone or a part of several. */
export type SingleDataConfig = z.output<typeof part>['data'];

/** The tasks that data of this kind can have labels for: what is learned where the configuration does not say. */
export function tasksOf(data: DataConfig | SingleDataConfig): Task[] {
  switch (data.kind) {
    case 'nuimages':
      return ['det', 'sem_seg'];
    case 'coco':
      return ['det'];
    case 'concat': {
      const found = new Set(data.parts.flatMap((own) => tasksOf(own.data)));
      return TASKS.filter((name) => found.has(name));
    }
    default:
      return [...TASKS];
  }
}
