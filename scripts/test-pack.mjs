#!/usr/bin/env node
// Installs the tarballs of dist/ (`npm run pack`) as a newcomer would, with each package manager
// (`npm run test:pack -- npm` for one): in an empty folder outside the repository, as a user other than root,
// without compiler or Python on the PATH, in a network namespace that reaches only a local registry, which
// serves our tarballs and forwards everything else.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fail, SetupError, say } from './lib/console.mjs';
import { ADDRESS, serveRegistry } from './lib/local-registry.mjs';
import { ROOT } from './lib/root.mjs';
import { tarballs } from './lib/tarballs.mjs';
import { MANAGERS } from './newcomer/managers.mjs';

const PUBLINT = 'publint@0.3.25';
const ARE_THE_TYPES_WRONG = '@arethetypeswrong/cli@0.18.5';
const NOBODY = 65534;
/** All commands on a newcomer's PATH. */
const COMMANDS = ['node', 'npm', 'npx', 'sh', 'env', 'sed', 'dirname', 'basename', 'uname', 'cat', 'ls'];
const isRoot = process.getuid?.() === 0;

try {
  if (process.platform !== 'linux') throw new SetupError('this requires the namespaces of Linux');
  lint();
  const wanted = process.argv.slice(2);
  const results = [];
  for (const manager of Object.keys(MANAGERS).filter(
    (name) => wanted.length === 0 || wanted.includes(name),
  )) {
    say(`installing and using cotrain with ${manager}`);
    results.push({ manager, ...(await tryWith(manager).catch(gotNoFurther)) });
  }
  report(results);
} catch (error) {
  fail('test of the packages', error);
}

/** A failure with one manager does not stop the others. */
function gotNoFurther(error) {
  if (!(error instanceof SetupError)) throw error;
  return { checks: [{ name: 'everything that a newcomer does', passed: false, detail: error.message }] };
}

/** Runs publint and arethetypeswrong on the tarballs. */
function lint() {
  const check = (tool, ...args) => {
    const { status, stdout, stderr } = spawnSync('npx', ['--yes', tool, ...args], { encoding: 'utf8' });
    if (status !== 0) throw new SetupError(`${tool} ${args.join(' ')}:\n\n${stdout}${stderr}`);
  };
  for (const { file, manifest } of tarballs()) {
    check(PUBLINT, '--strict', file);
    // ES modules only, which every supported Node version can require.
    if (manifest.exports?.['.']) check(ARE_THE_TYPES_WRONG, '--profile', 'esm-only', file);
  }
  say('publint and arethetypeswrong find nothing wrong');
}

async function tryWith(manager) {
  const folder = mkdtempSync(join(tmpdir(), 'cotrain-newcomer-'));
  const home = join(folder, 'home');
  const socket = join(folder, 'registry.sock');
  const upstream = execFileSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8' })
    .trim()
    .replace(/\/?$/, '/');
  const registry = await serveRegistry({ upstream, socket });
  try {
    mkdirSync(home);
    cpSync(join(ROOT, 'scripts/newcomer'), join(folder, 'newcomer'), { recursive: true });
    const path = onlyCommands(join(folder, 'bin'));
    if (isRoot) for (const place of [folder, home]) chownSync(place, NOBODY, NOBODY);
    chmodSync(folder, 0o755);
    const driver = [
      process.execPath,
      join(folder, 'newcomer/newcomer.mjs'),
      folder,
      socket,
      ADDRESS,
      manager,
      ...dataPackages(),
    ];
    return JSON.parse(await alone(driver, { PATH: path, HOME: home, TMPDIR: home, LANG: 'C.UTF-8' }));
  } finally {
    registry.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Names of our packages of weights and models, which users install by name. */
function dataPackages() {
  return tarballs().flatMap(({ manifest }) => (manifest.cotrain === undefined ? [] : [manifest.name]));
}

/**
 * Runs a command in a separate network namespace, not as root, with `env` as its complete environment.
 * Returns its output.
 */
async function alone(command, env) {
  const namespace = isRoot
    ? ['unshare', '--net']
    : ['unshare', '--net', '--user', '--map-current-user', '--keep-caps'];
  const user = isRoot ? `setpriv --reuid=${NOBODY} --regid=${NOBODY} --clear-groups` : '';
  const script = `PATH=$PATH:/usr/sbin:/sbin ip link set lo up && exec ${user} env -i ${Object.entries(env)
    .map(([name, value]) => `${name}='${value}'`)
    .join(' ')} "$@"`;
  const child = spawn(namespace[0], [...namespace.slice(1), 'sh', '-c', script, 'sh', ...command], {
    cwd: tmpdir(),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (output += text));
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  if (code !== 0) throw new SetupError(`a newcomer gets no further (see above): exit code ${code}`);
  return output;
}

/** Creates a folder with only these commands, for use as a PATH. */
function onlyCommands(folder) {
  mkdirSync(folder);
  for (const name of COMMANDS) {
    const path =
      name === 'node' ? process.execPath : execFileSync('which', [name], { encoding: 'utf8' }).trim();
    symlinkSync(realpathSync(path), join(folder, name));
  }
  return folder;
}

function report(results) {
  const finished = results.filter(({ seconds }) => seconds !== undefined);
  const rows = finished.map(({ manager, seconds, sizes }) =>
    [
      manager,
      mega(sizes.downloaded),
      mega(sizes.unpacked),
      ...['install', 'firstTensor', 'firstPrediction'].map((name) => `${seconds[name].toFixed(1)} s`),
    ].join(' | '),
  );
  console.log(
    `\n${cpus().length} x ${cpus()[0].model}; the downloads are from this machine. Seconds from the start of the installation.\n`,
  );
  console.log(
    '| | downloaded | unpacked | installed | first tensor | first prediction |\n|---|---|---|---|---|---|',
  );
  for (const row of rows) console.log(`| ${row} |`);
  const checks = results.flatMap(({ manager, checks }) => checks.map((check) => ({ manager, ...check })));
  const failed = checks.filter(({ passed }) => !passed);
  for (const { manager, name, detail } of failed) console.log(`\nFAILED with ${manager}: ${name}\n${detail}`);
  console.log(`\n${checks.length - failed.length} passed, ${failed.length} failed`);
  process.exitCode = failed.length > 0 ? 1 : 0;
}

function mega(bytes) {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}
