import type { FieldMap, Rgb, RgbImage } from '@cotrain/data';
import type { LegendEntry, Panel } from './panels.js';

/**
 * Colours from the smallest to the largest value, evenly spaced (matplotlib's viridis at 0, 0.25, 0.5, 0.75
 * and 1).
 */
export const FIELD_COLORS: readonly Rgb[] = [
  [68, 1, 84],
  [59, 82, 139],
  [33, 145, 140],
  [94, 201, 98],
  [253, 231, 37],
];

/** Colour of a number from 0 to 1. */
export function colorAt(colors: readonly Rgb[], at: number): Rgb {
  const place = Math.min(1, Math.max(0, at)) * (colors.length - 1);
  const low = Math.min(Math.floor(place), colors.length - 2);
  const mix = (channel: 0 | 1 | 2) =>
    Math.round(colors[low]![channel] * (low + 1 - place) + colors[low + 1]![channel] * (place - low));
  return [mix(0), mix(1), mix(2)];
}

/** Colours, range and unit of an image of a field. */
export interface FieldStyle {
  colors?: readonly Rgb[];
  /** Values at the ends of the colour scale. Default: the smallest and largest of the field. */
  range?: readonly [low: number, high: number];
  /** Unit after numbers in the legend. */
  unit?: string;
}

/** A field in colours; unknown pixels (NaN) show the image. */
export function fieldPanel(caption: string, image: RgbImage, field: FieldMap, style: FieldStyle = {}): Panel {
  const { colors = FIELD_COLORS, range: [low, high] = rangeOf(field) } = style;
  const pixels = Uint8Array.from(image.data);
  for (const [i, value] of field.data.entries()) {
    if (Number.isNaN(value)) continue;
    pixels.set(colorAt(colors, (value - low) / (high - low || 1)), 3 * i);
  }
  return { caption, image: { ...image, data: pixels } };
}

/** Values of the ends and the middle of the colour scale. */
export function fieldLegend(field: FieldMap, style: FieldStyle = {}): LegendEntry[] {
  const { colors = FIELD_COLORS, range: [low, high] = rangeOf(field), unit = '' } = style;
  return [0, 0.5, 1].map((at) => ({
    name: `${Number((low + at * (high - low)).toPrecision(3))}${unit && ` ${unit}`}`,
    color: colorAt(colors, at),
  }));
}

function rangeOf({ data }: FieldMap): [low: number, high: number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of data) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : [0, 1];
}
