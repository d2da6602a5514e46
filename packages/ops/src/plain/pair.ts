import type { Int } from '@cotrain/torch';

/** `[height, width]` of one number, or of two. */
export function pair(size: readonly Int[] | Int): [height: number, width: number] {
  const sizes = Array.isArray(size) ? (size as readonly Int[]) : [size as Int];
  return [Number(sizes[0]), Number(sizes.at(-1))];
}
