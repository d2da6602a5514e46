#!/usr/bin/env node
// Builds the operator library with the address and undefined-behaviour sanitizers in a separate folder and
// runs the tests of the operators with it. Requires a build (`npm run build:native`) and a compiler with
// libasan.
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, SetupError, say } from './lib/console.mjs';
import { ROOT } from './lib/root.mjs';

const RELEASE = join(ROOT, 'build/Release');
const BUILD = join(ROOT, 'build/sanitize');
const ADDON = join(BUILD, 'Release/cotrain.node'); // beside the operator library, where the library looks for it

function run(command, args, env = {}) {
  const { status } = spawnSync(command, args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: 'inherit',
  });
  if (status !== 0) throw new SetupError(`${command} ended with exit code ${status}`);
}

try {
  const record = join(ROOT, 'build/cotrain-build.json');
  if (process.platform !== 'linux' || !existsSync(record))
    throw new SetupError('this needs Linux and a build of the addon', { hint: 'npm run build:native' });
  const { libtorch } = JSON.parse(readFileSync(record, 'utf8'));
  say('building the operators with sanitizers');
  run('cmake', [
    '-S',
    ROOT,
    '-B',
    BUILD,
    `-DCOTRAIN_LIBTORCH=${libtorch.path}`,
    `-DCOTRAIN_PLATFORM=${process.platform}-${process.arch}`,
    '-DCOTRAIN_SANITIZE=ON',
  ]);
  run('cmake', ['--build', BUILD, '--target', 'cotrain_ops', '--parallel', '2']);
  copyFileSync(join(RELEASE, 'cotrain.node'), ADDON);
  const asan = execFileSync('c++', ['-print-file-name=libasan.so'], { encoding: 'utf8' }).trim();
  run(process.execPath, [join(ROOT, 'scripts/test.mjs'), 'tests/ops', ...process.argv.slice(2)], {
    COTRAIN_ADDON: ADDON,
    LD_PRELOAD: asan,
    // Node and LibTorch intentionally keep memory until the process ends.
    ASAN_OPTIONS: 'detect_leaks=0',
    UBSAN_OPTIONS: 'print_stacktrace=1:halt_on_error=1',
  });
} catch (error) {
  fail('sanitizers', error);
}
