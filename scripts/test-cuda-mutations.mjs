#!/usr/bin/env node
// Shows that the tests of the CUDA kernels can fail: takes a barrier, an atomic addition, a bound or a term
// out of a kernel (tests/cuda/mutations.mjs), builds it for the CPU, and runs the operator's tests, one of
// which must fail in one of the two orders of threads.
//
//     npm run test:cuda-mutations                 all
//     npm run test:cuda-mutations -- --only nms   those whose name begins so (may be given several times)
//     npm run test:cuda-mutations -- --record     also writes benchmarks/results/cuda-mutations.md
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { MUTATIONS } from '../tests/cuda/mutations.mjs';
import { fail, SetupError, say } from './lib/console.mjs';
import { buildOnHost, environmentOnHost, ORDERS } from './lib/cuda-on-host.mjs';
import { ROOT } from './lib/root.mjs';

const RECORD = join(ROOT, 'benchmarks/results/cuda-mutations.json');
const REWRITTEN = join(ROOT, 'build/tests/cuda/rewritten');

/** The first order in which a test fails, or null. */
function caught({ tests }) {
  return ORDERS.find((order) => {
    const { status, stdout } = spawnSync(process.execPath, [join(ROOT, 'scripts/test.mjs'), ...tests], {
      cwd: ROOT,
      env: { ...process.env, ...environmentOnHost(order) },
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    return status !== 0 && /\d+ passed, [1-9]\d* failed/.test(stdout);
  });
}

/** The file that the build makes of a mutation's source. */
const rewritten = ({ file }) => join(REWRITTEN, file.replace('cuda.cu', 'cuda.cpp'));

/** Builds the kernels with one mutation, or none; what the one before changed is made again. */
function build(mutation, before) {
  for (const changed of [mutation, before]) if (changed) rmSync(rewritten(changed), { force: true });
  buildOnHost({ COTRAIN_CUDA_MUTATION: mutation?.name ?? '' });
}

/** Puts the results among those of earlier runs, and draws the page. */
function record(results) {
  const old = existsSync(RECORD) ? JSON.parse(readFileSync(RECORD, 'utf8')) : {};
  const all = { ...old, ...Object.fromEntries(results.map(({ name, order }) => [name, order ?? null])) };
  const known = MUTATIONS.filter(({ name }) => name in all);
  writeFileSync(
    RECORD,
    `${JSON.stringify(Object.fromEntries(known.map(({ name }) => [name, all[name]])), null, 1)}\n`,
  );
  const found = known.filter(({ name }) => all[name] !== null).length;
  const rows = MUTATIONS.map(({ name, survives }) => {
    const result =
      name in all ? (all[name] ?? `not found: ${survives ?? 'a gap in the tests'}`) : 'not tried yet';
    return `| ${name} | ${result} |`;
  });
  writeFileSync(
    RECORD.replace('.json', '.md'),
    `# Faults in CUDA kernels that the tests find

\`npm run test:cuda-mutations -- --record\` takes a barrier, an atomic addition, a bound or a term out of a kernel,
runs the kernels on the CPU, and writes this page. Of ${known.length} faults that were tried the tests find ${found}.
The second column says in which order of blocks and threads a test failed first.

| Fault | Found |
| --- | --- |
${rows.join('\n')}
`,
  );
}

try {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true, default: [''] },
      record: { type: 'boolean', default: false },
    },
  });
  const chosen = MUTATIONS.filter(({ name }) => values.only.some((start) => name.startsWith(start)));
  if (chosen.length === 0) throw new SetupError(`no mutation begins with ${values.only.join(' or ')}`);
  const results = [];
  let built; // the mutation that the library has
  try {
    for (const mutation of chosen) {
      build(mutation, built);
      built = mutation;
      const order = caught(mutation);
      say(`${order === undefined ? 'NOT FOUND' : `found, ${order}`}  ${mutation.name}`);
      results.push({ ...mutation, order });
      if (values.record) record(results);
    }
  } finally {
    build(undefined, built);
  }
  const gaps = results.filter(({ order, survives }) => order === undefined && survives === undefined);
  const surprises = results.filter(({ order, survives }) => order !== undefined && survives !== undefined);
  for (const { name } of surprises) say(`found all the same: ${name}`);
  console.log(`\n${results.length - gaps.length} passed, ${gaps.length} failed`);
  process.exitCode = gaps.length > 0 ? 1 : 0;
} catch (error) {
  fail('test:cuda-mutations', error);
}
