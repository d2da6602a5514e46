/** Name or number of a frame. */
export type FrameKey = string | number | bigint;

/** Sorts like Python: numbers before names, numbers by value, names by code point. */
export function compareFrames(a: FrameKey, b: FrameKey): number {
  if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b));
  if (typeof a === 'string' || typeof b === 'string') return typeof a === 'string' ? 1 : -1;
  return a < b ? -1 : 1;
}
