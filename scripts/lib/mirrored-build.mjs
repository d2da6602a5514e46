// A build that outlasts the checkout: a copy of the sources in the user's cache, in which a file changes only
// when its content does. So the next build compiles what changed, also from a fresh clone, whose files are
// all new.
import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { SetupError } from './console.mjs';
import { ROOT } from './root.mjs';

const run = promisify(execFile);

const SOURCES = ['CMakeLists.txt', 'native'];
const HEADERS = ['node_modules/node-api-headers/include', 'node_modules/node-addon-api'];

/**
 * Builds addon and operator library in `cache`, or a part of them if the time is over: the next call
 * continues.
 * @param {{libtorch: object, cuda: object, seconds: number}} options `seconds` is the time for compiling
 * @returns {Promise<{addon: string} | {unfinished: string}>} `unfinished` says how far it came
 * @throws {SetupError} with the compiler's output
 */
export async function buildMirrored(cache, { libtorch, cuda, seconds }) {
  const [source, build] = [join(cache, 'source'), join(cache, 'build')];
  for (const path of [...SOURCES, ...HEADERS]) {
    mkdirSync(dirname(join(source, path)), { recursive: true });
    mirror(join(ROOT, path), join(source, path));
  }
  await cmake([
    ...['-S', source, '-B', build, '-DCMAKE_BUILD_TYPE=Release', '-DCOTRAIN_TEST_OPS=OFF'],
    ...['-DCOTRAIN_CUDA=ON', `-DCMAKE_CUDA_COMPILER=${cuda.nvcc}`, `-DCOTRAIN_LIBTORCH=${libtorch.path}`],
    '-DCMAKE_CUDA_ARCHITECTURES=90', // a second one compiles the same kernels again, which no test here runs
    `-DCOTRAIN_PLATFORM=${process.platform}-${process.arch}`,
    `-DCMAKE_JS_INC=${HEADERS.map((path) => join(source, path)).join(';')}`,
  ]);
  const jobs = String(Math.min(2, availableParallelism()));
  const steps = await cmake(['--build', build, '--parallel', jobs], seconds);
  return steps === null ? { addon: join(build, 'Release/cotrain.node') } : { unfinished: steps };
}

/** Runs cmake; returns its last progress if the time was over, else null. */
async function cmake(args, seconds = 120) {
  // `timeout` ends the compilers too. Interrupted, make and ninja remove what they have half written.
  const command = ['--signal=INT', '--kill-after=20', String(Math.max(1, Math.round(seconds))), 'cmake'];
  try {
    await run('timeout', [...command, ...args], { maxBuffer: 1 << 28 });
    return null;
  } catch ({ code, stdout, stderr, message }) {
    const output = `${stdout ?? ''}${stderr ?? ''}`;
    const isOver = code === 124 || code === 137;
    if (isOver && args[0] === '--build') return output.match(/\[\s*\d+(?:\/\d+|%)\]/g)?.at(-1) ?? 'nothing';
    throw new SetupError(`cmake ${args[0]}: ${output.slice(-4000) || message}`);
  }
}

/** Makes `to` equal to `from`, and leaves alone what is equal. */
export function mirror(from, to) {
  const isFolder = statSync(from).isDirectory();
  if (existsSync(to) && statSync(to).isDirectory() !== isFolder) rmSync(to, { recursive: true });
  if (!isFolder) {
    if (!existsSync(to) || !readFileSync(from).equals(readFileSync(to))) copyFileSync(from, to);
    return;
  }
  mkdirSync(to, { recursive: true });
  const names = new Set(readdirSync(from));
  for (const name of readdirSync(to))
    if (!names.has(name)) rmSync(join(to, name), { recursive: true, force: true });
  for (const name of names) mirror(join(from, name), join(to, name));
}
