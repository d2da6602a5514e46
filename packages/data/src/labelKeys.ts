// What tells labels from others, wherever the data set lies.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Box, LabelKeys, TaskLabel } from './types.js';

export const keyOf = (value: unknown): string => hash(JSON.stringify(value));

/** Of the boxes themselves. */
export function boxesKey(det: TaskLabel<Box[]>): LabelKeys {
  return det.state === 'absent' ? {} : { det: keyOf(det) };
}

/** Of the bytes of a file: to read one of some kilobytes costs no more than to ask for its size. */
export async function fileKey(file: string): Promise<string> {
  try {
    return hash(await readFile(file));
  } catch {
    return 'unreadable';
  }
}

const hash = (data: string | Uint8Array): string =>
  createHash('sha256').update(data).digest('hex').slice(0, 12);
