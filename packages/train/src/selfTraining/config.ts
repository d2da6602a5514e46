// Teachers, thresholds and student in one configuration.
import { z } from 'zod';
import { unknownTasks } from '../config/byTask.js';
import { assertOrdinaryKeys, invalid, resolveConfig, type TrainConfig } from '../config/config.js';
import { dataTasks } from '../config/data.js';
import { mergeConfigs } from '../config/merge.js';
import { ConfigError } from '../errors.js';
import { taskOf } from '../tasks/index.js';

const overrides = z.record(z.string(), z.unknown()).default({});
const score = z.number().nonnegative();

const selfTrainingSchema = z
  .strictObject({
    /** Settings of `cotrain train` that differ for teachers: `{ train: { epochs: 36 } }`. */
    teacher: overrides,
    /** The same for the teacher of one task. */
    teachers: z.record(z.string(), overrides).default({}),
    student: overrides,
    /** The teacher's checkpoint to use for labelling. */
    checkpoint: z.enum(['last', 'best']).default('best'),
    /**
     * Minimum score of a box, or of a pixel that is not ignored, by task (default: 0.5 and 0.3, section 3.2
     * of the paper).
     */
    thresholds: z.record(z.string(), score).default({}),
    /** Number of frames drawn in each audit page. */
    pictures: z.number().int().nonnegative().default(12),
  })
  .prefault({});

type Settings = z.output<typeof selfTrainingSchema>;

/** Settings of `selfTrain`, with all fields set. */
export interface SelfTrainingConfig extends Pick<Settings, 'checkpoint' | 'thresholds' | 'pictures'> {
  /** Configuration of a teacher for each of the student's tasks. */
  teachers: Readonly<Record<string, TrainConfig>>;
  /** Configuration of the student. `data.pseudoLabels` is set if there are any. */
  student: TrainConfig;
}

/**
 * Checks a configuration of `cotrain train` that may also have the key `selfTraining`. The other keys apply
 * to the teachers, each of which learns one task, and to the student, which learns all.
 *
 * @throws ConfigError naming every invalid key and the run that it belongs to
 */
export function resolveSelfTraining(input: unknown, where = 'configuration'): SelfTrainingConfig {
  const { selfTraining, ...shared } = (input ?? {}) as Record<string, unknown>;
  assertOrdinaryKeys(input, where);
  const parsed = selfTrainingSchema.safeParse(selfTraining, { reportInput: true });
  if (!parsed.success) throw invalid(parsed.error, where, ['selfTraining']);
  const { teacher, teachers, student: own, thresholds, ...rest } = parsed.data;
  const student = resolveConfig(mergeConfigs(shared, own), `${where}, student`);
  const foreign = Object.keys(teachers).find((task) => !student.tasks.includes(task));
  if (foreign !== undefined)
    throw new ConfigError(`${where}:\n  selfTraining.teachers.${foreign}: it is none of the tasks`);
  const [unknown] = unknownTasks(thresholds, dataTasks(student.data).kinds);
  if (unknown)
    throw new ConfigError(`${where}:\n  selfTraining.thresholds.${unknown.name}: ${unknown.message}`);
  const each = student.tasks.map((task) => {
    const config = mergeConfigs(mergeConfigs(mergeConfigs(shared, teacher), teachers[task] ?? {}), {
      tasks: [task],
    });
    return [task, resolveConfig(config, `${where}, teacher of ${task}`)];
  });
  return {
    ...{ ...rest, thresholds: thresholdsOf(student, thresholds) },
    ...{ student, teachers: Object.fromEntries(each) },
  };
}

/** Minimum scores of each of the student's tasks: the given ones, or else the kinds' own. */
export function thresholdsOf(
  { data, tasks }: TrainConfig,
  given: SelfTrainingConfig['thresholds'],
): Record<string, number> {
  const { kinds } = dataTasks(data);
  const scores = tasks.flatMap((task) => {
    const spec = { kind: kinds[task]!, classes: [] };
    const score = given[task] ?? taskOf(task, spec).pseudoLabels?.threshold;
    return score === undefined ? [] : [[task, score]];
  });
  return Object.fromEntries(scores);
}
