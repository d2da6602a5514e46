// Serves a trained model over HTTP: docs/predicting.md.
//   node examples/predict-server/server.mjs --model street-small --port 8080
//   curl --data-binary @photo.jpg -H 'Content-Type: image/jpeg' http://localhost:8080/predict
import { createServer } from 'node:http';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { ModelPool, PredictionError } from './models.mjs';

/** @typedef {import('node:http').IncomingMessage} Request */
/** @typedef {import('node:http').ServerResponse} Response */

const OPTIONS = /** @type {const} */ ({
  run: { type: 'string' },
  model: { type: 'string' },
  host: { type: 'string', default: '127.0.0.1' },
  port: { type: 'string', default: '8080' },
  workers: { type: 'string', default: String(availableParallelism()) },
  'max-bytes': { type: 'string', default: String(16 * 2 ** 20) },
  'max-pixels': { type: 'string', default: '16000000' },
  'max-waiting': { type: 'string', default: '64' },
});
const { values } = parsed();

const [workers, maxBytes, maxPixels] = [
  wholeNumber('workers'),
  wholeNumber('max-bytes'),
  wholeNumber('max-pixels'),
];
const maxWaiting = wholeNumber('max-waiting');
const IMAGES = ['image/jpeg', 'image/png', 'image/webp'];
/** @type {Record<string, import('./models.mjs').Job['task'] | undefined>} */
const ROUTES = { '/predict': 'predict', '/draw': 'draw' };

/** An answer other than 200, as the client reads it. */
class HttpError extends Error {
  /**
   * @param {number} status
   * @param {string} code
   * @param {string} message
   * @param {Record<string, string>} headers
   */
  constructor(status, code, message, headers = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

if ((values.run === undefined) === (values.model === undefined)) fail('give --run DIR or --model NAME');
const pool = await ModelPool.load(workers, {
  run: values.run ?? { model: values.model ?? '' },
  threads: Math.max(1, Math.floor(availableParallelism() / workers)),
  maxPixels,
}).catch((error) => fail(error.message));

let isStopping = false;
const server = createServer(async (request, response) => {
  try {
    if (isStopping) throw new HttpError(503, 'STOPPING', 'the server is stopping', { connection: 'close' });
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/health')
      return send(response, 200, { status: 'ok', waiting: pool.waiting, running: pool.running });
    const task = ROUTES[pathname];
    if (!task)
      throw new HttpError(404, 'NOT_FOUND', `${pathname} is not here; POST an image to /predict or /draw`);
    const answer = await predict(request, response, task);
    if ('json' in answer) return send(response, 200, answer.json);
    response.writeHead(200, { 'content-type': 'image/png', 'content-length': answer.png.length });
    response.end(answer.png);
  } catch (error) {
    if (response.destroyed) return; // the client has left
    const { status, code, message, headers } = asHttp(error);
    send(response, status, { error: { code, message } }, headers);
  }
});
// A client that sends its image slower than this is answered 408 by Node.
server.requestTimeout = 30_000;
server.on('error', ({ message }) => fail(message));
server.listen(Number(values.port), values.host, () => {
  const { address, port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  console.log(`http://${address}:${port} answers with ${workers} worker${workers === 1 ? '' : 's'}`);
});
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
pool.failed.then(({ message }) => fail(message));

/** Answers what has begun, and ends. A second signal ends the process at once. */
function stop() {
  isStopping = true;
  server.close(async () => {
    await pool.close();
    console.log('stopped');
  });
}

/**
 * @param {Request} request
 * @param {Response} response
 * @param {import('./models.mjs').Job['task']} task
 */
async function predict(request, response, task) {
  if (request.method !== 'POST')
    throw new HttpError(405, 'METHOD', `${request.method} is not answered here: POST an image`, {
      allow: 'POST',
    });
  const [type = ''] = (request.headers['content-type'] ?? 'nothing').toLowerCase().split(/ *;/);
  if (!IMAGES.includes(type) || (request.headers['content-encoding'] ?? 'identity') !== 'identity')
    throw new HttpError(415, 'MEDIA_TYPE', `expected a Content-Type of ${IMAGES.join(', ')}, got ${type}`, {
      accept: IMAGES.join(', '),
    });
  if (pool.waiting >= maxWaiting)
    throw new HttpError(503, 'BUSY', `${pool.waiting} images wait already`, { 'retry-after': '1' });
  const image = await readBody(request);
  const left = new AbortController();
  response.once('close', () => left.abort());
  return pool.run(task, image, left.signal);
}

/** Reads the body, and keeps at most `maxBytes` of it. @param {Request} request */
async function readBody(request) {
  const tooLarge = () =>
    new HttpError(413, 'TOO_LARGE', `an image may have ${maxBytes} bytes`, { connection: 'close' });
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw tooLarge();
  /** @type {Buffer[]} */
  const chunks = [];
  let length = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    length += chunk.length;
    if (length > maxBytes) throw tooLarge();
    chunks.push(chunk);
  }
  if (length === 0) throw new HttpError(400, 'EMPTY', 'the body is empty: send the bytes of an image');
  return Buffer.concat(chunks);
}

/** @param {unknown} error */
function asHttp(error) {
  if (error instanceof HttpError) return error;
  if (error instanceof PredictionError && error.code === 'E_DATA')
    return new HttpError(400, error.code, error.message);
  console.error(error);
  return new HttpError(500, 'INTERNAL', 'the prediction failed; the log of the server says why');
}

/**
 * @param {Response} response
 * @param {number} status
 * @param {string | object} body text of JSON, or what becomes it
 * @param {Record<string, string>} headers
 */
function send(response, status, body, headers = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    ...headers,
  });
  response.end(text);
}

/** @param {string} message @returns {never} */
function fail(message) {
  console.error(`predict-server: ${message}`);
  process.exit(1);
}

/** @param {'workers' | 'max-bytes' | 'max-pixels' | 'max-waiting'} name */
function wholeNumber(name) {
  const value = Number(values[name]);
  if (Number.isSafeInteger(value) && value >= 1) return value;
  fail(`--${name}: expected a whole number from 1, got ${values[name]}`);
}

function parsed() {
  try {
    return parseArgs({ options: OPTIONS });
  } catch (error) {
    fail(/** @type {Error} */ (error).message);
  }
}
