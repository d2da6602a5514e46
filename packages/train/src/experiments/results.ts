// What an experiment's runs scored, over its seeds.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isFinished } from '../run.js';
import { RunFolder } from '../runFolder.js';
import type { Experiment, Job, Metric } from './experiment.js';

/** One score of one row. */
export interface Result {
  mean: number;
  /** The standard deviation over seeds (n - 1); null for one. */
  spread: number | null;
  seeds: number;
}

/** By job and metric; what has not been run, or what a single-task run does not learn, is not there. */
export type Results = Record<string, Partial<Record<Metric, Result>>>;

/** Where a job's run lies. */
export const folderOf = (out: string, seed: number, experiment: string, { id, shared }: Job): string =>
  join(out, `seed${seed}`, shared ? 'shared' : experiment, id);

/** Reads the scores of all runs that are finished. */
export function collectResults(
  { name, jobs, rows, metrics }: Experiment,
  out: string,
  seeds: number,
): Results {
  const shown = jobs.filter(({ id }) => rows.some(({ job }) => job === id));
  return Object.fromEntries(
    shown.map((job) => {
      const scores = Array.from({ length: seeds }, (_, seed) => scoresOf(folderOf(out, seed, name, job)));
      const entries = metrics.flatMap((metric) => {
        const values = scores.flatMap((own) => own?.[metric] ?? []);
        return values.length === 0 ? [] : [[metric, summarize(values)] as const];
      });
      return [job.id, Object.fromEntries(entries)];
    }),
  );
}

function scoresOf(run: string): Record<string, number | null> | null {
  if (!isFinished(run)) return null;
  const { metrics } = RunFolder.open(run);
  return existsSync(metrics) ? JSON.parse(readFileSync(metrics, 'utf8')) : null;
}

function summarize(values: readonly number[]): Result {
  const seeds = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / seeds;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, spread: seeds > 1 ? Math.sqrt(squares / (seeds - 1)) : null, seeds };
}
