// A run's model on new images: pictures to look at, and BDD100K's submission files.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import {
  type CocoId,
  classesOf,
  DataError,
  type Dataset,
  type FrameId,
  frameFile,
  frameIdOf,
  type LabelMask,
  Loader,
  type MaskTask,
  type Sample,
  type SkippedSample,
  TASKS,
  type Task,
  writeCocoResults,
  writeDetections,
  writeDrivablePng,
  writeSemSegPng,
} from '@cotrain/data';
import { buildModel, memoryFormat } from './build.js';
import { loadModel } from './checkpoint.js';
import { RunError } from './errors.js';
import { type DrawOptions, drawPrediction } from './evaluate/draw.js';
import { type FoundBox, predictBatch } from './evaluate/predict-batch.js';
import { cocoResults } from './evaluate/scorers.js';
import { submitted } from './evaluate/submitted.js';
import { sameClasses } from './label-space.js';
import { lockForWriting } from './lock.js';
import { writeWhole } from './report/files.js';
import { RunFolder } from './run-folder.js';

export interface PredictRunOptions extends Omit<DrawOptions, 'classes'> {
  /** Folder for `overlays/`, `det.json`, `sem_seg/` and `drivable/`; files of these names are replaced. */
  out: string;
  /** Default `last`, whose scores are the run's. */
  checkpoint?: 'last' | 'best';
  /** Of `det.json`: scalabel's frames (default), or COCO's results with the ids of the data set's file. */
  format?: 'scalabel' | 'coco';
  batchSize?: number;
  /** Is told of each frame that cannot be read, which is then left out; without it the first of them ends all. */
  onSkipped?: (frame: SkippedSample) => void;
  signal?: AbortSignal;
  onProgress?: (done: number, total: number) => void;
}

const WRITERS: Record<
  MaskTask,
  (path: string, mask: LabelMask, classes: readonly string[]) => Promise<void>
> = {
  sem_seg: writeSemSegPng,
  drivable: writeDrivablePng,
};

/**
 * Predicts every frame of a data set with a checkpoint of a run. For each frame there is a picture, `overlays/NAME.png`, with
 * the truth below the prediction where the frame is labelled in the run's classes; beside them stand BDD100K's submission files, which
 * `cotrain score` reads: `det.json`, `sem_seg/NAME.png`, `drivable/NAME.png`.
 *
 * @returns the files and folders that were written
 * @throws RunError if there is no run or no such checkpoint, or if another process writes into `out`; DataError for a frame that cannot be read,
 * with `onSkipped` if none can; the signal's reason
 * after an abort, with the files of the frames so far in place, but no `det.json`
 */
export async function predictRun(
  run: string,
  dataset: Dataset,
  options: PredictRunOptions,
): Promise<string[]> {
  const {
    out,
    checkpoint = 'last',
    batchSize = 4,
    format = 'scalabel',
    signal,
    onProgress,
    onSkipped,
    ...drawing
  } = options;
  const folder = RunFolder.open(run);
  const { classes } = folder;
  const { tasks, device, transforms } = folder.config;
  const own = classesOf(dataset);
  const foreign = TASKS.filter((task) => !sameClasses(own[task], classes[task]));
  using model = buildModel(folder.config, classes);
  loadModel(folder[checkpoint], model);
  model.eval();
  const masks = tasks.filter((task): task is MaskTask => task !== 'det');
  const written = ['overlays', ...masks].map((name) => join(out, name));
  for (const path of written) mkdirSync(path, { recursive: true });
  using _ = lockForWriting(out, 'cotrain predict');

  const categoryIds = format === 'coco' ? cocoCategories(dataset, foreign) : [];

  async function* frames(): AsyncGenerator<{ frame: FrameId; found: FoundBox[] }> {
    const loader = new Loader(dataset, {
      batchSize,
      transforms: transforms.eval,
      keepSamples: true,
      onError: onSkipped ? 'skip' : 'stop',
      maxSkipped: 1,
      ...(signal ? { signal } : {}),
    });
    let done = 0;
    let skipped = 0;
    for await (const batch of loader) {
      for (const frame of batch.skipped) {
        onSkipped?.(frame);
        onProgress?.(++done, dataset.length);
        if (++skipped === dataset.length)
          throw new DataError(`none of the ${skipped} frames can be read: ${frame.reason}`);
      }
      if (batch.names.length === 0) continue;
      const predictions = predictBatch(model, batch, tasks, { device, memoryFormat });
      for (const [i, prediction] of predictions.entries()) {
        const sample = withoutLabels(batch.samples![i]!, foreign);
        await writeWhole(
          frameFile(join(out, 'overlays'), sample.name, '.png'),
          await drawPrediction(sample, prediction, { ...drawing, classes }),
        );
        for (const task of masks)
          await WRITERS[task](
            frameFile(join(out, task), sample.name, '.png'),
            prediction[task]!,
            classes[task],
          );
        yield { frame: frameIdOf(dataset, batch.indices[i]!), found: prediction.det ?? [] };
        onProgress?.(++done, dataset.length);
        await setImmediate(); // so that Ctrl-C is heard
      }
    }
  }

  if (!tasks.includes('det')) {
    for await (const _ of frames());
    return written;
  }
  const detections = join(out, 'det.json');
  if (format === 'coco') {
    const images = map(frames(), ({ frame, found }) => ({ id: frame.id!, ...cocoResults(found) }));
    await writeCocoResults(detections, images, categoryIds);
  } else {
    const submission = map(frames(), ({ frame, found }) => submitted(frame.file, found));
    await writeDetections(detections, submission, { classes: classes.det });
  }
  return [...written, detections];
}

async function* map<T, U>(values: AsyncIterable<T>, convert: (value: T) => U): AsyncGenerator<U> {
  for await (const value of values) yield convert(value);
}

/** @throws RunError for data that are no COCO file, or of other categories */
function cocoCategories(dataset: Dataset, foreign: readonly Task[]): readonly CocoId[] {
  if (!dataset.categoryIds)
    throw new RunError(
      "COCO's results name images by their ids: predict a data set of kind 'coco', such as the run's own",
    );
  if (foreign.includes('det'))
    throw new RunError("the data set's categories are not those of the run: COCO's results need their ids");
  return dataset.categoryIds;
}

function withoutLabels(sample: Sample, tasks: readonly Task[]): Sample {
  const hidden = tasks.map((task) => [task, { state: 'absent' }]);
  return { ...sample, labels: { ...sample.labels, ...Object.fromEntries(hidden) } };
}
