import {
  DRIVABLE_CLASSES,
  DRIVABLE_PALETTE,
  type Rgb,
  SEMANTIC_CLASSES,
  SEMANTIC_PALETTE,
} from '@cotrain/data';

/** BDD100K's colours. */
const KNOWN: ReadonlyMap<string, Rgb> = new Map([
  ...SEMANTIC_CLASSES.map((name, id) => [name, SEMANTIC_PALETTE[id]!] as const),
  ...DRIVABLE_CLASSES.map((name, id) => [name, DRIVABLE_PALETTE[id]!] as const),
  ['pedestrian', SEMANTIC_PALETTE[SEMANTIC_CLASSES.indexOf('person')]!],
]);

/** Rotating by this angle keeps any number of hues far apart. */
const GOLDEN_ANGLE = 137.508;

/** Colours of classes by id: BDD100K's for its class names, and distinct colours by position for others. */
export function paletteOf(classes: readonly string[]): Rgb[] {
  return classes.map((name, id) => KNOWN.get(name) ?? fromHue((id * GOLDEN_ANGLE) % 360));
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
