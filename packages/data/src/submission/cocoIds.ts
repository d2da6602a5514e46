import { z } from 'zod';
import type { CocoId } from '../types.js';

/** Python's True and 1 are the same key. */
export const cocoId = z.union([
  z.number(),
  z.bigint(),
  z.string(),
  z.boolean().transform((value): number => Number(value)),
]);

/** Numbers before texts, numbers by value, texts by code points: numpy's order. */
export function compareCocoIds(a: CocoId, b: CocoId): number {
  if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b));
  if (typeof a === 'string' || typeof b === 'string') return typeof a === 'string' ? 1 : -1;
  return a < b ? -1 : a > b ? 1 : 0;
}
