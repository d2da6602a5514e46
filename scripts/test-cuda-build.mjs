#!/usr/bin/env node
// Builds the addon and the operator library with CUDA into build-cuda/, and runs tests with them on the CPU:
// LibTorch with CUDA is loaded, seen, and computes. Skipped, with one line, where nvcc or a LibTorch with
// CUDA is missing.
import { spawnSync } from 'node:child_process';
import { buildNative, resolveBuild } from './build-native.mjs';
import { fail, say } from './lib/console.mjs';
import { ROOT } from './lib/root.mjs';

const TESTS = ['tests/torch/cuda.test.ts', 'tests/torch/documented.test.ts', 'tests/ops/roiAlign.test.ts'];

const build = await resolveBuild({ cuda: true }).catch((error) => {
  say(`skipped the build with CUDA: ${error.message.split('\n')[0].replace(/ Tried:$/, '')}`);
  process.exit(0);
});
try {
  say(`CUDA ${build.cuda.version}, LibTorch ${build.libtorch.version}: ${await buildNative(build)}`);
} catch (error) {
  fail('build with CUDA', error);
}
const tests = process.argv.length > 2 ? process.argv.slice(2) : TESTS;
const { status } = spawnSync('npx', ['ava', ...tests], {
  cwd: ROOT,
  env: { ...process.env, COTRAIN_CUDA: '1' },
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
