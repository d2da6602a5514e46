// Numbers as text.

/** Four significant digits; a dash for a missing number. */
export function format(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e6)) return value.toExponential(2);
  return String(Number(value.toPrecision(4)));
}

/** Bytes in a unit of three digits: `1.2 GiB`. */
export function formatBytes(value: number | null | undefined): string {
  if (value === null || value === undefined) return '–';
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log2(Math.max(1, value)) / 10)));
  return `${Number((value / 2 ** (10 * power)).toPrecision(3))} ${units[power]}`;
}

/** Two decimals; a dash for an undefined score. */
export const formatScore = (value: number | null): string => (value === null ? '–' : value.toFixed(2));

/** `12,000` */
export const formatStep = (step: number): string => step.toLocaleString('en');
