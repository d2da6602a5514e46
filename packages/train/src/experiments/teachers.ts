// Single-task teachers and their labels (section 3.2 of the paper), at any scale.
import type { Bdd100kTask, SplitSetting } from '@cotrain/data';
import type { Job, TrainJob } from './experiment.js';

const TEACHER_TASKS = ['det', 'sem_seg', 'drivable'] as const satisfies Bdd100kTask[];

export const teacherOf = (setting: SplitSetting, task: Bdd100kTask): string => `teacher-${setting}-${task}`;

const labelsOf = (setting: SplitSetting, task: Bdd100kTask): string => `labels-${setting}-${task}`;

/** Ids of a setting's pseudo labels. */
export const pseudoLabelsOf = (setting: SplitSetting): string[] =>
  TEACHER_TASKS.map((task) => labelsOf(setting, task));

/**
 * A setting's teachers, each followed by its labels.
 * @param teach makes the run of a teacher, which experiments share
 */
export const teacherJobs = (
  setting: SplitSetting,
  teach: (id: string, task: Bdd100kTask) => TrainJob,
): Job[] =>
  TEACHER_TASKS.flatMap((task): Job[] => {
    const teacher = teacherOf(setting, task);
    return [
      teach(teacher, task),
      { kind: 'pseudoLabel', id: labelsOf(setting, task), shared: true, teacher, task },
    ];
  });
