import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

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
