import { type Command, Option } from 'commander';
import { interruptSignal } from '../interrupt.js';
import { withProgress } from '../progress.js';
import { requireOptions } from '../required.js';
import { formatTable } from '../table.js';

interface EvalOptions {
  run: string;
  data?: string;
  split: 'train' | 'val';
  checkpoint: 'last' | 'best';
  json: boolean;
}

export function register(program: Command): void {
  const command = program
    .command('eval')
    .description("score a run's checkpoint on its data set, or on another")
    .option('--run <dir>', 'folder of the run')
    .option('--data <dir>', "another data set in BDD100K's layout, or nuImages")
    .addOption(new Option('--split <split>', 'part of the data set').choices(['train', 'val']).default('val'))
    .addOption(new Option('--checkpoint <name>', 'which weights').choices(['last', 'best']).default('last'))
    .option('--json', 'print one JSON object, in percent', false)
    .action(evaluate);
  requireOptions(command, 'run');
}

async function evaluate({ run, json, ...options }: EvalOptions): Promise<void> {
  const { evaluateCheckpoint } = await import('@cotrain/train');
  const signal = interruptSignal();
  const metrics = await withProgress('eval', (onProgress) =>
    evaluateCheckpoint(run, { ...options, signal, onProgress }),
  );
  const rows = Object.entries(metrics).map(([name, value]) => [
    name,
    value === null ? '-' : value.toFixed(2),
  ]);
  process.stdout.write(`${json ? JSON.stringify(metrics) : formatTable([['metric', '%'], ...rows])}\n`);
}
