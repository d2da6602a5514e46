// Labels one frame after the other, each with a line in the journal.
import { setImmediate } from 'node:timers/promises';
import {
  type HostBatch,
  imagesToTensors,
  Loader,
  labelOf,
  SkipLimit,
  type SkippedSample,
  subset,
} from '@cotrain/data';
import type { BatchSizes, MultiTaskModel } from '@cotrain/models';
import { type Device, noGrad, scope } from '@cotrain/torch';
import { buildModel, memoryFormat } from '../build.js';
import { loadModel } from '../checkpoint.js';
import { onOwnDevice } from '../group/device.js';
import { inOrder } from '../group/inOrder.js';
import { shardOf } from '../group/shard.js';
import { appendJournal, type FrameRecord } from './journal.js';
import type { PseudoLabelEvent, PseudoLabelOptions } from './options.js';
import type { Work } from './plan.js';
import type { PseudoLabelFiles, PseudoLabelRule, ScoringHead } from './rule.js';
import { truthFrom } from './truth.js';

/** Progress of the work. `left` are the frames without labels at the start. */
export interface Progress {
  readonly left: readonly number[];
  readonly skipped: string[];
  done: number;
}

/** What rank 0 has written so far. */
export interface LabelledFolder {
  readonly frames: Map<string, FrameRecord>;
  readonly labels: PseudoLabelFiles;
}

/**
 * Predicts the remaining frames and writes their labels, each with a line in the journal.
 * @param folder null on ranks that do not write
 */
export async function* labelFrames(
  work: Work,
  folder: LabelledFolder | null,
  progress: Progress,
  options: PseudoLabelOptions,
): AsyncGenerator<PseudoLabelEvent, void, undefined> {
  const { chosen, files, folder: teacher } = work;
  const { signal, group = null } = options;
  const { skipped, left } = progress;
  const limit = new SkipLimit(left.length, teacher.config.data.maxSkipped);
  for await (const batch of inOrder(group, chooseLabels(work, left, options))) {
    limit.add(batch.skipped);
    for (const { name, reason } of batch.skipped) {
      skipped.push(name);
      yield { type: 'skip', name, reason };
    }
    for (const { kept, ...frame } of batch.frames) {
      // Several ranks stop after the same batch.
      if (group === null && signal?.aborted) break;
      if (folder) {
        const line = { ...frame, ...(await folder.labels.write(frame.name, kept)) };
        appendJournal(files.journal, line);
        folder.frames.set(frame.name, line);
      }
      yield { type: 'frame', name: frame.name, done: ++progress.done, frames: chosen.length };
    }
    await setImmediate(); // so that Ctrl-C is noticed
    if (group === null ? signal?.aborted : batch.isLast) break;
  }
}

/** Labels of a batch, as plain data. */
interface ChosenBatch {
  frames: (Omit<FrameRecord, 'boxes'> & { kept: unknown })[];
  skipped: readonly SkippedSample[];
  /** Whether this rank was stopped. */
  isLast: boolean;
}

/** Predicts this rank's batches, and chooses the labels. */
async function* chooseLabels(
  { folder, weights, learned, rule, data, record }: Work,
  left: readonly number[],
  options: PseudoLabelOptions,
): AsyncGenerator<ChosenBatch, void, undefined> {
  const { task, device, signal, group = null } = options;
  const config = onOwnDevice(folder.config, group, device);
  const { classes } = learned;
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
    ...shardOf(group),
  });
  for await (const batch of loader) {
    const frames: ChosenBatch['frames'] = [];
    const found = batch.names.length === 0 ? [] : predictScores(model, batch, task, rule, config.device);
    for (const [i, scored] of found.entries()) {
      const truth = await truthOf(left[batch.indices[i]!]!, batch.samples?.[i]);
      const known = truth && labelOf(truth.labels, task);
      const { kept, stats } = rule.choose(scored, { threshold: record.threshold, classes, truth: known });
      const { width, height } = batch.originals[i]!;
      frames.push({ name: batch.names[i]!, width, height, stats, kept });
    }
    yield { frames, skipped: batch.skipped, isLast: signal?.aborted ?? false };
  }
}

/** Predicts a single task for each frame at its original size. The model must be in evaluation mode. */
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
