// Applies a run's model to new images: images to look at, and the tasks' files.
import { mkdirSync } from 'node:fs';
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
import type { MultiTaskModel } from '@cotrain/models';
import type { Device } from '@cotrain/torch';
import { buildModel, memoryFormat } from './build.js';
import { loadModel } from './checkpoint.js';
import { type DrawOptions, drawPrediction } from './evaluate/draw.js';
import { predictBatch } from './evaluate/predictBatch.js';
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
export interface PredictRunOptions extends Omit<DrawOptions, 'tasks'> {
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
  const { out, checkpoint = 'last', device, format = 'scalabel', group = null } = options;
  const folder = RunFolder.open(run);
  const tasks = tasksOf(folder.config.tasks, folder.tasks);
  const foreign = foreignTasks(dataset, folder);
  await assertAgreement(group, {
    ...{ checkpoint, format, tasks: folder.tasks, config: sharedConfig(folder.config) },
    frames: framesOf(dataset),
  });
  const config = onOwnDevice(folder.config, group, device);
  using model = buildModel(config, folder.tasks);
  loadModel(folder[checkpoint], model);
  model.eval();
  const overlays = join(out, 'overlays');
  using _ = await onlyOnMain(group, () => {
    mkdirSync(overlays, { recursive: true });
    return lockForWriting(out, 'cotrain predict');
  });
  const files: PredictionFiles[] = [];
  try {
    await fromMain(group, () => {
      for (const task of tasks) {
        const { name, kind, classes } = task;
        const ids = foreign.includes(name) ? undefined : dataset.tasks[name]?.ids;
        files.push(task.openFiles(out, { task: name, kind, classes, format, ...(ids && { ids }) }));
      }
    });
    const progress = progressOf(dataset.length, options);
    for await (const { frames, skipped } of inOrder(
      group,
      predictFrames(model, dataset, { config, tasks: folder.tasks }, options),
    )) {
      for (const frame of skipped) progress.skip(frame);
      for (const { frame, picture, found } of frames) {
        if (isMain(group)) {
          await writeWhole(frameFile(overlays, frame.name, '.png'), picture);
          for (const [t, own] of files.entries()) await own.add(frame, found[t]);
        }
        progress.add();
        await setImmediate(); // so that Ctrl-C is noticed
      }
    }
    for (const own of files) await own.end();
  } catch (error) {
    for (const own of files) await own.abort(error);
    throw error;
  }
  return fromMain(group, () => [overlays, ...files.map(({ path }) => join(out, path))]);
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

/** Predicts and draws the frames of this rank's batches. */
async function* predictFrames(
  model: MultiTaskModel,
  dataset: Dataset,
  { config, tasks: specs }: Pick<RunFolder, 'config' | 'tasks'>,
  { batchSize = 4, onSkipped, signal, group, out: _, ...drawing }: PredictRunOptions,
): AsyncGenerator<PredictedBatch, void, undefined> {
  const tasks = tasksOf(config.tasks, specs);
  const foreign = foreignTasks(dataset, { tasks: specs });
  const loader = new Loader(dataset, {
    batchSize,
    transforms: config.transforms.eval,
    keepSamples: true,
    onError: onSkipped ? 'skip' : 'stop',
    maxSkipped: 1,
    ...shardOf(group),
    ...(signal ? { signal } : {}),
  });
  for await (const batch of loader) {
    const frames: PredictedBatch['frames'] = [];
    const predictions =
      batch.names.length === 0
        ? []
        : predictBatch(model, batch, tasks, { device: config.device, memoryFormat });
    for (const [i, prediction] of predictions.entries()) {
      const sample = withoutLabels(batch.samples![i]!, foreign);
      const picture = await drawPrediction(sample, prediction, { ...drawing, tasks: specs });
      const frame = { name: sample.name, ...frameIdOf(dataset, batch.indices[i]!) };
      frames.push({ frame, picture, found: tasks.map(({ name }) => prediction[name]) });
    }
    yield { frames, skipped: batch.skipped };
  }
}

/**
 * Tasks of a data set that the run does not have, or that have other classes: their labels are not its ground
 * truth.
 */
const foreignTasks = (dataset: Dataset, { tasks }: Pick<RunFolder, 'tasks'>): string[] =>
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
