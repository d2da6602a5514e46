import type { WorkerResult, WorkerTask } from './task.js';

/**
 * Entry point of the loader's worker threads. It imports its modules when it runs: piscina may `require` this
 * file if a loader such as tsx allows it, and static imports would then be other copies of the modules than
 * those that sources import.
 */
export default async function run(task: WorkerTask): Promise<WorkerResult> {
  const { runTask } = await import('./runTask.js');
  return runTask(task);
}
