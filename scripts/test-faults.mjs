#!/usr/bin/env node
// Makes writes of a small training fail and looks at what is left:
// `npm run test:faults -- --faults 1000 [--seed 1]`.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './lib/root.mjs';

const main = join(ROOT, 'tests/faults/main.ts');
const child = spawn(process.execPath, ['--import', 'tsx', main, ...process.argv.slice(2)], {
  cwd: ROOT,
  stdio: 'inherit',
});
// Ctrl-C reaches both; the campaign then reports what it has done.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
