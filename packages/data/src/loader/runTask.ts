import { recordError } from '@cotrain/torch';
import { move, transferableSymbol, valueSymbol } from 'piscina';
import { importModule } from '../importModule.js';
import { labelKind } from '../kinds/index.js';
import { loadSource } from '../source.js';
import { type PreparedSample, prepare } from './prepare.js';
import { inSharedMemory } from './sampleCache.js';
import { makeBatch, type WorkerResult, type WorkerTask } from './task.js';

/** Makes one batch in a worker thread, and transfers its memory instead of copying it. */
export async function runTask(task: WorkerTask): Promise<WorkerResult> {
  try {
    for (const module of task.modules) await importModule(module);
    const prepared: [number, PreparedSample][] = [];
    const batch = await makeBatch(task, async (position) => {
      const given = task.samples[position]!;
      if ('sample' in given) return given;
      const own = await prepare(await loadSource(given), task);
      if (task.keepPrepared) prepared.push([task.indices[position]!, inSharedMemory(own)]);
      return own;
    });
    const labels = Object.entries(batch.labels).flatMap(
      ([name, own]) => labelKind(batch.tasks[name]!.kind).buffers?.(own) ?? [],
    );
    const buffers = [batch.pixels.buffer, ...labels];
    return move({
      get [transferableSymbol]() {
        return buffers;
      },
      get [valueSymbol]() {
        return { batch, prepared };
      },
    } as never) as unknown as WorkerResult;
  } catch (error) {
    return { error: recordError(error) };
  }
}
