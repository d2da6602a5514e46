// A merged case as a table, with columns for each machine: what Markdown and HTML pages show.
import { formatFloor, formatOther, formatRatio, formatSide } from './format.js';
import type { MachineColumn, MergedCase } from './merge.js';
import { type Row, rowsOf } from './rows.js';

export interface PageTable {
  head: string[];
  rows: string[][];
}

/** @param details whether the parts of figures are shown, or the figures; empty columns are left out */
export function tableOf(bench: MergedCase, machines: readonly MachineColumn[], details: boolean): PageTable {
  const shown = machines.filter(({ key }) => bench.results.has(key));
  const byMachine = shown.map(({ key }) => {
    const { found, roofs } = bench.results.get(key)!;
    return new Map(
      rowsOf(found, roofs)
        .filter((row) => row.detail === details)
        .map((row) => [nameOf(row), row]),
    );
  });
  const names = [...new Set(byMachine.flatMap((rows) => [...rows.keys()]))];
  const head = ['', 'against'];
  for (const { letter } of shown) {
    const mark = machines.length > 1 ? `${letter}: ` : '';
    head.push(...['ours', 'theirs', 'ratio', 'verdict', 'of the floor'].map((column) => `${mark}${column}`));
  }
  head.push('floor');
  const rows = names.map((name) => {
    const known = byMachine.map((rows) => rows.get(name));
    const first = known.find((row) => row !== undefined)!;
    const title = first.side === 'cotrain' ? first.figure : `${first.figure}: ${first.side}`;
    return [
      title,
      first.other?.side ?? '',
      ...known.flatMap(cells),
      first.floor ? formatFloor({ floor: first.floor }) : '',
    ];
  });
  const used = head.map((_, i) => i === 0 || rows.some((row) => row[i] !== ''));
  const keep = (row: string[]) => row.filter((_, i) => used[i]);
  return { head: keep(head), rows: rows.map(keep) };
}

const nameOf = ({ figure, side, other }: Row): string => [figure, side, other?.side ?? ''].join('\0');

function cells(row: Row | undefined): string[] {
  if (row === undefined) return ['', '', '', '', ''];
  const { own, other, unit, reached } = row;
  return [
    formatSide(own, unit),
    other ? formatOther(other, unit) : '',
    other ? formatRatio(other.ratio) : '',
    other?.ratio.verdict ?? '',
    reached === null ? '' : `${(100 * reached).toFixed(0)} %`,
  ];
}
