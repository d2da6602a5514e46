import { type ChildProcess, spawn } from 'node:child_process';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { showWarning } from '../../packages/cli/dist/output.js';
import { run } from '../../packages/cli/dist/program.js';

export interface Finished {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

/** The command line, to be run with Node. */
export const BIN = fileURLToPath(new URL('../../packages/cli/bin/cotrain.js', import.meta.url));

/**
 * Runs `cotrain ARGS` as a user would, in a separate process; `watch` may send it signals, and `through` is a
 * command that executes it.
 */
export function cotrain(
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  watch: (child: ChildProcess) => void = () => {},
  through: readonly string[] = [],
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    // NODE_OPTIONS: the loader of the tests is not part of a user's environment.
    const [command, ...words] = [...through, process.execPath, BIN, ...args];
    const child = spawn(command!, words, {
      env: { ...process.env, NODE_OPTIONS: '', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output.stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      output.stderr += text;
    });
    watch(child);
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, ...output }));
  });
}

let last: Promise<unknown> = Promise.resolve();

/**
 * Runs `cotrain ARGS` in this process, after the calls before it: for commands that only read and print,
 * whose own process would take two seconds to load the library.
 */
export function cotrainHere(args: readonly string[]): Promise<Finished> {
  const done = last.then(() => captured(args));
  last = done.catch(() => {});
  return done;
}

async function captured(args: readonly string[]): Promise<Finished> {
  const output = { stdout: '', stderr: '' };
  const streams = ['stdout', 'stderr'] as const;
  const writes = streams.map((name) => process[name].write);
  for (const name of streams)
    process[name].write = (text: string | Uint8Array): boolean => {
      output[name] += text;
      return true;
    };
  // As the program itself does (packages/cli/src/main.ts).
  const onWarning = ({ message }: Error) => showWarning(message);
  const others = process.listeners('warning');
  process.removeAllListeners('warning').on('warning', onWarning);
  try {
    const code = await run(args);
    await setImmediate(); // warnings are emitted behind what runs
    return { code, signal: null, ...output };
  } finally {
    process.off('warning', onWarning);
    for (const listener of others) process.on('warning', listener);
    for (const [i, name] of streams.entries()) process[name].write = writes[i]!;
    process.exitCode = undefined;
  }
}
