// The files of one run: configuration, data, logs, checkpoints, scores.
import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { BDD100K_TASKS, type Bdd100kTask, type TaskSpecs } from '@cotrain/data';
import { makeFolder, writeFileAtomic, writing } from '@cotrain/torch';
import { z } from 'zod';
import { CheckpointFiles } from './checkpoints/files.js';
import { resolveConfig, type TrainConfig } from './config/config.js';
import { RunError } from './errors.js';
import { assertPlugins } from './plugins.js';
import {
  type EvalEvent,
  type ResumeEvent,
  type SkipEvent,
  type StepEvent,
  type TrainEvent,
  taskLoss,
} from './report/events.js';
import { type DataRecord, readDataRecord, writeDataRecord } from './resume/dataRecord.js';
import { eventsUntil, readLog } from './resume/log.js';
import type { Scores } from './tasks/scorer.js';

const CSV_COLUMNS = ['step', 'epoch', 'loss', 'lr', 'gradNorm', 'dataTime', 'stepTime', 'images'] as const;

const tasksSchema = z.record(
  z.string(),
  z.strictObject({
    kind: z.string(),
    classes: z.array(z.string()),
  }),
);
/**
 * Class names in runs of earlier versions: those of BDD100K's three tasks, or of tasks with other classes.
 */
const classesSchema = z.record(z.enum(Object.keys(BDD100K_TASKS) as Bdd100kTask[]), z.array(z.string()));

/** The file of the last scores: the step, and numbers by name. */
const scoresSchema = z.record(z.string(), z.number().nullable());

/** State from which a run continues. */
export interface Resumption {
  config: TrainConfig;
  data: DataRecord;
  event: ResumeEvent;
}

/** The files of a {@link RunFolder}, and the run's report. Locking is not handled here. */
export class RunFolder {
  readonly log: string;
  readonly steps: string;
  readonly metrics: string;
  readonly skipped: string;
  readonly checkpoints: CheckpointFiles;
  readonly last: string;
  readonly best: string;
  readonly report: string;
  #config: TrainConfig;
  /** Skipped frames, read when the first one is added. */
  #skips: SkipEvent[] | undefined;

  private constructor(
    readonly path: string,
    config: TrainConfig,
    /**
     * Specifications of the labels that the run is trained on, which define the meaning of its model's
     * outputs.
     */
    readonly tasks: TaskSpecs,
  ) {
    this.#config = config;
    this.log = join(path, 'log.jsonl');
    this.steps = join(path, 'steps.csv');
    this.metrics = join(path, 'metrics.json');
    this.skipped = join(path, 'skipped.json');
    this.checkpoints = new CheckpointFiles(join(path, 'checkpoints'));
    this.last = this.checkpoints.last;
    this.best = this.checkpoints.best;
    this.report = join(path, 'report.html');
  }

  get config(): TrainConfig {
    return this.#config;
  }

  /** Whether a folder contains a run. */
  static exists(path: string): boolean {
    return existsSync(join(path, 'config.json'));
  }

  /**
   * Starts a run. A run that was stopped before its first checkpoint, and so cannot continue, is replaced.
   *
   * @throws RunError if the folder contains any other run, because trained weights are never overwritten
   */
  static create(path: string, config: TrainConfig, tasks: TaskSpecs, data?: DataRecord): RunFolder {
    const folder = new RunFolder(path, config, tasks);
    if (RunFolder.exists(path)) {
      if (folder.canResume)
        throw new RunError(`${path} holds a run already: choose another folder, remove it, or resume it`);
      const { log, steps, metrics, skipped, best } = folder;
      for (const file of [join(path, 'config.json'), log, steps, metrics, skipped, best])
        writing(file, () => rmSync(file, { force: true }));
      for (const pictures of ['batches', 'evaluations'])
        writing(path, () => rmSync(join(path, pictures), { recursive: true, force: true }));
    }
    makeFolder(join(path, 'checkpoints'));
    const specs = Object.entries(tasks).map(([name, { kind, classes }]) => [name, { kind, classes }]);
    writeFileAtomic(join(path, 'tasks.json'), `${JSON.stringify(Object.fromEntries(specs), null, 2)}\n`);
    if (data) writeDataRecord(folder.#data, data);
    folder.#writeConfig(config); // last, because a run exists from then on
    return folder;
  }

  /** The paths of a run that another rank creates. */
  static planned(path: string, config: TrainConfig, tasks: TaskSpecs): RunFolder {
    return new RunFolder(path, config, tasks);
  }

  /**
   * Opens an existing run.
   * @throws RunError if there is none, ConfigError for plugins of the run that were not loaded
   */
  static open(path: string): RunFolder {
    const file = join(path, 'config.json');
    if (!RunFolder.exists(path)) throw new RunError(`${path} holds no run: there is no config.json in it`);
    const stored = readJson(file);
    assertPlugins(stored, file);
    return new RunFolder(path, resolveConfig(stored, file), readTasks(path));
  }

  /** Whether there is a checkpoint to continue from. */
  get canResume(): boolean {
    return this.checkpoints.candidates().length > 0;
  }

  /** Whether the run was finished. */
  get isFinished(): boolean {
    const last = this.events().at(-1);
    return last?.type === 'end' && last.reason === 'finished';
  }

  /** Record of the frames and labels that the run has seen; null in runs of earlier versions. */
  get data(): DataRecord | null {
    return readDataRecord(this.#data);
  }

  get #data(): string {
    return join(this.path, 'data.json');
  }

  #writeConfig(config: TrainConfig): void {
    this.#config = config;
    writeFileAtomic(join(this.path, 'config.json'), `${JSON.stringify(config, null, 2)}\n`);
  }

  /** Cuts the logs back to the step from which a run continues, and writes the settings that change there. */
  resume({ config, data, event }: Resumption): void {
    const events: TrainEvent[] = [...eventsUntil(this.events(), event.step), event];
    const rows = events.flatMap((one) => (one.type === 'step' ? [this.#stepRow(one)] : []));
    if (config.train.log.includes('csv')) writeFileAtomic(this.steps, [this.#stepHeader(), ...rows].join(''));
    const scored = events.findLast((one) => one.type === 'eval');
    if (scored) this.#writeScores(scored);
    else writing(this.metrics, () => rmSync(this.metrics, { force: true }));
    this.#skips = events.filter((one) => one.type === 'skip');
    if (this.#skips.length > 0) this.#writeSkips();
    else writing(this.skipped, () => rmSync(this.skipped, { force: true }));
    writeFileAtomic(this.log, events.map((one) => `${JSON.stringify(one)}\n`).join(''));
    writeDataRecord(this.#data, data);
    this.#writeConfig(config); // last, so that after a kill before it the same command repeats everything
  }

  /** Appends an event to the logs. @throws FileWriteError naming the file, for example if the disk is full */
  write(event: TrainEvent): void {
    append(this.log, `${JSON.stringify(event)}\n`);
    if (event.type === 'eval') this.#writeScores(event);
    if (event.type === 'step' && this.#hasTable) {
      if (!existsSync(this.steps)) append(this.steps, this.#stepHeader());
      append(this.steps, this.#stepRow(event));
    }
    if (event.type === 'skip') {
      if (this.#skips) this.#skips.push(event);
      else this.#skips = this.events().filter((one) => one.type === 'skip');
      this.#writeSkips();
    }
  }

  get #hasTable(): boolean {
    return this.config.train.log.includes('csv');
  }

  #writeScores({ step, epoch, metrics, skipped }: EvalEvent): void {
    const scores = { step, epoch, ...metrics, ...(skipped !== undefined && { skipped }) };
    writeFileAtomic(this.metrics, `${JSON.stringify(scores, null, 2)}\n`);
  }

  #writeSkips(): void {
    const frames = (this.#skips ?? []).map(({ type: _, ...frame }) => frame);
    writeFileAtomic(this.skipped, `${JSON.stringify(frames, null, 2)}\n`);
  }

  #stepHeader(): string {
    const columns = ['loss', 'gradNorm'].flatMap((name) =>
      this.config.tasks.map((task) => `${name}/${task}`),
    );
    return `${[...CSV_COLUMNS, ...columns].join(',')}\n`;
  }

  /** Cells are empty if a batch had no labels for a task. */
  #stepRow(event: StepEvent): string {
    const { tasks } = this.config;
    const values = [
      ...CSV_COLUMNS.map((column) => event[column]),
      ...tasks.map((task) => taskLoss(event, task) ?? ''),
      ...tasks.map((task) => event.gradNorms[task] ?? ''),
    ];
    return `${values.join(',')}\n`;
  }

  /**
   * Scores of the evaluation at a step, or of the last one. A packed run has no log, only its last scores.
   * Undefined if there was no such evaluation.
   */
  scoresAt(step?: number): Scores | undefined {
    const evaluated = this.events().findLast(
      (event) => event.type === 'eval' && (step === undefined || event.step === step),
    );
    if (evaluated?.type === 'eval') return evaluated.metrics;
    if (!existsSync(this.metrics)) return undefined;
    const { step: at, epoch: _, skipped: __, ...scores } = scoresSchema.parse(readJson(this.metrics));
    return step === undefined || at === undefined || at === step ? scores : undefined;
  }

  /** All events so far. Invalid lines, such as one truncated by a crash, are skipped. */
  events(): TrainEvent[] {
    return readLog(this.log);
  }
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new RunError(`${file}: ${(error as Error).message}`, { cause: error });
  }
}

function readTasks(path: string): TaskSpecs {
  const file = join(path, 'tasks.json');
  if (!existsSync(file)) return readClasses(join(path, 'classes.json'));
  const parsed = tasksSchema.safeParse(readJson(file));
  if (parsed.success) return parsed.data;
  throw new RunError(`${file}: expected the kind and the classes of each task`);
}

/** Runs of earlier versions only list classes, or nothing if these are BDD100K's. */
function readClasses(file: string): TaskSpecs {
  if (!existsSync(file)) return BDD100K_TASKS;
  const parsed = classesSchema.safeParse(readJson(file));
  if (!parsed.success)
    throw new RunError(`${file}: expected the class names of ${Object.keys(BDD100K_TASKS).join(', ')}`);
  const specs = Object.entries(parsed.data).map(([task, classes]) => [
    task,
    { kind: BDD100K_TASKS[task as Bdd100kTask].kind, classes },
  ]);
  return Object.fromEntries(specs);
}

function append(path: string, text: string): void {
  writing(path, () => appendFileSync(path, text));
}
