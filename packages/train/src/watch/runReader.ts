// Reads a run's folder, again and again, while another process writes it.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { join, relative, sep } from 'node:path';
import type { TrainEvent } from '../report/events.js';
import { type EvaluationFiles, evaluationFolder, readEvaluation } from './evaluationFiles.js';
import type { FoundRun } from './findRuns.js';
import { LogTail } from './logTail.js';
import { readOrigin } from './origin.js';
import { RunEvents } from './runEvents.js';
import { summarize } from './summarize.js';
import { MAX_ROWS, rowsFrom, thinned } from './table.js';
import type { FrameHistory, Picture, RunStatus, RunUpdate } from './view.js';

/** One run, as far as it was read. */
export class RunReader {
  /** Files of the run that the page shows, below its folder, with `/` between names. */
  readonly files = new Set<string>();
  readonly #log: LogTail;
  #events = new RunEvents();
  #details = new Map<number, EvaluationFiles>();
  #state = '';
  #last: RunUpdate['run'] | undefined;
  #sent = { steps: 0, evaluations: 0 };

  constructor(
    readonly id: string,
    readonly run: FoundRun,
    /** Address of a file of the run. */
    readonly addressOf: (file: string) => string,
  ) {
    this.#log = new LogTail(join(run.folder, 'log.jsonl'));
  }

  /** What is new since the last call; null if nothing is. */
  poll(): RunUpdate | null {
    const change = this.#log.read();
    // What is known of a removed run stays on the page.
    const restarted = change?.restarted === true;
    if (restarted) this.#restart();
    let rewound = false;
    for (const event of change?.events ?? []) rewound = this.#add(event) || rewound;
    const state = this.#stateOfFiles();
    if (state === this.#state && !rewound && (change?.events.length ?? 0) === 0) return null;
    this.#state = state;
    const summary = this.#summary();
    const { steps, evaluations } = this.#sent;
    const update =
      restarted || rewound
        ? this.#whole(summary)
        : {
            run: summary,
            whole: false,
            steps: rowsFrom(this.#events.steps, steps),
            evaluations: rowsFrom(this.#events.evaluations, evaluations),
          };
    this.#sent = {
      steps: this.#events.steps.step.length,
      evaluations: this.#events.evaluations.step.length,
    };
    return update;
  }

  /** Everything that was read so far, for a page that has just been opened. */
  current(): RunUpdate {
    return this.#whole(this.#summary());
  }

  #whole(run: RunUpdate['run']): RunUpdate {
    const { steps, evaluations } = this.#events;
    return { run, whole: true, steps: thinned(steps, MAX_ROWS), evaluations: thinned(evaluations, MAX_ROWS) };
  }

  #restart(): void {
    this.#events = new RunEvents();
    this.#details.clear();
    this.#sent = { steps: 0, evaluations: 0 };
  }

  #add(event: TrainEvent): boolean {
    if (event.type === 'eval') this.#details.delete(event.step);
    return this.#events.add(event);
  }

  #summary(): RunUpdate['run'] {
    const status = this.#status();
    if (status !== 'missing' || !this.#last) this.#last = this.#read();
    return { ...this.#last, status };
  }

  #read(): RunUpdate['run'] {
    const { folder, name } = this.run;
    this.files.clear();
    const details = this.evaluations;
    return summarize({
      ...{ id: this.id, name, title: name, origin: readOrigin(folder), config: readConfig(folder) },
      ...{ status: this.#status(), events: this.#events },
      evaluations: details,
      frames: this.#frames(details, this.#events.evaluations.step.at(-1) ?? 0),
      batches: this.#batches(),
    });
  }

  /** What the evaluations left beside their scores, in order. */
  get evaluations(): EvaluationFiles[] {
    return this.#events.evaluations.step.flatMap((step) => this.#detailsOf(step) ?? []);
  }

  #detailsOf(step: number): EvaluationFiles | null {
    const known = this.#details.get(step);
    if (known) return known;
    const read = readEvaluation(this.run.folder, step);
    if (read) this.#details.set(step, read);
    return read;
  }

  #address(path: string): string {
    const file = relative(this.run.folder, path).split(sep).join('/');
    this.files.add(file);
    return this.addressOf(file);
  }

  /** The frames of all evaluations; in runs of earlier versions those of the last one. */
  #frames(details: readonly EvaluationFiles[], last: number): FrameHistory[] {
    const frames = new Map<string, FrameHistory>();
    for (const { step, frames: drawn } of details)
      for (const { name, file } of drawn) {
        const path = join(evaluationFolder(this.run.folder, step), file);
        if (!existsSync(path)) continue;
        const frame = frames.get(name) ?? { name, versions: [] };
        frames.set(name, frame);
        frame.versions.push({ step, src: this.#address(path) });
      }
    if (frames.size > 0) return [...frames.values()];
    return picturesIn(join(this.run.folder, 'overlays'), /\.png$/).map(({ name, path }) => ({
      name,
      versions: [{ step: last, src: this.#address(path) }],
    }));
  }

  #batches(): Picture[] {
    const pictures = picturesIn(join(this.run.folder, 'batches'), /^\d+\.webp$/);
    return pictures.map(({ name, path }) => ({ name: `step ${Number(name)}`, src: this.#address(path) }));
  }

  /** Changes when something beside the log does that a page shows. */
  #stateOfFiles(): string {
    const files = ['config.json', 'origin.json', 'batches', 'evaluations', 'overlays'];
    const times = files.map((file) => modified(join(this.run.folder, file)));
    return [this.#status(), ...times].join();
  }

  #status(): RunStatus {
    const { folder } = this.run;
    if (!existsSync(join(folder, 'config.json'))) return 'missing';
    const end = this.#events.others.findLast(
      ({ type }) => type === 'end' || type === 'resume' || type === 'start',
    );
    const over = end?.type === 'end' ? end.reason : null;
    return over ?? (isLocked(folder) ? 'running' : 'not ended');
  }
}

function modified(path: string): number | null {
  try {
    return statSync(path).mtimeMs;
  } catch {
    return null;
  }
}

function picturesIn(folder: string, names: RegExp): { name: string; path: string }[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => names.test(file))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .map((file) => ({ name: file.replace(/\.\w+$/, ''), path: join(folder, file) }));
}

function readConfig(folder: string): object {
  try {
    const config: unknown = JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8'));
    return typeof config === 'object' && config !== null ? config : {};
  } catch {
    return {};
  }
}

/** An owner on another machine says every 20 s that it lives. */
const SILENCE = 60_000;

/** Whether a living process holds the folder's lock (`lockFolder`). */
function isLocked(folder: string): boolean {
  const lock = join(folder, '.lock');
  try {
    return readdirSync(lock).some((id) => {
      const { pid, host } = JSON.parse(readFileSync(join(lock, id), 'utf8')) as { pid: number; host: string };
      if (host !== hostname()) return Date.now() - statSync(join(lock, id)).mtimeMs < SILENCE;
      return isAlive(pid);
    });
  } catch {
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
