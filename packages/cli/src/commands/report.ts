import type { Command } from 'commander';
import { withExamples } from '../examples.js';
import { print } from '../output.js';
import { requireOptions } from '../required.js';

export function register(program: Command): void {
  const command = program
    .command('report')
    .description('Write the page of `cotrain watch` to one file that needs no server and no network')
    .argument('<folder...>', 'Folders of runs, or folders with runs in them')
    .option('--out <file>', 'HTML file to write')
    .action(report);
  requireOptions(command, 'out');
  withExamples(command, 'runs/first --out first.html', 'runs --out comparison.html');
}

async function report(folders: string[], { out }: { out: string }): Promise<void> {
  const { reportRuns } = await import('@cotrain/train');
  await reportRuns(folders, out);
  print(`${out}\n`);
}
