import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { userEnvironment } from '../environment.js';
import { BenchError } from '../errors.js';
import { RESULT_FD, TASK } from './protocol.js';

export interface ChildOptions {
  command: string;
  args: readonly string[];
  /** What the process is told. */
  task: object;
  /** Takes all that the process prints. A pipe would fill up, or be cut off at a limit. */
  log: string;
  /** Variables of its environment, beside ours. Default: none. */
  env?: Readonly<Record<string, string>>;
  /** Called with each JSON line that the process says. */
  onMessage: (message: unknown) => void;
  signal?: AbortSignal | undefined;
}

/** Lines of the log that an error shows. */
const SHOWN = 15;

/**
 * Runs one process to its end.
 *
 * @throws BenchError if it fails, with the end of its log
 * @throws an AbortError if the signal aborts; the process is ended first
 */
export async function runChild(options: ChildOptions): Promise<void> {
  const { command, args, task, log, onMessage, signal } = options;
  signal?.throwIfAborted();
  const out = openSync(log, 'a');
  const env = {
    ...userEnvironment(),
    ...options.env,
    [TASK]: JSON.stringify(task),
    PYTHONDONTWRITEBYTECODE: '1',
  };
  const child = spawn(command, args, { env, stdio: ['ignore', out, out, 'pipe'] });
  closeSync(out);
  const stop = () => child.kill('SIGTERM');
  signal?.addEventListener('abort', stop);
  try {
    const pipe = child.stdio[RESULT_FD] as Readable;
    const ended = new Promise<string | null>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code, by) => resolve(code === 0 ? null : by ? `signal ${by}` : `exit code ${code}`));
    });
    const [failure] = await Promise.all([ended, readLines(pipe, onMessage)]);
    signal?.throwIfAborted();
    if (failure !== null) throw new BenchError(failureText(options, failure));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw new BenchError(`${command}: there is no such program`, { cause: error });
    throw error;
  } finally {
    signal?.removeEventListener('abort', stop);
    if (child.exitCode === null) child.kill('SIGKILL');
  }
}

async function readLines(pipe: Readable, onLine: (message: unknown) => void): Promise<void> {
  let rest = '';
  for await (const text of pipe.setEncoding('utf8') as AsyncIterable<string>) {
    const lines = (rest + text).split('\n');
    rest = lines.pop()!;
    for (const line of lines) onLine(JSON.parse(line));
  }
}

function failureText({ command, args, log }: ChildOptions, failure: string): string {
  const said = existsSync(log) ? readFileSync(log, 'utf8').trim() : '';
  const shown = said
    .split('\n')
    .slice(-SHOWN)
    .join('\n')
    .replace(/^(?=.)/gm, '    ');
  return `a process of the benchmark failed (${failure}): ${[command, ...args].join(' ')}${said ? `\n${shown}` : ', which said nothing'}`;
}
