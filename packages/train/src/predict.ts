// Applies a run's model to new images: images to look at, and the tasks' files.
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import {
  DataError,
  type Dataset,
  type FrameId,
  frameFile,
  frameIdOf,
  Loader,
  type Sample,
  type SkippedSample,
} from '@cotrain/data';
import { type Device, makeFolder } from '@cotrain/torch';
import { buildModel } from './build.js';
import { loadModel } from './checkpoint.js';
import { type DrawOptions, drawPrediction } from './evaluate/draw.js';
import { type FramePredictor, modelPredictor } from './evaluate/framePredictor.js';
import { openPictures, type SequenceOptions } from './evaluate/pictureStream.js';
import type { FramePrediction } from './evaluate/predictBatch.js';
import { openFile } from './export/filePredictor.js';
import { assertAgreement, framesOf, sharedConfig } from './group/agree.js';
import { onOwnDevice } from './group/device.js';
import { fromMain, type Group, isMain, onlyOnMain } from './group/exchange.js';
import { inOrder } from './group/inOrder.js';
import { shardOf } from './group/shard.js';
import { sameClasses } from './labelSpace.js';
import { lockForWriting } from './lock.js';
import { writeWhole } from './report/files.js';
import { RunFolder } from './runFolder.js';
import { tasksOf } from './tasks/index.js';
import type { PredictionFiles } from './tasks/kind.js';

/** Output folder, checkpoint, format and callbacks of `predictRun`. */
export interface PredictRunOptions extends Omit<DrawOptions, 'tasks' | 'legend'>, SequenceOptions {
  /**
   * Folder for `overlays/` and each task's files, such as `det.json` and `sem_seg/`. Existing files with
   * these names are replaced.
   */
  out: string;
  /** Checkpoint to use. Default `last`, whose scores are the run's. */
  checkpoint?: 'last' | 'best';
  /** Where to compute. Default: the device that the run was trained on. */
  device?: Device;
  /**
   * Format of box files: scalabel's frames (default), or COCO's results with the ids of the data set's file.
   */
  format?: 'scalabel' | 'coco';
  /** Number of frames predicted at once. Default 4. */
  batchSize?: number;
  /**
   * Called for each frame that cannot be read, which is then skipped. Without it, the first such frame ends
   * the prediction. Default: no callback.
   */
  onSkipped?: (frame: SkippedSample) => void;
  /** Stops after the current batch. Default: none. */
  signal?: AbortSignal;
  /** Called with the number of frames done so far, by all ranks together. Default: no callback. */
  onProgress?: (done: number, total: number) => void;
  /** Ranks that share out the batches; rank 0 writes the files. Default: none. */
  group?: Group;
}

/** Output folder, format and callbacks of `predictFile`. */
export type PredictFileOptions = Omit<PredictRunOptions, 'checkpoint' | 'device' | 'group'>;

/**
 * Predicts every frame of a data set with a checkpoint of a run. For each frame it writes an image,
 * `overlays/NAME.png`, with the ground truth below the prediction if the frame is labelled in the run's
 * classes. It also writes BDD100K's submission files, which `cotrain score` reads: `det.json`,
 * `sem_seg/NAME.png`, `drivable/NAME.png`, and the files of other tasks.
 *
 * @returns the files and folders that were written
 * @throws RunError if there is no run or checkpoint, or if another process writes to `out`; DataError for a
 *   frame that cannot be read, or with `onSkipped` if none can; DeviceError if the device cannot be used
 *   here; the signal's reason after an abort, with the files of the frames so far in place, but without
 *   `det.json`
 */
export async function predictRun(
  run: string,
  dataset: Dataset,
  options: PredictRunOptions,
): Promise<string[]> {
  const { checkpoint = 'last', device, format = 'scalabel', group = null } = options;
  const folder = RunFolder.open(run);
  await assertAgreement(group, {
    ...{ checkpoint, format, tasks: folder.tasks, config: sharedConfig(folder.config) },
    frames: framesOf(dataset),
  });
  const config = onOwnDevice(folder.config, group, device);
  const model = buildModel(config, folder.tasks);
  using predictor = modelPredictor(model, config, folder.tasks);
  loadModel(folder[checkpoint], model);
  model.eval();
  return await predictDataset(predictor, dataset, options);
}

/**
 * Like `predictRun`, with a file that `exportRun` has written, `.onnx` or `.pt`. A `.pt` file is a program:
 * use only files that you trust.
 *
 * @throws ExportError if onnxruntime-node is not installed, or if the file does not say what its outputs
 *   mean; FileFormatError for another file; otherwise as `predictRun`
 */
export async function predictFile(
  file: string,
  dataset: Dataset,
  options: PredictFileOptions,
): Promise<string[]> {
  using predictor = await openFile(file);
  return await predictDataset(predictor, dataset, options);
}

async function predictDataset(
  predictor: FramePredictor,
  dataset: Dataset,
  options: PredictRunOptions,
): Promise<string[]> {
  const { out, format = 'scalabel', group = null } = options;
  const tasks = tasksOf(Object.keys(predictor.tasks), predictor.tasks);
  const foreign = foreignTasks(dataset, predictor);
  const overlays = join(out, 'overlays');
  using _ = await onlyOnMain(group, () => {
    makeFolder(overlays);
    return lockForWriting(out, 'cotrain predict');
  });
  const files: PredictionFiles[] = [];
  const pictures = isMain(group) ? await openPictures(options) : null;
  try {
    await fromMain(group, () => {
      for (const task of tasks) {
        const { name, kind, classes } = task;
        const ids = foreign.includes(name) ? undefined : dataset.tasks[name]?.ids;
        files.push(task.openFiles(out, { task: name, kind, classes, format, ...(ids && { ids }) }));
      }
    });
    const progress = progressOf(dataset.length, options);
    for await (const { frames, skipped } of inOrder(group, predictFrames(predictor, dataset, options))) {
      for (const frame of skipped) progress.skip(frame);
      for (const { frame, picture, found } of frames) {
        if (isMain(group)) {
          await writeWhole(frameFile(overlays, frame.name, '.png'), picture);
          await pictures?.add(picture);
          for (const [t, own] of files.entries()) await own.add(frame, found[t]);
        }
        progress.add();
        await setImmediate(); // so that Ctrl-C is noticed
      }
    }
    for (const own of files) await own.end();
    await pictures?.end();
  } catch (error) {
    for (const own of files) await own.abort(error);
    await pictures?.abort();
    throw error;
  }
  const further = [options.sequence, options.video?.file].filter((path) => path !== undefined);
  return fromMain(group, () => [overlays, ...files.map(({ path }) => join(out, path)), ...further]);
}

/** Predictions of a batch, as plain data. */
interface PredictedBatch {
  frames: {
    frame: FrameId & { name: string };
    /** The file of the picture. */
    picture: Uint8Array;
    /** By task. */
    found: unknown[];
  }[];
  skipped: readonly SkippedSample[];
}

/** Pictures are resized and encoded on other threads; each takes a copy of its frame for every task. */
const DRAWN_AT_ONCE = 4;

/** Predicts and draws the frames of this rank's batches. */
async function* predictFrames(
  predictor: FramePredictor,
  dataset: Dataset,
  options: PredictRunOptions,
): AsyncGenerator<PredictedBatch, void, undefined> {
  const { tasks } = predictor;
  const { batchSize = 4, onSkipped, signal, group, minScore, width, photograph } = options;
  const drawing = {
    tasks,
    legend: options.video || options.sequence !== undefined ? ('all' as const) : ('found' as const),
    ...(minScore !== undefined && { minScore }),
    ...(width !== undefined && { width }),
    ...(photograph !== undefined && { photograph }),
  };
  const foreign = foreignTasks(dataset, predictor);
  const loader = new Loader(dataset, {
    batchSize: predictor.batchSize ?? batchSize,
    transforms: [...predictor.transforms],
    keepSamples: true,
    onError: onSkipped ? 'skip' : 'stop',
    maxSkipped: 1,
    ...shardOf(group),
    ...(signal ? { signal } : {}),
  });
  for await (const batch of loader) {
    const predictions = batch.names.length === 0 ? [] : await predictor.predict(batch);
    const draw = async (prediction: FramePrediction, i: number) => {
      const sample = withoutLabels(batch.samples![i]!, foreign);
      const frame = { name: sample.name, ...frameIdOf(dataset, batch.indices[i]!) };
      const picture = await drawPrediction(sample, prediction, drawing);
      return { frame, picture, found: Object.keys(tasks).map((name) => prediction[name]) };
    };
    const frames: PredictedBatch['frames'] = [];
    for (let begin = 0; begin < predictions.length; begin += DRAWN_AT_ONCE) {
      const some = predictions.slice(begin, begin + DRAWN_AT_ONCE);
      frames.push(...(await Promise.all(some.map((prediction, i) => draw(prediction, begin + i)))));
    }
    yield { frames, skipped: batch.skipped };
  }
}

/**
 * Tasks of a data set that the run does not have, or that have other classes: their labels are not its ground
 * truth.
 */
const foreignTasks = (dataset: Dataset, { tasks }: Pick<FramePredictor, 'tasks'>): string[] =>
  Object.entries(dataset.tasks).flatMap(([task, { classes }]) =>
    tasks[task] && sameClasses(classes, tasks[task].classes) ? [] : [task],
  );

/** Counts frames. @throws DataError, from `skip`, if none can be read */
function progressOf(total: number, { onProgress, onSkipped }: PredictRunOptions) {
  let done = 0;
  let skipped = 0;
  return {
    add: () => onProgress?.(++done, total),
    skip(frame: SkippedSample): void {
      onSkipped?.(frame);
      onProgress?.(++done, total);
      if (++skipped === total)
        throw new DataError(`none of the ${skipped} frames can be read: ${frame.reason}`);
    },
  };
}

function withoutLabels(sample: Sample, tasks: readonly string[]): Sample {
  const hidden = tasks.map((task) => [task, { state: 'absent' }]);
  return { ...sample, labels: { ...sample.labels, ...Object.fromEntries(hidden) } };
}
