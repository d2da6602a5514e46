// Calls every public operator with invalid arguments, hundreds of thousands of times. Each call must end in a
// result or an error: the process must not die, hang, or use unbounded memory.
//
//   npm run test:misuse -- --calls 1000000 [--seed 1] [--from 0] [--only ctc_loss,fft_fft] [--keep-going]
//
// The calls run in child processes. If one dies, or does not end within a minute, its operator and arguments
// are reported. With COTRAIN_ALLOCATOR=fence, the call that writes outside its tensors ends the process,
// instead of a later call.
import { spawn } from 'node:child_process';
import { mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { onWarning, scope, setNumThreads } from '@cotrain/torch';
import { callOf } from './calls.js';

/** Calls use at most a few thousand elements; a minute leaves room for a busy machine. */
const HANG_MILLISECONDS = 60_000;
const BATCH = 20_000;
/** Memory limit of a child. Larger requests fail, as on a machine without more memory. */
const MEMORY_BYTES = 4 * 2 ** 30;

export interface Misuse {
  calls: number;
  seed: number;
  from?: number;
  only?: readonly string[];
}

/** A call that ended the process, or did not end. */
export interface Failure {
  index: number;
  how: string;
  call: string;
}

interface Tally {
  results: number;
  errors: number;
}

/**
 * One line: the number of the call that the child is about to make, its tally so far, and the call in words.
 */
class Journal {
  constructor(private readonly file: number) {}

  write(index: number, { results, errors }: Tally, call: string): void {
    writeSync(this.file, `${index} ${results} ${errors} ${call}\n`, 0);
  }

  /**
   * The words come from the child, because another build of the parent may map the number to another call.
   */
  read(): Tally & { index: number; call: string } {
    const bytes = Buffer.alloc(1 << 20);
    const line = bytes.toString('utf8', 0, readSync(this.file, bytes, 0, bytes.length, 0)).split('\n', 1)[0]!;
    const [, index, results, errors, call] = /^(\d+) (\d+) (\d+) (.*)$/.exec(line) ?? [];
    return {
      index: Number(index ?? -1),
      results: Number(results ?? 0),
      errors: Number(errors ?? 0),
      call: call || '(while its arguments were made)',
    };
  }
}

function child({ calls, seed, from = 0, only }: Misuse, journalPath: string): void {
  onWarning(() => {});
  // Threads of the pool would only wait for each other, and one thread finds the same faults.
  setNumThreads(1);
  const journal = new Journal(openSync(journalPath, 'w'));
  const tally = { results: 0, errors: 0 };
  for (let index = from; index < from + calls; index++) {
    journal.write(index, tally, '');
    const began = performance.now();
    try {
      scope(() => {
        const call = callOf(seed, index, only);
        journal.write(index, tally, call.text);
        call.run();
      });
      tally.results++;
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      tally.errors++;
    }
    if (performance.now() - began > 5000)
      console.error(
        `${index}: ${Math.round(performance.now() - began)} ms: ${scope(() => callOf(seed, index, only).text)}`,
      );
  }
  journal.write(from + calls, tally, '');
}

/** Describes the call with a given number. */
const describe = (seed: number, index: number, only?: readonly string[]): string =>
  scope(() => callOf(seed, index, only).text);

/** Runs calls until one ends the process. */
function batch(
  { calls, seed, from = 0, only }: Misuse,
  folder: string,
): Promise<Tally & { failure: Failure | null }> {
  const path = join(folder, 'journal');
  const journal = new Journal(openSync(path, 'w+'));
  const options = [`--calls=${calls}`, `--seed=${seed}`, `--from=${from}`, `--child=${path}`];
  if (only !== undefined) options.push(`--only=${only.join(',')}`);
  const command = [process.execPath, '--import=tsx', fileURLToPath(import.meta.url), ...options];
  const limited =
    process.platform === 'linux' ? ['prlimit', `--data=${MEMORY_BYTES}`, '--core=0', ...command] : command;
  return new Promise((resolve, reject) => {
    const worker = spawn(limited[0]!, limited.slice(1), {
      stdio: ['ignore', 'ignore', 'pipe'],
      cwd: ROOT,
      env: { ...process.env, MISUSE_FOLDER: folder },
    });
    let said = '';
    worker.stderr.on('data', (data: Buffer) => {
      said = (said + data.toString()).slice(-2000);
    });
    let last = -1;
    let how: string | null = null;
    const watch = setInterval(() => {
      const { index } = journal.read();
      if (index === last) {
        how = `did not end within ${HANG_MILLISECONDS / 1000} s`;
        worker.kill('SIGKILL');
      }
      last = index;
    }, HANG_MILLISECONDS);
    worker.on('error', reject);
    worker.on('close', (code, signal) => {
      clearInterval(watch);
      const { index, call, ...tally } = journal.read();
      if (process.env.MISUSE_SLOW && said !== '') console.error(said);
      if (code === 0) return resolve({ ...tally, failure: null });
      if (index < 0) return reject(new Error(`the child process did not begin: ${said}`));
      how ??= `ended the process (${signal ?? `code ${code}`})${said === '' ? '' : `: ${said.slice(-400)}`}`;
      resolve({ ...tally, failure: { index, how, call } });
    });
  });
}

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** @param until whether to stop at the first failure */
export async function misuse(
  { calls, seed, from = 0, only }: Misuse,
  { until = true, progress = (_done: number) => {} } = {},
): Promise<Tally & { failures: Failure[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'cotrain-misuse-'));
  const total = { results: 0, errors: 0, failures: [] as Failure[] };
  try {
    for (let at = from; at < from + calls; ) {
      const count = Math.min(BATCH, from + calls - at);
      const { results, errors, failure } = await batch({ calls: count, seed, from: at, only }, folder);
      total.results += results;
      total.errors += errors;
      at = failure === null ? at + count : failure.index + 1;
      if (failure !== null) {
        total.failures.push(failure);
        if (until) break;
        console.log(`call ${failure.index} ${failure.how}\n  ${failure.call}`);
      }
      progress(at - from);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return total;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      calls: { type: 'string', default: '100000' },
      seed: { type: 'string', default: '1' },
      from: { type: 'string', default: '0' },
      only: { type: 'string' },
      child: { type: 'string' },
      describe: { type: 'boolean', default: false },
      'keep-going': { type: 'boolean', default: false },
    },
  });
  const given: Misuse = {
    calls: Number(values.calls),
    seed: Number(values.seed),
    from: Number(values.from),
    only: values.only?.split(','),
  };
  if (values.describe) return console.log(describe(given.seed, given.from!, given.only));
  if (values.child !== undefined) {
    process.chdir(process.env.MISUSE_FOLDER!);
    return child(given, values.child);
  }
  const began = performance.now();
  const { results, errors, failures } = await misuse(given, {
    until: !values['keep-going'],
    progress: (done) => console.log(`${done} calls`),
  });
  for (const { index, how, call } of failures)
    console.log(`seed ${given.seed}, call ${index} ${how}\n  ${call}`);
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  console.log(
    `seed ${given.seed}: ${results} results and ${errors} errors in ${seconds} s, ${failures.length} calls ended the process or hung`,
  );
  process.exitCode = failures.length > 0 ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
