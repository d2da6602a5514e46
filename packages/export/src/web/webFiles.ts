// The files of a page that runs a model in the browser.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ExportError } from '../errors.js';
import type { ModelMetadata } from './metadata.js';

/** A model for the browser. */
export interface WebModel {
  /** Content of the ONNX file. */
  onnx: Uint8Array;
  metadata: ModelMetadata;
}

/**
 * Largest ONNX file. A page has 4 GiB for WebAssembly at most, and a session holds the file, its weights and
 * their packed copies beside the activations.
 */
export const MAX_WEB_MODEL = 2 ** 30;

/** Modules of onnxruntime-web, and the WebAssembly that each needs. */
const RUNTIMES = {
  wasm: ['ort.wasm.min.mjs', 'ort-wasm-simd-threaded.mjs', 'ort-wasm-simd-threaded.wasm'],
  webgpu: [
    'ort.webgpu.min.mjs',
    'ort-wasm-simd-threaded.asyncify.mjs',
    'ort-wasm-simd-threaded.asyncify.wasm',
  ],
} as const;

/**
 * Files of the page without its model: paths in the folder, and where their content is.
 *
 * @throws ExportError if onnxruntime-web is not installed
 */
export function webFiles(): Record<string, string> {
  const sources = fileURLToPath(new URL('../../browser/', import.meta.url));
  const compiled = fileURLToPath(new URL('../browser/', import.meta.url));
  const scripts = readdirSync(compiled).filter((file) => file.endsWith('.js'));
  const runtime = runtimeFolder();
  return {
    'index.html': join(sources, 'index.html'),
    'page/style.css': join(sources, 'style.css'),
    ...Object.fromEntries(scripts.map((file) => [`page/${file}`, join(compiled, file)])),
    'onnxruntime/LICENSE': join(sources, 'onnxruntime-notice.txt'),
    ...Object.fromEntries(
      Object.values(RUNTIMES)
        .flat()
        .map((file) => [`onnxruntime/${file}`, join(runtime, file)]),
    ),
  };
}

/** Reads a file of the page. Scripts lose the line that names their source map, which is not there. */
export function readWebFile(path: string, source: string): Uint8Array {
  if (!path.endsWith('.js') && !path.endsWith('.mjs')) return readFileSync(source);
  return Buffer.from(readFileSync(source, 'utf8').replace(/^\/\/# sourceMappingURL=.*$/m, ''));
}

function runtimeFolder(): string {
  // Some package managers show this package only what it depends on: then it is in the program's folder.
  for (const place of [import.meta.url, join(process.cwd(), 'package.json')])
    try {
      return dirname(createRequire(place).resolve('onnxruntime-web'));
    } catch {}
  throw new ExportError(
    'the page needs onnxruntime-web, which is not installed: npm install onnxruntime-web@1.30',
  );
}

/**
 * Checks that a browser can run a model.
 *
 * @throws ExportError for a model that is too large
 */
export function assertFitsBrowser({ onnx, metadata }: WebModel): void {
  if (onnx.length <= MAX_WEB_MODEL) return;
  throw new ExportError(
    `${metadata.name} has ${Math.ceil(onnx.length / 2 ** 20)} MB, and a page runs models of up to ` +
      `${MAX_WEB_MODEL / 2 ** 20} MB, because a browser gives WebAssembly 4 GB in total. ` +
      'Export it with half precision or int8, or run it with onnxruntime-node',
  );
}
