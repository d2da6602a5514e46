// A LibTorch with CUDA from PyTorch's wheels, in the user's cache, for tests of the build with CUDA.
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { SetupError, say } from './console.mjs';
import { inspectLibtorch } from './libtorch-folder.mjs';
import { CUDA_WHEEL } from './libtorch-pins.mjs';
import { withLock } from './lock.mjs';
import { findPip } from './pip.mjs';

const run = promisify(execFile);

/**
 * The LibTorch in `cache`, which pip installs there if it is not.
 * @param {string} cache folder for it
 * @param {{seconds: number}} limit of the installation
 * @throws {SetupError} if pip cannot get the wheels, or not in that time
 */
export async function cudaLibtorch(cache, { seconds }) {
  const folder = join(cache, CUDA_WHEEL.version);
  await withLock(`${folder}.lock`, async () => {
    if (!existsSync(folder)) await install(folder, performance.now() + seconds * 1000);
  });
  return { ...inspectLibtorch(join(folder, 'torch')), source: 'cache' };
}

async function install(folder, until) {
  const pip = await findPip();
  if (pip === null) throw new SetupError('no pip, which gets a LibTorch with CUDA');
  const partial = `${folder}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(dirname(folder), { recursive: true });
  // Of an index that is not reached pip tries every wheel several times; another may have them.
  const options = ['--retries=0', '--no-compile', '--no-cache-dir', '--disable-pip-version-check', '--quiet'];
  const get = async (...wheels) => {
    say(`pip gets ${wheels.join(', ')}`);
    try {
      await run(pip[0], [...pip.slice(1), 'install', ...options, `--target=${partial}`, ...wheels], {
        timeout: Math.max(1, Math.round(until - performance.now())),
        maxBuffer: 1 << 26,
      });
    } catch (error) {
      const reason = error.killed
        ? 'took too long'
        : `${error.stderr ?? error}`.split('\n').find((line) => line.startsWith('ERROR'));
      throw new SetupError(`pip install ${wheels.at(-1)}: ${reason ?? error.message.split('\n')[0]}`);
    }
  };
  // Not what torch needs for Python.
  await get('--no-deps', CUDA_WHEEL.requirement);
  await get(...librariesOf(partial));
  await rename(partial, folder);
}

/** The wheels with the libraries of CUDA that a wheel of torch says it needs. */
function librariesOf(folder) {
  const information = readdirSync(folder).find((name) => /^torch-.*\.dist-info$/.test(name));
  const metadata = readFileSync(join(folder, information, 'METADATA'), 'utf8');
  return [...metadata.matchAll(/^Requires-Dist: ((?:nvidia-|cuda-toolkit)[^;\n]*[^;\s])/gm)].map(
    ([, wheel]) => wheel,
  );
}
