// Labels one frame after the other, each with a line in the journal.
import { setImmediate } from 'node:timers/promises';
import { type HostBatch, imagesToTensors, Loader, labelOf, subset } from '@cotrain/data';
import type { BatchSizes, MultiTaskModel } from '@cotrain/models';
import { type Device, noGrad, scope } from '@cotrain/torch';
import { buildModel, memoryFormat } from '../build.js';
import { loadModel } from '../checkpoint.js';
import { appendJournal, type FrameRecord } from './journal.js';
import type { PseudoLabelEvent, PseudoLabelOptions } from './options.js';
import type { Work } from './plan.js';
import type { PseudoLabelFiles, PseudoLabelRule, ScoringHead } from './rule.js';
import { truthFrom } from './truth.js';

/** Progress of the work. `left` are the frames without labels at the start. */
export interface Progress {
  readonly frames: Map<string, FrameRecord>;
  readonly labels: PseudoLabelFiles;
  readonly left: readonly number[];
  readonly skipped: string[];
  done: number;
}

/** Predicts the remaining frames and writes their labels, each with a line in the journal. */
export async function* labelFrames(
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
    await setImmediate(); // so that Ctrl-C is noticed
    if (signal?.aborted) break;
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
