import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export const readPackage = () => JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** A lock's path for this checkout: outside of it, because set-up removes and makes the folders inside. */
export function lockPath(name) {
  const key = createHash('sha256').update(ROOT).digest('hex').slice(0, 12);
  return join(tmpdir(), `cotrain-${name}-${key}.lock`);
}
