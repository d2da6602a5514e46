// Fingerprints of labels, independent of the data set's location.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type Boxes, edgesOf } from './boxes.js';
import type { LabelKeys, TaskLabel } from './types.js';

export const keyOf = (value: unknown): string => hash(JSON.stringify(value));

/** Fingerprint of a boxes label. */
export function boxesKey(det: TaskLabel<Boxes>, more?: MoreOfBox): LabelKeys {
  return det.state === 'absent' ? {} : { det: keyOf(keyedLabel(det, more)) };
}

/** Further properties of a box, listed after its corners. */
type MoreOfBox = (boxes: Boxes, row: number) => object;

/**
 * The representation of a label that fingerprints are computed from and that records of runs contain: one
 * object for each box, with inclusive corners.
 */
export function keyedLabel(label: TaskLabel<Boxes>, more: MoreOfBox = () => ({})): TaskLabel<object[]> {
  if (label.state !== 'present') return label;
  const { value } = label;
  const rows = Array.from(value.classes, (category, row) => {
    const [x1, y1, x2, y2] = edgesOf(value, row);
    const has = (name: 'ignored' | 'crowd' | 'occluded' | 'truncated') => value[name]?.[row] === 1;
    return {
      ...{ category, x1, y1, x2: x2 - 1, y2: y2 - 1 },
      ...more(value, row),
      ...{ ignored: has('ignored'), crowd: has('crowd') },
      ...{ occluded: has('occluded'), truncated: has('truncated') },
    };
  });
  return { ...label, value: rows };
}

/**
 * Fingerprint of a file's bytes. Reading a file of a few kilobytes takes no longer than asking for its size.
 */
export async function fileKey(file: string): Promise<string> {
  try {
    return hash(await readFile(file));
  } catch {
    return 'unreadable';
  }
}

const hash = (data: string | Uint8Array): string =>
  createHash('sha256').update(data).digest('hex').slice(0, 12);
