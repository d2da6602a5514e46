#!/usr/bin/env node
// Kills runs at random moments, resumes them and compares with runs that nobody killed:
// `npm run test:kill -- --kills 1000 [--seed 1] [--fresh]`. Interrupted, it continues where it was.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './lib/root.mjs';

const main = join(ROOT, 'tests/train/kills/main.ts');
const { status } = spawnSync(process.execPath, ['--import', 'tsx', main, ...process.argv.slice(2)], {
  cwd: ROOT,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
