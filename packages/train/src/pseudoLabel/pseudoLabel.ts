// Labels unlabelled frames with a teacher (section 3.2 of the paper).
import { existsSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { DataError, frameIdOf, readProvenance, writeProvenance } from '@cotrain/data';
import { type FolderLock, makeFolder, removeTemporaryFiles, writing } from '@cotrain/torch';
import { assertAgreement, digestOf, framesOf } from '../group/agree.js';
import { fromMain, onlyOnMain } from '../group/exchange.js';
import { lockForWriting } from '../lock.js';
import { writeAudit } from './audit.js';
import { readJournal } from './journal.js';
import { type LabelledFolder, labelFrames, type Progress } from './labelFrames.js';
import type { PseudoLabelEvent, PseudoLabelOptions } from './options.js';
import { assertSame, planWork, type Work } from './plan.js';

export type { PseudoLabelEvent, PseudoLabelOptions } from './options.js';

/**
 * Labels frames for one task with a run's model: boxes with a sufficient score, or masks in which uncertain
 * pixels are ignored (255). They are stored in BDD100K's layout under `out/labels/`, for `withPseudoLabels`
 * of
 * @cotrain/data. `out/provenance.json` records how they were made, and `out/audit/TASK.html` shows how good
 *   they are. Each file is written completely or not at all, and the same call continues where an earlier one
 *   was stopped.
 *
 * @throws RunError if there is no such run, checkpoint or task, if `out` contains labels of the task from
 *   another teacher or threshold, if another process labels into it, or if no frame is left to label;
 *   DataError for a frame that cannot be read
 */
export async function* pseudoLabel(
  options: PseudoLabelOptions,
): AsyncGenerator<PseudoLabelEvent, void, undefined> {
  const { task, group = null } = options;
  const work = await planWork(options);
  const { data, chosen, record, files } = work;
  const { date: _, ...same } = record;
  await assertAgreement(group, { labels: same, frames: framesOf(data), chosen: digestOf(chosen) });
  using folder = await onlyOnMain(group, () => begin(work, options));
  const left = await fromMain(group, () => folder!.left);
  const progress: Progress = { left, done: chosen.length - left.length, skipped: [] };
  yield { type: 'start', task, frames: chosen.length, done: progress.done };
  if (left.length > 0) yield* labelFrames(work, folder, progress, options);

  const { done, skipped } = progress;
  const counts = {
    ...{ done, frames: chosen.length },
    ...(skipped.length > 0 && { skipped: skipped.length }),
  };
  if (done + skipped.length < chosen.length) {
    yield { type: 'end', reason: 'aborted', ...counts, audit: null };
    return;
  }
  if (done === 0) throw new DataError(`none of the ${chosen.length} frames can be read`);
  await fromMain(group, async () => {
    const { isWhole } = folder!;
    if (!isWhole) await complete(work, folder!, skipped, options);
    if (!isWhole || !existsSync(files.page)) await audit(work, folder!, options);
  });
  yield { type: 'end', reason: 'finished', ...counts, audit: files.page };
}

/** The output folder, which rank 0 holds: what is in it, and what is left to do. */
interface BegunFolder extends LabelledFolder, Disposable {
  /** Indices of the frames without labels. */
  left: number[];
  /** Whether an earlier call has finished. */
  isWhole: boolean;
}

/** Locks the folder, and finds out what is left to do. */
function begin(
  { data, chosen, place, record, files, rule, learned }: Work,
  { out, task }: PseudoLabelOptions,
): BegunFolder {
  let lock = existsSync(out) ? hold(out, place) : null;
  try {
    const before = readProvenance(out)[task];
    assertSame(out, task, place, before, record);
    makeFolder(dirname(files.journal));
    lock ??= hold(out, place);
    if (!before) writing(files.journal, () => rmSync(files.journal, { force: true })); // journal of labels that were removed

    const wanted = new Set(chosen.map((index) => data.names[index]!));
    const frames = new Map([...readJournal(files.journal)].filter(([name]) => wanted.has(name)));
    const labels = rule.open(place, learned.classes);
    const isDone = (name: string) => frames.has(name) && labels.has(name);
    const left = chosen.filter((index) => !isDone(data.names[index]!));
    const isWhole =
      before?.complete === true && before.frames === chosen.length && left.length === 0 && existsSync(place);
    if (!isWhole) writeProvenance(out, task, record); // before the first label, which would have no record without it
    const held = lock;
    return { frames, labels, left, isWhole, [Symbol.dispose]: () => held[Symbol.dispose]() };
  } catch (error) {
    lock?.[Symbol.dispose]();
    throw error;
  }
}

/** Writes the labels that the journal has kept, and marks the labels as complete. */
async function complete(
  { data, chosen, record }: Work,
  { frames, labels }: LabelledFolder,
  skipped: readonly string[],
  { out, task }: PseudoLabelOptions,
): Promise<void> {
  const ordered = chosen.flatMap((index) => {
    const frame = frames.get(data.names[index]!);
    if (!frame) return [];
    const { file } = frameIdOf(data, index);
    // They are found again by the frames' names.
    return [{ ...frame, file: file.startsWith(`${frame.name}.`) ? file : frame.name }];
  });
  await labels.finish(ordered);
  writeProvenance(out, task, {
    ...{ ...record, frames: ordered.length, complete: true, date: new Date().toISOString() },
    ...(skipped.length > 0 && { skipped: [...skipped] }),
  });
}

const audit = (
  { learned, rule, data, files }: Work,
  { frames, labels }: LabelledFolder,
  { out, task, truth, pictures = 12 }: PseudoLabelOptions,
): Promise<void> =>
  writeAudit(files.page, {
    ...{ task: learned, unit: rule.unit, record: readProvenance(out)[task]!, labels },
    ...{ frames: [...frames.values()], data, pictures },
    ...(truth && { truth }),
  });

/** Tasks share a folder and its record, so only one process may write there. */
function hold(out: string, place: string): FolderLock {
  const lock = lockForWriting(out, 'cotrain pseudo-label');
  removeTemporaryFiles(place, dirname(place));
  return lock;
}
