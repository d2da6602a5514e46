#!/usr/bin/env node
// Builds the operator library with the address and undefined behaviour sanitizers, in a folder of its own, and runs the
// tests of the operators with it. Needs a build (`npm run build:native`) and a compiler with libasan.
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, SetupError, say } from './lib/console.mjs';
import { ROOT } from './lib/root.mjs';

const RELEASE = join(ROOT, 'build/Release');
const BUILD = join(ROOT, 'build/sanitize');
// Where the platform's prebuilt package would be: it is looked for before build/Release, in NODE_PATH too.
const MODULES = join(BUILD, 'node_modules');
const PACKAGE = join(MODULES, `@cotrain/native-${process.platform}-${process.arch}`);

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
  mkdirSync(PACKAGE, { recursive: true });
  say('building the operators with sanitizers');
  run('cmake', ['-S', ROOT, '-B', BUILD, `-DCOTRAIN_LIBTORCH=${libtorch.path}`, '-DCOTRAIN_SANITIZE=ON']);
  run('cmake', ['--build', BUILD, '--target', 'cotrain_ops', '--parallel', '2']);
  copyFileSync(join(RELEASE, 'cotrain.node'), join(PACKAGE, 'cotrain.node'));
  copyFileSync(join(BUILD, 'Release/libcotrain_ops.so'), join(PACKAGE, 'libcotrain_ops.so'));
  const asan = execFileSync('c++', ['-print-file-name=libasan.so'], { encoding: 'utf8' }).trim();
  run(process.execPath, [join(ROOT, 'scripts/test.mjs'), 'tests/ops', ...process.argv.slice(2)], {
    NODE_PATH: MODULES,
    LD_PRELOAD: asan,
    // Node and LibTorch keep memory until the end of the process on purpose.
    ASAN_OPTIONS: 'detect_leaks=0',
    UBSAN_OPTIONS: 'print_stacktrace=1:halt_on_error=1',
  });
} catch (error) {
  fail('sanitizers', error);
}
