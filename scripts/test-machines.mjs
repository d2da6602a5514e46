#!/usr/bin/env node
// Runs the tests as other machines would: with the kernels of older processors, with other numbers of
// threads, and with other seeds.
//
//     npm run test:machines
//     npm run test:machines -- --only avx2,threads-1 tests/ops
//
// Without arguments it runs all tests on every machine, so it takes eight times as long as `npm test`. Ends
// with one line for each machine, the failed tests, and "N passed, N failed" over all of them.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fail, SetupError, say, seconds } from './lib/console.mjs';
import { ROOT } from './lib/root.mjs';

// LibTorch's and our own kernels, oneDNN and MKL each detect the processor separately, and each can be set to
// an older one.
const isa = (aten, onednn, mkl) => ({
  ATEN_CPU_CAPABILITY: aten,
  DNNL_MAX_CPU_ISA: onednn,
  MKL_CBWR: mkl,
});
const MACHINES = {
  baseline: isa('default', 'SSE41', 'COMPATIBLE'),
  avx2: isa('avx2', 'AVX2', 'AVX2'),
  avx512: isa('avx512', 'AVX512_CORE', 'AVX512'),
  'threads-1': { OMP_NUM_THREADS: '1' },
  'threads-2': { OMP_NUM_THREADS: '2' },
  'threads-4': { OMP_NUM_THREADS: '4' },
  'seed-1': { COTRAIN_TEST_SEED: '1' },
  'seed-2': { COTRAIN_TEST_SEED: '2' },
};

try {
  const { values, positionals } = parseArgs({
    options: { only: { type: 'string', default: Object.keys(MACHINES).join(',') } },
    allowPositionals: true,
  });
  const results = [];
  for (const name of values.only.split(',')) {
    if (!Object.hasOwn(MACHINES, name))
      throw new SetupError(`there is no machine '${name}'; there are ${Object.keys(MACHINES).join(', ')}`);
    results.push(await testAs(name, positionals));
  }
  console.log();
  for (const { name, summary, failed, took } of results) {
    console.log(`${name}: ${summary} (${took})`);
    for (const test of failed) console.log(`  ${test}`);
  }
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  const failures = sum('failures');
  console.log(`\n${sum('passed')} passed, ${failures} failed`);
  process.exitCode = failures > 0 ? 1 : 0;
} catch (error) {
  fail('test:machines', error);
}

async function testAs(name, tests) {
  const env = Object.entries(MACHINES[name]);
  say(`${name} (${env.map(([key, value]) => `${key}=${value}`).join(' ')})`);
  const began = performance.now();
  const child = spawn(process.execPath, [join(ROOT, 'scripts/test.mjs'), ...tests], {
    cwd: ROOT,
    env: { ...process.env, ...MACHINES[name] },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    output += text;
    process.stdout.write(text);
  });
  await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  const summary = output.trimEnd().split('\n').at(-1);
  const [, passed, failures] = /^(\d+) passed, (\d+) failed/.exec(summary) ?? [null, '0', '1'];
  const listed = output.split('\nFailed:\n')[1]?.split('\n\n')[0] ?? '';
  return {
    name,
    summary,
    passed: Number(passed),
    failures: Number(failures),
    failed: listed.split('\n').flatMap((line) => line.trim() || []),
    took: seconds(began),
  };
}
