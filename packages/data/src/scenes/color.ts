/** A linear working colour: three numbers in 0-255, which may leave the range until they are stored. */
export type Color = readonly [red: number, green: number, blue: number];

export function scale([r, g, b]: Color, factor: number): Color {
  return [r * factor, g * factor, b * factor];
}

export function mix(a: Color, b: Color, t: number): Color {
  return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t];
}

export function tint(a: Color, by: Color): Color {
  return [(a[0] * by[0]) / 255, (a[1] * by[1]) / 255, (a[2] * by[2]) / 255];
}
