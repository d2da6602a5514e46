// A result for a terminal.
import { idOf } from '../case.js';
import { IDLE_CORES } from '../idle.js';
import { type Machine, machineKey } from '../machine.js';
import { type BenchResult, type CaseResult, wasBusy } from '../results/result.js';
import { formatFloor, formatOther, formatRatio, formatSide } from './format.js';
import { type Row, rowsOf } from './rows.js';

/** Describes a result for a terminal. @param options.details show the parts of figures too. Default false. */
export function describeResult(result: BenchResult, options: { details?: boolean } = {}): string {
  const cases = result.cases.map((each) => describeCase(each, result.roofs, options));
  return [describeMachineText(result.machine), '', ...cases].join('\n');
}

function describeMachineText(machine: Machine): string {
  const { node, libtorch, cotrain, environment } = machine;
  const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  return [
    machineKey(machine),
    `Node ${node}, LibTorch ${libtorch}${cotrain ? `, cotrain ${cotrain}` : ''}`,
    ...(variables.length > 0 ? [variables.join(' ')] : []),
  ].join('\n');
}

/** Describes one case for a terminal. */
export function describeCase(
  found: CaseResult,
  roofs: BenchResult['roofs'],
  { details = false }: { details?: boolean } = {},
): string {
  const rows = rowsOf(found, roofs).filter(({ detail }) => details || !detail);
  const table = rows.length === 0 ? 'nothing was measured' : columns([HEAD, ...rows.map(cells)]);
  return `${found.title} (${idOf(found)})\n${remarks(found)
    .map((line) => `  ${line}\n`)
    .join('')}\n${table}\n`;
}

const HEAD = ['', 'ours', 'against', 'theirs', 'ratio', 'verdict', 'floor', 'of it reached'];

function cells({ figure, unit, own, side, other, floor, reached }: Row): string[] {
  const name = side === 'cotrain' ? figure : `${figure}: ${side}`;
  return [
    name,
    formatSide(own, unit),
    other?.side ?? '',
    other ? formatOther(other, unit) : '',
    other ? formatRatio(other.ratio) : '',
    other?.ratio.verdict ?? '',
    formatFloor(floor ? { floor } : {}),
    reached === null ? '' : `${(100 * reached).toFixed(0)} %`,
  ];
}

/** What makes a result more or less than it seems. */
export function remarks(found: CaseResult): string[] {
  const { date, threads, rounds, quick, interrupted, others, versions, missing, agreement, source, failed } =
    found;
  const busy = others && wasBusy(found, IDLE_CORES);
  return [
    `${date}, ${threads} thread${threads === 1 ? '' : 's'}, ${rounds} round${rounds === 1 ? '' : 's'}${interrupted ? ', interrupted' : ''}`,
    ...(failed ? [`FAILED: ${failed}`] : []),
    ...(quick ? ['SMOKE RUN: small sizes, one round; these figures measure nothing'] : []),
    ...(busy
      ? [
          `BUSY: other processes used ${Math.max(others.before, others.after).toFixed(1)} cores; no verdict is given`,
        ]
      : []),
    ...Object.entries(versions).map(([side, text]) => (text.startsWith(side) ? text : `${side}: ${text}`)),
    ...Object.entries(missing).map(([side, why]) => `without ${side}: ${why}`),
    ...(agreement
      ? [
          `the sides agree: ${agreement.checked} outputs differ by ${agreement.worst} at most (allowed: ${agreement.tolerance})`,
        ]
      : []),
    ...(source ? [source] : []),
  ];
}

/** Aligned columns, the first flush left; columns that are empty in every row are left out. */
export function columns(rows: readonly (readonly string[])[]): string {
  const used = rows[0]!.map((_, i) => i).filter((i) => i === 0 || rows.slice(1).some((row) => row[i] !== ''));
  const widths = used.map((i) => Math.max(...rows.map((row) => row[i]!.length)));
  return rows
    .map((row) =>
      used
        .map((i, at) => (at === 0 ? row[i]!.padEnd(widths[at]!) : row[i]!.padStart(widths[at]!)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
