import { z } from 'zod';
import type { CocoId } from '../types.js';

/** True and 1 are the same key in Python. */
export const cocoId = z.union([
  z.number(),
  z.bigint(),
  z.string(),
  z.boolean().transform((value): number => Number(value)),
]);

/** Whether `cocoId` gives the value as it is. */
export const isPlainId = (value: unknown): value is CocoId =>
  typeof value === 'string' || Number.isFinite(value);

/** Sorts like numpy: numbers before strings, numbers by value, strings by code point. */
export function compareCocoIds(a: CocoId, b: CocoId): number {
  if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b));
  if (typeof a === 'string' || typeof b === 'string') return typeof a === 'string' ? 1 : -1;
  return a < b ? -1 : a > b ? 1 : 0;
}
