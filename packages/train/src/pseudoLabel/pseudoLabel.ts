// A teacher labels what nobody labelled (section 3.2 of the paper).
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import {
  DataError,
  type Dataset,
  frameIdOf,
  type HostBatch,
  imagesToTensors,
  Loader,
  labelKind,
  labelOf,
  type PseudoLabelRecord,
  readProvenance,
  type Split,
  subset,
  writeProvenance,
} from '@cotrain/data';
import type { BatchSizes, MultiTaskModel } from '@cotrain/models';
import { type Device, type FolderLock, noGrad, removeTemporaryFiles, scope } from '@cotrain/torch';
import { buildModel, memoryFormat } from '../build.js';
import { loadModel } from '../checkpoint.js';
import { openFolder } from '../dataFolder.js';
import { RunError } from '../errors.js';
import { lockForWriting } from '../lock.js';
import { RunFolder } from '../runFolder.js';
import { type Task, taskOf } from '../tasks/index.js';
import { writeAudit } from './audit.js';
import { appendJournal, type FrameRecord, readJournal } from './journal.js';
import type { PseudoLabelFiles, PseudoLabelRule, ScoringHead } from './rule.js';
import { identify, VERSION } from './teacher.js';
import { isLabelled, truthFrom } from './truth.js';

export interface PseudoLabelOptions {
  /** Folder of the teacher's run. */
  run: string;
  /** A folder in BDD100K's layout or nuImages, of which all images are taken, labelled or not; or any data set. */
  data: string | Dataset;
  task: string;
  /** Folder for labels, `provenance.json` and the audit; several tasks may share it. */
  out: string;
  /** Which part of the folder, and under which name the labels are filed (default `train`). */
  split?: Split;
  /** Which of the teacher's checkpoints labels. Default 'best'. */
  checkpoint?: 'last' | 'best';
  /** Least score of a box, or of a pixel that is not ignored (default: 0.5 and 0.3, section 3.2 of the paper). */
  threshold?: number;
  /** `unlabelled`: leave out the frames that are labelled for the task (default `all`: the audit knows how right the teacher is). */
  frames?: 'all' | 'unlabelled';
  /** Where the audit finds the truth, by the frames' names (default: the labels of `data`). */
  truth?: Dataset;
  /** Frames drawn into the audit page (default 12). */
  pictures?: number;
  /** Frames that are predicted at a time. Default: the run's `evaluation.batchSize`. */
  batchSize?: number;
  /** Threads that decode and transform images. Default: the run's `train.workers`. */
  workers?: number;
  /** What becomes of a frame that cannot be read: `skip` leaves it without labels (default: the run's `data.onError`). */
  onError?: 'stop' | 'skip';
  /** Stops after the frame in progress. Default: none. */
  signal?: AbortSignal;
}

export type PseudoLabelEvent =
  /** `done` of the `frames` were labelled before, by a call that was stopped. */
  | { type: 'start'; task: string; frames: number; done: number }
  | { type: 'frame'; name: string; done: number; frames: number }
  /** The frame cannot be read and gets no labels. */
  | { type: 'skip'; name: string; reason: string }
  | {
      type: 'end';
      reason: 'finished' | 'aborted';
      done: number;
      frames: number;
      /** Frames that cannot be read and have no labels; absent: none. */
      skipped?: number;
      audit: string | null;
    };

/**
 * Labels frames for one task with a run's model: boxes of a high enough score, or masks in which unsure pixels are ignored (255).
 * They are filed in BDD100K's layout under `out/labels/`, for `withPseudoLabels` of @cotrain/data, with who made them and how in
 * `out/provenance.json`, and `out/audit/TASK.html` shows how good they are. Each file appears whole or not at all, and the same
 * call goes on where an earlier one was stopped.
 *
 * @throws RunError if there is no run, checkpoint or such task, if `out` holds labels of the task that are not of the same teacher
 *   and threshold, if another process labels into it, or if no frame is left to be labelled; DataError for a frame that cannot be read
 */
export async function* pseudoLabel(
  options: PseudoLabelOptions,
): AsyncGenerator<PseudoLabelEvent, void, undefined> {
  const { task, out } = options;
  const work = await planWork(options);
  const { data, chosen, place, record, files } = work;
  using _held = existsSync(out) ? hold(out, place) : null;
  const before = readProvenance(out)[task];
  assertSame(out, task, place, before, record);
  mkdirSync(dirname(files.journal), { recursive: true });
  using _new = _held ? null : hold(out, place);
  if (!before) rmSync(files.journal, { force: true }); // of labels that somebody removed

  const wanted = new Set(chosen.map((index) => data.names[index]!));
  const frames = new Map([...readJournal(files.journal)].filter(([name]) => wanted.has(name)));
  const labels = work.rule.open(place, work.learned.classes);
  const isDone = (name: string) => frames.has(name) && labels.has(name);
  const left = chosen.filter((index) => !isDone(data.names[index]!));
  const progress: Progress = { frames, labels, left, done: chosen.length - left.length, skipped: [] };
  yield { type: 'start', task, frames: chosen.length, done: progress.done };
  const isWhole =
    before?.complete && before.frames === chosen.length && left.length === 0 && existsSync(place);
  if (!isWhole) writeProvenance(out, task, record); // before the first label, which is nobody's without it
  if (left.length > 0) yield* labelFrames(work, progress, options);

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
  if (!isWhole) await complete(work, progress, options);
  if (!isWhole || !existsSync(files.page)) await audit(work, progress, options);
  yield { type: 'end', reason: 'finished', ...counts, audit: files.page };
}

/** What is to be labelled, by whom and how. */
type Work = Awaited<ReturnType<typeof planWork>>;

/** How far it is; `left` are the frames that were without labels at the start. */
interface Progress {
  readonly frames: Map<string, FrameRecord>;
  readonly labels: PseudoLabelFiles;
  readonly left: readonly number[];
  readonly skipped: string[];
  done: number;
}

/** Checks what was asked for, and writes nothing. */
async function planWork(options: PseudoLabelOptions) {
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

/** Predicts the frames that are left and files their labels, each with a line in the journal. */
async function* labelFrames(
  { folder, weights, learned, rule, data, chosen, record, files }: Work,
  progress: Progress,
  options: PseudoLabelOptions,
): AsyncGenerator<PseudoLabelEvent, void, undefined> {
  const { config } = folder;
  const { task, signal } = options;
  const { classes } = learned;
  const { frames, labels, left, skipped } = progress;
  using model = buildModel(config, folder.tasks);
  loadModel(weights, model);
  model.eval();
  const truthOf = truthFrom(data, options.truth, task, classes);
  const loader = new Loader(subset(data, left), {
    batchSize: options.batchSize ?? config.evaluation.batchSize,
    transforms: config.transforms.eval,
    workers: data.source ? (options.workers ?? config.train.workers) : 0,
    onError: options.onError ?? config.data.onError,
    maxSkipped: config.data.maxSkipped,
    keepSamples: options.truth === undefined,
  });
  for await (const batch of loader) {
    for (const { name, reason } of batch.skipped) {
      skipped.push(name);
      yield { type: 'skip', name, reason };
    }
    if (batch.names.length === 0) continue;
    const found = predictScores(model, batch, task, rule, config.device);
    for (const [i, name] of batch.names.entries()) {
      if (signal?.aborted) break;
      const truth = await truthOf(left[batch.indices[i]!]!, batch.samples?.[i]);
      const known = truth && labelOf(truth.labels, task);
      const { kept, stats } = rule.choose(found[i], { threshold: record.threshold, classes, truth: known });
      const { width, height } = batch.originals[i]!;
      const line = { name, width, height, stats, ...(await labels.write(name, kept)) };
      appendJournal(files.journal, line);
      frames.set(name, line);
      yield { type: 'frame', name, done: ++progress.done, frames: chosen.length };
    }
    await setImmediate(); // so that Ctrl-C is heard
    if (signal?.aborted) break;
  }
}

/** Files what the journal has kept, and says that the labels are whole. */
async function complete(
  { data, chosen, record }: Work,
  { frames, labels, skipped }: Progress,
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
    ...(skipped.length > 0 && { skipped }),
  });
}

const audit = (
  { learned, rule, data, files }: Work,
  { frames, labels }: Progress,
  { out, task, truth, pictures = 12 }: PseudoLabelOptions,
): Promise<void> =>
  writeAudit(files.page, {
    ...{ task: learned, unit: rule.unit, record: readProvenance(out)[task]!, labels },
    ...{ frames: [...frames.values()], data, pictures },
    ...(truth && { truth }),
  });

/** Tasks share a folder, and its provenance: one process at a time writes there. */
function hold(out: string, place: string): FolderLock {
  const lock = lockForWriting(out, 'cotrain pseudo-label');
  removeTemporaryFiles(place, dirname(place));
  return lock;
}

async function openAll(data: string | Dataset, split: Split, { config }: RunFolder): Promise<Dataset> {
  if (typeof data !== 'string') return data;
  // The teacher's own reading of what is drivable, where it was trained on files.
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

/** Labels of two teachers must not mix, and a data set's own must not be lost. */
function assertSame(
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

/** How a task's predictions become labels, and where these lie. @throws RunError for a kind whose labels cannot */
function pseudoLabelsOf({ name, kind, pseudoLabels: rule }: Task) {
  const { store } = labelKind(kind);
  if (rule && store) return { rule, store };
  throw new RunError(`${name}: predictions of the kind '${kind}' cannot become pseudo labels`);
}

/** Predicts one task only, each frame in its original size. The model must be in evaluation mode. */
function predictScores(
  model: MultiTaskModel,
  batch: HostBatch,
  task: string,
  rule: PseudoLabelRule,
  device: Device,
): unknown[] {
  const head = model.heads.get(task)!;
  return noGrad(() =>
    scope(() => {
      const { images, sizes } = imagesToTensors(batch, { device, memoryFormat });
      const own: BatchSizes = { padded: { height: batch.height, width: batch.width }, ...sizes };
      const outputs = head.forward(model.features(images), own);
      return rule.predict(task, head as unknown as ScoringHead, outputs, own, batch.originals);
    }),
  );
}
