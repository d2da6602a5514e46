#!/usr/bin/env node
// Builds the addon and the operator library with CUDA into build-cuda/, and runs tests with them on the CPU:
// LibTorch with CUDA is loaded, seen, and computes. Skipped, with one line, where nvcc or a LibTorch with
// CUDA is missing.
//
//     npm run test:cuda-build -- tests/torch
//     npm run test:cuda-build -- --cached --minutes 30
//     npm run test:cuda-build -- --cached --if-begun
//
// The first runs other tests. The second keeps all in the user's cache, lets pip get LibTorch, and leaves
// what is not compiled after the minutes (default 7) to the next run: from nothing, two cores take about 30
// in all. The third is for CI: it does nothing on a machine whose cache has no such build.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildNative, resolveBuild } from './build-native.mjs';
import { fail, say, seconds } from './lib/console.mjs';
import { checkToolkitFits, findNvcc } from './lib/cuda-toolkit.mjs';
import { cudaLibtorch } from './lib/cuda-wheels.mjs';
import { CUDA_WHEEL } from './lib/libtorch-pins.mjs';
import { withLock } from './lib/lock.mjs';
import { buildMirrored } from './lib/mirrored-build.mjs';
import { ROOT } from './lib/root.mjs';

const TESTS = [
  ...['tests/torch/cuda.test.ts', 'tests/torch/documented.test.ts'],
  ...['tests/ops/roiAlign.test.ts', 'tests/ops/linearSumAssignment.test.ts'],
];
const TIME_OF_TESTS = 90; // seconds, of the minutes in CI

/** What the tests need in their environment to use the build. */
async function build() {
  const { libtorch, cuda } = await orSkip(() => resolveBuild({ cuda: true }));
  say(`CUDA ${cuda.version}, LibTorch ${libtorch.version}: ${await buildNative({ libtorch, cuda })}`);
  return { COTRAIN_CUDA: '1' };
}

async function buildCached(minutes, { ifBegun }) {
  const began = performance.now();
  const left = () => minutes * 60 - TIME_OF_TESTS - (performance.now() - began) / 1000;
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'cotrain');
  const folder = join(cache, 'cuda-build');
  const [cuda, libtorch] = await orSkip(async () => {
    if (ifBegun && !existsSync(folder))
      throw new Error('none is begun in the cache: `npm run test:cuda-build -- --cached --minutes 30`');
    const toolkit = findNvcc();
    checkToolkitFits(toolkit, { ...CUDA_WHEEL, path: "pip's indexes" });
    return [toolkit, await cudaLibtorch(join(cache, 'libtorch'), { seconds: left() })];
  });
  const built = await withLock(`${folder}.lock`, () =>
    buildMirrored(folder, { libtorch, cuda, seconds: left() }),
  );
  if (built.unfinished !== undefined) {
    say(`the build with CUDA has come to ${built.unfinished} in its time; the next run continues it`);
    process.exit(0);
  }
  say(`CUDA ${cuda.version}, LibTorch ${libtorch.version}: built in ${seconds(began)}`);
  return { COTRAIN_ADDON: built.addon };
}

/** Ends the process without an error if something that is needed is not there. */
async function orSkip(find) {
  try {
    return await find();
  } catch (error) {
    say(`skipped the build with CUDA: ${error.message.split('\n')[0].replace(/ Tried:$/, '')}`);
    process.exit(0);
  }
}

try {
  const { values, positionals } = parseArgs({
    options: {
      cached: { type: 'boolean', default: false },
      minutes: { type: 'string', default: '7' },
      'if-begun': { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  const environment = values.cached
    ? await buildCached(Number(values.minutes), { ifBegun: values['if-begun'] })
    : await build();
  const tests = positionals.length > 0 ? positionals : TESTS;
  const { status } = spawnSync(process.execPath, [join(ROOT, 'scripts/test.mjs'), ...tests], {
    cwd: ROOT,
    env: { ...process.env, ...environment },
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
} catch (error) {
  fail('build with CUDA', error);
}
