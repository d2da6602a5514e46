import type { BoxResult, BoxScores } from '@cotrain/metrics';
import { formatTable } from './table.js';

const SUMMARY = [
  ...['AP', 'AP50', 'AP75', 'APs', 'APm', 'APl'],
  ...['AR1', 'AR10', 'AR100', 'ARs', 'ARm', 'ARl'],
] as (keyof BoxScores)[];

/** The object of `--json`: `perClass` is the AP. JSON has no NaN: a class without truth is null. */
export function jsonBoxes({ perClass, ...summary }: BoxResult) {
  const ap = Object.entries(perClass).map(([name, scores]) => [name, scores.AP]);
  return { ...summary, perClass: Object.fromEntries(ap) };
}

export function describeBoxes(scores: BoxResult): string {
  const percent = (value: number) => (Number.isNaN(value) ? '-' : value.toFixed(2));
  const row = (of: BoxScores, from: number) => SUMMARY.slice(from, from + 6).map((name) => percent(of[name]));
  const classes = Object.entries(scores.perClass).map(([name, of]) => [
    name,
    ...row(of, 0),
    percent(of.AR100),
    String(of.boxes),
  ]);
  return [
    formatTable([SUMMARY.slice(0, 6), row(scores, 0)]),
    '',
    formatTable([SUMMARY.slice(6), row(scores, 6)]),
    '',
    formatTable([['class', ...SUMMARY.slice(0, 6), 'AR100', 'boxes'], ...classes]),
  ].join('\n');
}
