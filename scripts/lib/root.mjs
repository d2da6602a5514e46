import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export const readPackage = () => JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** Path of a lock for this checkout. It is outside, because set-up removes and creates the folders inside. */
export function lockPath(name) {
  const key = createHash('sha256').update(ROOT).digest('hex').slice(0, 12);
  return join(tmpdir(), `cotrain-${name}-${key}.lock`);
}
