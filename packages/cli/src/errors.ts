import { CotrainError } from '@cotrain/torch/errors';
import { CommanderError } from 'commander';
import { interruptedCode } from './interrupt.js';
import { isVerbose } from './output.js';

/** The command line contradicts itself or lacks something; `cotrain` exits with 2. */
export class UsageError extends CotrainError {
  override readonly name = 'UsageError';
  override readonly code = 'E_USAGE';
}

/** `cotrain build` cannot build the native addon; the message says what is missing and how to get it. */
export class NativeBuildError extends CotrainError {
  override readonly name = 'NativeBuildError';
  override readonly code = 'E_NATIVE_BUILD';
}

export const EXIT_FAILURE = 1;
export const EXIT_USAGE = 2;

/**
 * Says on stderr what went wrong, `cotrain: <message>`, and returns the exit code. The stack is shown with
 * `--verbose` and COTRAIN_DEBUG=1 only.
 */
export function reportError(error: unknown, write: (text: string) => void = writeStderr): number {
  // commander has written its own message (or the help, or the version) already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_USAGE;
  if (isAbort(error)) {
    write('cotrain: interrupted\n');
    return interruptedCode();
  }
  write(`cotrain: ${describe(error)}\n`);
  if (isVerbose() && error instanceof Error) write(`${stackOf(error)}\n`);
  return error instanceof UsageError ? EXIT_USAGE : EXIT_FAILURE;
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, path } = error as NodeJS.ErrnoException;
  const reason = SYSTEM_REASONS[code ?? ''];
  if (reason) return path ? `${path}: ${reason}` : `${reason} (${error.message})`;
  if (!JAVASCRIPT_ERRORS.has(error.name)) return error.message;
  return `${error.name}: ${error.message} (a bug in cotrain; --verbose shows where)`;
}

/** What Node's file system reports by code, in words; typed errors of ours say it themselves. */
const SYSTEM_REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EISDIR: 'this is a folder, a file is needed',
  ENOENT: 'no such file or folder',
  ENOSPC: 'no space left on the disk',
  ENOTDIR: 'a part of this path is a file, not a folder',
  EROFS: 'the file system is read-only',
};

const JAVASCRIPT_ERRORS = new Set(['TypeError', 'ReferenceError', 'RangeError', 'SyntaxError', 'EvalError']);

function isAbort(error: unknown): boolean {
  return error instanceof Error && (error.name === 'AbortError' || error.name === 'InterruptedError');
}

function stackOf(error: Error): string {
  const cause = error.cause instanceof Error ? `\ncaused by ${stackOf(error.cause)}` : '';
  const title = error instanceof CotrainError ? `${error.name} [${error.code}]` : error.name;
  // V8 heads a stack with the name that the error had while it was made: `Error`.
  return `${error.stack?.replace(/^[\w$]*Error(?=:|\n|$)/, title)}${cause}`;
}

function writeStderr(text: string): void {
  process.stderr.write(text);
}
