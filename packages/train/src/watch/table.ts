// Tables of numbers by step, which grow as a log is read.
import type { Table } from './view.js';

/** Rows of a table that a page gets at first. Longer tables are averaged. */
export const MAX_ROWS = 5000;

/** Without a prototype: a log may call a number `constructor`. */
export const emptyTable = (): Table => ({ step: [], columns: Object.create(null) as Table['columns'] });

/** Keys that are not numbers to look at. */
const NOT_SHOWN = new Set(['type', 'step', 'epoch', 'skipped', 'time']);

/**
 * Adds a row with every number of an event: `{ losses: { 'det/a': 1 } }` is the column `losses/det/a`.
 * Numbers that are not finite are gaps, and true is 1.
 */
export function addRow(table: Table, event: { step: number } & object): void {
  const row = table.step.push(event.step) - 1;
  for (const [name, value] of numbersOf(event)) {
    let column = table.columns[name];
    if (!column) {
      column = new Array<number | null>(row).fill(null);
      table.columns[name] = column;
    }
    while (column.length < row) column.push(null);
    column[row] = Number.isFinite(value) ? value : null;
  }
}

/** Levels of an event; what a damaged log nests more deeply is left out. */
const DEPTH = 8;

/** Every number of an event, with its path as name. */
export function* numbersOf(event: object, prefix = '', depth = 0): Generator<[string, number]> {
  if (depth === DEPTH) return;
  for (const [key, value] of Object.entries(event)) {
    if (prefix === '' && NOT_SHOWN.has(key)) continue;
    const name = prefix + key;
    if (typeof value === 'number') yield [name, value];
    else if (typeof value === 'boolean') yield [name, Number(value)];
    else if (typeof value === 'object' && value !== null && !Array.isArray(value))
      yield* numbersOf(value, `${name}/`, depth + 1);
  }
}

/** The rows from `from` on. */
export function rowsFrom({ step, columns }: Table, from: number): Table {
  const length = step.length;
  const rest = Object.entries(columns).map(([name, values]): [string, (number | null)[]] => [
    name,
    Array.from({ length: length - from }, (_, i) => values[from + i] ?? null),
  ]);
  return { step: step.slice(from), columns: Object.fromEntries(rest) };
}

/** At most `limit` rows, each the mean of its neighbours, so that a long run does not make a heavy page. */
export function thinned(table: Table, limit: number): Table {
  const { step, columns } = table;
  const size = Math.ceil(step.length / limit);
  if (size <= 1) return rowsFrom(table, 0);
  const groups = Array.from({ length: Math.ceil(step.length / size) }, (_, i) => i * size);
  const means = Object.entries(columns).map(([name, values]): [string, (number | null)[]] => [
    name,
    groups.map((from) => {
      const known = values.slice(from, from + size).filter((value) => value !== null && value !== undefined);
      return known.length === 0 ? null : known.reduce((a, b) => a + b, 0) / known.length;
    }),
  ]);
  return {
    step: groups.map((from) => step[Math.min(from + size, step.length) - 1]!),
    columns: Object.fromEntries(means),
  };
}
