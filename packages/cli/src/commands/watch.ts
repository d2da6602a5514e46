import type { Command } from 'commander';
import { withExamples } from '../examples.js';
import { showPage } from '../page.js';
import { port as parsePort } from '../values.js';

export function register(program: Command): void {
  const command = program
    .command('watch')
    .description('Show runs on a page in the browser, and follow them while they train')
    .argument('<folder...>', 'Folders of runs, or folders with runs in them; they may be missing at first')
    .option('--port <port>', 'Port on 127.0.0.1 (default: a free one)', parsePort)
    .option('--open', 'Open the page in the browser', false)
    .action(watch);
  withExamples(command, 'runs/demo --open', 'runs', 'runs/first runs/second --port 6006');
}

async function watch(folders: string[], { port, open }: { port?: number; open: boolean }): Promise<void> {
  const { watchRuns } = await import('@cotrain/train');
  const server = await watchRuns(folders, port === undefined ? {} : { port });
  await showPage(server, 'the page follows the runs', open);
}
