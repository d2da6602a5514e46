// The server behind `cotrain watch`: one page, its pictures, and a stream of updates. It only reads.
import { createReadStream, realpathSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, sep } from 'node:path';
import { ReportError } from '../report/errors.js';
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
export interface WatchServer {
  /** Address of the page. */
  readonly url: string;
  close(): Promise<void>;
}

const HOST = '127.0.0.1';
const TYPES: Readonly<Record<string, string>> = { '.png': 'image/png', '.webp': 'image/webp' };
/** Comment lines keep proxies and browsers from giving up on a silent stream. */
const KEEP_ALIVE = 15_000;

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
  const server = createServer((request, response) => answer(watcher, server, request, response));
  await listen(server, port);
  const timer = setInterval(() => watcher.poll(), interval);
  const beat = setInterval(() => watcher.keepAlive(), KEEP_ALIVE);
  return {
    url: `http://${HOST}:${portOf(server)}/`,
    async close() {
      clearInterval(timer);
      clearInterval(beat);
      watcher.end();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code === 'EADDRINUSE' ? 'another program listens there' : error.message;
      reject(
        new ReportError(`cannot listen on ${HOST}:${port}: ${reason}; choose another port`, { cause: error }),
      );
    });
    server.listen(port, HOST, resolve);
  });
}

/** The runs, and the pages that follow them. */
class Watcher {
  readonly #readers = new Map<string, RunReader>();
  readonly #pages = new Set<ServerResponse>();

  constructor(readonly folders: readonly string[]) {}

  /** Sends what is new to all pages. Without pages, nothing is read. */
  poll(): void {
    if (this.#pages.size === 0) return;
    for (const update of this.#news()) this.#send(update);
  }

  #news(): RunUpdate[] {
    const found = findRuns(this.folders);
    for (const run of found)
      if (!this.#readers.has(run.folder)) {
        const id = String(this.#readers.size);
        const addressOf = (file: string) =>
          `/runs/${id}/${file.split('/').map(encodeURIComponent).join('/')}`;
        this.#readers.set(run.folder, new RunReader(id, run, addressOf));
      }
    return [...this.#readers.values()].flatMap((reader) => reader.poll() ?? []);
  }

  follow(page: ServerResponse): void {
    for (const update of this.#news()) this.#send(update);
    this.#pages.add(page);
    page.on('close', () => this.#pages.delete(page));
    page.write(message('title', this.folders.join(', ')));
    for (const reader of this.#readers.values()) page.write(message('run', reader.current()));
  }

  #send(update: RunUpdate): void {
    for (const page of this.#pages) page.write(message('run', update));
  }

  keepAlive(): void {
    for (const page of this.#pages) page.write(': alive\n\n');
  }

  end(): void {
    for (const page of this.#pages) page.end();
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

const message = (event: string, data: unknown): string =>
  `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

const HEADERS = {
  'Cache-Control': 'no-store',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
};

function answer(watcher: Watcher, server: Server, request: IncomingMessage, response: ServerResponse): void {
  const refuse = (status: number, text: string) =>
    response.writeHead(status, { ...HEADERS, 'Content-Type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
  // A page of another site whose name was pointed at this machine (DNS rebinding) has its own name here.
  const port = portOf(server);
  if (![`${HOST}:${port}`, `localhost:${port}`].includes(request.headers.host ?? ''))
    return void refuse(403, 'this address is not the one that cotrain watch printed');
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return void refuse(405, 'this server only reads');
  const path = (request.url ?? '/').replace(/[?#].*$/s, '');
  if (path === '/') {
    const { html, policy } = makePage({ title: 'cotrain watch', live: true, runs: [] });
    response.writeHead(200, {
      ...HEADERS,
      'Content-Security-Policy': `${policy}; frame-ancestors 'none'`,
      'Content-Type': 'text/html; charset=utf-8',
    });
    return void response.end(request.method === 'HEAD' ? undefined : html);
  }
  if (path === '/events') {
    response.writeHead(200, { ...HEADERS, 'Content-Type': 'text/event-stream' });
    if (request.method === 'HEAD') return void response.end();
    return void watcher.follow(response);
  }
  const [, id, name] = /^\/runs\/(\d+)\/(.+)$/.exec(path) ?? [];
  const file = id === undefined ? null : watcher.file(id, decoded(name!));
  const type = file === null ? undefined : TYPES[extname(file)];
  if (file === null || type === undefined) return void refuse(404, 'there is nothing at this address');
  response.writeHead(200, { ...HEADERS, 'Content-Type': type });
  if (request.method === 'HEAD') return void response.end();
  createReadStream(file)
    .on('error', () => response.destroy())
    .pipe(response);
}

function decoded(path: string): string {
  try {
    return path.split('/').map(decodeURIComponent).join('/');
  } catch {
    return '';
  }
}
