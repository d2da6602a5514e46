/** One number for both, or height and width. */
export type Pair = number | readonly [height: number, width: number];

export function pair(value: Pair): [number, number] {
  return typeof value === 'number' ? [value, value] : [value[0], value[1]];
}
