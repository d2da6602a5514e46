// Colours of classes and fields, as in the pictures of `cotrain predict`.
import type { Rgb, TaskMetadata } from './metadata.js';

/** Rotating by this angle keeps any number of hues far apart. */
const GOLDEN_ANGLE = 137.508;

/** Classes of a map that show the photograph. */
const PLAIN = ['background'];

/** Colour of a class. */
export function colorOf({ colors }: TaskMetadata, id: number): Rgb {
  return colors?.[id] ?? fromHue((id * GOLDEN_ANGLE) % 360);
}

/** Colour of a class of a map; null for one that shows the photograph. */
export function mapColorOf(task: TaskMetadata, id: number): Rgb | null {
  const name = task.classes[id];
  return name === undefined || PLAIN.includes(name) ? null : colorOf(task, id);
}

/** Colour with saturation 0.65 and lightness 0.55 (CSS Color 4, `hsl`). @param hue in degrees */
function fromHue(hue: number): Rgb {
  const [saturation, lightness] = [0.65, 0.55];
  const channel = (offset: number) => {
    const k = (offset + hue / 30) % 12;
    const amount = saturation * Math.min(lightness, 1 - lightness);
    return Math.round(255 * (lightness - amount * Math.max(-1, Math.min(k - 3, 9 - k, 1))));
  };
  return [channel(0), channel(8), channel(4)];
}

/** From the least to the greatest value of a field (matplotlib's viridis at 0, 0.25, 0.5, 0.75 and 1). */
const FIELD_COLORS: readonly Rgb[] = [
  [68, 1, 84],
  [59, 82, 139],
  [33, 145, 140],
  [94, 201, 98],
  [253, 231, 37],
];

/** Colour of a place between the least and the greatest value, 0 to 1. */
export function fieldColor(at: number): Rgb {
  const place = Math.min(1, Math.max(0, at)) * (FIELD_COLORS.length - 1);
  const low = Math.min(Math.floor(place), FIELD_COLORS.length - 2);
  const mix = (channel: 0 | 1 | 2) =>
    Math.round(
      FIELD_COLORS[low]![channel] * (low + 1 - place) + FIELD_COLORS[low + 1]![channel] * (place - low),
    );
  return [mix(0), mix(1), mix(2)];
}

export const css = (color: Rgb): string => `rgb(${color.join(' ')})`;

/** Black on light colours, white on dark ones (luma of ITU-R BT.601). */
export const inkOn = ([red, green, blue]: Rgb): string =>
  0.299 * red + 0.587 * green + 0.114 * blue > 150 ? 'black' : 'white';
