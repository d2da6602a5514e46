import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type ProcessesCase, registerCases } from '../../case.js';
import { BenchError } from '../../errors.js';

const SOURCE = `
  const began = performance.now();
  const { torch } = await import('@cotrain/torch');
  const value = torch.zeros([1]).add(1).item();
  if (value !== 1) process.exit(1);
  console.log(performance.now() - began);`;

const bench: ProcessesCase = {
  kind: 'processes',
  group: 'torch',
  name: 'startup',
  title: 'Start-up',
  description: 'From the import to the value of a first tensor, and a process that does nothing else.',
  threads: 1,
  rounds: 9,
  sides: {
    cotrain() {
      const began = performance.now();
      const text = execFileSync(process.execPath, ['--input-type=module', '--eval', SOURCE], {
        encoding: 'utf8',
        // Where `@cotrain/torch` resolves.
        cwd: fileURLToPath(new URL('.', import.meta.url)),
      });
      const whole = performance.now() - began;
      const own = Number(text);
      if (!(own > 0)) throw new BenchError(`the process printed '${text.trim()}', not its time`);
      return {
        figures: {
          'import to first tensor': { value: own, unit: 'ms' },
          'the whole process': { value: whole, unit: 'ms' },
        },
      };
    },
  },
  peers: [{ side: 'PyTorch', script: 'startup.py', against: 'pytorch' }],
};
registerCases(bench);
