// A run's model on new images: pictures to look at, and BDD100K's submission files.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import {
  classesOf,
  type Dataset,
  frameFile,
  frameIdOf,
  type LabelMask,
  Loader,
  type MaskTask,
  type PredictedFrame,
  type Sample,
  TASKS,
  type Task,
  writeDetections,
  writeDrivablePng,
  writeSemSegPng,
} from '@cotrain/data';
import { buildModel, memoryFormat } from './build.js';
import { loadModel } from './checkpoint.js';
import { type DrawOptions, drawPrediction } from './evaluate/draw.js';
import { predictBatch } from './evaluate/predict-batch.js';
import { submitted } from './evaluate/submitted.js';
import { sameClasses } from './label-space.js';
import { writeWhole } from './report/files.js';
import { RunFolder } from './run-folder.js';

export interface PredictRunOptions extends Omit<DrawOptions, 'classes'> {
  /** Folder for `overlays/`, `det.json`, `sem_seg/` and `drivable/`; files of these names are replaced. */
  out: string;
  checkpoint?: 'last' | 'best';
  batchSize?: number;
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
 * @throws RunError if there is no run or no such checkpoint; DataError for a frame that cannot be read; the signal's reason
 * after an abort, with the files of the frames so far in place, but no `det.json`
 */
export async function predictRun(
  run: string,
  dataset: Dataset,
  options: PredictRunOptions,
): Promise<string[]> {
  const { out, checkpoint = 'best', batchSize = 4, signal, onProgress, ...drawing } = options;
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

  async function* frames(): AsyncGenerator<PredictedFrame> {
    const loader = new Loader(dataset, {
      batchSize,
      transforms: transforms.eval,
      ...(signal ? { signal } : {}),
    });
    let done = 0;
    for await (const batch of loader) {
      const predictions = predictBatch(model, batch, tasks, { device, memoryFormat });
      for (const [i, prediction] of predictions.entries()) {
        const sample = withoutLabels(await dataset.get(batch.indices[i]!), foreign);
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
        yield submitted(frameIdOf(dataset, batch.indices[i]!).file, prediction.det ?? []);
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
  await writeDetections(detections, frames(), { classes: classes.det });
  return [...written, detections];
}

function withoutLabels(sample: Sample, tasks: readonly Task[]): Sample {
  const hidden = tasks.map((task) => [task, { state: 'absent' }]);
  return { ...sample, labels: { ...sample.labels, ...Object.fromEntries(hidden) } };
}
