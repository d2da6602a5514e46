// A whole run from its configuration: data, model, optimizer, trainer, logs, report.
import { existsSync } from 'node:fs';
import { type Dataset, Loader, type SkippedSample, type Split, taskBatches } from '@cotrain/data';
import type { MultiTaskModel } from '@cotrain/models';
import { buildModel, buildOptimizer, memoryFormat } from './build.js';
import { checkpointPosition, loadCheckpoint, loadModel, saveCheckpoint } from './checkpoint.js';
import type { TrainConfig } from './config/config.js';
import { dataSchema } from './config/data.js';
import { withAbsolutePaths } from './config/paths.js';
import { epochsOf } from './config/train.js';
import { dataInFolder } from './dataFolder.js';
import { RunError } from './errors.js';
import { type EvaluateOptions, type Evaluation, evaluate, spread } from './evaluate/evaluate.js';
import { assertTasks } from './labelSpace.js';
import { lockForWriting } from './lock.js';
import { openData, warnOfLeak } from './openData.js';
import { prepareModel } from './prepare.js';
import { type TrainEvent, writeReport } from './report/index.js';
import { readPictures, savePictures } from './report/pictures.js';
import { resumeChanges } from './resume/changes.js';
import { assertSameData, type DataRecord, recordData } from './resume/dataRecord.js';
import { RunFolder } from './runFolder.js';
import { quality, RunLog } from './runLog.js';
import { makeStrategy } from './strategies/makeStrategy.js';
import { Trainer, type TrainerPosition } from './trainer.js';

function evaluateRun(
  model: MultiTaskModel,
  dataset: Dataset,
  config: TrainConfig,
  extra: { overlays: number } & Pick<EvaluateOptions, 'signal' | 'onProgress'>,
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

/** Folder of a training run, and how it resumes and stops. */
export interface TrainRunOptions {
  /** Folder of the run. */
  out: string;
  /**
   * Go on with the run in `out` from its last checkpoint. Where the configuration is another one than the
   * run's, it is so from there on; `resumeChanges` says what may be. A run that was stopped before its first
   * checkpoint begins again. Default false.
   */
  resume?: boolean;
  /** Resume though frames or labels have changed since. Default false. */
  acceptData?: boolean;
  /** Stops after the step in progress, with a checkpoint. Default: none. */
  signal?: AbortSignal;
  /** Title of the report. Default 'cotrain run'. */
  title?: string;
}

/**
 * Trains as configured and leaves in `out` what `RunFolder` names, and `report.html`. Yields every event when
 * it is on disk. A run that is finished and would not go on yields nothing and stays as it is.
 *
 * @throws RunError if `out` holds a run (or, to resume, none), if another process is at it, and to resume
 *   with a configuration or data that are not the run's; what `Trainer` and the data set throw
 */
export async function* trainRun(
  given: TrainConfig,
  options: TrainRunOptions,
): AsyncGenerator<TrainEvent, void, undefined> {
  const { out, resume = false, acceptData = false, signal, title = 'cotrain run' } = options;
  const config = withAbsolutePaths(given);
  using _held = RunFolder.exists(out) ? lockForWriting(out, 'cotrain train') : null;
  const begun = openBegun(out, resume);
  const start = begun && checkpointPosition(begun.last);
  const changes = begun && start ? resumeChanges(withAbsolutePaths(begun.config), config, start) : [];
  if (begun?.isFinished && changes.length === 0 && existsSync(begun.report)) return;
  const { train: settings, evaluation, seed, tasks } = config;
  const { train, val, specs, data } = await openBoth(config, begun);
  const dataChanges = begun && assertSameData(`the run in ${out}`, begun.data, data, acceptData);
  using model = buildModel(config, specs);
  const loader = trainLoader(config, train);
  using optimizer = buildOptimizer(model, config, loader.length);
  if (!begun) await prepareModel(model, config, train, loader);
  const { lossWeights, balancing } = settings;
  using strategy = makeStrategy(balancing, { tasks, lossWeights, seed });
  // Last of all: what cannot be trained must not leave a run folder behind.
  using _new = _held ? null : lockForWriting(out, 'cotrain train');
  const folder = begun ?? RunFolder.create(out, config, specs, data);
  const log = new RunLog(folder);
  let position: TrainerPosition | undefined;
  if (begun) {
    position = loadCheckpoint(begun.last, model, optimizer, strategy);
    yield log.resume({ config, data, changes, dataChanges, step: position.step });
  }
  let unread: SkippedSample[] = [];
  const trainer = new Trainer({
    model,
    optimizer,
    loader,
    epochs: epochsOf(settings),
    strategy,
    ...{ clipNorm: settings.clipNorm, clipScope: settings.clipScope, device: config.device, memoryFormat },
    evaluateEvery: evaluation.every,
    evaluate: async () => {
      const result = await evaluateRun(model, val, config, {
        overlays: evaluation.overlays,
        ...(signal ? { signal } : {}),
      });
      unread = result.skipped;
      await savePictures(out, result.overlays);
      const score = quality(result.metrics, specs);
      if (score > log.best) saveCheckpoint(folder.best, model, optimizer, trainer.position, strategy);
      return result.metrics;
    },
    checkpoint: (at) => {
      saveCheckpoint(folder.last, model, optimizer, at, strategy);
      return folder.last;
    },
    ...(signal ? { signal } : {}),
    ...(position && { position, elapsed: log.time(position.step), unscored: !log.isScored(position.step) }),
  });
  for await (const event of trainer) {
    if (event.type === 'skip') yield* log.skip(event.part, event.step, [event]);
    else if (event.type === 'warning') yield* log.warning(event);
    else if (event.type === 'eval') yield* log.evaluation(event, unread);
    else yield log.write(event);
  }
  const drawn = [...spread(val.length, evaluation.overlays)].map((index) => val.names[index]!);
  await writeReport(out, { title, events: folder.events(), config, overlays: readPictures(out, drawn) });
}

/** The data of training and validation, which must have the run's tasks. */
async function openBoth(config: TrainConfig, begun: RunFolder | null) {
  const [train, val] = [await openData(config, 'train'), await openData(config, 'val')];
  warnOfLeak(config, train, val);
  const specs = begun?.tasks ?? train.tasks;
  assertTasks('the training data', train, specs, config.tasks);
  assertTasks('the validation data', val, specs, config.tasks);
  return { train, val, specs, data: await recordData({ train, val }, config.tasks) };
}

function trainLoader({ train, seed, tasks, transforms, data }: TrainConfig, dataset: Dataset): Loader {
  const { batchSize, sampling, workers } = train;
  const { onError, maxSkipped } = data;
  const dropLast = dataset.length >= batchSize;
  return new Loader(dataset, {
    batches: taskBatches(dataset, { ...sampling, tasks, batchSize, dropLast, seed }),
    transforms: transforms.train,
    ...{ seed, workers, onError, maxSkipped },
  });
}

/**
 * The run that there is to go on with; null where one begins.
 * @throws RunError if there is one and should be none, or the other way round
 */
function openBegun(out: string, resume: boolean): RunFolder | null {
  if (!resume && !RunFolder.exists(out)) return null;
  const folder = RunFolder.open(out);
  if (!folder.canResume) return null;
  if (resume) return folder;
  throw new RunError(`${out} holds a run already: choose another folder, remove it, or resume it`);
}

/** Whether a folder holds a run that went to its end. */
export const isFinished = (out: string): boolean => RunFolder.exists(out) && RunFolder.open(out).isFinished;

/**
 * Begins a run, or goes on with it where it was stopped; a run that is finished stays as it is.
 *
 * @throws RunError where the data are no longer those of a finished run; what `trainRun` throws
 */
export async function* finishRun(
  config: TrainConfig,
  options: Omit<TrainRunOptions, 'resume'>,
): AsyncGenerator<TrainEvent, void, undefined> {
  if (isFinished(options.out)) return assertDataOf(options.out, config, options.acceptData);
  yield* trainRun(config, { ...options, resume: RunFolder.exists(options.out) });
}

/**
 * @param seen what is known of data that were looked at already, by what a configuration says of them
 * @throws RunError where the data of a run have changed since
 */
export async function assertDataOf(
  out: string,
  config: TrainConfig,
  accept = false,
  seen: Map<string, DataRecord> = new Map(),
): Promise<void> {
  const { data } = RunFolder.open(out);
  if (accept || data === null) return;
  const key = JSON.stringify([config.data, config.tasks]);
  if (!seen.has(key)) {
    const [train, val] = [await openData(config, 'train'), await openData(config, 'val')];
    seen.set(key, await recordData({ train, val }, config.tasks));
  }
  assertSameData(`the run in ${out}`, data, seen.get(key)!, accept);
}

/** Data, checkpoint and error policy of an evaluation. */
export interface EvaluateRunOptions {
  /**
   * Folder of another data set than the run's own, in BDD100K's layout or nuImages. Default: the run's own.
   */
  data?: string;
  /** Which part of the data. Default 'val'. */
  split?: Split;
  /** Default `last`, whose scores the run has written down. */
  checkpoint?: 'last' | 'best';
  /** Default: the run's `data.onError`. */
  onError?: 'stop' | 'skip';
  /** Is told of each frame that could not be read: the scores say nothing of it. Default: nobody is. */
  onSkipped?: (frame: SkippedSample) => void;
  /** Stops after the batch in progress. Default: none. */
  signal?: AbortSignal;
  /** Is told how many frames are done. Default: nobody is. */
  onProgress?: (done: number, total: number) => void;
}

/** Opens the data that a run is configured with; the validation part is what it is scored on. */
export async function openRunData(run: string, split: Split): Promise<Dataset> {
  return openData(RunFolder.open(run).config, split);
}

/**
 * Scores a checkpoint of a run.
 * @throws RunError if there is no run or no such checkpoint, or if the data have other classes
 */
export async function evaluateCheckpoint(
  run: string,
  options: EvaluateRunOptions = {},
): Promise<Evaluation['metrics']> {
  const { data, split = 'val', checkpoint = 'last', onError, onSkipped, ...extra } = options;
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
  using model = buildModel(config, folder.tasks);
  loadModel(folder[checkpoint], model);
  const { metrics, skipped } = await evaluateRun(model, dataset, config, { overlays: 0, ...extra });
  for (const frame of skipped) onSkipped?.(frame);
  return metrics;
}
