// One copy of the model, in a worker thread: the server's own thread never waits for a prediction.
import { parentPort, workerData } from 'node:worker_threads';
import { encodeDepth, encodeMask } from 'cotrain/data';
import { setNumThreads } from 'cotrain/torch';
import { loadRun } from 'cotrain/train';

const { run: source, threads, maxPixels } = /** @type {import('./models.mjs').WorkerSettings} */ (workerData);
setNumThreads(threads);
const run = loadRun(source, { maxPixels });

parentPort?.on('message', async (/** @type {import('./models.mjs').Job} */ job) => {
  const reply = await answer(job).then(
    (answer) => ({ answer }),
    ({ code = 'UNKNOWN', message }) => ({ error: { code, message } }),
  );
  parentPort?.postMessage(reply);
});
parentPort?.postMessage('loaded');

/** @param {import('./models.mjs').Job} job @returns {Promise<import('./models.mjs').Answer>} */
async function answer({ task, image }) {
  if (task === 'draw') return { png: await run.draw(image) };
  const { width, height, tasks } = await run.predict(image);
  const results = Object.entries(tasks).map(async ([name, result]) => [
    name,
    result && (await asJson(result)),
  ]);
  return { json: JSON.stringify({ width, height, tasks: Object.fromEntries(await Promise.all(results)) }) };
}

/**
 * A result whose pixels are a PNG in base64: 8 bits of class ids, or 16 bits of depth in metres times 256.
 * @param {import('cotrain/train').TaskResult} result
 */
async function asJson(result) {
  if (result.kind !== 'classMap' && result.kind !== 'field') return result;
  const png = await (result.kind === 'classMap' ? encodeMask(result) : encodeDepth(result));
  return { ...result, data: undefined, png: png.toString('base64') };
}
