// Servers of pages for this machine only: `cotrain watch` and `cotrain serve`.
import { createReadStream } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ReportError } from './report/errors.js';

/** A server of pages, until it is closed. */
export interface LoopbackServer {
  /** Address of the page. */
  readonly url: string;
  close(): Promise<void>;
}

const HOST = '127.0.0.1';

const HEADERS = {
  'Cache-Control': 'no-store',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
};

/** One request for a path, and the ways to answer it. */
export class LoopbackRequest {
  /** Path without query. */
  readonly path: string;
  readonly #isHead: boolean;

  constructor(
    request: IncomingMessage,
    private readonly response: ServerResponse,
  ) {
    this.path = (request.url ?? '/').replace(/[?#].*$/s, '');
    this.#isHead = request.method === 'HEAD';
  }

  send(type: string, content: string | Uint8Array, headers: Readonly<Record<string, string>> = {}): void {
    this.#begin(200, type, headers).end(this.#isHead ? undefined : content);
  }

  sendFile(type: string, file: string, headers: Readonly<Record<string, string>> = {}): void {
    const response = this.#begin(200, type, headers);
    if (this.#isHead) return void response.end();
    createReadStream(file)
      .on('error', () => response.destroy())
      .pipe(response);
  }

  /** Sends events from now on. */
  follow(pages: EventPages): void {
    const response = this.#begin(200, 'text/event-stream', {});
    if (this.#isHead) response.end();
    else pages.add(response);
  }

  refuse(status: number, text: string): void {
    this.#begin(status, 'text/plain; charset=utf-8', {}).end(`${text}\n`);
  }

  #begin(status: number, type: string, headers: Readonly<Record<string, string>>): ServerResponse {
    return this.response.writeHead(status, { ...HEADERS, ...headers, 'Content-Type': type });
  }
}

/** Comment lines keep proxies and browsers from giving up on a silent stream. */
const KEEP_ALIVE = 15_000;

/** Pages that follow a stream of events. */
export class EventPages {
  readonly #pages = new Set<ServerResponse>();
  /** Beats while there are pages: a server that could not listen must not keep its process. */
  #beat: NodeJS.Timeout | undefined;

  /** @param first makes the events that a new page gets */
  constructor(private readonly first: () => Iterable<[event: string, data: unknown]>) {}

  get size(): number {
    return this.#pages.size;
  }

  add(page: ServerResponse): void {
    // Made before the page is added: what is new meanwhile is sent to the others only.
    const events = [...this.first()];
    this.#pages.add(page);
    this.#beat ??= setInterval(() => this.#write(': alive\n\n'), KEEP_ALIVE);
    page.on('close', () => this.#remove(page));
    for (const [event, data] of events) page.write(message(event, data));
  }

  send(event: string, data: unknown): void {
    this.#write(message(event, data));
  }

  #write(text: string): void {
    for (const page of this.#pages) page.write(text);
  }

  #remove(page: ServerResponse): void {
    this.#pages.delete(page);
    if (this.#pages.size > 0) return;
    clearInterval(this.#beat);
    this.#beat = undefined;
  }

  end(): void {
    for (const page of this.#pages) page.end();
  }
}

const message = (event: string, data: unknown): string =>
  `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

/**
 * Listens on 127.0.0.1 only, and answers requests to read from that address or `localhost` only.
 *
 * @param command name of the command for messages, `cotrain watch`
 * @param port 0: a free one
 * @param answer answers a request; false if there is nothing at its path
 * @throws ReportError if the port is taken
 */
export async function serveLoopback(
  command: string,
  port: number,
  answer: (request: LoopbackRequest) => boolean,
): Promise<LoopbackServer> {
  const server = createServer((incoming, response) => {
    const request = new LoopbackRequest(incoming, response);
    // A page of another site whose name was pointed at this machine (DNS rebinding) has its own name here.
    const hosts = [HOST, 'localhost'].map((host) => `${host}:${portOf(server)}`);
    if (!hosts.includes(incoming.headers.host ?? ''))
      request.refuse(403, `this address is not the one that ${command} printed`);
    else if (incoming.method !== 'GET' && incoming.method !== 'HEAD')
      request.refuse(405, 'this server only reads');
    else if (!answer(request)) request.refuse(404, 'there is nothing at this address');
  });
  await listen(server, port);
  return {
    url: `http://${HOST}:${portOf(server)}/`,
    async close() {
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
