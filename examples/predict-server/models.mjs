// Copies of a model in worker threads, and a queue in front of them.
import { Worker } from 'node:worker_threads';

/**
 * What a worker is started with; `threads` is how many LibTorch uses for one operator.
 * @typedef {{ run: string | { model: string }, threads: number, maxPixels: number }} WorkerSettings
 */
/** @typedef {{ task: 'predict' | 'draw', image: Uint8Array }} Job */
/** @typedef {{ json: string } | { png: Uint8Array }} Answer */
/** @typedef {{ answer: Answer } | { error: { code: string, message: string } }} Reply */
/** @typedef {Job & { resolve(answer: Answer): void, reject(reason: unknown): void }} Waiting */

/** The model could not answer. Its code is E_DATA if the image is to blame. */
export class PredictionError extends Error {
  /** @param {{ code: string, message: string }} reason */
  constructor({ code, message }) {
    super(message);
    this.code = code;
  }
}

export class ModelPool {
  /** @type {Worker[]} */
  #workers = [];
  /** @type {Worker[]} */
  #idle = [];
  /** @type {Waiting[]} */
  #queue = [];
  /** @type {Map<Worker, Waiting>} */
  #running = new Map();
  /** @type {(error: Error) => void} */
  #fail = () => {};
  /** Resolves with the error of a worker that dies. @type {Promise<Error>} */
  failed = new Promise((resolve) => {
    this.#fail = resolve;
  });

  /**
   * Starts the workers; resolves once each of them has loaded the model.
   * @param {number} count
   * @param {WorkerSettings} settings
   */
  static async load(count, settings) {
    const pool = new ModelPool();
    try {
      await Promise.all(Array.from({ length: count }, () => pool.#start(settings)));
    } catch (error) {
      await pool.close();
      throw error;
    }
    return pool;
  }

  /** Number of images that wait for a worker. */
  get waiting() {
    return this.#queue.length;
  }

  /** Number of images that a worker computes. */
  get running() {
    return this.#running.size;
  }

  /**
   * Answers for one image. An aborted call leaves the queue; a worker that has begun with it finishes it.
   * @param {Job['task']} task
   * @param {Uint8Array} image the bytes of an image file
   * @param {AbortSignal} signal
   * @returns {Promise<Answer>}
   */
  run(task, image, signal) {
    return new Promise((resolve, reject) => {
      const job = { task, image, resolve, reject };
      this.#queue.push(job);
      signal.addEventListener('abort', () => {
        const place = this.#queue.indexOf(job);
        if (place >= 0) this.#queue.splice(place, 1);
        reject(signal.reason);
      });
      this.#next();
    });
  }

  async close() {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }

  /** @param {WorkerSettings} workerData @returns {Promise<void>} */
  #start(workerData) {
    return new Promise((resolve, reject) => {
      const worker = new Worker(new URL('./worker.mjs', import.meta.url), { workerData });
      this.#workers.push(worker);
      worker.once('message', () => {
        worker.on('message', (reply) => this.#settle(worker, reply));
        this.#idle.push(worker);
        resolve();
      });
      worker.on('error', (error) => {
        reject(error);
        this.#running.get(worker)?.reject(error);
        this.#fail(error);
      });
    });
  }

  #next() {
    while (this.#idle.length > 0 && this.#queue.length > 0) {
      const worker = /** @type {Worker} */ (this.#idle.pop());
      const job = /** @type {Waiting} */ (this.#queue.shift());
      this.#running.set(worker, job);
      worker.postMessage({ task: job.task, image: job.image });
    }
  }

  /** @param {Worker} worker @param {Reply} reply */
  #settle(worker, reply) {
    const job = this.#running.get(worker);
    this.#running.delete(worker);
    this.#idle.push(worker);
    if ('error' in reply) job?.reject(new PredictionError(reply.error));
    else job?.resolve(reply.answer);
    this.#next();
  }
}
