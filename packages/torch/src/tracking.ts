// Where live tensors were made: a debug switch, off by default since a stack trace costs microseconds.
import { isLive, type Scoped } from './scope.js';

const births = new Map<Scoped, string>();
let tracking = process.env.COTRAIN_TRACK_TENSORS === '1';

/** Starts or stops recording where each tensor is made (also: COTRAIN_TRACK_TENSORS=1). Tensors made before stay unknown. */
export function trackTensors(enabled: boolean): void {
  tracking = enabled;
  if (!enabled) births.clear();
}

/** How many recorded tensors are alive, by the place in the program that made them, most first. */
export function liveTensors(): { place: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const [tensor, place] of births) {
    if (isLive(tensor)) counts.set(place, (counts.get(place) ?? 0) + 1);
    else births.delete(tensor);
  }
  return [...counts].map(([place, count]) => ({ place, count })).sort((a, b) => b.count - a.count);
}

// The first frame outside this package is the line that the reader can change.
const ownFolder = new URL('.', import.meta.url).href;

export function recordBirth(tensor: Scoped): void {
  if (!tracking) return;
  const frames = new Error().stack?.split('\n').slice(2) ?? [];
  const place =
    frames.find((frame) => !frame.includes(ownFolder) && !frame.includes('node:')) ?? frames.at(-1);
  births.set(tensor, place?.trim().replace(/^at /, '') ?? 'unknown');
}

export function recordDeath(tensor: Scoped): void {
  if (tracking) births.delete(tensor);
}
