#!/usr/bin/env node
// Publishes the tarballs in dist/ whose version npm does not have, each after those that it needs. `--dry-run` only says which.
import { spawnSync } from 'node:child_process';
import { fail, SetupError } from './lib/console.mjs';
import { tarballs } from './lib/tarballs.mjs';

const dryRun = process.argv.includes('--dry-run');

try {
  for (const { file, manifest } of inOrder(tarballs())) {
    const { name, version } = manifest;
    if (isPublished(name, version)) {
      console.log(`${name}@${version} is published`);
      continue;
    }
    console.log(`${name}@${version}${dryRun ? ' would be published' : ''}`);
    if (dryRun) continue;
    const { status } = npm(['publish', file, '--access', 'public', '--provenance'], 'inherit');
    if (status !== 0)
      throw new SetupError(`${name}@${version} was not published; run the command again to go on from here`);
  }
} catch (error) {
  fail('publishing', error);
}

/** Dependencies first: nobody can install what needs something that is not there yet. */
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
    throw new SetupError(`npm does not say whether it has ${name}:\n${stderr}`);
  return status === 0 && stdout.trim() !== '';
}

function npm(args, stdio) {
  return spawnSync('npm', args, { stdio: ['ignore', stdio, stdio], encoding: 'utf8' });
}
