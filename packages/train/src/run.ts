// A complete run from its configuration: data, model, optimizer, trainer, logs, report.
import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { SkipLimit, type SkippedSample } from '@cotrain/data';
import { AveragedModel } from '@cotrain/optim';
import { buildModel, buildOptimizer, memoryFormat } from './build.js';
import { loadCheckpoint } from './checkpoint.js';
import { RunCheckpoints } from './checkpoints/runCheckpoints.js';
import { type ScoreOf, scoreOf } from './checkpoints/score.js';
import type { TrainConfig } from './config/config.js';
import { withAbsolutePaths } from './config/paths.js';
import { epochsOf } from './config/train.js';
import { deterministically } from './deterministic.js';
import { DivergenceDumps } from './divergenceDump.js';
import { RunError } from './errors.js';
import { spread } from './evaluate/evaluate.js';
import { evaluateRun } from './evaluateRun.js';
import { assertAgreement, assertEqualData, assertSharedFolder, sharedConfig } from './group/agree.js';
import { onOwnDevice } from './group/device.js';
import { fromMain, type Group, onlyOnMain, shared } from './group/exchange.js';
import { assertTasks } from './labelSpace.js';
import { makeLoggers } from './loggers/logger.js';
import { Loggers } from './loggers/loggers.js';
import './loggers/tensorBoard.js';
import { lockForWriting } from './lock.js';
import { openData, warnOfLeak } from './openData.js';
import { allowTF32, precisionOf } from './precision.js';
import { prepareModel } from './prepare.js';
import type { TrainEvent } from './report/index.js';
import { readPictures, savePictures } from './report/pictures.js';
import { differences, resumeChanges } from './resume/changes.js';
import { assertSameData, type DataRecord, recordData } from './resume/dataRecord.js';
import { forRanks, inSplitOf } from './resume/globalBatch.js';
import { RunFolder } from './runFolder.js';
import { RunLog } from './runLog.js';
import { makeStrategy } from './strategies/makeStrategy.js';
import { Trainer } from './trainer.js';
import { drawnLoader, joinedLoader, seeded, trainLoader } from './trainLoader.js';
import { saveFirstBatches } from './watch/batchPictures.js';
import { saveEvaluation } from './watch/evaluationFiles.js';
import { writeOrigin } from './watch/origin.js';
import { writeReport } from './watch/writeReport.js';

/** Folder of a training run, and how it resumes and stops. */
export interface TrainRunOptions {
  /** Folder of the run. */
  out: string;
  /**
   * Continue the run in `out` from its newest intact checkpoint. If the configuration differs from the run's,
   * the new one applies from there on; `resumeChanges` defines what may change. A run that was stopped before
   * its first checkpoint starts again. Default false.
   */
  resume?: boolean;
  /** Resume even if frames or labels have changed. Default false. */
  acceptData?: boolean;
  /**
   * Stops after the current step, with a checkpoint. With several ranks, all stop if one does. Default: none.
   */
  signal?: AbortSignal;
  /** Title of the report. Default: the name of the folder. */
  title?: string;
  /**
   * Ranks that train together, each on its share of every batch (`withGroup`). Rank 0 writes the files. To
   * resume, all ranks read the checkpoint from `out`, a folder that they share. Default: this process alone.
   */
  group?: Group;
}

/**
 * Trains as configured and leaves the files of `RunFolder` and `report.html` in `out`. Yields every event
 * after it has been written to disk. A finished run that would not continue yields nothing and does not
 * change.
 *
 * @throws RunError if `out` contains a run (or, to resume, none), if another process uses it, if a run is
 *   resumed with another configuration or other data, or if the ranks of a group differ in these; errors of
 *   `Trainer` and the data set
 */
export async function* trainRun(
  given: TrainConfig,
  options: TrainRunOptions,
): AsyncGenerator<TrainEvent, void, undefined> {
  const {
    out,
    resume = false,
    acceptData = false,
    signal,
    title = basename(resolve(out)),
    group = null,
  } = options;
  const lock = () => lockForWriting(out, 'cotrain train');
  using _held = await onlyOnMain(group, () => (RunFolder.exists(out) ? lock() : null));
  await assertSharedFolder(group, out);
  const begun = openBegun(out, resume);
  const before = begun && withAbsolutePaths(begun.config);
  const config = forRanks(withAbsolutePaths(given), group?.size ?? 1, before);
  const from = begun?.checkpoints.newestIntact();
  const start = from?.position;
  const changes = before && start ? resumeChanges(inSplitOf(config, before), config, start) : [];
  if (begun?.isFinished && changes.length === 0 && existsSync(begun.report)) return;
  const { train: settings, evaluation, seed, tasks } = config;
  const named = makeLoggers(settings.log);
  const { train, val, specs, data } = await openBoth(config, begun);
  const dataChanges = begun && assertSameData(`the run in ${out}`, begun.data, data, acceptData);
  await assertAgreement(group, { config: sharedConfig(config), tasks: specs, position: start });
  await assertEqualData(group, data);
  const own = onOwnDevice(config, group);
  using model = buildModel(own, specs);
  model.recomputeParts(settings.recompute);
  const loader = trainLoader(config, train, group);
  const { lossWeights, balancing, accumulate } = settings;
  using optimizer = buildOptimizer(model, config, loader.length / accumulate);
  if (!begun) await prepareModel(model, own, train, joinedLoader(config, train, group));
  using strategy = makeStrategy(balancing, { tasks, lossWeights, seed });
  // Last, because a configuration that cannot be trained must not leave a run folder behind.
  using _new = await onlyOnMain(group, () => (_held ? null : lock()));
  const main = await onlyOnMain(group, () => {
    const folder = begun ?? RunFolder.create(out, config, specs, data);
    writeOrigin(out);
    return { folder, log: new RunLog(folder) };
  });
  if (main && !begun) {
    const drawn = Object.fromEntries(tasks.map((task) => [task, specs[task]!]));
    await saveFirstBatches(out, drawnLoader(config, train, group), settings.drawnBatches, drawn);
  }
  const paths = main?.folder ?? RunFolder.planned(out, config, specs);
  const { checkpoint: saving, earlyStopping, maxSteps, maxMinutes, onDivergence } = settings;
  const precision = precisionOf(settings.precision, own.device);
  using _tf32 = allowTF32(settings.precision, own.device);
  using average = settings.ema && new AveragedModel(model, settings.ema);
  const state = { strategy, average, scaler: precision.scaler };
  const saveScore = scoreOf('train.checkpoint.metric', saving, specs);
  const stopScore = scoreOf('train.earlyStopping.metric', earlyStopping ?? MEAN, specs);
  const position = from && loadCheckpoint(from.path, model, optimizer, state);
  const past = await fromMain(group, () => {
    if (!position) return null;
    const { step } = position;
    const split = differences(before, inSplitOf(config, before!));
    const { passedOver } = from!;
    const all = [...split, ...changes];
    const event = main!.log.resume({ config, data, changes: all, dataChanges, step, passedOver });
    const scores = main!.log.evaluations.map(({ metrics }) => stopScore(metrics));
    return { event, elapsed: main!.log.time(step), unscored: !main!.log.isScored(step), scores };
  });
  await using loggers = new Loggers(main ? named : new Map());
  await loggers.begin({ folder: out, title, config, resumedAt: position?.step ?? null });
  if (past) yield* handed(past.event);
  const { checkpoints: files } = paths;
  await using checkpoints = new RunCheckpoints({
    ...{ model, optimizer, ...state, files, settings: saving, accumulate, isMain: main !== null },
  });
  const dumps = new DivergenceDumps(out);
  const stop = new AbortController();
  const skips = new SkipLimit(train.length, config.data.maxSkipped);
  let unread: SkippedSample[] = [];
  const trainer = new Trainer({
    model,
    optimizer,
    loader: seeded(loader, config, group),
    group,
    accumulate,
    syncBatchNorm: settings.syncBatchNorm,
    epochs: epochsOf(settings),
    strategy,
    ...{ clipNorm: settings.clipNorm, clipScope: settings.clipScope, device: own.device, memoryFormat },
    evaluateEvery: evaluation.every,
    evaluate: async () => {
      const { overlays } = evaluation;
      average?.swap(model);
      const result = await evaluateRun(model, val, own, { overlays, group, ...(signal && { signal }) })
        .catch((error) => {
          if (isAbort(error)) stop.abort();
          throw error;
        })
        .finally(() => average?.swap(model));
      unread = result.skipped;
      if (main) {
        await savePictures(out, result.overlays);
        const { step } = trainer.position;
        const { details } = result;
        await saveEvaluation(out, { step, tasks: details }, result.overlays, evaluation.history);
        const scored = [...main.log.evaluations, { step, metrics: result.metrics }];
        await checkpoints.keepBest(step, bestFirst(scored, saveScore));
      }
      return result.metrics;
    },
    ...{ precision, onDivergence, onFailure: (failed, error) => dumps.write(failed, error) },
    ...(average && { average }),
    rollback: async () => {
      // Rank 0 writes the checkpoints, so that it knows when the last one is complete.
      const path = await fromMain(group, async () => {
        await checkpoints.settled();
        return paths.canResume ? paths.checkpoints.newestIntact().path : null;
      });
      if (path !== null) loadCheckpoint(path, model, optimizer, state);
      return path !== null;
    },
    checkpoint: checkpoints,
    save: saving,
    ...{ maxSteps, maxMinutes },
    earlyStopping: earlyStopping && { ...earlyStopping, score: stopScore, past: past?.scores ?? [] },
    ...((signal || group) && { signal: AbortSignal.any([stop.signal, ...(signal ? [signal] : [])]) }),
    ...(position && {
      position: { ...position, batch: position.batch * accumulate },
      ...{ elapsed: past!.elapsed, unscored: past!.unscored },
    }),
  });
  /** Hands an event that was written to the loggers. */
  async function* handed(event: TrainEvent): AsyncGenerator<TrainEvent> {
    yield event;
    for (const warning of await loggers.log(event)) if (main) yield* main.log.warning(warning);
  }
  let excess: unknown = null;
  using _deterministic = settings.deterministic ? deterministically() : null;
  await using _dumped = { [Symbol.asyncDispose]: () => dumps.settled() };
  for await (const event of trainer) {
    if (event.type === 'skip')
      try {
        skips.add([{ ...event, index: train.names.indexOf(event.name) }]);
      } catch (error) {
        // Too many over all ranks: what was learned so far is saved first.
        excess = error;
        stop.abort();
      }
    if (!main) yield event;
    else for (const written of main.log.add(event, unread)) yield* handed(written);
  }
  if (excess !== null) throw shared(excess as Error);
  await fromMain(group, () => {
    const drawn = [...spread(val.length, evaluation.overlays)].map((index) => val.names[index]!);
    const overlays = readPictures(out, drawn);
    return writeReport(out, { title, events: main!.folder.events(), config, overlays });
  });
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

const MEAN = { metric: null, mode: 'max' } as const;

/** Steps of evaluations, the best first; of equal ones, the earlier. */
const bestFirst = (
  evaluations: readonly { step: number; metrics: Record<string, number | null> }[],
  score: ScoreOf,
): number[] =>
  evaluations
    .map(({ step, metrics }) => ({ step, score: score(metrics) }))
    .sort((a, b) => b.score - a.score || a.step - b.step)
    .map(({ step }) => step);

const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';

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
