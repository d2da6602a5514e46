import { spawn } from 'node:child_process';
import type { Command } from 'commander';
import { withExamples } from '../examples.js';
import { inform, print } from '../output.js';
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
  print(`${server.url}\n`);
  inform('cotrain: the page follows the runs; Ctrl-C ends it\n');
  if (open) openInBrowser(server.url);
  // Ctrl-C is how this command ends, so it is not an interruption.
  await new Promise<unknown>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, resolve);
  });
  await server.close();
}

/** The system's own command. Where it is missing, the address is on the screen. */
function openInBrowser(url: string): void {
  const commands: Partial<Record<NodeJS.Platform, [string, ...string[]]>> = {
    darwin: ['open'],
    win32: ['cmd', '/c', 'start', ''],
  };
  const [program, ...args] = commands[process.platform] ?? ['xdg-open'];
  spawn(program, [...args, url], { stdio: 'ignore', detached: true })
    .on('error', () => inform('cotrain: no program opens pages here; open the address yourself\n'))
    .unref();
}
