// Teachers, thresholds and student in one configuration.
import { TASKS, type Task } from '@cotrain/data';
import { z } from 'zod';
import { assertOrdinaryKeys, invalid, resolveConfig, type TrainConfig } from '../config/config.js';
import { mergeConfigs } from '../config/merge.js';
import { ConfigError } from '../errors.js';
import { PSEUDO_LABEL_THRESHOLDS } from '../pseudo-label/pseudo-label.js';

const overrides = z.record(z.string(), z.unknown()).default({});
const score = z.number().nonnegative();

const selfTrainingSchema = z
  .strictObject({
    /** Keys of `cotrain train` that teachers have otherwise: `{ train: { epochs: 36 } }`. */
    teacher: overrides,
    /** The same for the teacher of one task. */
    teachers: z.partialRecord(z.enum(TASKS), overrides).default({}),
    student: overrides,
    /** Which checkpoint of a teacher labels. */
    checkpoint: z.enum(['last', 'best']).default('best'),
    /** Least score of a box, or of a pixel that is not ignored (section 3.2 of the paper). */
    thresholds: z
      .strictObject({
        det: score.default(PSEUDO_LABEL_THRESHOLDS.det),
        sem_seg: score.default(PSEUDO_LABEL_THRESHOLDS.sem_seg),
        drivable: score.default(PSEUDO_LABEL_THRESHOLDS.drivable),
      })
      .prefault({}),
    /** Frames that are drawn into each audit page. */
    pictures: z.number().int().nonnegative().default(12),
  })
  .prefault({});

type Settings = z.output<typeof selfTrainingSchema>;

/** What `selfTrain` does, with every field set. */
export interface SelfTrainingConfig extends Pick<Settings, 'checkpoint' | 'thresholds' | 'pictures'> {
  /** One for each of the student's tasks. */
  teachers: Partial<Record<Task, TrainConfig>>;
  /** `data.pseudoLabels` is set when there are some. */
  student: TrainConfig;
}

/**
 * Checks a configuration of `cotrain train` that may have a key `selfTraining` beside the others. These are shared by the teachers,
 * each of which learns one of the tasks, and the student, which learns all.
 *
 * @throws ConfigError naming every key that is wrong, and whose it is
 */
export function resolveSelfTraining(input: unknown, where = 'configuration'): SelfTrainingConfig {
  const { selfTraining, ...shared } = (input ?? {}) as Record<string, unknown>;
  assertOrdinaryKeys(input, where);
  const parsed = selfTrainingSchema.safeParse(selfTraining, { reportInput: true });
  if (!parsed.success) throw invalid(parsed.error, where, ['selfTraining']);
  const { teacher, teachers, student: own, ...rest } = parsed.data;
  const student = resolveConfig(mergeConfigs(shared, own), `${where}, student`);
  const foreign = Object.keys(teachers).find((task) => !student.tasks.includes(task as Task));
  if (foreign !== undefined)
    throw new ConfigError(`${where}:\n  selfTraining.teachers.${foreign}: it is none of the tasks`);
  const each = student.tasks.map((task) => {
    const config = mergeConfigs(mergeConfigs(mergeConfigs(shared, teacher), teachers[task] ?? {}), {
      tasks: [task],
    });
    return [task, resolveConfig(config, `${where}, teacher of ${task}`)];
  });
  return { ...rest, student, teachers: Object.fromEntries(each) };
}
