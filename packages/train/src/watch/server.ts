// The server behind `cotrain watch`: one page, its pictures, and a stream of updates. It only reads.
import { realpathSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import { EventPages, type LoopbackRequest, type LoopbackServer, serveLoopback } from '../loopback.js';
import { findRuns } from './findRuns.js';
import { makePage } from './page.js';
import { RunReader } from './runReader.js';
import type { RunUpdate } from './view.js';

/** Port of the server, and how often it looks at the runs. */
export interface WatchOptions {
  /** Port on 127.0.0.1. Default 0: a free one. */
  port?: number;
  /** Milliseconds between two looks at the folders while a page is open. Default 500. */
  interval?: number;
}

/** A server that shows runs, until it is closed. */
export interface WatchServer extends LoopbackServer {}

const TYPES: Readonly<Record<string, string>> = { '.png': 'image/png', '.webp': 'image/webp' };

/**
 * Shows runs on a page that follows them while they are written. Folders that are not runs stand for the runs
 * in them, and may be empty or missing at first. The server listens on 127.0.0.1 only, answers requests for
 * that address or `localhost` only, and changes nothing.
 *
 * @throws ReportError if the port is taken
 */
export async function watchRuns(
  folders: readonly string[],
  options: WatchOptions = {},
): Promise<WatchServer> {
  const { port = 0, interval = 500 } = options;
  const watcher = new Watcher(folders);
  const server = await serveLoopback('cotrain watch', port, (request) => answer(watcher, request));
  const timer = setInterval(() => watcher.poll(), interval);
  return {
    url: server.url,
    async close() {
      clearInterval(timer);
      watcher.pages.end();
      await server.close();
    },
  };
}

/** The runs, and the pages that follow them. */
class Watcher {
  readonly #readers = new Map<string, RunReader>();
  readonly pages = new EventPages(() => {
    this.#sendNews();
    const runs = [...this.#readers.values()].map((reader): [string, RunUpdate] => ['run', reader.current()]);
    return [['title', this.folders.join(', ')], ...runs];
  });

  constructor(readonly folders: readonly string[]) {}

  /** Sends what is new to all pages. Without pages, nothing is read. */
  poll(): void {
    if (this.pages.size > 0) this.#sendNews();
  }

  #sendNews(): void {
    for (const run of findRuns(this.folders))
      if (!this.#readers.has(run.folder)) {
        const id = String(this.#readers.size);
        const addressOf = (file: string) =>
          `/runs/${id}/${file.split('/').map(encodeURIComponent).join('/')}`;
        this.#readers.set(run.folder, new RunReader(id, run, addressOf));
      }
    const news = [...this.#readers.values()].flatMap((reader) => reader.poll() ?? []);
    for (const update of news) this.pages.send('run', update);
  }

  /** Path of a picture that a page shows; null for every other file. */
  file(id: string, name: string): string | null {
    const reader = [...this.#readers.values()].find((own) => own.id === id);
    if (!reader?.files.has(name)) return null;
    try {
      const folder = realpathSync(reader.run.folder);
      const path = realpathSync(join(folder, name));
      // A link in the folder may lead out of it.
      return path.startsWith(folder + sep) ? path : null;
    } catch {
      return null;
    }
  }
}

function answer(watcher: Watcher, request: LoopbackRequest): boolean {
  const { path } = request;
  if (path === '/') {
    const { html, policy } = makePage({ title: 'cotrain watch', live: true, runs: [] });
    const policyHeader = { 'Content-Security-Policy': `${policy}; frame-ancestors 'none'` };
    request.send('text/html; charset=utf-8', html, policyHeader);
    return true;
  }
  if (path === '/events') {
    request.follow(watcher.pages);
    return true;
  }
  const [, id, name] = /^\/runs\/(\d+)\/(.+)$/.exec(path) ?? [];
  const file = id === undefined ? null : watcher.file(id, decoded(name!));
  const type = file === null ? undefined : TYPES[extname(file)];
  if (file === null || type === undefined) return false;
  request.sendFile(type, file);
  return true;
}

function decoded(path: string): string {
  try {
    return path.split('/').map(decodeURIComponent).join('/');
  } catch {
    return '';
  }
}
