// The server behind `cotrain serve`: the page of an exported model, which follows the newest checkpoint.
import { createHash } from 'node:crypto';
import { extname } from 'node:path';
import { assertFitsBrowser, readWebFile, type WebModel, webFiles } from '@cotrain/export';
import { EventPages, type LoopbackRequest, type LoopbackServer, serveLoopback } from '../loopback.js';
import type { ModelSource } from './sources.js';

/** Port of the server, and how often it looks for a newer model. */
export interface ServeOptions {
  /** Port on 127.0.0.1. Default 0: a free one. */
  port?: number;
  /** Milliseconds between two looks at the model while a page is open. Default 1000. */
  interval?: number;
  /** Called after a newer model was loaded. Default: no callback. */
  onModel?: () => void;
  /** Called with the reason if a newer model cannot be loaded; the former one stays. Default: no callback. */
  onFailed?: (reason: string) => void;
}

/** A server of a model's page, until it is closed. */
export interface ModelServer extends LoopbackServer {}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

/** Browsers give threads to pages that are isolated like this. */
const ISOLATED = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/**
 * Serves the page of a model on 127.0.0.1, and tells open pages when the model has changed: they load the
 * newer one and keep their picture.
 *
 * @throws ReportError if the port is taken; what the source throws if the model cannot be loaded
 */
export async function serveModel(source: ModelSource, options: ServeOptions = {}): Promise<ModelServer> {
  const { port = 0, interval = 1000 } = options;
  const served = await ServedModel.load(source, options);
  const server = await serveLoopback('cotrain serve', port, (request) => answer(served, request));
  const timer = setInterval(() => void served.refresh(), interval);
  return {
    url: server.url,
    async close() {
      clearInterval(timer);
      served.pages.end();
      await server.close();
    },
  };
}

/** A loaded model. */
interface Loaded extends WebModel {
  /** Version for pages. After a restart, the same model has the same one. */
  version: string;
}

/** The newest model, and the pages that show it. */
class ServedModel {
  readonly files = webFiles();
  readonly pages = new EventPages(() => [['model', this.model.version]]);
  #isLoading = false;

  private constructor(
    private readonly source: ModelSource,
    private readonly options: ServeOptions,
    public model: Loaded,
    /** The source's version of the model, or of a newer one that could not be loaded. */
    private seen: string,
  ) {}

  static async load(source: ModelSource, options: ServeOptions): Promise<ServedModel> {
    const seen = source.version();
    return new ServedModel(source, options, await loadFrom(source), seen);
  }

  /** Loads the model again if there is a newer one. Without pages, nothing is read. */
  async refresh(): Promise<void> {
    const version = this.source.version();
    if (this.#isLoading || this.pages.size === 0 || version === this.seen) return;
    this.#isLoading = true;
    this.seen = version;
    try {
      this.model = await loadFrom(this.source);
      this.pages.send('model', this.model.version);
      this.options.onModel?.();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.pages.send('failed', reason);
      this.options.onFailed?.(reason);
    } finally {
      this.#isLoading = false;
    }
  }
}

async function loadFrom(source: ModelSource): Promise<Loaded> {
  const model = await source.load();
  assertFitsBrowser(model);
  const hash = createHash('sha256').update(JSON.stringify(model.metadata)).update(model.onnx);
  const version = hash.digest('hex').slice(0, 16);
  return { ...model, version };
}

function answer({ files, pages, model }: ServedModel, request: LoopbackRequest): boolean {
  const path = request.path === '/' ? 'index.html' : request.path.slice(1);
  const send = (content: string | Uint8Array) =>
    request.send(TYPES[extname(path)] ?? 'application/octet-stream', content, ISOLATED);
  if (path === 'events') request.follow(pages);
  else if (path === 'model.onnx') send(model.onnx);
  else if (path === 'model.json') send(JSON.stringify(model.metadata));
  else if (!Object.hasOwn(files, path)) return false;
  else if (path === 'index.html') send(live(readWebFile(path, files[path]!), model.version));
  else send(readWebFile(path, files[path]!));
  return true;
}

/** Marks the page as one that follows its server from this version on. */
const live = (page: Uint8Array, version: string): string =>
  Buffer.from(page).toString().replace('<html lang="en">', `<html lang="en" data-live="${version}">`);
