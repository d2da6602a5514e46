// The worker, as the page sees it: a model that is loaded once, and predicts image by image.
import type { Answer, Backend, FrameTimes, Request } from './messages.js';
import type { Metadata } from './metadata.js';
import type { Predictions } from './predictions.js';

/** A prediction and how long its parts took. */
export interface Predicted {
  predictions: Predictions;
  times: FrameTimes;
}

/** A model that runs in a worker. */
export class Engine {
  readonly metadata: Metadata;
  readonly backend: Backend;
  readonly threads: number;
  /** Why it does not run as it was asked to; empty if it does. */
  readonly note: string;
  readonly #worker: Worker;
  readonly #waiting = new Map<number, { resolve(value: Predicted): void; reject(error: Error): void }>();
  #count = 0;

  private constructor(worker: Worker, loaded: Extract<Answer, { type: 'loaded' }>) {
    ({ metadata: this.metadata, backend: this.backend, threads: this.threads, note: this.note } = loaded);
    this.#worker = worker;
    worker.onmessage = ({ data }: MessageEvent<Answer>) => this.#receive(data);
    worker.onerror = ({ message }) => this.#fail(new Error(`The model's worker has stopped: ${message}`));
  }

  /**
   * Loads the model beside the page.
   *
   * @param version appended to the addresses, so that a newer model is not read from a cache; empty for none
   * @throws Error if it cannot be loaded
   */
  static load(
    backend: Backend | 'automatic',
    version: string,
    onProgress: (bytes: number) => void,
  ): Promise<Engine> {
    const folder = new URL('.', document.baseURI).href;
    const worker = startWorker(folder);
    return new Promise((resolve, reject) => {
      const fail = (message: string) => {
        worker.terminate();
        reject(new Error(message));
      };
      worker.onerror = ({ message }) => fail(message || 'its script cannot be loaded');
      worker.onmessage = ({ data }: MessageEvent<Answer>) => {
        if (data.type === 'progress') onProgress(data.bytes);
        if (data.type === 'failed') fail(data.message);
        if (data.type === 'loaded') resolve(new Engine(worker, data));
      };
      worker.postMessage({ type: 'load', folder, version, backend } satisfies Request);
    });
  }

  /** @param image is used up */
  predict(image: ImageBitmap): Promise<Predicted> {
    const id = ++this.#count;
    const answer = new Promise<Predicted>((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    this.#worker.postMessage({ type: 'predict', id, image } satisfies Request, [image]);
    return answer;
  }

  #receive(data: Answer): void {
    if (data.type !== 'predicted' && data.type !== 'refused') return;
    const waiting = this.#waiting.get(data.id);
    this.#waiting.delete(data.id);
    if (data.type === 'predicted') waiting?.resolve(data);
    else waiting?.reject(new Error(data.message));
  }

  #fail(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }

  close(): void {
    this.#worker.terminate();
    this.#fail(new Error('The model was replaced.'));
  }
}

/** A worker from a blob obeys the page's Content-Security-Policy; one from a server obeys the server's. */
function startWorker(folder: string): Worker {
  const script = new URL('page/worker.js', folder).href;
  const blob = new Blob([`import ${JSON.stringify(script)};`], { type: 'text/javascript' });
  const address = URL.createObjectURL(blob);
  return new Worker(address, { type: 'module' });
}
