#!/usr/bin/env node
// Builds native/ into build/Release/cotrain.node, if any of its inputs changed.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { availableParallelism, totalmem } from 'node:os';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fail, progress, SetupError, say, seconds } from './lib/console.mjs';
import { withLock } from './lib/lock.mjs';
import { lockPath, ROOT } from './lib/root.mjs';
import { findToolchain } from './lib/toolchain.mjs';
import { resolveLibtorch } from './libtorch.mjs';

const BUILD = join(ROOT, 'build');
const RECORD = join(BUILD, 'cotrain-build.json');
const ADDON = join(BUILD, 'Release', 'cotrain.node');
const SOURCES = ['CMakeLists.txt', 'native', 'tests/native', 'examples/operator'];
const BYTES_PER_COMPILER = 1.5e9; // compiling one file that includes torch.h takes 1.4 GB

/**
 * Brings the addon up to date.
 * @returns {Promise<string>} one line that describes what was done
 */
export async function buildNative({ libtorch }) {
  const onWait = () => say('waiting for another set-up that builds the native addon');
  return withLock(lockPath('build'), () => buildLocked(libtorch), { onWait });
}

async function buildLocked(libtorch) {
  const stamp = stampOf(libtorch);
  const last = readRecord();
  if (last?.stamp === stamp && existsSync(ADDON)) return 'ready';

  const { compiler } = findToolchain();
  // Objects compiled with the headers of two LibTorch versions must not be mixed.
  if (configuredLibtorch() !== libtorch.path) await rm(BUILD, { recursive: true, force: true });
  await mkdir(BUILD, { recursive: true });
  await rm(RECORD, { force: true });

  const began = performance.now();
  await runCmakeJs('configure', libtorch);
  await runCmakeJs('build', libtorch);
  checkLoads();
  const record = { libtorch, compiler, stamp, builtAt: new Date().toISOString() };
  await writeFile(`${RECORD}.partial`, `${JSON.stringify(record, null, 2)}\n`);
  await rename(`${RECORD}.partial`, RECORD);
  return `built in ${seconds(began)} by ${compiler}`;
}

/** A hash of all inputs of the addon. If it is unchanged, so is the addon. */
function stampOf({ path, version }) {
  const hash = createHash('sha256');
  hash.update(
    JSON.stringify([path, version, process.platform, process.arch, process.versions.node.split('.')[0]]),
  );
  for (const file of SOURCES.flatMap((source) => filesUnder(join(ROOT, source)))) {
    hash.update(`\0${relative(ROOT, file)}\0`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

function filesUnder(path) {
  if (!existsSync(path)) return [];
  try {
    return readdirSync(path, { withFileTypes: true })
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap((entry) => filesUnder(join(path, entry.name)));
  } catch (error) {
    if (error.code === 'ENOTDIR') return [path];
    throw error;
  }
}

/** Runs cmake-js and shows its progress. The output goes to a log, whose end is shown on failure. */
async function runCmakeJs(command, libtorch) {
  const cmakeJs = createRequire(join(ROOT, 'package.json')).resolve('cmake-js/bin/cmake-js');
  const jobs = Math.max(1, Math.min(2, availableParallelism(), Math.floor(totalmem() / BYTES_PER_COMPILER)));
  const args = [
    cmakeJs,
    command,
    `--CDCOTRAIN_LIBTORCH=${libtorch.path}`,
    `--CDCOTRAIN_PLATFORM=${process.platform}-${process.arch}`,
    `--parallel=${jobs}`,
    ...(existsSync(join(ROOT, 'tests/native/CMakeLists.txt')) ? ['--CDCOTRAIN_TEST_OPS=ON'] : []),
  ];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  const bar = progress('compiled', (n) => `${n} steps`);
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      log += text;
      // Ninja prints "[3/12]", make "[ 25%]".
      const step = text.match(/\[\s*(\d+)(?:\/(\d+)|%)\]/g)?.at(-1);
      const [, done, total] = step?.match(/(\d+)(?:\/(\d+)|%)/) ?? [];
      if (done && command === 'build') bar.update(Number(done), Number(total ?? 100));
    });
  }
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  bar.end();
  const logFile = join(BUILD, `${command}.log`);
  await writeFile(logFile, log);
  if (code !== 0) {
    throw new SetupError(`the native addon did not build (cmake-js ${command}):\n\n${endOf(log)}`, {
      hint: `The whole output is in ${relative(process.cwd(), logFile)}. LibTorch: ${libtorch.version}, ${libtorch.path}`,
    });
  }
}

// The first error explains the failure; the following ones mostly result from it.
function endOf(log) {
  const lines = log.split('\n').filter((line) => line.trim() !== '');
  const first = lines.findIndex((line) => /\berror\b|CMake Error|Killed/i.test(line));
  return (first >= 0 ? lines.slice(Math.max(0, first - 2), first + 30) : lines.slice(-30)).join('\n');
}

function checkLoads() {
  const script = `require(${JSON.stringify(ADDON)})`;
  const { status, stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
  if (status === 0) return;
  const reason =
    stderr.split('\n').find((line) => /Error|cannot|undefined/.test(line)) ?? stderr.slice(0, 500);
  throw new SetupError(`the native addon was built but does not load: ${reason}`, {
    hint: 'Remove the folder build/ and run the command again; `npx cotrain doctor` tells more.',
  });
}

function configuredLibtorch() {
  const cache = join(BUILD, 'CMakeCache.txt');
  return existsSync(cache)
    ? readFileSync(cache, 'utf8').match(/^COTRAIN_LIBTORCH:\w+=(.*)$/m)?.[1]
    : undefined;
}

function readRecord() {
  try {
    return JSON.parse(readFileSync(RECORD, 'utf8'));
  } catch {
    return null;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    say(await buildNative({ libtorch: await resolveLibtorch() }));
  } catch (error) {
    fail('native build', error);
  }
}
