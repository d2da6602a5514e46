// Plans the work: checks frames, teacher and options before anything is written.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Dataset, labelKind, type PseudoLabelRecord, type Split } from '@cotrain/data';
import { openFolder } from '../dataFolder.js';
import { RunError } from '../errors.js';
import { RunFolder } from '../runFolder.js';
import { type Task, taskOf } from '../tasks/index.js';
import type { PseudoLabelOptions } from './options.js';
import { identify, VERSION } from './teacher.js';
import { isLabelled } from './truth.js';

export type Work = Awaited<ReturnType<typeof planWork>>;

/**
 * @throws RunError for a teacher without the task, a threshold below 0, and frames that cannot be labelled
 */
export async function planWork(options: PseudoLabelOptions) {
  const { task, out, split = 'train', checkpoint = 'best' } = options;
  const folder = RunFolder.open(options.run);
  const { config } = folder;
  if (!config.tasks.includes(task))
    throw new RunError(`${options.run} has not learned ${task}, only ${config.tasks.join(', ')}`);
  const learned = taskOf(task, folder.tasks[task]!);
  const { rule, store } = pseudoLabelsOf(learned);
  const { threshold = rule.threshold } = options;
  if (!(threshold >= 0)) throw new RunError(`the threshold is ${threshold}; it is a score, 0 or more`);
  const data = await openAll(options.data, split, folder);
  const chosen = await chooseFrames(data, options);
  const record: PseudoLabelRecord = {
    teacher: await identify(folder, checkpoint),
    threshold,
    split,
    kind: learned.kind,
    classes: [...learned.classes],
    frames: chosen.length,
    complete: false,
    date: new Date().toISOString(),
    cotrain: VERSION,
  };
  const files = { journal: join(out, 'audit', `${task}.jsonl`), page: join(out, 'audit', `${task}.html`) };
  const weights = folder[checkpoint];
  return {
    folder,
    weights,
    learned,
    rule,
    data,
    chosen,
    record,
    files,
    place: store.place(out, task, split),
  };
}

async function openAll(data: string | Dataset, split: Split, { config }: RunFolder): Promise<Dataset> {
  if (typeof data !== 'string') return data;
  // The teacher's own definition of the drivable area, if it was trained on files.
  const own = config.data.kind === 'bdd100k' ? { drivableFolder: config.data.drivableFolder } : {};
  return openFolder(data, split, { require: 'none', ...own });
}

async function chooseFrames(data: Dataset, { task, frames = 'all' }: PseudoLabelOptions): Promise<number[]> {
  const seen = new Set<string>();
  const chosen: number[] = [];
  for (const [index, name] of data.names.entries()) {
    if (seen.has(name))
      throw new RunError(`two frames are named '${name}': their pseudo labels would overwrite each other`);
    seen.add(name);
    if (frames === 'all' || !(await isLabelled(data, index, task))) chosen.push(index);
  }
  if (chosen.length === 0)
    throw new RunError(
      `each of the ${data.length} frames is labelled for ${task} already: there is nothing to do`,
    );
  return chosen;
}

/**
 * Rule for converting a task's predictions to labels, and their location.
 * @throws RunError for a kind whose predictions cannot become labels
 */
function pseudoLabelsOf({ name, kind, pseudoLabels: rule }: Task) {
  const { store } = labelKind(kind);
  if (rule && store) return { rule, store };
  throw new RunError(`${name}: predictions of the kind '${kind}' cannot become pseudo labels`);
}

/** Labels of two teachers must not be mixed, and a data set's own labels must not be lost. */
export function assertSame(
  out: string,
  task: string,
  place: string,
  before: PseudoLabelRecord | undefined,
  now: PseudoLabelRecord,
): void {
  const other = (what: string) => new RunError(`${out} ${what}: choose another folder, or remove it`);
  if (!before) {
    if (existsSync(place)) throw other(`holds labels of ${task} that no provenance.json tells of`);
    return;
  }
  const differs = [
    ...(before.teacher.config === now.teacher.config ? [] : ["the teacher's configuration"]),
    ...(before.teacher.weights === now.teacher.weights ? [] : ["the teacher's weights"]),
    ...(before.threshold === now.threshold ? [] : [`the threshold (${before.threshold})`]),
    ...(before.split === now.split ? [] : [`the split (${before.split})`]),
  ];
  if (differs.length > 0) throw other(`holds pseudo labels of ${task} that differ in ${differs.join(', ')}`);
}
