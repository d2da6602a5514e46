#!/usr/bin/env node
// Runs the tests (`npm test -- tests/nn -m 'conv*'` passes everything after `--` to ava). The last line is "N
// passed, N failed", which continuous integration reads. Fails if a test failed or none ran.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT } from './lib/root.mjs';
import { TapReader } from './lib/tap.mjs';

const ava = join(ROOT, 'node_modules/ava/entrypoints/cli.mjs');
const child = spawn(process.execPath, [ava, '--tap', ...process.argv.slice(2)], {
  cwd: ROOT,
  stdio: ['inherit', 'pipe', 'inherit'],
});
const reader = new TapReader((line) => console.log(line));
createInterface({ input: child.stdout }).on('line', (line) => reader.read(line));
const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));

const { passed, skipped, failures } = reader;
if (failures.length > 0) console.log(`\nFailed:\n${failures.map((name) => `  ${name}`).join('\n')}`);
if (passed + failures.length === 0) console.log('\nNo test ran.');
// A crash outside any test (a killed worker, an invalid option) must not look like success.
const failed = Math.max(failures.length, code === 0 ? 0 : 1);
if (failed > failures.length) console.log(`\nThe test runner ended with exit code ${code}.`);
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
