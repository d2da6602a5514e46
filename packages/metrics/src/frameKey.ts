/** A frame's name, or its number. */
export type FrameKey = string | number | bigint;

/** Numbers before names, numbers by value, names by code points, as Python sorts them. */
export function compareFrames(a: FrameKey, b: FrameKey): number {
  if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b));
  if (typeof a === 'string' || typeof b === 'string') return typeof a === 'string' ? 1 : -1;
  return a < b ? -1 : 1;
}
