// Scores of an experiment's runs, over its seeds.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isFinished } from '../run.js';
import { RunFolder } from '../runFolder.js';
import type { Experiment, Job, Metric } from './experiment.js';

/** One score of one row. */
export interface Result {
  mean: number;
  /** Standard deviation over seeds (n - 1); null for a single seed. */
  spread: number | null;
  seeds: number;
}

/**
 * Results by job and metric. Runs that are not finished, and tasks that a run does not train, are missing.
 */
export type Results = Record<string, Partial<Record<Metric, Result>>>;

/** A difference between two rows over their common seeds. */
export interface Difference extends Result {
  /** Half of the 95 % confidence interval of the mean (Student's t); null for a single seed. */
  margin: number | null;
}

/** Differences by comparison (in their order) and metric. */
export type Differences = readonly Partial<Record<Metric, Difference>>[];

/** Folder of a job's run. */
export const folderOf = (out: string, seed: number, experiment: string, { id, shared }: Job): string =>
  join(out, `seed${seed}`, shared ? 'shared' : experiment, id);

/** Reads the scores of all finished runs. */
export function collectResults(experiment: Experiment, out: string, seeds: number): Results {
  const { rows, metrics } = experiment;
  const shown = [...new Set(rows.map(({ job }) => job))];
  return Object.fromEntries(
    shown.map((job) => {
      const scores = scoresBySeed(experiment, job, out, seeds);
      return [
        job,
        byMetric(metrics, (metric) => {
          const values = scores.flatMap((own) => own?.[metric] ?? []);
          return values.length === 0 ? null : summarize(values);
        }),
      ];
    }),
  );
}

/** Reads the differences of an experiment, seed by seed, so that variation shared by two rows cancels out. */
export function collectDifferences(experiment: Experiment, out: string, seeds: number): Differences {
  const { comparisons = [], metrics } = experiment;
  return comparisons.map(({ job, against }) => {
    const [own, other] = [job, against].map((id) => scoresBySeed(experiment, id, out, seeds));
    return byMetric(metrics, (metric) => {
      const values = own!.flatMap((scores, seed) => {
        const [a, b] = [scores?.[metric], other![seed]?.[metric]];
        return a == null || b == null ? [] : [a - b];
      });
      return values.length === 0 ? null : withMargin(summarize(values));
    });
  });
}

type Scores = Record<string, number | null> | null;

function scoresBySeed({ name, jobs }: Experiment, id: string, out: string, seeds: number): Scores[] {
  const job = jobs.find((own) => own.id === id)!;
  return Array.from({ length: seeds }, (_, seed) => scoresOf(folderOf(out, seed, name, job)));
}

function byMetric<T>(
  metrics: readonly Metric[],
  of: (metric: Metric) => T | null,
): Partial<Record<Metric, T>> {
  const found = metrics.flatMap((metric) => {
    const value = of(metric);
    return value === null ? [] : [[metric, value] as const];
  });
  return Object.fromEntries(found) as Partial<Record<Metric, T>>;
}

/** Student's t for 95 %, two-sided, by degrees of freedom from 1 (NIST/SEMATECH e-Handbook, 1.3.6.7.2). */
const T95 = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228];

/**
 * Two-sided 95 % quantile of Student's t distribution.
 *
 * @param degrees degrees of freedom; beyond the table an expansion is used (Abramowitz & Stegun 26.7.5),
 *   within 1e-3
 */
export function studentT95(degrees: number): number {
  const z = 1.959964;
  const terms = [
    (z ** 3 + z) / 4,
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96,
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384,
  ];
  return T95[degrees - 1] ?? terms.reduce((sum, term, i) => sum + term / degrees ** (i + 1), z);
}

function withMargin(result: Result): Difference {
  const { spread, seeds } = result;
  const margin = spread === null ? null : (studentT95(seeds - 1) * spread) / Math.sqrt(seeds);
  return { ...result, margin };
}

function scoresOf(run: string): Scores {
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
