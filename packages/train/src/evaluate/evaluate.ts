// Scores a model on a data set, at the frames' own resolution.
import { setImmediate } from 'node:timers/promises';
import {
  DataError,
  type Dataset,
  frameIdOf,
  Loader,
  type LoaderOptions,
  labelOf,
  SkipLimit,
  type SkippedSample,
  type TransformInput,
} from '@cotrain/data';
import type { Device, MemoryFormat } from '@cotrain/torch';
import { fromMain, type Group, isMain } from '../group/exchange.js';
import { inOrder } from '../group/inOrder.js';
import { shardOf } from '../group/shard.js';
import { tasksOf } from '../tasks/index.js';
import { countFrame, measureFrame, type Scorer, type Scores } from '../tasks/scorer.js';
import type { TaskDetails } from '../watch/view.js';
import { drawPrediction } from './draw.js';
import type { FramePredictor } from './framePredictor.js';
import { type PredictingModel, predictBatch } from './predictBatch.js';

/** `onError` and `maxSkipped` are those of the loader, for frames that cannot be read. */
export interface EvaluatePredictionsOptions extends Pick<LoaderOptions, 'onError' | 'maxSkipped'> {
  /** Tasks to score. */
  tasks: readonly string[];
  transforms: readonly TransformInput[];
  /** Number of frames predicted at once. Default 8. */
  batchSize?: number;
  /** Number of threads that decode and transform images. Default 0. */
  workers?: number;
  /** Number of frames to draw, spread over the data set. Default 0. */
  overlays?: number;
  /** Stops after the current batch. Default: none. */
  signal?: AbortSignal;
  /** Called with the number of frames done so far, by all ranks together. Default: no callback. */
  onProgress?: (done: number, total: number) => void;
  /** Ranks that share out the batches, all with the same model. Every rank gets the result. Default: none. */
  group?: Group;
}

/** How a model is evaluated, and where it computes. */
export interface EvaluateOptions extends EvaluatePredictionsOptions {
  /** Device to compute on. Default 'cpu'. */
  device?: Device;
  /** Memory format of the images on the device. Default: contiguous. */
  memoryFormat?: MemoryFormat;
}

/** Scores, pictures and skipped frames of an evaluation. */
export interface Evaluation {
  metrics: Scores;
  overlays: { name: string; png: Uint8Array }[];
  /** Confusions and curves by task; empty on ranks other than 0. */
  details: TaskDetails[];
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
 * are resized to the ground truth. The scores do not depend on the number of ranks.
 *
 * @throws DataError for a frame that cannot be read; the signal's reason after an abort
 */
export async function evaluate(
  model: PredictingModel,
  dataset: Dataset,
  { device = 'cpu', memoryFormat, ...options }: EvaluateOptions,
): Promise<Evaluation> {
  const tasks = tasksOf(options.tasks, dataset.tasks);
  const place = { device, ...(memoryFormat && { memoryFormat }) };
  model.eval();
  return evaluatePredictions((batch) => predictBatch(model, batch, tasks, place), dataset, options);
}

/** Like `evaluate`, for predictions of any source. */
export async function evaluatePredictions(
  predict: FramePredictor['predict'],
  dataset: Dataset,
  options: EvaluatePredictionsOptions,
): Promise<Evaluation> {
  const { maxSkipped, group = null, onProgress } = options;
  const tasks = tasksOf(options.tasks, dataset.tasks);
  const scorers = new Map(tasks.map((task) => [task.name, task.makeScorer(task.name, task)]));
  const overlays: Evaluation['overlays'] = [];
  const skipped: SkippedSample[] = [];
  const limit = new SkipLimit(dataset.length, maxSkipped);
  let done = 0;
  for await (const batch of inOrder(group, measureBatches(predict, dataset, scorers, options))) {
    limit.add(batch.skipped);
    skipped.push(...batch.skipped);
    overlays.push(...batch.overlays);
    if (isMain(group))
      for (const frame of batch.measured)
        for (const [name, scorer] of scorers) countFrame(scorer, frame[name]);
    done += batch.skipped.length + batch.measured.length;
    onProgress?.(done, dataset.length);
  }
  if (skipped.length === dataset.length)
    throw new DataError(`none of the ${dataset.length} frames can be read: ${skipped[0]!.reason}`);
  const compute = () => Object.assign({}, ...[...scorers.values()].map((scorer) => scorer.compute()));
  const metrics = await fromMain<Scores>(group, compute);
  const details = tasks.map(({ name, title }) => ({ task: name, title, ...scorers.get(name)!.details?.() }));
  return { metrics, overlays, details: isMain(group) ? details : [], skipped };
}

/** A predicted batch, as plain data. */
interface MeasuredBatch extends Omit<Evaluation, 'metrics' | 'details'> {
  /** What the scorers count, by frame and task. */
  measured: Record<string, unknown>[];
}

/** Predicts this rank's batches, and prepares what is counted and drawn of them. */
async function* measureBatches(
  predict: FramePredictor['predict'],
  dataset: Dataset,
  scorers: ReadonlyMap<string, Scorer>,
  options: EvaluatePredictionsOptions,
): AsyncGenerator<MeasuredBatch, void, undefined> {
  const { transforms, batchSize = 8, workers = 0, onError = 'stop', maxSkipped, signal, group } = options;
  const loader = new Loader(dataset, {
    ...{ batchSize, transforms, workers, onError, keepSamples: true },
    ...shardOf(group),
    ...(maxSkipped !== undefined && { maxSkipped }),
    ...(signal && { signal }),
  });
  const drawn = spread(dataset.length, options.overlays ?? 0);
  for await (const batch of loader) {
    const result: MeasuredBatch = { measured: [], overlays: [], skipped: [...batch.skipped] };
    const predictions = batch.names.length === 0 ? [] : await predict(batch);
    for (const [i, prediction] of predictions.entries()) {
      const index = batch.indices[i]!;
      const sample = batch.samples![i]!;
      const frame = { name: sample.name, ...frameIdOf(dataset, index) };
      const measured = [...scorers].map(([name, scorer]): [string, unknown] => {
        const scored = dataset.scored?.(index, name) ?? null;
        return [
          name,
          measureFrame(scorer, labelOf(sample.labels, name), prediction[name], { ...frame, scored }),
        ];
      });
      result.measured.push(Object.fromEntries(measured));
      if (!drawn.has(index)) continue;
      const png = await drawPrediction(sample, prediction, { tasks: dataset.tasks });
      result.overlays.push({ name: sample.name, png });
    }
    yield result;
    await setImmediate(); // so that Ctrl-C is noticed
  }
}
