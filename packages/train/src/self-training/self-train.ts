// Teachers, their pseudo labels, and a student of both (section 3.2 of the paper), one after the other.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Dataset, Task } from '@cotrain/data';
import { writeFileAtomic } from '@cotrain/torch';
import type { TrainConfig } from '../config/config.js';
import { RunError } from '../errors.js';
import { openData } from '../open-data.js';
import { type PseudoLabelEvent, pseudoLabel } from '../pseudo-label/pseudo-label.js';
import { isLabelled } from '../pseudo-label/truth.js';
import type { TrainEvent } from '../report/index.js';
import { finishRun } from '../run.js';
import type { SelfTrainingConfig } from './config.js';

export interface SelfTrainOptions {
  /** Folder for `teachers/TASK/`, `pseudo-labels/`, `student/` and `self-training.json`. */
  out: string;
  /** Stops after the step or frame in progress. */
  signal?: AbortSignal;
}

export type SelfTrainEvent =
  | { stage: 'teacher'; task: Task; run: string; event: TrainEvent }
  | { stage: 'pseudo-labels'; task: Task; out: string; event: PseudoLabelEvent }
  | { stage: 'student'; run: string; event: TrainEvent };

/**
 * Trains a teacher for each task, labels with it the training frames that are not labelled for the task, and trains the student
 * on real and pseudo labels. A task for which every frame is labelled needs no teacher. The same call goes on where an earlier
 * one was stopped, within a run too; what is finished is left alone.
 *
 * @throws RunError if `out` was begun with another configuration, or if nothing is left to be labelled; what `trainRun` and
 *   `pseudoLabel` throw
 */
export async function* selfTrain(
  config: SelfTrainingConfig,
  { out, signal }: SelfTrainOptions,
): AsyncGenerator<SelfTrainEvent, void, undefined> {
  const labels = join(out, 'pseudo-labels');
  const stopping = signal ? { signal } : {};
  const data = await openData(withData(config.student, { pseudoLabels: [] }), 'train');
  const incomplete = await tasksToLabel(data, config.student.tasks);
  if (incomplete.length === 0)
    throw new RunError(
      `each of the ${data.length} training frames is labelled for ${config.student.tasks.join(', ')}: there is nothing for teachers to label`,
    );
  begin(out, config);
  for (const task of incomplete) {
    const run = join(out, 'teachers', task);
    const title = `teacher of ${task}`;
    for await (const event of finishRun(config.teachers[task]!, { out: run, title, ...stopping }))
      yield { stage: 'teacher', task, run, event };
    if (signal?.aborted) return;
  }
  // What a setting of partial labels hides is the audit's truth; nothing is learned from it.
  const hidden = config.student.data.split;
  const truth =
    hidden && (await openData(withData(config.student, { pseudoLabels: [], split: null }), 'train'));
  for (const task of incomplete) {
    const { checkpoint, thresholds, pictures } = config;
    const labelling = pseudoLabel({
      ...{ run: join(out, 'teachers', task), data, task, out: labels, frames: 'unlabelled' },
      ...{ checkpoint, threshold: thresholds[task], pictures },
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
  for await (const event of finishRun(student, { out: run, title: 'student', ...stopping }))
    yield { stage: 'student', run, event };
}

/** Writes the configuration down. @throws RunError where the folder has another one: its parts would not fit together */
function begin(out: string, config: SelfTrainingConfig): void {
  const file = join(out, 'self-training.json');
  const text = `${JSON.stringify(config, null, 2)}\n`;
  if (!existsSync(file)) {
    mkdirSync(out, { recursive: true });
    writeFileAtomic(file, text);
  } else if (readFileSync(file, 'utf8') !== text)
    throw new RunError(`${out} was begun with another configuration (${file}): choose another folder`);
}

function withData(
  config: TrainConfig,
  over: Partial<Pick<TrainConfig['data'], 'pseudoLabels' | 'split'>>,
): TrainConfig {
  return { ...config, data: { ...config.data, ...over } };
}

async function tasksToLabel(data: Dataset, tasks: readonly Task[]): Promise<Task[]> {
  const found: Task[] = [];
  for (const task of tasks) {
    for (let index = 0; index < data.length && !found.includes(task); index++)
      if (!(await isLabelled(data, index, task))) found.push(task);
  }
  return found;
}
