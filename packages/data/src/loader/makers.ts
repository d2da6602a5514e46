// Where batches are made: in the calling thread, or in worker threads.
import { fileURLToPath } from 'node:url';
import { errorFromRecord } from '@cotrain/torch';
import { Piscina } from 'piscina';
import { DataConfigError, DataError, MaskIdError } from '../errors.js';
import { labelKind } from '../kinds/index.js';
import type { Dataset } from '../types.js';
import type { HostBatch } from './batch.js';
import { prepare } from './prepare.js';
import type { SampleCache } from './sampleCache.js';
import { type BatchPlan, makeBatch, type WorkerResult, type WorkerTask } from './task.js';

/** Makes one batch. `close` stops the threads that it uses. */
export interface BatchMaker {
  make(plan: BatchPlan): Promise<HostBatch>;
  close(): Promise<void>;
}

export function inProcess(dataset: Dataset, cache: SampleCache): BatchMaker {
  return {
    make: (plan) =>
      makeBatch(plan, async (position) => {
        const index = plan.indices[position]!;
        const kept = cache.get(index);
        if (kept) return kept;
        const sample = await prepare(await dataset.get(index), plan);
        cache.add(index, sample);
        return sample;
      }),
    close: async () => {},
  };
}

export function workerPool(dataset: Dataset, cache: SampleCache, workers: number): BatchMaker {
  const pool = new Piscina<WorkerTask, WorkerResult>({
    filename: fileURLToPath(new URL('./worker.js', import.meta.url)),
    minThreads: workers,
    maxThreads: workers,
  });
  const kinds = Object.values(dataset.tasks).map(({ kind }) => labelKind(kind));
  const modules = [...new Set(kinds.flatMap(({ module }) => module ?? []))];
  return {
    async make(plan) {
      const samples = plan.indices.map((index) => cache.get(index) ?? dataset.source!(index));
      const result = await pool.run({ ...plan, samples, modules, keepPrepared: !cache.isFull });
      if ('error' in result) throw errorFromRecord(result.error, { DataError, DataConfigError, MaskIdError });
      for (const [index, sample] of result.prepared) cache.add(index, sample);
      return result.batch;
    },
    close: () => pool.close(),
  };
}
