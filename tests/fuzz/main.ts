// The long form of fuzz.test.ts: `npm run test:fuzz -- --inputs 1000000 [--reader NAME] [--seed 1]`. A child
// process reads the files of one reader, so that a crash or a hang ends nothing else. Inputs that fail are
// kept; `--reader NAME --seed SEED --from INDEX --inputs 1` repeats one. Interrupted, it says what it has
// done.
import { fork } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Failure, fuzz } from './fuzz.js';
import { READERS, SLOW } from './readers.js';

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '23000' },
    reader: { type: 'string', multiple: true },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    keep: { type: 'string', default: join(tmpdir(), 'cotrain-fuzz-kept') },
    child: { type: 'boolean', default: false },
    progress: { type: 'string', default: '' },
  },
});
const [inputs, seed, from] = [Number(values.inputs), Number(values.seed), Number(values.from)];
const { keep } = values;

/** Inputs of a child process; memory that it may keep is not much. */
const BATCH = 4000;
/** Inputs of a slow reader for each one of another. */
const SHARE_OF_SLOW = 0.25;
/**
 * Processor time after which a file of a few kilobytes counts as a hang, and time without any, in seconds.
 */
const [MOST_WORK, MOST_WAIT] = [20, 1800];

/** Damaged files cause thousands of warnings. */
const FLAGS = [...process.execArgv, '--no-warnings'];

interface Done {
  read: number;
  refused: number;
  reasons: [string, number][];
  failures: Failure[];
  /** Growth of resident memory over all inputs, in MiB. */
  growth: number;
}

/** The input that a child process is reading. */
interface Progress {
  index: number;
  path: string;
}

async function child(reader: string): Promise<void> {
  let before = 0;
  // A file, because a message for each input would take longer than many a reader.
  const file = openSync(values.progress, 'w');
  const { reasons, ...result } = await fuzz({
    ...{ reader, seed, count: inputs, from, keep },
    onInput(index, path) {
      before ||= process.resourceUsage().maxRSS;
      writeSync(file, `${index} ${path}\n`.padEnd(400), 0);
    },
  });
  const growth = (process.resourceUsage().maxRSS - before) / 1024;
  process.send!({ ...result, reasons: [...reasons], growth } satisfies Done);
  process.disconnect();
}

/** Null before the first input. */
function progressIn(file: string): Progress | null {
  const [, index, path] = (existsSync(file) && /^(\d+) (.*)\n/.exec(readFileSync(file, 'utf8'))) || [];
  return index === undefined ? null : { index: Number(index), path: path! };
}

/** Seconds of processor time that a process has taken; NaN where the system does not say. */
function workOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return Number.NaN;
  }
}

/**
 * Reads a batch in another process. A process that ends early is a failure, and the rest is read by the next.
 */
function batch(
  reader: string,
  count: number,
  first: number,
  signal: AbortSignal,
): Promise<Done & { next: number }> {
  return new Promise((resolve, reject) => {
    const folder = mkdtempSync(join(tmpdir(), 'cotrain-fuzz-progress-'));
    const progress = join(folder, 'progress');
    const options = { inputs: count, from: first, seed, keep, reader, progress };
    const flags = Object.entries(options).map(([key, value]) => `--${key}=${value}`);
    const process = fork(fileURLToPath(import.meta.url), ['--child', ...flags], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      execArgv: FLAGS,
    });
    let [at, since, work, hung] = [-1, performance.now(), 0, false];
    const watch = setInterval(() => {
      const now = progressIn(progress)?.index ?? -1;
      if (now !== at) [at, since, work] = [now, performance.now(), workOf(process.pid!)];
      const isStuck = workOf(process.pid!) - work > MOST_WORK || performance.now() - since > 1000 * MOST_WAIT;
      hung = at >= first && isStuck; // before that, it makes valid files
      if (hung || signal.aborted) process.kill('SIGKILL');
    }, 1000);
    let [done, words]: [Done | undefined, string] = [undefined, ''];
    process.stderr!.on('data', (text) => {
      words = `${words}${text}`.slice(-1000);
    });
    process.on('message', (message: Done) => {
      done = message;
    });
    // All messages have come when the channel is closed, which may be after the end.
    let ended: [code: number | null, killed: string | null] | undefined;
    let isClosed = false;
    process.on('disconnect', () => {
      isClosed = true;
      if (ended) finish(...ended);
    });
    process.on('exit', (code, killed) => {
      ended = [code, killed];
      if (isClosed) finish(code, killed);
    });
    const finish = (code: number | null, killed: string | null) => {
      clearInterval(watch);
      const last = progressIn(progress) ?? { index: first - 1, path: '' };
      rmSync(folder, { recursive: true, force: true });
      if (done) return resolve({ ...done, next: first + done.read + done.refused + done.failures.length });
      const empty = { read: 0, refused: 0, reasons: [], growth: 0 };
      if (signal.aborted) return resolve({ ...empty, failures: [], next: first });
      if (last.index < first) return reject(new Error(`${reader}: nothing was read: ${words}`));
      const kept = join(keep, `${reader}-${seed}-${last.index}-${basename(last.path)}`);
      mkdirSync(keep, { recursive: true });
      // A process that ends by itself cleans up; `--from` makes its input again.
      if (existsSync(last.path)) copyFileSync(last.path, kept);
      const what = hung ? 'it hangs' : `the process ended with ${killed ?? code}: ${words}`;
      const failure = { reader, index: last.index, what, kept };
      resolve({ ...empty, read: last.index - first, failures: [failure], next: last.index + 1 });
    };
  });
}

async function main(): Promise<void> {
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort());
  const readers = values.reader ?? Object.keys(READERS);
  const shares = new Map(readers.map((name) => [name, SLOW.has(name) ? SHARE_OF_SLOW : 1]));
  const sum = [...shares.values()].reduce((a, b) => a + b, 0);
  const ends = new Map(readers.map((name) => [name, from + Math.ceil((inputs * shares.get(name)!) / sum)]));
  const began = performance.now();
  const rows = new Map<string, Done>(
    readers.map((name) => [name, { read: 0, refused: 0, reasons: [], failures: [], growth: 0 }]),
  );
  const reasons = new Map(readers.map((name) => [name, new Set<string>()]));
  const next = new Map(readers.map((name) => [name, from]));
  const told = new Set<string>();
  // In turns, so that an interrupted campaign has read some of everything.
  while (!stop.signal.aborted && [...next].some(([reader, at]) => at < ends.get(reader)!))
    for (const [reader, at] of next) {
      if (stop.signal.aborted || at >= ends.get(reader)!) continue;
      const most = SLOW.has(reader) ? BATCH * SHARE_OF_SLOW : BATCH;
      const done = await batch(reader, Math.min(most, ends.get(reader)! - at), at, stop.signal);
      const row = rows.get(reader)!;
      row.read += done.read;
      row.refused += done.refused;
      row.failures.push(...done.failures);
      row.growth = Math.max(row.growth, done.growth);
      for (const [reason] of done.reasons) reasons.get(reader)!.add(reason);
      // A reader that fails all the time is left alone.
      next.set(reader, row.failures.length >= 30 ? Number.POSITIVE_INFINITY : done.next);
      for (const { what, kept, index } of done.failures) {
        const kind = `${reader} ${what.replace(/\d+/g, '#').slice(0, 100)}`;
        if (told.has(kind)) continue;
        told.add(kind);
        console.log(`${reader}, input ${index} of seed ${seed}, kept as ${kept}\n  ${what}`);
      }
    }
  report(rows, reasons, (performance.now() - began) / 1000);
}

function report(rows: Map<string, Done>, reasons: Map<string, Set<string>>, seconds: number): void {
  const sum = (of: (row: Done) => number) => [...rows.values()].reduce((total, row) => total + of(row), 0);
  const line = (
    name: string,
    read: number,
    refused: number,
    kinds: number,
    failures: number,
    growth: number,
  ) =>
    `| ${name} | ${read + refused} | ${read} | ${refused} | ${kinds} | ${failures} | ${Math.round(growth)} MiB |`;
  console.log('| reader | inputs | read | refused | kinds of reasons | failures | memory |');
  console.log('|---|---:|---:|---:|---:|---:|---:|');
  for (const [name, { read, refused, failures, growth }] of rows)
    console.log(line(name, read, refused, reasons.get(name)!.size, failures.length, growth));
  const failures = sum((row) => row.failures.length);
  const most = Math.max(...[...rows.values()].map(({ growth }) => growth));
  const kinds = [...reasons.values()].reduce((total, { size }) => total + size, 0);
  console.log(
    line(
      'all',
      sum(({ read }) => read),
      sum(({ refused }) => refused),
      kinds,
      failures,
      most,
    ),
  );
  console.log(`${Math.round(seconds)} s, seed ${seed}`);
  process.exitCode = failures > 0 ? 1 : 0;
}

if (values.child) await child(values.reader![0]!);
else await main();
