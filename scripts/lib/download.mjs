import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const CONNECT_TIMEOUT = 10_000;
const STALL_TIMEOUT = 60_000;

/**
 * Downloads a URL to a path. The path exists only after every byte has arrived.
 * @param {string} url
 * @param {string} path
 * @param {{onBytes?: (done: number, total: number) => void}} options
 */
export async function download(url, path, { onBytes = () => {} } = {}) {
  const abort = new AbortController();
  let timer = setTimeout(() => abort.abort(), CONNECT_TIMEOUT);
  try {
    const response = await fetch(url, { signal: abort.signal });
    if (!response.ok || response.body === null) throw new Error(`the server answered ${response.status}`);
    const total = Number(response.headers.get('content-length') ?? 0);
    let done = 0;
    const count = new Transform({
      transform(chunk, _encoding, next) {
        clearTimeout(timer);
        timer = setTimeout(() => abort.abort(), STALL_TIMEOUT);
        done += chunk.length;
        onBytes(done, total);
        next(null, chunk);
      },
    });
    await pipeline(Readable.fromWeb(response.body), count, createWriteStream(`${path}.partial`));
    if (total > 0 && done !== total) throw new Error(`the download ended at ${done} of ${total} bytes`);
    await rename(`${path}.partial`, path);
  } catch (error) {
    if (abort.signal.aborted) throw new Error('no answer in time (is this machine online?)');
    throw error.cause ? new Error(`${error.message}: ${error.cause.message ?? error.cause}`) : error;
  } finally {
    clearTimeout(timer);
  }
}

export async function sha256OfFile(path) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}
