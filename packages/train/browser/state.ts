// The runs as far as the page knows them, and what the reader has chosen.
import type { RunSummary, RunUpdate, Table } from '../src/watch/view.js';

/** A run with its tables. */
export interface Run {
  summary: RunSummary;
  steps: Table;
  evaluations: Table;
  /** Number by which it is coloured. */
  index: number;
  /** Whether the reader wants to see it. */
  shown: boolean;
}

export const runs = new Map<string, Run>();

/** The choices that hold for the whole page. */
export const settings = {
  /** Weight of the past in the moving average, 0 to 1. */
  smoothing: 0.6,
  scale: 'auto' as 'auto' | 'linear' | 'log',
  /** Range of steps that all curves show; null: everything. */
  zoom: null as [number, number] | null,
};

/** Takes in what is new of a run. */
export function apply({ run, whole, steps, evaluations }: RunUpdate): void {
  const known = runs.get(run.id);
  if (!known) runs.set(run.id, { summary: run, steps, evaluations, index: runs.size, shown: true });
  else if (whole) Object.assign(known, { summary: run, steps, evaluations });
  else {
    known.summary = run;
    append(known.steps, steps);
    append(known.evaluations, evaluations);
  }
}

/** Adds rows to a table. Either may have columns that the other lacks. */
export function append(table: Table, rows: Table): void {
  const before = table.step.length;
  table.step = table.step.concat(rows.step);
  for (const name of new Set([...Object.keys(table.columns), ...Object.keys(rows.columns)])) {
    const known = table.columns[name] ?? new Array<number | null>(before).fill(null);
    table.columns[name] = known.concat(rows.columns[name] ?? rows.step.map(() => null));
  }
}

export const shownRuns = (): Run[] => [...runs.values()].filter(({ shown }) => shown);
