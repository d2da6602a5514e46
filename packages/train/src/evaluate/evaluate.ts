// Scores a model on a data set, at the frames' own resolution.
import { setImmediate } from 'node:timers/promises';
import {
  DataError,
  type Dataset,
  frameIdOf,
  Loader,
  type LoaderOptions,
  labelOf,
  type SkippedSample,
  type TransformInput,
} from '@cotrain/data';
import type { Device, MemoryFormat } from '@cotrain/torch';
import { tasksOf } from '../tasks/index.js';
import type { Scores } from '../tasks/scorer.js';
import { drawPrediction } from './draw.js';
import { type PredictingModel, predictBatch } from './predictBatch.js';

/** `onError` and `maxSkipped` are those of the loader, for frames that cannot be read. */
export interface EvaluateOptions extends Pick<LoaderOptions, 'onError' | 'maxSkipped'> {
  /** Tasks to score. */
  tasks: readonly string[];
  transforms: readonly TransformInput[];
  /** Number of frames predicted at once. Default 8. */
  batchSize?: number;
  /** Number of threads that decode and transform images. Default 0. */
  workers?: number;
  /** Device to compute on. Default 'cpu'. */
  device?: Device;
  /** Memory format of the images on the device. Default: contiguous. */
  memoryFormat?: MemoryFormat;
  /** Number of frames to draw, spread over the data set. Default 0. */
  overlays?: number;
  /** Stops after the current batch. Default: none. */
  signal?: AbortSignal;
  /** Called with the number of frames done so far. Default: no callback. */
  onProgress?: (done: number, total: number) => void;
}

/** Scores, pictures and skipped frames of an evaluation. */
export interface Evaluation {
  metrics: Scores;
  overlays: { name: string; png: Uint8Array }[];
  /** Frames that could not be read and are not part of the scores. */
  skipped: SkippedSample[];
}

/** Selects `wanted` of `total` frames at equal distances. */
export function spread(total: number, wanted: number): Set<number> {
  const shown = Math.min(wanted, total);
  return new Set(Array.from({ length: shown }, (_, i) => Math.floor(((i + 0.5) * total) / shown)));
}

/**
 * Scores `model`, which must have the data set's classes, on every labelled frame of a data set. Predictions
 * are resized to the ground truth.
 *
 * @throws DataError for a frame that cannot be read; the signal's reason after an abort
 */
export async function evaluate(
  model: PredictingModel,
  dataset: Dataset,
  options: EvaluateOptions,
): Promise<Evaluation> {
  const { transforms, batchSize = 8, workers = 0, signal, onProgress } = options;
  const { device = 'cpu', memoryFormat } = options;
  const { onError = 'stop', maxSkipped } = options;
  const loader = new Loader(dataset, {
    ...{ batchSize, transforms, workers, onError, keepSamples: true },
    ...(maxSkipped !== undefined && { maxSkipped }),
    ...(signal && { signal }),
  });
  const tasks = tasksOf(options.tasks, dataset.tasks);
  const scorers = tasks.map((task) => [task.name, task.makeScorer(task.name, task)] as const);
  const drawn = spread(dataset.length, options.overlays ?? 0);
  const overlays: Evaluation['overlays'] = [];
  const skipped: SkippedSample[] = [];
  let done = 0;
  model.eval();
  for await (const batch of loader) {
    skipped.push(...batch.skipped);
    done += batch.skipped.length;
    if (batch.names.length === 0) continue;
    const predictions = predictBatch(model, batch, tasks, {
      device,
      ...(memoryFormat ? { memoryFormat } : {}),
    });
    for (const [i, index] of batch.indices.entries()) {
      const sample = batch.samples![i]!;
      const prediction = predictions[i]!;
      const frame = { name: sample.name, ...frameIdOf(dataset, index) };
      for (const [name, scorer] of scorers) {
        const scored = dataset.scored?.(index, name) ?? null;
        scorer.add(labelOf(sample.labels, name), prediction[name], { ...frame, scored });
      }
      if (drawn.has(index)) {
        const png = await drawPrediction(sample, prediction, { tasks: dataset.tasks });
        overlays.push({ name: sample.name, png });
      }
    }
    done += batch.names.length;
    onProgress?.(done, dataset.length);
    await setImmediate(); // so that Ctrl-C is noticed
  }
  if (skipped.length === dataset.length)
    throw new DataError(`none of the ${dataset.length} frames can be read: ${skipped[0]!.reason}`);
  return { metrics: Object.assign({}, ...scorers.map(([, scorer]) => scorer.compute())), overlays, skipped };
}
