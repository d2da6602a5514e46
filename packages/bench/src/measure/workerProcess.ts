import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Setting } from '../case.js';
import { runChild } from './child.js';
import type { Task } from './protocol.js';

const WORKER = fileURLToPath(new URL('./worker.js', import.meta.url));

/** Takes what the processes of a case print. */
export const logOf = ({ folder }: Setting): string => join(folder, 'output.log');

/** Runs a process of ours. */
export function runWorker(
  task: Task,
  options: { signal?: AbortSignal | undefined },
  onMessage: (message: unknown) => void,
): Promise<void> {
  return runChild({
    command: process.execPath,
    args: [WORKER],
    task,
    log: logOf(task.setting),
    onMessage,
    signal: options.signal,
  });
}
