#!/usr/bin/env node
// Builds the addon and the operator library with the address and undefined-behaviour sanitizers in a separate
// folder. Runs the tests of operators and of files with them, and reads damaged files. Requires a build
// (`npm run build:native`) and a compiler with libasan.
//   npm run test:sanitize -- --only files --inputs 100000
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fail, SetupError, say } from './lib/console.mjs';
import { ROOT } from './lib/root.mjs';

const BUILD = join(ROOT, 'build/sanitize');
const ADDON = join(BUILD, 'Release/cotrain.node'); // beside the operator library, where the library looks for it
/**
 * Readers that reach native code: what files hold is read into tensors, parsed by LibTorch, or records of
 * numbers.
 */
const READERS = [
  ...['safetensors', 'pth', 'legacy-pth', 'pickle', 'torchscript', 'class-vectors', 'checkpoint'],
  ...['coco', 'predictions'],
];
/** Parts, and the tests that each runs. */
const TESTS = { ops: ['tests/ops'], files: ['tests/torch/formats', 'tests/torch/safetensors.test.ts'] };

const { values } = parseArgs({
  options: { only: { type: 'string' }, inputs: { type: 'string', default: '3500' } },
});

function run(command, args, env = {}) {
  const { status } = spawnSync(command, args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: 'inherit',
  });
  if (status !== 0) throw new SetupError(`${command} ended with exit code ${status}`);
}

/** What cmake-js passed to the ordinary build: Node's headers, and a compiler cache. */
function settingsOfBuild() {
  const cache = readFileSync(join(ROOT, 'build/CMakeCache.txt'), 'utf8');
  return [...cache.matchAll(/^(CMAKE_JS_\w+|CMAKE_CXX_COMPILER_LAUNCHER):\w+=(.*)$/gm)].map(
    ([, name, value]) => `-D${name}=${value}`,
  );
}

try {
  const record = join(ROOT, 'build/cotrain-build.json');
  if (process.platform !== 'linux' || !existsSync(record))
    throw new SetupError('this needs Linux and a build of the addon', { hint: 'npm run build:native' });
  if (values.only !== undefined && !(values.only in TESTS))
    throw new SetupError(`--only is '${values.only}'; it is one of ${Object.keys(TESTS).join(', ')}`);
  const { libtorch } = JSON.parse(readFileSync(record, 'utf8'));
  say('building the addon and the operators with sanitizers');
  run('cmake', [
    ...['-S', ROOT, '-B', BUILD, '-DCOTRAIN_SANITIZE=ON', '-DCOTRAIN_TEST_OPS=OFF'],
    `-DCOTRAIN_LIBTORCH=${libtorch.path}`,
    `-DCOTRAIN_PLATFORM=${process.platform}-${process.arch}`,
    ...settingsOfBuild(),
  ]);
  run('cmake', ['--build', BUILD, '--target', 'cotrain_ops', 'cotrain_addon', '--parallel', '2']);
  const asan = execFileSync('c++', ['-print-file-name=libasan.so'], { encoding: 'utf8' }).trim();
  const env = {
    COTRAIN_ADDON: ADDON,
    LD_PRELOAD: asan,
    // Node and LibTorch intentionally keep memory until the process ends.
    ASAN_OPTIONS: 'detect_leaks=0',
    UBSAN_OPTIONS: 'print_stacktrace=1:halt_on_error=1',
  };
  const parts = values.only === undefined ? Object.keys(TESTS) : [values.only];
  run(process.execPath, [join(ROOT, 'scripts/test.mjs'), ...parts.flatMap((part) => TESTS[part])], env);
  if (!parts.includes('files')) process.exit();
  say('reading damaged files with sanitizers');
  const readers = READERS.flatMap((name) => ['--reader', name]);
  run(process.execPath, [join(ROOT, 'scripts/test-fuzz.mjs'), '--inputs', values.inputs, ...readers], env);
} catch (error) {
  fail('sanitizers', error);
}
