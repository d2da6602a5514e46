#!/usr/bin/env node
// Builds native/ into build/Release/cotrain.node, if any of its inputs changed. With `--cuda`, or
// COTRAIN_CUDA=1, it builds the CUDA kernels too, for a LibTorch with CUDA, into build-cuda/.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { availableParallelism, totalmem } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { fail, progress, SetupError, say, seconds } from './lib/console.mjs';
import { checkToolkitFits, findNvcc } from './lib/cuda-toolkit.mjs';
import { findLibtorch } from './lib/find-libtorch.mjs';
import { withLock } from './lib/lock.mjs';
import { lockPath, ROOT } from './lib/root.mjs';
import { findToolchain } from './lib/toolchain.mjs';
import { resolveLibtorch } from './libtorch.mjs';

const SOURCES = ['CMakeLists.txt', 'native', 'tests/native', 'examples/operator'];
const BYTES_PER_COMPILER = 1.5e9; // compiling one file that includes torch.h takes 1.4 GB

/** Whether set-up builds with CUDA, and the loader takes that build. */
export const wantsCuda = (env = process.env) => env.COTRAIN_CUDA === '1';

/**
 * Brings the addon up to date.
 * @param {{libtorch: object, cuda?: {nvcc: string, version: string}}} options `cuda` is the compiler of the
 *   CUDA kernels (`findNvcc`), if they are built
 * @returns {Promise<string>} one line that describes what was done
 */
export async function buildNative({ libtorch, cuda }) {
  const onWait = () => say('waiting for another set-up that builds the native addon');
  return withLock(lockPath('build'), () => buildLocked(libtorch, cuda), { onWait });
}

/**
 * What `buildNative` takes: the LibTorch of this machine and, for CUDA, one that has CUDA, and its compiler.
 */
export async function resolveBuild({ cuda = wantsCuda() } = {}) {
  if (!cuda) return { libtorch: await resolveLibtorch() };
  const toolkit = findNvcc();
  const libtorch = findLibtorch({ cuda });
  checkToolkitFits(toolkit, libtorch);
  return { libtorch, cuda: toolkit };
}

async function buildLocked(libtorch, cuda) {
  const folder = join(ROOT, cuda ? 'build-cuda' : 'build');
  const recordFile = join(folder, 'cotrain-build.json');
  const addon = join(folder, 'Release', 'cotrain.node');
  const stamp = stampOf(libtorch, cuda);
  const last = readRecord(recordFile);
  if (last?.stamp === stamp && existsSync(addon)) return 'ready';

  const { compiler } = findToolchain();
  // Objects compiled with the headers of two LibTorch versions must not be mixed.
  const configured = configuredValues(folder);
  if (configured.COTRAIN_LIBTORCH !== libtorch.path || configured.CMAKE_CUDA_COMPILER !== cuda?.nvcc)
    await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await rm(recordFile, { force: true });

  const began = performance.now();
  for (const command of ['configure', 'build']) await runCmakeJs(command, folder, libtorch, cuda);
  checkLoads(addon);
  const record = { libtorch, compiler, cuda: cuda ?? null, stamp, builtAt: new Date().toISOString() };
  await writeFile(`${recordFile}.partial`, `${JSON.stringify(record, null, 2)}\n`);
  await rename(`${recordFile}.partial`, recordFile);
  return `built in ${seconds(began)} by ${compiler}${cuda ? ` and nvcc ${cuda.version}` : ''}`;
}

/** A hash of all inputs of the addon. If it is unchanged, so is the addon. */
function stampOf({ path, version }, cuda) {
  const hash = createHash('sha256');
  const node = process.versions.node.split('.')[0];
  const inputs = [path, version, process.platform, process.arch, node];
  if (cuda) inputs.push(cuda, process.env.CUDAARCHS ?? null);
  hash.update(JSON.stringify(inputs));
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
async function runCmakeJs(command, folder, libtorch, cuda) {
  const cmakeJs = createRequire(join(ROOT, 'package.json')).resolve('cmake-js/bin/cmake-js');
  const jobs = Math.max(1, Math.min(2, availableParallelism(), Math.floor(totalmem() / BYTES_PER_COMPILER)));
  const args = [
    cmakeJs,
    command,
    `--out=${folder}`,
    `--CDCOTRAIN_LIBTORCH=${libtorch.path}`,
    `--CDCOTRAIN_PLATFORM=${process.platform}-${process.arch}`,
    ...(cuda ? ['--CDCOTRAIN_CUDA=ON', `--CDCMAKE_CUDA_COMPILER=${cuda.nvcc}`] : []),
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
  const logFile = join(folder, `${command}.log`);
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

function checkLoads(addon) {
  const script = `require(${JSON.stringify(addon)})`;
  const { status, stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
  if (status === 0) return;
  const reason =
    stderr.split('\n').find((line) => /Error|cannot|undefined/.test(line)) ?? stderr.slice(0, 500);
  throw new SetupError(`the native addon was built but does not load: ${reason}`, {
    hint: `Remove the folder ${dirname(dirname(addon))} and run the command again; \`npx cotrain doctor\` tells more.`,
  });
}

/** The values of CMake's cache. */
function configuredValues(folder) {
  const cache = join(folder, 'CMakeCache.txt');
  if (!existsSync(cache)) return {};
  return Object.fromEntries(
    [...readFileSync(cache, 'utf8').matchAll(/^(\w+):\w+=(.*)$/gm)].map(([, name, value]) => [name, value]),
  );
}

function readRecord(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    const { values } = parseArgs({ options: { cuda: { type: 'boolean', default: wantsCuda() } } });
    say(await buildNative(await resolveBuild(values)));
    if (values.cuda && !wantsCuda()) say('set COTRAIN_CUDA=1 to use this build');
  } catch (error) {
    fail('native build', error);
  }
}
