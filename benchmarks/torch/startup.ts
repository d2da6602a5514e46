// From the start of the process to the first tensor's value, against Python's torch.
//
//   COTRAIN_PEER_PYTHON=/path/to/python npx tsx benchmarks/torch/startup.ts [--rounds 9]
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { main, type Results } from './harness.js';

const SOURCE = `
  const begin = performance.now();
  const { torch } = await import('@cotrain/torch');
  const value = torch.zeros([1]).add(1).item();
  if (value !== 1) process.exit(1);
  console.log(performance.now() - begin);`;

/** ms: the import and the first tensor alone, and the whole process. */
function measure(): Results {
  const begin = process.hrtime.bigint();
  const text = execFileSync(process.execPath, ['--input-type=module', '--eval', SOURCE], {
    encoding: 'utf8',
    cwd: fileURLToPath(new URL('.', import.meta.url)),
  });
  const whole = Number(process.hrtime.bigint() - begin) / 1e6;
  return { 'import to first tensor': Number(text), 'the whole process': whole };
}

await main({
  url: import.meta.url,
  peer: 'startup.py',
  args: [],
  title: 'Start-up',
  description: 'ms from the import to the value of a first tensor, and for a process that does nothing else.',
  result: 'startup.md',
  rounds: 9,
  digits: 0,
  threads: 1,
  measure,
});
