// Trains teachers, makes their pseudo labels, and trains a student on both (section 3.2 of the paper).
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Dataset } from '@cotrain/data';
import { makeFolder, writeFileAtomic } from '@cotrain/torch';
import { resolveConfig, type TrainConfig } from '../config/config.js';
import { withAbsolutePaths } from '../config/paths.js';
import { RunError } from '../errors.js';
import { lockForWriting } from '../lock.js';
import { openData } from '../openData.js';
import { type PseudoLabelEvent, pseudoLabel } from '../pseudoLabel/pseudoLabel.js';
import { isLabelled } from '../pseudoLabel/truth.js';
import type { TrainEvent } from '../report/index.js';
import { describeChange, differences, significant } from '../resume/changes.js';
import { finishRun } from '../run.js';
import { type SelfTrainingConfig, thresholdsOf } from './config.js';

/** Folder of self-training, and how it resumes and stops. */
export interface SelfTrainOptions {
  /** Folder for `teachers/TASK/`, `pseudo-labels/`, `student/` and `self-training.json`. */
  out: string;
  /** Continue even if frames or labels have changed. Default false. */
  acceptData?: boolean;
  /** Stops after the current step or frame. Default: none. */
  signal?: AbortSignal;
}

/** What self-training reports while it runs. */
export type SelfTrainEvent =
  | { stage: 'teacher'; task: string; run: string; event: TrainEvent }
  | { stage: 'pseudo-labels'; task: string; out: string; event: PseudoLabelEvent }
  | { stage: 'student'; run: string; event: TrainEvent };

/**
 * Trains a teacher for each task, uses it to label the training frames that are not labelled for the task,
 * and trains the student on real and pseudo labels. A task for which every frame is labelled needs no
 * teacher. The same call continues where an earlier one was stopped, also within a run. Finished parts are
 * skipped.
 *
 * @throws RunError if `out` was started with another configuration or other data, if another process uses it,
 *   or if nothing is left to label; errors of `trainRun` and `pseudoLabel`
 */
export async function* selfTrain(
  given: SelfTrainingConfig,
  { out, acceptData = false, signal }: SelfTrainOptions,
): AsyncGenerator<SelfTrainEvent, void, undefined> {
  const config = absolute(given);
  using _held = existsSync(out) ? lockForWriting(out, 'cotrain self-train') : null;
  const labels = resolve(out, 'pseudo-labels');
  const stopping = signal ? { signal } : {};
  const data = await openData(withData(config.student, { pseudoLabels: [] }), 'train');
  const incomplete = await tasksToLabel(data, config.student.tasks);
  if (incomplete.length === 0)
    throw new RunError(
      `each of the ${data.length} training frames is labelled for ${config.student.tasks.join(', ')}: there is nothing for teachers to label`,
    );
  using _new = _held ? null : lockForWriting(out, 'cotrain self-train');
  begin(out, config);
  for (const task of incomplete) {
    const run = join(out, 'teachers', task);
    const title = `teacher of ${task}`;
    for await (const event of finishRun(config.teachers[task]!, { out: run, title, acceptData, ...stopping }))
      yield { stage: 'teacher', task, run, event };
    if (signal?.aborted) return;
  }
  // Labels hidden by a setting of partial labels are the audit's ground truth; they are not used for
  // training.
  const hidden = config.student.data.split;
  const truth =
    hidden && (await openData(withData(config.student, { pseudoLabels: [], split: null }), 'train'));
  for (const task of incomplete) {
    const { checkpoint, thresholds, pictures } = config;
    const labelling = pseudoLabel({
      ...{ run: join(out, 'teachers', task), data, task, out: labels, frames: 'unlabelled' },
      ...{ checkpoint, threshold: thresholds[task]!, pictures },
      ...(truth && { truth }),
      ...stopping,
    });
    for await (const event of labelling) yield { stage: 'pseudo-labels', task, out: labels, event };
    if (signal?.aborted) return;
  }
  const run = join(out, 'student');
  const student = withData(config.student, {
    pseudoLabels: [...config.student.data.pseudoLabels, labels],
  });
  for await (const event of finishRun(student, { out: run, title: 'student', acceptData, ...stopping }))
    yield { stage: 'student', run, event };
}

/**
 * Writes the configuration.
 * @throws RunError if the folder has another one, because its parts would not fit together
 */
function begin(out: string, config: SelfTrainingConfig): void {
  const file = join(out, 'self-training.json');
  makeFolder(out);
  if (existsSync(file)) {
    const before = readBegun(file);
    const changes = significant(differences(before, config)).map((change) => `  ${describeChange(change)}`);
    if (changes.length > 0)
      throw new RunError(
        `${out} was begun with another configuration (${file}): choose another folder, or take back\n${changes.join('\n')}`,
      );
  }
  writeFileAtomic(file, `${JSON.stringify(config, null, 2)}\n`);
}

/** The configuration, resolved by the current version. @throws RunError for a damaged or invalid file */
function readBegun(file: string): SelfTrainingConfig {
  try {
    const { teachers, thresholds, ...rest } = JSON.parse(readFileSync(file, 'utf8')) as SelfTrainingConfig;
    const runs = Object.entries(teachers).map(([task, run]) => [task, resolveConfig(run, file)]);
    const student = resolveConfig(rest.student, file);
    return absolute({
      ...{ ...rest, thresholds: thresholdsOf(student, thresholds) },
      ...{ student, teachers: Object.fromEntries(runs) },
    });
  } catch (error) {
    throw new RunError(`${file} is not a configuration of self-training: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

function absolute({ teachers, student, ...rest }: SelfTrainingConfig): SelfTrainingConfig {
  const runs = Object.entries(teachers).map(([task, run]) => [task, withAbsolutePaths(run)]);
  return { ...rest, teachers: Object.fromEntries(runs), student: withAbsolutePaths(student) };
}

function withData(
  config: TrainConfig,
  over: Partial<Pick<TrainConfig['data'], 'pseudoLabels' | 'split'>>,
): TrainConfig {
  return { ...config, data: { ...config.data, ...over } };
}

async function tasksToLabel(data: Dataset, tasks: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const task of tasks) {
    for (let index = 0; index < data.length && !found.includes(task); index++)
      if (!(await isLabelled(data, index, task))) found.push(task);
  }
  return found;
}
