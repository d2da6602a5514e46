// Where live tensors were made: a debug switch, off by default since a stack trace costs microseconds.
import { fileURLToPath } from 'node:url';
import { generations } from '../native/addon.js';
import type { Handle } from './handle.js';

// By slot, and not by tensor: a record must not keep a forgotten tensor from the garbage collector.
const births = new Map<number, { generation: number; place: string }>();
let tracking = process.env.COTRAIN_TRACK_TENSORS === '1';

/**
 * Starts or stops recording where each tensor is made (also: COTRAIN_TRACK_TENSORS=1). Tensors made before
 * stay unknown.
 */
export function trackTensors(enabled: boolean): void {
  tracking = enabled;
  if (!enabled) births.clear();
}

/** How many recorded tensors are alive, by the place in the program that made them, most first. */
export function liveTensors(): { place: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const [slot, { generation, place }] of births) {
    if (generations[slot] === generation) counts.set(place, (counts.get(place) ?? 0) + 1);
    else births.delete(slot);
  }
  return [...counts].map(([place, count]) => ({ place, count })).sort((a, b) => b.count - a.count);
}

// The first frame outside this package is the line that the reader can change.
// It shows as dist/, or as src/ where source maps are on.
const ownFolder = fileURLToPath(new URL('../..', import.meta.url));
const FRAMES = 50;

export function recordBirth(tensor: Handle): void {
  if (!tracking) return;
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = FRAMES;
  const frames = new Error().stack?.split('\n').slice(2) ?? [];
  Error.stackTraceLimit = limit;
  const place =
    frames.find((frame) => !frame.includes(ownFolder) && !/node:|\(<anonymous>\)/.test(frame)) ??
    frames.at(-1);
  births.set(tensor.slot, {
    generation: tensor.generation,
    place: place?.trim().replace(/^at /, '') ?? 'unknown',
  });
}
