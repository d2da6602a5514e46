// Commands that show a page in the browser until they are stopped.
import { spawn } from 'node:child_process';
import { inform, print } from './output.js';

/** A server of a page. */
interface PageServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Prints the page's address, and serves until Ctrl-C. @param isOpened whether the browser is opened, too */
export async function showPage(server: PageServer, text: string, isOpened: boolean): Promise<void> {
  print(`${server.url}\n`);
  inform(`cotrain: ${text}; Ctrl-C ends it\n`);
  if (isOpened) openInBrowser(server.url);
  // Ctrl-C is how these commands end, so it is not an interruption.
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
