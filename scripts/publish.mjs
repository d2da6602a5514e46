#!/usr/bin/env node
// Publishes the tarballs in dist/ whose version is not on npm yet, dependencies first. `--dry-run` only lists
// them.
import { spawnSync } from 'node:child_process';
import { fail, SetupError } from './lib/console.mjs';
import { tarballs } from './lib/tarballs.mjs';

const dryRun = process.argv.includes('--dry-run');

try {
  const packages = inOrder(tarballs());
  refuseIncomplete(packages);
  for (const { file, manifest } of packages) {
    const { name, version } = manifest;
    if (isPublished(name, version)) {
      console.log(`${name}@${version} is published`);
      continue;
    }
    console.log(`${name}@${version}${dryRun ? ' would be published' : ''}`);
    if (dryRun) continue;
    const { status } = npm(['publish', file, '--access', 'public', '--provenance'], 'inherit');
    if (status !== 0)
      throw new SetupError(
        `${name}@${version} was not published; run the command again to continue from here`,
      );
  }
} catch (error) {
  fail('publishing', error);
}

/**
 * Installing one of them with Yarn requires all packages that they name, including the addons of other
 * systems.
 */
function refuseIncomplete(packages) {
  const here = new Set(packages.map(({ manifest }) => `${manifest.name}@${manifest.version}`));
  const missing = packages
    .flatMap(({ manifest }) => Object.entries({ ...manifest.dependencies, ...manifest.optionalDependencies }))
    .filter(([name]) => name.startsWith('@cotrain/'))
    .filter(([name, version]) => !here.has(`${name}@${version}`) && !isPublished(name, version))
    .map(([name, version]) => `${name}@${version}`);
  if (missing.length > 0)
    throw new SetupError(
      `these packages are required, but neither in dist/ nor published: ${[...new Set(missing)].join(', ')}`,
    );
}

/** Sorts dependencies first, so that every published package can be installed. */
function inOrder(packages) {
  const byName = new Map(packages.map((entry) => [entry.manifest.name, entry]));
  const ordered = new Set();
  const visit = (entry) => {
    if (entry === undefined || ordered.has(entry)) return;
    const { dependencies = {}, optionalDependencies = {} } = entry.manifest;
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) visit(byName.get(name));
    ordered.add(entry);
  };
  for (const entry of packages) visit(entry);
  return [...ordered];
}

function isPublished(name, version) {
  const { status, stderr, stdout } = npm(['view', `${name}@${version}`, 'version'], 'pipe');
  if (status !== 0 && !/E404/.test(stderr))
    throw new SetupError(`npm could not tell whether ${name} exists:\n${stderr}`);
  return status === 0 && stdout.trim() !== '';
}

function npm(args, stdio) {
  return spawnSync('npm', args, { stdio: ['ignore', stdio, stdio], encoding: 'utf8' });
}
