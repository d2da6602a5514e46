// A whole run from its configuration: data, model, optimizer, trainer, logs, report.
import { existsSync, rmSync } from 'node:fs';
import { classesOf, type Dataset, Loader, type Split, TASKS, taskBatches } from '@cotrain/data';
import type { MultiTaskModel } from '@cotrain/models';
import { buildModel, buildOptimizer, memoryFormat, prepareModel } from './build.js';
import { loadCheckpoint, loadModel, saveCheckpoint } from './checkpoint.js';
import type { TrainConfig } from './config/config.js';
import { dataSchema } from './config/data.js';
import { epochsOf } from './config/train.js';
import { dataInFolder } from './data-folder.js';
import { type Evaluation, evaluate } from './evaluate/evaluate.js';
import { assertClasses } from './label-space.js';
import { openData, warnOfLeak } from './open-data.js';
import { type TrainEvent, writeReport } from './report/index.js';
import { RunFolder } from './run-folder.js';
import { makeStrategy } from './strategies/makeStrategy.js';
import { Trainer } from './trainer.js';

function evaluateRun(
  model: MultiTaskModel,
  dataset: Dataset,
  config: TrainConfig,
  extra: { overlays: number; signal?: AbortSignal; onProgress?: (done: number, total: number) => void },
): Promise<Evaluation> {
  return evaluate(model, dataset, {
    tasks: config.tasks,
    transforms: config.transforms.eval,
    batchSize: config.evaluation.batchSize,
    workers: config.train.workers,
    device: config.device,
    memoryFormat,
    ...extra,
  });
}

/** One number to compare checkpoints by: the mean of the tasks' scores (mIoU; AP50, which moves before AP does). */
function quality(metrics: Record<string, number | null>): number {
  const scores = TASKS.flatMap((task) => metrics[`${task}/${task === 'det' ? 'AP50' : 'mIoU'}`] ?? []);
  return scores.reduce((sum, score) => sum + score, 0) / Math.max(scores.length, 1);
}

export interface TrainRunOptions {
  /** Folder of the run. */
  out: string;
  /** Go on with the run in `out` from its last checkpoint; the configuration is the run's own. */
  resume?: boolean;
  /** Stops after the step in progress, with a checkpoint. */
  signal?: AbortSignal;
  /** Title of the report. */
  title?: string;
}

/**
 * Trains as configured and leaves in `out`: the configuration, the classes of the data (`classes.json`), logs (`log.jsonl`, `steps.csv`), checkpoints, scores
 * (`metrics.json`) and `report.html`. Yields every event when it is on disk.
 *
 * @throws RunError if `out` holds a run (or, to resume, none); what `Trainer` and the data set throw
 */
export async function* trainRun(
  config: TrainConfig,
  options: TrainRunOptions,
): AsyncGenerator<TrainEvent, void, undefined> {
  const { out, resume = false, signal, title = 'cotrain run' } = options;
  const existing = resume ? RunFolder.open(out) : null;
  const resolved = existing?.config ?? config;
  const [train, val] = [await openData(resolved, 'train'), await openData(resolved, 'val')];
  warnOfLeak(resolved, train, val);
  const { train: settings, evaluation } = resolved;
  const classes = existing?.classes ?? classesOf(train);
  assertClasses('the training data', train, classes, resolved.tasks);
  assertClasses('the validation data', val, classes, resolved.tasks);
  using model = buildModel(resolved, classes);
  if (!existing) await prepareModel(model, resolved, train);
  const { batchSize, sampling } = settings;
  const { seed, tasks } = resolved;
  const dropLast = train.length >= batchSize;
  const loader = new Loader(train, {
    batches: taskBatches(train, { ...sampling, tasks, batchSize, dropLast, seed }),
    transforms: resolved.transforms.train,
    seed,
    workers: settings.workers,
  });
  using optimizer = buildOptimizer(model, resolved, loader.length);
  const { lossWeights, balancing } = settings;
  using strategy = makeStrategy(balancing, { tasks, lossWeights, seed });
  // Last of all: what cannot be trained must not leave a run folder behind.
  const folder = existing ?? RunFolder.create(out, resolved, classes);
  const position = existing ? loadCheckpoint(existing.last, model, optimizer, strategy) : undefined;
  let overlays: Evaluation['overlays'] = [];
  let best = existing ? bestSoFar(existing) : Number.NEGATIVE_INFINITY;

  const trainer = new Trainer({
    model,
    optimizer,
    loader,
    classes,
    epochs: epochsOf(settings),
    strategy,
    clipNorm: settings.clipNorm,
    clipScope: settings.clipScope,
    device: resolved.device,
    memoryFormat,
    evaluateEvery: evaluation.every,
    evaluate: async () => {
      const result = await evaluateRun(model, val, resolved, {
        overlays: evaluation.overlays,
        ...(signal ? { signal } : {}),
      });
      overlays = result.overlays;
      if (quality(result.metrics) > best) {
        best = quality(result.metrics);
        saveCheckpoint(folder.best, model, optimizer, trainer.position, strategy);
      }
      return result.metrics;
    },
    checkpoint: (at) => {
      saveCheckpoint(folder.last, model, optimizer, at, strategy);
      return folder.last;
    },
    ...(signal ? { signal } : {}),
    ...(existing && position ? { position, unscored: !isScored(existing, position.step) } : {}),
  });
  for await (const event of trainer) {
    folder.write(event);
    yield event;
  }
  await writeReport(out, { title, events: folder.events(), config: resolved, overlays });
}

/** Whether a folder holds a run that went to its end. */
export function isFinished(out: string): boolean {
  if (!RunFolder.exists(out)) return false;
  const last = RunFolder.open(out).events().at(-1);
  return last?.type === 'end' && last.reason === 'finished';
}

/** Begins a run, or goes on with it where it was stopped; a run that is finished stays as it is. */
export async function* finishRun(
  config: TrainConfig,
  options: Omit<TrainRunOptions, 'resume'>,
): AsyncGenerator<TrainEvent, void, undefined> {
  const { out } = options;
  if (isFinished(out)) return;
  let resume = RunFolder.exists(out);
  // Killed before its first checkpoint: there is nothing to go on from.
  if (resume && !existsSync(RunFolder.open(out).last)) {
    rmSync(out, { recursive: true });
    resume = false;
  }
  yield* trainRun(config, { ...options, resume });
}

const isScored = (folder: RunFolder, step: number): boolean =>
  folder.events().some((event) => event.type === 'eval' && event.step === step);

function bestSoFar(folder: RunFolder): number {
  const scores = folder.events().flatMap((event) => (event.type === 'eval' ? [quality(event.metrics)] : []));
  return Math.max(Number.NEGATIVE_INFINITY, ...scores);
}

export interface EvaluateRunOptions {
  /** Folder of another data set than the run's own, in BDD100K's layout or nuImages. */
  data?: string;
  split?: Split;
  checkpoint?: 'last' | 'best';
  signal?: AbortSignal;
  onProgress?: (done: number, total: number) => void;
}

/** Opens the data that a run is configured with; the validation part is what it is scored on. */
export const openRunData = (run: string, split: Split): Promise<Dataset> =>
  openData(RunFolder.open(run).config, split);

/** Scores a checkpoint of a run. @throws RunError if there is no run or no such checkpoint, or if the data have other classes */
export async function evaluateCheckpoint(
  run: string,
  options: EvaluateRunOptions = {},
): Promise<Evaluation['metrics']> {
  const { data, split = 'val', checkpoint = 'last', ...extra } = options;
  const folder = RunFolder.open(run);
  const { config } = folder;
  if (data !== undefined) config.data = dataSchema.parse(await dataInFolder(data));
  const dataset = await openData(config, split);
  assertClasses(data ?? "the run's data", dataset, folder.classes, config.tasks);
  using model = buildModel(config, folder.classes);
  loadModel(folder[checkpoint], model);
  return (await evaluateRun(model, dataset, config, { overlays: 0, ...extra })).metrics;
}
