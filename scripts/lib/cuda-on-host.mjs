// The operator library that runs its CUDA kernels on the CPU (tests/cuda).
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError } from './console.mjs';
import { ROOT } from './root.mjs';

const BUILD = join(ROOT, 'build');
const ADDON = join(BUILD, 'cuda-on-host/Release/cotrain.node'); // finds the operator library beside itself

export const ORDERS = ['forward', 'reverse'];

/** Builds the library. `env` reaches the rewriting of the sources. Throws with the compiler's output. */
export function buildOnHost(env = {}) {
  if (
    process.platform !== 'linux' ||
    process.arch !== 'x64' ||
    !existsSync(join(BUILD, 'cotrain-build.json'))
  )
    throw new SetupError('this needs Linux on x86-64 and a build of the addon', { hint: 'npm run setup' });
  const args = ['--build', BUILD, '--target', 'cotrain_cuda_on_host', '--parallel', '2'];
  const { status, stdout, error } = spawnSync('cmake', args, {
    env: { ...process.env, ...env },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0)
    throw new SetupError(
      `the CUDA kernels did not build for the CPU:\n${error?.message ?? stdout.slice(-4000)}`,
    );
  copyFileSync(join(BUILD, 'Release/cotrain.node'), ADDON);
}

/**
 * The environment of a program whose operators are to be those.
 * @param {string} order of blocks and threads: one of ORDERS
 */
export const environmentOnHost = (order) => ({ COTRAIN_ADDON: ADDON, COTRAIN_CUDA_ORDER: order });
