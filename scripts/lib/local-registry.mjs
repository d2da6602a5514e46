// An npm registry on a Unix socket. It serves the tarballs of dist/, forwards everything else to the
// configured registry, and counts the downloaded bytes.
import { createHash } from 'node:crypto';
import { chmodSync, createReadStream, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DIST, tarballs } from './tarballs.mjs';
import { publishedPackages } from './workspace.mjs';

/** Address under which clients reach the socket (scripts/newcomer/forward.mjs). */
export const ADDRESS = 'http://127.0.0.1:4873';
const OWN = '/-/tarball/';
const UPSTREAM = '/-/upstream/';
const PUBLISHED = '2026-01-01T00:00:00.000Z';

/**
 * @param {{upstream: string, socket: string}} options `upstream` ends with a slash
 * @returns {Promise<{close(): void}>} `/-/downloaded` returns the number of tarball bytes sent so far
 */
export async function serveRegistry({ upstream, socket }) {
  const packages = ownPackages();
  const kept = new Map(); // responses from upstream, by path
  let downloaded = 0;

  async function fetchUpstream(path, headers = {}) {
    if (!kept.has(path)) {
      const response = await fetch(new URL(path, upstream), { headers });
      if (!response.ok) return null;
      kept.set(path, Buffer.from(await response.arrayBuffer()));
    }
    return kept.get(path);
  }

  async function answer(request, response) {
    const path = decodeURIComponent(new URL(request.url, ADDRESS).pathname);
    if (path === '/-/downloaded') return response.end(String(downloaded));
    if (path.startsWith(OWN)) {
      const file = join(DIST, basename(path));
      downloaded += statSync(file).size;
      return pipeline(createReadStream(file), response);
    }
    if (path.startsWith(UPSTREAM)) {
      const bytes = await fetchUpstream(path.slice(UPSTREAM.length));
      if (bytes === null) return response.writeHead(404).end();
      downloaded += bytes.length;
      return pipeline(Readable.from([bytes]), response);
    }
    const name = path.slice(1);
    const own = packages.get(name);
    if (own !== undefined) return response.end(JSON.stringify(own));
    if (name === 'cotrain' || name.startsWith('@cotrain/')) return response.writeHead(404).end('{}');
    const text = await fetchUpstream(name.replace('/', '%2f'), { accept: 'application/json' });
    if (text === null) return response.writeHead(404).end('{}');
    response.end(text.toString('utf8').replaceAll(`"${upstream}`, `"${ADDRESS}${UPSTREAM}`));
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error) => {
      response.headersSent ? response.destroy() : response.writeHead(500).end(String(error));
    });
  });
  await new Promise((resolve, reject) => server.once('error', reject).listen(socket, resolve));
  chmodSync(socket, 0o777); // for a client of another user
  return { close: () => server.close() };
}

/** Registry documents of our tarballs, by package name. */
function ownPackages() {
  const packed = tarballs();
  const elsewhere = publishedPackages().filter(({ name }) =>
    packed.every(({ manifest }) => manifest.name !== name),
  );
  return new Map([
    ...packed.map(({ file, manifest }) => {
      const { name } = manifest;
      const bytes = readFileSync(file);
      const dist = {
        tarball: `${ADDRESS}${OWN}${basename(file)}`,
        integrity: `sha512-${createHash('sha512').update(bytes).digest('base64')}`,
        shasum: createHash('sha1').update(bytes).digest('hex'),
      };
      return [name, packument({ ...manifest, dist })];
    }),
    ...elsewhere.map((manifest) => [manifest.name, packument(ofAnotherSystem(manifest))]),
  ]);
}

function packument(manifest) {
  const { name, version } = manifest;
  return {
    name,
    'dist-tags': { latest: version },
    versions: { [version]: manifest },
    time: { [version]: PUBLISHED },
  };
}

/**
 * Stands in for a package that is packed on another system: a manifest from which a package manager knows
 * that it does not need the tarball.
 */
function ofAnotherSystem({ name, version, publishConfig: { os, cpu }, libc }) {
  const dist = { tarball: `${ADDRESS}/-/elsewhere.tgz`, shasum: '0'.repeat(40) };
  return { name, version, os, cpu, libc, dist };
}
