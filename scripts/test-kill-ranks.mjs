#!/usr/bin/env node
// Kills ranks of a training at random moments and compares with an uninterrupted one:
// `npm run test:kill-ranks -- --kills 20 [--ranks 2] [--seed 1]`.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from './lib/root.mjs';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '20' },
    ranks: { type: 'string', default: '2' },
    seed: { type: 'string', default: '1' },
  },
});
const { status } = spawnSync(
  process.execPath,
  [join(ROOT, 'node_modules/ava/entrypoints/cli.mjs'), '--timeout=60m', 'tests/cli/launch/kills.test.ts'],
  {
    cwd: ROOT,
    stdio: 'inherit',
    env: {
      ...process.env,
      COTRAIN_TEST_KILLS: values.kills,
      COTRAIN_TEST_RANKS: values.ranks,
      COTRAIN_TEST_SEED: values.seed,
    },
  },
);
process.exitCode = status ?? 1;
