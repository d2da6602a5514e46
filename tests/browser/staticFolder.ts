// A server of static files like those of hosting: a folder below a path, without any header of ours.
import { readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import type { ExecutionContext } from 'ava';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

/** Serves a folder until the test ends. @returns its address */
export async function serveFolder(
  t: ExecutionContext,
  folder: string,
  headers: Record<string, string> = {},
): Promise<string> {
  const base = '/some/where/';
  const server = createServer(({ url = '' }, response) => {
    const path = decodeURI(url.replace(/\?.*$/, ''));
    const file = join(folder, path.slice(base.length) || 'index.html');
    if (!path.startsWith(base) || !statSync(file, { throwIfNoEntry: false })?.isFile())
      return response.writeHead(404).end();
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    return response.writeHead(200, { ...headers, 'Content-Type': type }).end(readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}${base}`;
}
