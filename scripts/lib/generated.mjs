// Shared code of the generators of typed operators (packages/torch/scripts, packages/ops/scripts).
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { ROOT } from './root.mjs';

export const BUILD = join(ROOT, 'build/Release');

/** Loads the addon without its package, which cannot be compiled before its types are generated. */
export function loadAddon() {
  const native = createRequire(import.meta.url)(join(BUILD, 'cotrain.node'));
  native.attach(new ArrayBuffer(1 << 20), new ArrayBuffer(1 << 20));
  return native;
}

/**
 * Writes the files that differ from those in `folder`. With `--check`, the process fails if any differs.
 *
 * @param files texts by file name
 * @param summary what they were made from, for the terminal
 */
export function keepGenerated(folder, files, summary) {
  const check = process.argv.includes('--check');
  const stale = [];
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
    stale.push(name);
    if (check) continue;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  if (check && stale.length > 0) {
    console.error(`${relative(ROOT, folder)} is out of date (${stale.join(', ')}): run \`npm run gen\``);
    process.exit(1);
  }
  console.log(`${summary}: ${stale.length > 0 ? `wrote ${stale.join(', ')}` : 'up to date'}`);
}
