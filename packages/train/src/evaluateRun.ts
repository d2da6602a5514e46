// Scores the model of a run.
import type { Dataset, SkippedSample, Split } from '@cotrain/data';
import type { MultiTaskModel } from '@cotrain/models';
import type { Device } from '@cotrain/torch';
import { buildModel, memoryFormat } from './build.js';
import { loadModel } from './checkpoint.js';
import type { TrainConfig } from './config/config.js';
import { dataSchema } from './config/data.js';
import { dataInFolder, openFolder } from './dataFolder.js';
import { type EvaluateOptions, type Evaluation, evaluate, evaluatePredictions } from './evaluate/evaluate.js';
import { openFile } from './export/filePredictor.js';
import { assertAgreement, framesOf, sharedConfig } from './group/agree.js';
import { onOwnDevice } from './group/device.js';
import type { Group } from './group/exchange.js';
import { assertTasks } from './labelSpace.js';
import { openData } from './openData.js';
import { RunFolder } from './runFolder.js';

/** Scores a run's model on one part of its data, or on another data set. */
export function evaluateRun(
  model: MultiTaskModel,
  dataset: Dataset,
  config: TrainConfig,
  extra: { overlays: number } & Pick<EvaluateOptions, 'signal' | 'onProgress' | 'group'>,
): Promise<Evaluation> {
  const { onError, maxSkipped } = config.data;
  return evaluate(model, dataset, {
    ...{ onError, maxSkipped },
    tasks: config.tasks,
    transforms: config.transforms.eval,
    batchSize: config.evaluation.batchSize,
    workers: config.train.workers,
    device: config.device,
    memoryFormat,
    ...extra,
  });
}

/** Data, checkpoint and error policy of an evaluation. */
export interface EvaluateRunOptions {
  /** Folder of another data set, in BDD100K's layout or nuImages. Default: the run's own data. */
  data?: string;
  /** Part of the data. Default 'val'. */
  split?: Split;
  /** Checkpoint to evaluate. Default `last`, whose scores the run has recorded. */
  checkpoint?: 'last' | 'best';
  /** Where to compute. Default: the device that the run was trained on. */
  device?: Device;
  /** What to do with a frame that cannot be read. Default: the run's `data.onError`. */
  onError?: 'stop' | 'skip';
  /** Called for each frame that could not be read and is not part of the scores. Default: no callback. */
  onSkipped?: (frame: SkippedSample) => void;
  /** Stops after the current batch. Default: none. */
  signal?: AbortSignal;
  /** Called with the number of frames done so far, by all ranks together. Default: no callback. */
  onProgress?: (done: number, total: number) => void;
  /** Ranks that share out the batches. Every rank gets the scores. Default: none. */
  group?: Group;
}

/** Opens the data that a run is configured with. The validation part is used for scoring. */
export async function openRunData(run: string, split: Split): Promise<Dataset> {
  return openData(RunFolder.open(run).config, split);
}

/**
 * Scores a checkpoint of a run.
 * @throws RunError if there is no run or checkpoint, or if the data has other classes; DeviceError if the
 *   device cannot be used here
 */
export async function evaluateCheckpoint(
  run: string,
  options: EvaluateRunOptions = {},
): Promise<Evaluation['metrics']> {
  const { data, split = 'val', checkpoint = 'last', device, onError, onSkipped, ...extra } = options;
  const folder = RunFolder.open(run);
  const { config } = folder;
  const policy = { ...config.data, ...(onError && { onError }) };
  config.data =
    data === undefined
      ? policy
      : dataSchema().parse({
          ...(await dataInFolder(data)),
          onError: policy.onError,
          maxSkipped: policy.maxSkipped,
        });
  const dataset = await openData(config, split);
  assertTasks(data ?? "the run's data", dataset, folder.tasks, config.tasks);
  await assertAgreement(extra.group ?? null, {
    ...{ checkpoint, tasks: folder.tasks, config: sharedConfig(config) },
    frames: framesOf(dataset),
  });
  const own = onOwnDevice(config, extra.group ?? null, device);
  using model = buildModel(own, folder.tasks);
  loadModel(folder[checkpoint], model);
  const { metrics, skipped } = await evaluateRun(model, dataset, own, { overlays: 0, ...extra });
  for (const frame of skipped) onSkipped?.(frame);
  return metrics;
}

/** Data and error policy of `evaluateFile`; frames that cannot be read end it by default. */
export interface EvaluateFileOptions
  extends Pick<EvaluateRunOptions, 'split' | 'onError' | 'onSkipped' | 'signal' | 'onProgress'> {
  /** Folder of a data set with the file's classes, in BDD100K's layout or nuImages. */
  data: string;
}

/**
 * Scores a file that `exportRun` has written, `.onnx` or `.pt`. A `.pt` file is a program: use only files
 * that you trust.
 *
 * @throws ExportError if onnxruntime-node is not installed, or if the file does not say what its outputs
 *   mean; FileFormatError for another file; RunError if the data has other classes
 */
export async function evaluateFile(
  file: string,
  { data, split = 'val', onSkipped, ...extra }: EvaluateFileOptions,
): Promise<Evaluation['metrics']> {
  using predictor = await openFile(file);
  const dataset = await openFolder(data, split);
  const names = Object.keys(predictor.tasks);
  assertTasks(data, dataset, predictor.tasks, names);
  const { metrics, skipped } = await evaluatePredictions((batch) => predictor.predict(batch), dataset, {
    ...extra,
    tasks: names.filter((name) => dataset.tasks[name]),
    transforms: predictor.transforms,
    batchSize: 1,
  });
  for (const frame of skipped) onSkipped?.(frame);
  return metrics;
}
