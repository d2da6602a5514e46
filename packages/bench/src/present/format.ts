// Figures as text.
import type { Figure, SideFigure } from '../results/result.js';
import type { Ratio, Unit } from '../stats/verdict.js';
import type { Row } from './rows.js';

/** `1.23`, `123`, `12,345`: three digits, more only before the point. */
export function formatNumber(value: number): string {
  if (value === 0) return '0';
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  return value.toLocaleString('en', {
    minimumFractionDigits: Math.min(digits, 6),
    maximumFractionDigits: Math.min(digits, 6),
  });
}

/** `12.3 ms`, `1.2 GiB`. */
export function formatValue(value: number, unit: Unit): string {
  if (unit !== 'bytes') return `${formatNumber(value)} ${unit}`;
  const [size, name] = value >= 2 ** 30 ? [2 ** 30, 'GiB'] : [2 ** 20, 'MiB'];
  return `${formatNumber(value / size)} ${name}`;
}

/** Median, with the quartiles where rounds are known: `12.3 ms (12.1-12.9)`. */
export function formatSide({ median, quartiles, samples }: SideFigure, unit: Unit): string {
  const text = formatValue(median, unit);
  if (!quartiles || (samples?.length ?? 2) < 2) return text;
  const number = (value: number) => formatValue(value, unit).split(' ')[0];
  return `${text} (${number(quartiles[0])}-${number(quartiles[1])})`;
}

/** The side that ours is judged against: `best: 12.3 ms (12.1-12.9)`. */
export const formatOther = ({ value, isBest }: NonNullable<Row['other']>, unit: Unit): string =>
  `${isBest ? 'best: ' : ''}${formatSide(value, unit)}`;

/** `0.52 (0.50-0.55)`: the interval holds the median of the rounds' ratios at 95 %. */
export function formatRatio({ median, interval }: Ratio): string {
  const text = formatNumber(median);
  return interval === null ? text : `${text} (${interval.map(formatNumber).join('-')})`;
}

/** `6.02 GFLOP, 33.6 MB`. */
export function formatFloor({ floor }: Pick<Figure, 'floor'>): string {
  if (!floor) return '';
  const { flops, bytes } = floor;
  return [
    ...(flops === undefined ? [] : [scaled(flops, 'FLOP')]),
    ...(bytes === undefined ? [] : [scaled(bytes, 'B')]),
  ].join(', ');
}

const PREFIXES = ['', 'k', 'M', 'G', 'T'];

function scaled(value: number, unit: string): string {
  const power = value < 1000 ? 0 : Math.min(PREFIXES.length - 1, Math.floor(Math.log10(value) / 3));
  return `${formatNumber(value / 1000 ** power)} ${PREFIXES[power]}${unit}`;
}
