// `cotrain run` in tests, and what it has left behind.
import type { ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { ExecutionContext } from 'ava';
import { cotrain, type Finished } from '../run.js';

/** The program that ranks run: `node rank.mjs CASE`. */
export const RANK = fileURLToPath(new URL('rank.mjs', import.meta.url));

/** Marks the processes of one test, with all that they start. */
const MARK = 'COTRAIN_TEST_LAUNCH';
let count = 0;

export interface Launching {
  env?: NodeJS.ProcessEnv;
  watch?: (child: ChildProcess) => void;
  /** The launcher is killed, so that its ranks may take a moment to notice. */
  isKilled?: boolean;
  /** A command that executes it. */
  through?: readonly string[];
}

/** Runs `cotrain run ARGS`, and asserts that nothing of it is left when it has ended. */
export async function cotrainRun(
  t: ExecutionContext,
  args: readonly string[],
  { env = {}, watch, isKilled = false, through }: Launching = {},
): Promise<Finished & { lines: string[] }> {
  const mark = `${process.pid}-${count++}`;
  const finished = await cotrain(['run', ...args], { ...env, [MARK]: mark }, watch, through);
  if (isKilled) await until(() => processesOf(mark).length === 0);
  t.deepEqual(processesOf(mark), [], `left behind by cotrain run ${args.join(' ')}\n${finished.stderr}`);
  return { ...finished, lines: finished.stdout.split('\n').filter((line) => line !== '') };
}

/** Runs a case of rank.mjs in every rank. */
export const runCase = (t: ExecutionContext, options: string, name: string, launching?: Launching) =>
  cotrainRun(t, [...options.split(' '), '--', process.execPath, RANK, ...name.split(' ')], launching);

/** The command lines of running processes with a mark in their environment (Linux only). */
function processesOf(mark: string): string[] {
  if (!existsSync('/proc/self/environ')) return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const isOf = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(`${MARK}=${mark}`);
        return isOf ? [`${pid} ${readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')}`] : [];
      } catch {
        return []; // it has ended meanwhile, or belongs to someone else
      }
    });
}

/** Calls back once the output has matching text so often. */
export function onOutput(
  child: ChildProcess,
  pattern: RegExp,
  times: number,
  then: (output: string) => void,
): void {
  let output = '';
  let isOver = false;
  const read = (text: string) => {
    output += text;
    if (isOver || (output.match(new RegExp(pattern, 'g'))?.length ?? 0) < times) return;
    isOver = true;
    then(output);
  };
  child.stdout!.on('data', read);
  child.stderr!.on('data', read);
}

/** Waits until something holds. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(10);
}
