import { recordError } from '@cotrain/torch';
import { move, transferableSymbol, valueSymbol } from 'piscina';
import { loadSource } from '../source.js';
import { makeBatch, type WorkerResult, type WorkerTask } from './task.js';

/** Makes one batch in a worker thread, and gives its memory away instead of copying it. */
export async function runTask(task: WorkerTask): Promise<WorkerResult> {
  try {
    const batch = await makeBatch(task, (position) => loadSource(task.sources[position]!));
    const buffers = [batch.pixels, batch.semSeg, batch.drivable].flatMap((array) => array?.buffer ?? []);
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
