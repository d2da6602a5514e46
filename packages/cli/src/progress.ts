import cliProgress from 'cli-progress';
import { isQuiet } from './output.js';

export interface ProgressOptions {
  label: string;
  total: number;
  /** Default stderr: stdout belongs to the results. */
  stream?: NodeJS.WriteStream;
  /** Least time between two lines in ms, if the output is not a terminal. */
  interval?: number;
}

/**
 * How far a long command has come: a bar with the remaining time on a terminal, a line now and then in a
 * pipe.
 */
export interface Progress {
  /** @param note a few words behind the bar, such as the loss */
  update(done: number, note?: string): void;
  /** Prints a line of its own, above the bar. */
  log(line: string): void;
  /** Leaves the last state on the screen. Call it in `finally`: the bar's timer keeps the process alive. */
  stop(): void;
}

export function createProgress(options: ProgressOptions): Progress {
  if (isQuiet()) return { update() {}, log() {}, stop() {} };
  const stream = options.stream ?? standardError();
  return stream.isTTY ? bar(options, stream) : lines(options, stream);
}

/** Environment variable by which `cotrain run` lets rank 0 draw on its terminal: the width. */
export const TERMINAL_COLUMNS = 'COTRAIN_TERMINAL_COLUMNS';

/** stderr, which under `cotrain run` may be a pipe to a terminal. */
function standardError(): NodeJS.WriteStream {
  const columns = Number(process.env[TERMINAL_COLUMNS]);
  return columns > 0 ? Object.assign(process.stderr, { isTTY: true, columns }) : process.stderr;
}

/** Runs work that tells how far it is, and shows it; the total is known from its first word. */
export async function withProgress<T>(
  label: string,
  work: (onProgress: (done: number, total: number) => void) => Promise<T>,
): Promise<T> {
  let progress: Progress | undefined;
  try {
    return await work((done, total) => {
      progress ??= createProgress({ label, total });
      progress.update(done);
    });
  } finally {
    progress?.stop();
  }
}

/** `1:05` or `2:03:09` of seconds. */
export function formatSeconds(seconds: number): string {
  if (!Number.isFinite(seconds)) return '-';
  const whole = Math.max(0, Math.round(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (value: number) => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

function bar({ label, total }: ProgressOptions, stream: NodeJS.WriteStream): Progress {
  // A group of one bar: only a group can print lines above itself.
  const group = new cliProgress.MultiBar(
    {
      stream,
      format: '{label} {bar} {value}/{total}  {left}  {note}',
      formatBar: (progress, { barsize = 40 }) => {
        const full = Math.round(progress * barsize);
        return `${'━'.repeat(full)}\u001b[2m${'━'.repeat(barsize - full)}\u001b[22m`;
      },
      barsize: 30,
      emptyOnZero: true,
      gracefulExit: false,
    },
    cliProgress.Presets.shades_classic,
  );
  const remaining = estimator(total);
  const single = group.create(total, 0, { label, note: '', left: '' });
  return {
    update: (done, note = '') =>
      single.update(done, { note, left: `${formatSeconds(remaining(done))} left` }),
    log: (line) => group.log(`${line}\n`),
    stop() {
      group.update(); // prints the lines that wait for the next drawing
      group.stop();
    },
  };
}

function lines({ label, total, interval = 5000 }: ProgressOptions, stream: NodeJS.WriteStream): Progress {
  const remaining = estimator(total);
  let printedAt = performance.now();
  let printed = -1;
  let last: { done: number; note: string } | undefined;
  const print = ({ done, note }: { done: number; note: string }) => {
    const left = done < total ? `, ${formatSeconds(remaining(done))} left` : '';
    stream.write(`${label} ${done}/${total}${left}${note && `  ${note}`}\n`);
    printedAt = performance.now();
    printed = done;
  };
  return {
    update(done, note = '') {
      last = { done, note };
      if (performance.now() - printedAt >= interval) print(last);
    },
    log: (line) => void stream.write(`${line}\n`),
    stop() {
      // What was over before the first line was due needs none.
      if (last && printed >= 0 && last.done !== printed) print(last);
    },
  };
}

/**
 * Seconds left after `done` of `total`, from the pace of the recent past: the first steps of a run (caches,
 * threads that start) do not measure the others.
 */
function estimator(total: number): (done: number) => number {
  const window: { done: number; at: number }[] = [{ done: 0, at: performance.now() }];
  return (done) => {
    const now = performance.now();
    if (done > window.at(-1)!.done) window.push({ done, at: now });
    if (window.length > 50) window.shift();
    const first = window[0]!;
    return done > first.done ? ((total - done) * (now - first.at)) / (done - first.done) / 1000 : Number.NaN;
  };
}
