import type { WorkerResult, WorkerTask } from './task.js';

/**
 * The entry of the loader's worker threads. It imports when it runs: piscina may `require` this file where a
 * loader such as tsx lets it, and what stood above would then be other copies of the modules that sources
 * import.
 */
export default async function run(task: WorkerTask): Promise<WorkerResult> {
  const { runTask } = await import('./runTask.js');
  return runTask(task);
}
