import { existsSync, readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { download, sha256OfFile } from '../../scripts/lib/download.mjs';
import { sha256, temporaryFolder } from './archives.js';

async function serve(t: ExecutionContext, answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/archive.zip`;
}

test('a whole download is under its name, with progress', async (t) => {
  const body = Buffer.alloc(200_000, 'x');
  const url = await serve(t, (_request, response) => {
    response.setHeader('content-length', body.length);
    response.end(body);
  });
  const path = join(temporaryFolder(), 'archive.zip');
  const seen: number[] = [];
  await download(url, path, { onBytes: (done: number, total: number) => seen.push(done, total) });
  t.true(readFileSync(path).equals(body));
  t.deepEqual(seen.slice(-2), [body.length, body.length]);
  t.false(existsSync(`${path}.partial`));
  t.is(await sha256OfFile(path), sha256(body));
});

test('a connection that breaks leaves no file under the name', async (t) => {
  const url = await serve(t, (_request, response) => {
    response.setHeader('content-length', 1000);
    response.write('half', () => response.destroy());
  });
  const path = join(temporaryFolder(), 'archive.zip');
  await t.throwsAsync(download(url, path));
  t.false(existsSync(path));
});

test('a response that is not an archive is an error with the status', async (t) => {
  const url = await serve(t, (_request, response) => response.writeHead(403).end('no'));
  const path = join(temporaryFolder(), 'archive.zip');
  await t.throwsAsync(download(url, path), { message: 'the server answered 403' });
  t.false(existsSync(path));
});

test('a host that cannot be reached is told with its reason', async (t) => {
  const path = join(temporaryFolder(), 'archive.zip');
  await t.throwsAsync(download('http://127.0.0.1:1/x.zip', path), { message: /fetch failed: .+/ });
});
