// The short way from a trained model to predictions in a program.
import { setImmediate } from 'node:timers/promises';
import {
  DataError,
  type Dataset,
  decodeImage,
  Loader,
  type RgbImage,
  readImage,
  type Sample,
  type TaskSpecs,
} from '@cotrain/data';
import type { MultiTaskModel } from '@cotrain/models';
import { ArgumentError, type Device } from '@cotrain/torch';
import { memoryFormat } from './build.js';
import type { TrainConfig } from './config/config.js';
import { RunError } from './errors.js';
import { type DrawOptions, drawPrediction, SHOWN_SCORE } from './evaluate/draw.js';
import { type FramePrediction, predictBatch } from './evaluate/predictBatch.js';
import { openRunModel, type RunModelOptions } from './runModel.js';
import { type Task, tasksOf } from './tasks/index.js';
import type { TaskResults } from './tasks/results.js';

/**
 * An image to predict: the path of a JPEG, PNG or WebP file, such a file's bytes, or decoded pixels.
 */
export type ImageInput = string | URL | Uint8Array | ArrayBuffer | RgbImage;

/** Checkpoint, device and limits of a loaded model. */
export interface LoadRunOptions extends RunModelOptions {
  /**
   * A file that claims more pixels is refused before it is decoded: predictions have the size of the image,
   * and take memory for each of its pixels and classes. Default 64e6.
   */
  maxPixels?: number;
}

/** Score threshold, batch size and cancellation of a prediction. */
export interface PredictImagesOptions {
  /** Boxes of lower scores are left out. Default 0.3. */
  minScore?: number;
  /**
   * Images that are predicted at a time, padded to one size. Default 1: what is predicted for an image does
   * not depend on its neighbours.
   */
  batchSize?: number;
  /** Stops after the current batch. Default: none. */
  signal?: AbortSignal;
}

/** Everything that a model predicts for one image: plain data in the image's own size. */
export interface ImagePrediction {
  width: number;
  height: number;
  tasks: TaskResults;
}

/**
 * Loads a trained model for predictions.
 *
 * @param run folder of a run, or the name of a model that is installed as a package
 * @example
 * using run = loadRun({ model: 'street-small' });
 * const { tasks } = await run.predict('photo.jpg');
 * for (const { className, score, box } of tasks.det?.objects ?? []) console.log(className, score, box);
 *
 * @throws RunError if there is no run or no such checkpoint; DeviceError if the device cannot be used here;
 *   DataPackageError if the model is not installed; ConfigError for plugins of the run that were not loaded
 *   (`loadPlugins`)
 */
export function loadRun(run: string | { model: string }, options: LoadRunOptions = {}): LoadedRun {
  const { maxPixels = 64e6 } = options;
  const { model, config, folder } = openRunModel(run, options);
  return new LoadedRun(model, config, folder.tasks, maxPixels);
}

/**
 * A model that stays loaded. Calls may overlap: images are decoded in other threads, and batches are computed
 * one after the other in this one. Dispose the run when you no longer need it, or declare it with `using`.
 */
export class LoadedRun implements Disposable {
  #model: MultiTaskModel | null;
  readonly #config: TrainConfig;
  readonly #tasks: readonly Task[];
  readonly #maxPixels: number;
  /** Kinds and classes of what is predicted, by task. */
  readonly tasks: TaskSpecs;
  readonly device: Device;

  /** @internal Use {@link loadRun}. */
  constructor(model: MultiTaskModel, config: TrainConfig, specs: TaskSpecs, maxPixels: number) {
    this.#model = model;
    this.#config = config;
    this.#tasks = tasksOf(config.tasks, specs);
    this.#maxPixels = maxPixels;
    this.tasks = Object.fromEntries(config.tasks.map((task) => [task, specs[task]!]));
    this.device = config.device;
  }

  /**
   * Predicts one image, or several in the order in which they are given.
   *
   * @throws DataError for an image that cannot be read, saying which; RunError after `dispose()`; the
   *   signal's reason after an abort
   */
  predict(image: ImageInput, options?: PredictImagesOptions): Promise<ImagePrediction>;
  predict(images: readonly ImageInput[], options?: PredictImagesOptions): Promise<ImagePrediction[]>;
  async predict(
    images: ImageInput | readonly ImageInput[],
    options: PredictImagesOptions = {},
  ): Promise<ImagePrediction | ImagePrediction[]> {
    const { minScore = SHOWN_SCORE } = options;
    const isOne = !Array.isArray(images);
    const results: ImagePrediction[] = [];
    for await (const { sample, prediction } of this.#predictions(
      isOne ? [images as ImageInput] : images,
      options,
    )) {
      const { width, height } = sample.image;
      results.push({ width, height, tasks: this.#results(prediction, minScore) });
    }
    return isOne ? results[0]! : results;
  }

  /**
   * Predicts one image and draws what was found beside it, as `cotrain predict` does. The result is a PNG.
   * @throws as {@link predict}
   */
  async draw(image: ImageInput, options: Omit<DrawOptions, 'tasks'> = {}): Promise<Buffer> {
    for await (const { sample, prediction } of this.#predictions([image]))
      return drawPrediction(sample, prediction, { ...options, tasks: this.tasks });
    throw new ArgumentError('there is no image to draw');
  }

  /** Frees the model. Calls that have not ended reject. */
  dispose(): void {
    this.#model?.dispose();
    this.#model = null;
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  async *#predictions(
    images: readonly ImageInput[],
    { batchSize = 1, signal }: Omit<PredictImagesOptions, 'minScore'> = {},
  ): AsyncGenerator<{ sample: Sample; prediction: FramePrediction }, void, undefined> {
    this.#loaded();
    if (images.length === 0) return;
    const { device, transforms } = this.#config;
    const loader = new Loader(datasetOf(images, this.#maxPixels), {
      batchSize,
      transforms: transforms.eval,
      keepSamples: true,
      ...(signal && { signal }),
    });
    try {
      for await (const batch of loader) {
        const predictions = predictBatch(this.#loaded(), batch, this.#tasks, { device, memoryFormat });
        for (const [i, prediction] of predictions.entries()) yield { sample: batch.samples![i]!, prediction };
        await setImmediate(); // so that other calls, and the rest of the program, come to their turn
      }
    } catch (error) {
      // The image's own error names it already.
      throw error instanceof DataError && error.cause instanceof DataError ? error.cause : error;
    }
  }

  #loaded(): MultiTaskModel {
    if (this.#model) return this.#model;
    throw new RunError('the run was disposed: load it again to predict');
  }

  #results(prediction: FramePrediction, minScore: number): TaskResults {
    const results = this.#tasks.map((task) => {
      const found = prediction[task.name];
      return [
        task.name,
        task.result?.(found, { classes: task.classes, minScore }) ?? { kind: 'other' as const, found },
      ];
    });
    return Object.fromEntries(results);
  }
}

function datasetOf(images: readonly ImageInput[], maxPixels: number): Dataset {
  const names = images.map((image, i) =>
    typeof image === 'string' || image instanceof URL
      ? String(image)
      : images.length === 1
        ? 'image'
        : `images[${i}]`,
  );
  const get = async (index: number): Promise<Sample> => {
    const name = names[index]!;
    return { name, image: await decoded(images[index]!, name, maxPixels), labels: {} };
  };
  return { length: images.length, names, tasks: {}, get };
}

async function decoded(image: ImageInput, name: string, maxPixels: number): Promise<RgbImage> {
  if (typeof image === 'string' || image instanceof URL) return readImage(image, { maxPixels });
  const bytes = image instanceof ArrayBuffer ? new Uint8Array(image) : image;
  const called = name === 'image' ? {} : { name };
  if (bytes instanceof Uint8Array) return decodeImage(bytes, { maxPixels, ...called });
  const { width, height, data } = image as Partial<RgbImage>;
  if (data && data.length > 0 && data.length === 3 * width! * height!) return image as RgbImage;
  throw new DataError(
    `${name}: expected a path, the bytes of a file, or RGB pixels with 3 * width * height bytes of data`,
  );
}
