// The files of one run: configuration, logs, checkpoints, scores.
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BDD100K_CLASSES, TASKS } from '@cotrain/data';
import { writeFileAtomic } from '@cotrain/torch';
import { z } from 'zod';
import { resolveConfig, type TrainConfig } from './config/config.js';
import { RunError } from './errors.js';
import type { TaskClasses } from './label-space.js';
import { type StepEvent, type TrainEvent, taskLoss } from './report/events.js';

const CSV_COLUMNS = ['step', 'epoch', 'loss', 'lr', 'gradNorm', 'dataTime', 'stepTime', 'images'] as const;

const classesSchema = z.record(z.enum(TASKS), z.array(z.string()));

/** `config.json`, `classes.json`, `log.jsonl`, `steps.csv`, `metrics.json`, `checkpoints/` and `report.html` of a run. */
export class RunFolder {
  readonly log: string;
  readonly steps: string;
  readonly metrics: string;
  readonly last: string;
  readonly best: string;

  private constructor(
    readonly path: string,
    readonly config: TrainConfig,
    /** Of the labels that it learns from: what its model's outputs mean. */
    readonly classes: TaskClasses,
  ) {
    this.log = join(path, 'log.jsonl');
    this.steps = join(path, 'steps.csv');
    this.metrics = join(path, 'metrics.json');
    this.last = join(path, 'checkpoints', 'last.safetensors');
    this.best = join(path, 'checkpoints', 'best.safetensors');
  }

  /** Whether a folder holds a run. */
  static exists(path: string): boolean {
    return existsSync(join(path, 'config.json'));
  }

  /** Starts a run. @throws RunError if the folder holds one: nothing is ever overwritten */
  static create(path: string, config: TrainConfig, classes: TaskClasses = BDD100K_CLASSES): RunFolder {
    if (RunFolder.exists(path))
      throw new RunError(`${path} holds a run already: choose another folder, remove it, or resume it`);
    mkdirSync(join(path, 'checkpoints'), { recursive: true });
    writeFileAtomic(join(path, 'classes.json'), `${JSON.stringify(classes, null, 2)}\n`);
    writeFileAtomic(join(path, 'config.json'), `${JSON.stringify(config, null, 2)}\n`);
    return new RunFolder(path, config, classes);
  }

  /** Opens a run that exists. @throws RunError if there is none */
  static open(path: string): RunFolder {
    const file = join(path, 'config.json');
    if (!RunFolder.exists(path)) throw new RunError(`${path} holds no run: there is no config.json in it`);
    return new RunFolder(path, resolveConfig(readJson(file), file), readClasses(join(path, 'classes.json')));
  }

  /** Appends an event to the logs. @throws RunError naming the file, when the disk is full for example */
  write(event: TrainEvent): void {
    append(this.log, `${JSON.stringify(event)}\n`);
    if (event.type === 'step') this.#writeStep(event);
    if (event.type === 'eval')
      writeFileAtomic(
        this.metrics,
        `${JSON.stringify({ step: event.step, epoch: event.epoch, ...event.metrics }, null, 2)}\n`,
      );
  }

  #writeStep(event: StepEvent): void {
    const tasks = this.config.tasks;
    if (!existsSync(this.steps)) {
      const columns = ['loss', 'gradNorm'].flatMap((name) => tasks.map((task) => `${name}/${task}`));
      append(this.steps, `${[...CSV_COLUMNS, ...columns].join(',')}\n`);
    }
    // A batch without labels for a task leaves its cells empty.
    const values = [
      ...CSV_COLUMNS.map((column) => event[column]),
      ...tasks.map((task) => taskLoss(event, task) ?? ''),
      ...tasks.map((task) => event.gradNorms[task] ?? ''),
    ];
    append(this.steps, `${values.join(',')}\n`);
  }

  /** Every event so far; a last line that a crash cut off is left out. */
  events(): TrainEvent[] {
    if (!existsSync(this.log)) return [];
    return readFileSync(this.log, 'utf8')
      .split('\n')
      .flatMap((line) => {
        try {
          return line === '' ? [] : [JSON.parse(line) as TrainEvent];
        } catch {
          return [];
        }
      });
  }
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new RunError(`${file}: ${(error as Error).message}`, { cause: error });
  }
}

/** Runs of earlier versions have BDD100K's classes, and no such file. */
function readClasses(file: string): TaskClasses {
  if (!existsSync(file)) return BDD100K_CLASSES;
  const parsed = classesSchema.safeParse(readJson(file));
  if (parsed.success) return parsed.data;
  throw new RunError(`${file}: expected the class names of ${TASKS.join(', ')}`);
}

function append(path: string, text: string): void {
  try {
    appendFileSync(path, text);
  } catch (error) {
    throw new RunError(`could not write ${path}: ${(error as Error).message}`, { cause: error });
  }
}
