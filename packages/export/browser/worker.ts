// The worker that runs the model: it gets images, and answers with predictions.
import type * as Ort from 'onnxruntime-web';
import type { Answer, Backend, Request } from './messages.js';
import { inputSize, type Metadata, readMetadata } from './metadata.js';
import { type Output, readOutputs } from './predictions.js';
import { type Pixels, resizeBilinear } from './resize.js';

interface Port {
  postMessage(message: Answer, transfer?: Transferable[]): void;
  onmessage: ((event: MessageEvent<Request>) => void) | null;
}
const page = globalThis as unknown as Port;

interface Model {
  ort: typeof Ort;
  metadata: Metadata;
  session: Ort.InferenceSession;
}
let model: Model | null = null;

/** More threads than this gain little, and a phone would get hot. */
const MAX_THREADS = 4;

page.onmessage = async ({ data }) => {
  try {
    if (data.type === 'load') await load(data);
    else await predict(data.id, data.image);
  } catch (error) {
    const message = messageOf(error);
    page.postMessage(
      data.type === 'load' ? { type: 'failed', message } : { type: 'refused', id: data.id, message },
    );
  }
};

async function load({ folder, version, backend }: Extract<Request, { type: 'load' }>): Promise<void> {
  const address = (file: string) =>
    new URL(`${file}${version === '' ? '' : `?version=${version}`}`, folder).href;
  const description = await fetched(address('model.json'));
  const metadata = readMetadata(await description.json().catch(() => null));
  const bytes = await withProgress(await fetched(address('model.onnx')));
  const [first, reason] = backend === 'wasm' ? (['wasm', ''] as const) : await webgpuOr(backend);
  let note = backend === 'webgpu' ? reason : '';
  let chosen: Backend = first;
  try {
    model = await start(folder, chosen, metadata, bytes);
  } catch (error) {
    if (chosen === 'wasm') throw error;
    note = `WebGPU cannot run this model (${messageOf(error)}); it runs on the processor.`;
    chosen = 'wasm';
    model = await start(folder, chosen, metadata, bytes);
  }
  const threads = chosen === 'wasm' ? (model.ort.env.wasm.numThreads ?? 1) : 1;
  page.postMessage({ type: 'loaded', metadata, backend: chosen, threads, note });
}

/** WebGPU if the browser has an adapter for it, and why not otherwise. */
async function webgpuOr(wanted: Backend | 'automatic'): Promise<[Backend, string]> {
  const { gpu } = navigator as unknown as { gpu?: { requestAdapter(): Promise<Adapter | null> } };
  const adapter = await gpu?.requestAdapter().catch(() => null);
  // A graphics card that the processor imitates is many times slower than WASM.
  const isImitated = adapter?.info?.isFallbackAdapter ?? adapter?.isFallbackAdapter ?? false;
  if (adapter && (wanted === 'webgpu' || !isImitated)) return ['webgpu', ''];
  return ['wasm', 'This browser has no WebGPU here; the model runs on the processor.'];
}

/** The part of WebGPU's adapter that is read here. Older browsers have the mark on the adapter itself. */
interface Adapter {
  info?: { isFallbackAdapter?: boolean };
  isFallbackAdapter?: boolean;
}

async function start(
  folder: string,
  backend: Backend,
  metadata: Metadata,
  bytes: Uint8Array,
): Promise<Model> {
  const file = (name: string) => new URL(`onnxruntime/${name}`, folder).href;
  const ort = (await import(file(`ort.${backend}.min.mjs`))) as typeof Ort;
  const runtime = backend === 'wasm' ? 'ort-wasm-simd-threaded' : 'ort-wasm-simd-threaded.asyncify';
  ort.env.wasm.wasmPaths = { mjs: file(`${runtime}.mjs`), wasm: file(`${runtime}.wasm`) };
  // Threads share memory, which browsers allow to isolated pages only.
  ort.env.wasm.numThreads = globalThis.crossOriginIsolated
    ? Math.max(1, Math.min(MAX_THREADS, navigator.hardwareConcurrency))
    : 1;
  ort.env.logLevel = 'error';
  const session = await ort.InferenceSession.create(bytes, {
    executionProviders: [backend],
    graphOptimizationLevel: 'all',
    logSeverityLevel: 3, // errors
  });
  return { ort, metadata, session };
}

async function predict(id: number, image: ImageBitmap): Promise<void> {
  if (!model) throw new Error('The model is not loaded.');
  const { ort, metadata, session } = model;
  const begin = performance.now();
  const pixels = pixelsOf(image);
  image.close();
  const size = inputSize(metadata, pixels);
  const planes = resizeBilinear(pixels, size);
  const prepared = performance.now();
  const images = new ort.Tensor('uint8', planes, [1, 3, size.height, size.width]);
  const outputs = await session.run({ [session.inputNames[0]!]: images });
  const computed = performance.now();
  const predictions = readOutputs(metadata, outputs as unknown as Record<string, Output>, size, pixels);
  const times = {
    prepare: prepared - begin,
    model: computed - prepared,
    finish: performance.now() - computed,
  };
  page.postMessage({ type: 'predicted', id, predictions, times });
  for (const tensor of Object.values(outputs)) tensor.dispose();
}

let canvas: OffscreenCanvas | null = null;

function pixelsOf(image: ImageBitmap): Pixels {
  const { height, width } = image;
  if (canvas?.height !== height || canvas.width !== width) canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error(`This browser cannot hold an image of ${width}x${height} pixels.`);
  context.clearRect(0, 0, width, height);
  context.drawImage(image, 0, 0);
  return { height, width, channels: 4, data: context.getImageData(0, 0, width, height).data };
}

async function fetched(address: string): Promise<Response> {
  const name = new URL(address).pathname.split('/').at(-1);
  const response = await fetch(address).catch((error: unknown) => {
    throw new Error(`${name} cannot be loaded (${messageOf(error)}).`);
  });
  if (!response.ok)
    throw new Error(
      `${name} cannot be loaded: the server answers ${response.status} ${response.statusText}.`,
    );
  return response;
}

async function withProgress(response: Response): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = response.body!.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    length += value.length;
    page.postMessage({ type: 'progress', bytes: length });
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
