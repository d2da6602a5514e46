import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError, say } from './console.mjs';
import { withLock } from './lock.mjs';
import { lockPath, ROOT } from './root.mjs';

const STAMP = join(ROOT, 'node_modules', '.cotrain-dependencies');

/** Installs the dependencies of the lockfile, if it or a package.json has changed since the last time. */
export async function installDependencies(packageManager) {
  return withLock(lockPath('dependencies'), async () => {
    const stamp = dependencyStamp();
    if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp) return 'ready';
    say(`installing dependencies with ${packageManager}`);
    const args = [
      '--yes',
      packageManager,
      'install',
      '--frozen-lockfile',
      '--config.confirmModulesPurge=false',
    ];
    const { code, output } = await run('npx', args);
    if (code !== 0) {
      throw new SetupError(`${packageManager} could not install the dependencies:\n\n${lastLines(output)}`, {
        hint: output.includes('ERR_PNPM_OUTDATED_LOCKFILE')
          ? `A package.json has changed: run \`npx ${packageManager} install\` and commit pnpm-lock.yaml.`
          : 'Check that this machine reaches its npm registry (`npm ping`), then run the command again.',
      });
    }
    writeFileSync(STAMP, stamp);
    return 'installed';
  });
}

/** Compiles the project references that are out of date. */
export async function compileTypeScript() {
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const { code, output } = await run(process.execPath, [tsc, '-b', '--verbose'], { quiet: true });
  if (code !== 0) {
    const errors = output.split('\n').filter((line) => !/^\[?\d+:\d+:\d+|^\s*$|^ {4}\*/.test(line));
    throw new SetupError(`TypeScript found errors:\n\n${errors.slice(0, 40).join('\n')}`);
  }
  return /Building project/.test(output) ? 'compiled' : 'ready';
}

/** All published packages, with folder and manifest: those in packages/ that are not private. */
export function publishedPackages() {
  return readdirSync(join(ROOT, 'packages'))
    .map((name) => join(ROOT, 'packages', name))
    .filter((folder) => existsSync(join(folder, 'package.json')))
    .map((folder) => ({ folder, ...JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) }))
    .filter((manifest) => manifest.private !== true);
}

function dependencyStamp() {
  const hash = createHash('sha256');
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', ...workspaceManifests()]) {
    hash.update(`${file}\0`).update(readFileSync(join(ROOT, file)));
  }
  return hash.digest('hex');
}

function workspaceManifests() {
  const packages = readdirSync(join(ROOT, 'packages')).map((name) => `packages/${name}/package.json`);
  const all = [
    'package.json',
    'tests/package.json',
    'benchmarks/package.json',
    'examples/package.json',
    ...packages,
  ];
  return all.filter((file) => existsSync(join(ROOT, file))).sort();
}

/** Runs a command in the root. Returns its output, and also shows it on stderr unless `quiet` is set. */
export async function run(command, args, { quiet = false, env = process.env } = {}) {
  const child = spawn(command, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output += text;
      if (!quiet) process.stderr.write(text);
    });
  }
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  return { code, output };
}

function lastLines(output) {
  return output
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(-15)
    .join('\n');
}
