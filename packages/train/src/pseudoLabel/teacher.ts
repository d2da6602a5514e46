// Exact identity of the run that made pseudo labels.
import { createHash } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { PseudoLabelRecord } from '@cotrain/data';
import { RunError } from '../errors.js';
import type { RunFolder } from '../runFolder.js';

export type Teacher = PseudoLabelRecord['teacher'];

/** @throws RunError if the run has no such checkpoint */
export async function identify(folder: RunFolder, checkpoint: 'last' | 'best'): Promise<Teacher> {
  return {
    run: folder.path,
    checkpoint,
    config: createHash('sha256')
      .update(readFileSync(join(folder.path, 'config.json')))
      .digest('hex'),
    weights: await hashFile(folder[checkpoint]),
  };
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(path), hash);
  } catch (error) {
    throw new RunError(`cannot read the teacher's checkpoint ${path}: ${(error as Error).message}`, {
      cause: error,
    });
  }
  return hash.digest('hex');
}

/** Version of cotrain recorded with pseudo labels. */
export const VERSION = (
  JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }
).version;
