import { recordError } from '@cotrain/torch';
import { move, transferableSymbol, valueSymbol } from 'piscina';
import { importModule } from '../importModule.js';
import { labelKind } from '../kinds/index.js';
import { loadSource } from '../source.js';
import { makeBatch, type WorkerResult, type WorkerTask } from './task.js';

/** Makes one batch in a worker thread, and transfers its memory instead of copying it. */
export async function runTask(task: WorkerTask): Promise<WorkerResult> {
  try {
    for (const module of task.modules) await importModule(module);
    const batch = await makeBatch(task, (position) => loadSource(task.sources[position]!));
    const labels = Object.entries(batch.labels).flatMap(
      ([name, own]) => labelKind(batch.tasks[name]!.kind).buffers?.(own) ?? [],
    );
    const buffers = [batch.pixels.buffer, ...labels];
    return move({
      get [transferableSymbol]() {
        return buffers;
      },
      get [valueSymbol]() {
        return { batch };
      },
    } as never) as unknown as WorkerResult;
  } catch (error) {
    return { error: recordError(error) };
  }
}
