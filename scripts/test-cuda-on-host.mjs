#!/usr/bin/env node
// Runs the tests of the operators, and of the heads that use them, with the CUDA kernels in place of the
// CPU's: the .cu files as they are, on the CPU (tests/cuda). Twice: blocks and threads from the first to the
// last, and from the last to the first. Needs a build of the addon, no CUDA.
//
//     npm run test:cuda-on-host
//     npm run test:cuda-on-host -- --order reverse tests/ops/roiAlign.test.ts
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fail, SetupError, say, seconds } from './lib/console.mjs';
import { buildOnHost, environmentOnHost, ORDERS } from './lib/cuda-on-host.mjs';
import { ROOT } from './lib/root.mjs';

const TESTS = ['tests/ops', 'tests/parity/maskformer.test.ts', 'tests/parity/sparse.test.ts'];

try {
  const { values, positionals } = parseArgs({
    options: { order: { type: 'string', default: ORDERS.join(',') } },
    allowPositionals: true,
  });
  const began = performance.now();
  buildOnHost();
  say(`built the CUDA kernels for the CPU in ${seconds(began)}`);
  for (const order of values.order.split(',')) {
    if (!ORDERS.includes(order)) throw new SetupError(`--order is ${ORDERS.join(' or ')}, not ${order}`);
    say(`blocks and threads in ${order} order`);
    const tests = positionals.length > 0 ? positionals : TESTS;
    const env = { ...process.env, ...environmentOnHost(order) };
    const { status } = spawnSync(process.execPath, [join(ROOT, 'scripts/test.mjs'), ...tests], {
      cwd: ROOT,
      env,
      stdio: 'inherit',
    });
    if (status !== 0) process.exitCode = 1;
  }
} catch (error) {
  fail('test:cuda-on-host', error);
}
