// A complete run from its configuration: data, model, optimizer, trainer, logs, report.
import { existsSync } from 'node:fs';
import { type Dataset, Loader, type SkippedSample, taskBatches } from '@cotrain/data';
import { buildModel, buildOptimizer, memoryFormat } from './build.js';
import { checkpointPosition, loadCheckpoint, saveCheckpoint } from './checkpoint.js';
import type { TrainConfig } from './config/config.js';
import { withAbsolutePaths } from './config/paths.js';
import { epochsOf } from './config/train.js';
import { RunError } from './errors.js';
import { spread } from './evaluate/evaluate.js';
import { evaluateRun } from './evaluateRun.js';
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

/** Folder of a training run, and how it resumes and stops. */
export interface TrainRunOptions {
  /** Folder of the run. */
  out: string;
  /**
   * Continue the run in `out` from its last checkpoint. If the configuration differs from the run's, the new
   * one applies from there on; `resumeChanges` defines what may change. A run that was stopped before its
   * first checkpoint starts again. Default false.
   */
  resume?: boolean;
  /** Resume even if frames or labels have changed. Default false. */
  acceptData?: boolean;
  /** Stops after the current step, with a checkpoint. Default: none. */
  signal?: AbortSignal;
  /** Title of the report. Default 'cotrain run'. */
  title?: string;
}

/**
 * Trains as configured and leaves the files of `RunFolder` and `report.html` in `out`. Yields every event
 * after it has been written to disk. A finished run that would not continue yields nothing and does not
 * change.
 *
 * @throws RunError if `out` contains a run (or, to resume, none), if another process uses it, or if a run is
 *   resumed with another configuration or other data; errors of `Trainer` and the data set
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
  using optimizer = buildOptimizer(model, config, Math.ceil(loader.length / settings.accumulate));
  if (!begun) await prepareModel(model, config, train, loader);
  const { lossWeights, balancing } = settings;
  using strategy = makeStrategy(balancing, { tasks, lossWeights, seed });
  // Last, because a configuration that cannot be trained must not leave a run folder behind.
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
    accumulate: settings.accumulate,
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

/** The training and validation data, which must have the run's tasks. */
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
 * The run to continue; null if a new one starts.
 * @throws RunError if there is a run but should be none, or vice versa
 */
function openBegun(out: string, resume: boolean): RunFolder | null {
  if (!resume && !RunFolder.exists(out)) return null;
  const folder = RunFolder.open(out);
  if (!folder.canResume) return null;
  if (resume) return folder;
  throw new RunError(`${out} holds a run already: choose another folder, remove it, or resume it`);
}

/** Whether a folder contains a finished run. */
export const isFinished = (out: string): boolean => RunFolder.exists(out) && RunFolder.open(out).isFinished;

/**
 * Starts a run, or continues it where it was stopped. A finished run does not change.
 *
 * @throws RunError if the data of a finished run has changed; errors of `trainRun`
 */
export async function* finishRun(
  config: TrainConfig,
  options: Omit<TrainRunOptions, 'resume'>,
): AsyncGenerator<TrainEvent, void, undefined> {
  if (isFinished(options.out)) return assertDataOf(options.out, config, options.acceptData);
  yield* trainRun(config, { ...options, resume: RunFolder.exists(options.out) });
}

/**
 * @param seen cache of data records, by data configuration
 * @throws RunError if the data of a run has changed
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
