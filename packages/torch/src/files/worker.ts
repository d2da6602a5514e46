// Entry of the thread behind saveFileAsync and loadFileAsync: one task, then its end.
import { parentPort, workerData } from 'node:worker_threads';
import { type ErrorRecord, recordError } from '../errors/errorRecord.js';
import { receive, share, type TensorToken } from '../threads/share.js';
import { type LoadOptions, loadFile, saveFile } from './files.js';

export type Tokens = [name: string, token: TensorToken][];

export type FileTask =
  | { kind: 'save'; path: string; tokens: Tokens; options: { metadata?: Record<string, string> } }
  | { kind: 'load'; path: string; options: LoadOptions };

export type FileAnswer = { tokens: Tokens } | { error: ErrorRecord };

function run(task: FileTask): FileAnswer {
  if (task.kind === 'save') {
    const tensors = task.tokens.map(([name, token]) => [name, receive(token)]);
    saveFile(task.path, Object.fromEntries(tensors), task.options);
    return { tokens: [] };
  }
  const tensors = Object.entries(loadFile(task.path, task.options));
  return { tokens: tensors.map(([name, tensor]) => [name, share(tensor)]) };
}

function answer(task: FileTask): FileAnswer {
  try {
    return run(task);
  } catch (error) {
    return { error: recordError(error) };
  }
}

// The tokens of a thread end with it: it lives until the other side has received them.
parentPort!.once('message', () => parentPort!.close());
parentPort!.postMessage(answer(workerData as FileTask));
