// The tarballs in dist/ from `npm run pack`.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError } from './console.mjs';
import { ROOT } from './root.mjs';

export const DIST = join(ROOT, 'dist');

/**
 * @returns {{file: string, manifest: {name: string, version: string, dependencies?: object,
 *   optionalDependencies?: object}}[]}
 */
export function tarballs() {
  const files = existsSync(DIST) ? readdirSync(DIST).filter((file) => file.endsWith('.tgz')) : [];
  if (files.length === 0)
    throw new SetupError('there are no tarballs in dist/', { hint: 'Run `npm run pack` first.' });
  return files.map((name) => {
    const file = join(DIST, name);
    const text = execFileSync('tar', ['-xOzf', file, 'package/package.json'], { encoding: 'utf8' });
    return { file, manifest: JSON.parse(text) };
  });
}
