import type { Comparison, Difference } from '../results/compare.js';
import { formatRatio, formatSide } from './format.js';
import { columns } from './text.js';

const OUTSIDE = new Set(['faster', 'slower', 'less memory', 'more memory']);

/** Differences as a table; those outside of the noise are marked with `*`. */
export function describeComparison(comparison: Comparison, options: { details?: boolean } = {}): string {
  const { differences, onlyBefore, onlyAfter } = comparison;
  const shown = differences.filter(({ detail }) => options.details || !detail);
  const outside = shown.filter(({ ratio }) => OUTSIDE.has(ratio.verdict));
  return [
    columns([['', '', 'before', 'after', 'after / before', 'verdict'], ...shown.map(cells)]),
    '',
    `${outside.length} of ${shown.length} figures differ by more than the noise${outside.length > 0 ? ' (*)' : ''}.`,
    ...listed('only in the first', onlyBefore),
    ...listed('only in the second', onlyAfter),
    '',
  ].join('\n');
}

function cells({ id, figure, side, unit, before, after, ratio, because }: Difference): string[] {
  const mark = OUTSIDE.has(ratio.verdict) ? '*' : '';
  const verdict = because === null ? ratio.verdict : `${ratio.verdict}: ${because}`;
  return [
    `${id}: ${figure} (${side})`,
    mark,
    formatSide(before, unit),
    formatSide(after, unit),
    formatRatio(ratio),
    verdict,
  ];
}

const listed = (title: string, names: readonly string[]): string[] =>
  names.length === 0 ? [] : [`${title}: ${names.join('; ')}`];
