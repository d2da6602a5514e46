// Reads and writes checkpoints on a thread of its own, while JavaScript continues.
import { AsyncResource } from 'node:async_hooks';
import { Worker } from 'node:worker_threads';
import { errorFromRecord } from '../errors/errorRecord.js';
import { ArgumentError, FileWriteError, OutOfMemoryError } from '../errors/errors.js';
import { scope } from '../handle/scope.js';
import { Tensor } from '../tensor/tensor.js';
import { receive, share, withdraw } from '../threads/share.js';
import type { LoadOptions } from './files.js';
import type { FileAnswer, FileTask, Tokens } from './worker.js';

function startThread(task: FileTask): Worker {
  try {
    return new Worker(new URL('./worker.js', import.meta.url), {
      workerData: task,
      // The process's own (`--import tsx`) are looked up in the folder of now, which may be another.
      execArgv: [],
    });
  } catch (error) {
    throw withoutThread(task, error as Error);
  }
}

/** The error where a thread cannot start, or ends for want of memory. */
function withoutThread({ kind, path }: FileTask, error: NodeJS.ErrnoException): Error {
  if (!/^ERR_WORKER_(INIT_FAILED|OUT_OF_MEMORY)$/.test(error.code ?? '')) return error;
  return kind === 'save' ? new FileWriteError(path, error) : new OutOfMemoryError('loadFileAsync', error, []);
}

/** Runs the task, and `use` with its result while the thread that shares it still lives. */
function perform<T>(task: FileTask, use: (tokens: Tokens) => T): Promise<T> {
  return new Promise((resolve, reject) => {
    const worker = startThread(task);
    // Bound, so that what is received belongs to the caller's scope.
    const done = AsyncResource.bind((answer: FileAnswer) => {
      try {
        if ('error' in answer) throw errorFromRecord(answer.error);
        resolve(use(answer.tokens));
      } catch (error) {
        reject(error);
      } finally {
        worker.postMessage('received');
      }
    });
    worker.once('message', done);
    worker.once('error', (error) => reject(withoutThread(task, error)));
    worker.once('exit', (code) => reject(new Error(`the thread for ${task.path} ended with code ${code}`)));
  });
}

/**
 * `saveFile` on another thread, whole or not at all as there. The tensors may be disposed meanwhile, but not
 * changed.
 *
 * @throws (as a rejection) what `saveFile` throws
 */
export async function saveFileAsync(
  path: string,
  tensors: Record<string, Tensor>,
  options: { metadata?: Record<string, string> } = {},
): Promise<void> {
  const stranger = Object.keys(tensors).find((name) => !(tensors[name] instanceof Tensor));
  if (stranger !== undefined) throw new ArgumentError(`saveFileAsync: '${stranger}' is not a Tensor`);
  const tokens: Tokens = scope(() =>
    Object.entries(tensors).map(([name, tensor]) => [name, share(tensor.detach())]),
  );
  try {
    await perform({ kind: 'save', path, tokens, options }, () => {});
  } finally {
    for (const [, token] of tokens) withdraw(token);
  }
}

/**
 * `loadFile` on another thread: worth it for what has to be parsed or converted, while a file that is only
 * mapped opens in milliseconds anyway. The tensors belong to the scope around the call.
 *
 * @throws (as a rejection) what `loadFile` throws
 */
export async function loadFileAsync(
  path: string,
  options: LoadOptions = {},
): Promise<Record<string, Tensor>> {
  return perform({ kind: 'load', path, options }, (tokens) =>
    Object.fromEntries(tokens.map(([name, token]) => [name, receive(token)])),
  );
}
