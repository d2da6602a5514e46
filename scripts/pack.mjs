#!/usr/bin/env node
// Creates the tarballs of all packages in dist/, as they would be published: recompiled, with versions
// instead of `workspace:*`, and for this platform the addon and LibTorch.
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { buildNative } from './build-native.mjs';
import { fail, SetupError, say, seconds } from './lib/console.mjs';
import {
  isOfThisPlatform,
  isPlatformPackage,
  stagePlatformPackages,
  stageSources,
  unstagePlatformPackages,
  unstageSources,
} from './lib/platform-packages.mjs';
import { ROOT, readPackage } from './lib/root.mjs';
import { DIST, tarballs } from './lib/tarballs.mjs';
import { compileTypeScript, publishedPackages, run } from './lib/workspace.mjs';
import { resolveLibtorch } from './libtorch.mjs';

const MOST_BYTES = 200e6; // registries document no limit, but are known to refuse larger packages

try {
  const packages = publishedPackages().filter(
    ({ folder }) => !isPlatformPackage(folder) || isOfThisPlatform(folder),
  );
  // Removes outputs of sources that were renamed or deleted.
  for (const { folder } of packages) rmSync(join(folder, 'dist'), { recursive: true, force: true });
  await compileTypeScript();
  rmSync(DIST, { recursive: true, force: true });
  mkdirSync(DIST, { recursive: true });
  try {
    await buildNative({ libtorch: await resolveLibtorch() });
    await stagePlatformPackages();
    stageSources();
    for (const { folder, name } of packages) await pack(folder, name);
  } finally {
    unstagePlatformPackages();
    unstageSources();
  }
  for (const { file } of tarballs()) {
    const { size } = statSync(file);
    console.log(`${(size / 1e6).toFixed(2).padStart(8)} MB  ${relative(ROOT, file)}`);
    if (size > MOST_BYTES)
      throw new SetupError(`${relative(ROOT, file)} is too large for a registry`, {
        hint: 'Split it into packages that depend on each other.',
      });
  }
} catch (error) {
  fail('pack', error);
}

async function pack(folder, name) {
  const began = performance.now();
  const pnpm = readPackage().packageManager;
  const { code, output } = await run(
    'npx',
    ['--yes', pnpm, '--dir', folder, 'pack', '--pack-destination', DIST],
    { quiet: true },
  );
  if (code !== 0) throw new SetupError(`${name} could not be packed:\n\n${output}`);
  say(`${name}, ${seconds(began)}`);
}
