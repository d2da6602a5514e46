import { FileFormatError } from '@cotrain/torch';
import type { InferenceSession } from 'onnxruntime-node';
import { ExportError } from '../errors.js';
import { readOnnxMetadata } from './readOnnxMetadata.js';

/** Version of onnxruntime that the exports are tested with. */
const RUNTIME = 'onnxruntime-node@1.30';
/** Errors only: onnxruntime warns of every device that it does not find. */
const ERRORS = 3;

/** A tensor in host memory. */
export interface HostTensor {
  data: ArrayBufferView & ArrayLike<number | bigint>;
  shape: readonly number[];
}

/** An ONNX file that onnxruntime runs on the CPU. */
export interface OnnxModel {
  /** The file's `metadata_props`. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly outputs: readonly string[];
  /**
   * Runs the model on bytes.
   *
   * @param inputs uint8 tensors by name
   * @returns outputs by name
   * @throws ExportError for inputs that do not fit
   */
  run(
    inputs: Readonly<Record<string, { data: Uint8Array; shape: readonly number[] }>>,
  ): Promise<Record<string, HostTensor>>;
  dispose(): Promise<void>;
}

/**
 * Opens an ONNX file with onnxruntime-node, which is optional.
 *
 * @param runtime package of the runtime. Default 'onnxruntime-node'
 * @throws ExportError if onnxruntime-node is not installed; FileFormatError if the file is not an ONNX model,
 *   or onnxruntime cannot run it
 */
export async function openOnnx(path: string, runtime = 'onnxruntime-node'): Promise<OnnxModel> {
  const metadata = readOnnxMetadata(path);
  const ort = await importRuntime(runtime);
  let session: InferenceSession;
  try {
    session = await ort.InferenceSession.create(path, { logSeverityLevel: ERRORS });
  } catch (cause) {
    throw new FileFormatError(path, `onnxruntime cannot load it: ${(cause as Error).message}`, { cause });
  }
  return {
    metadata,
    outputs: session.outputNames,
    async run(inputs) {
      const feeds = Object.entries(inputs).map(([name, { data, shape }]) => [
        name,
        new ort.Tensor('uint8', data, shape),
      ]);
      try {
        const results = await session.run(Object.fromEntries(feeds));
        return Object.fromEntries(
          Object.entries(results).map(([name, { data, dims }]) => [
            name,
            { data: data as HostTensor['data'], shape: dims },
          ]),
        );
      } catch (cause) {
        throw new ExportError(`${path}: onnxruntime: ${(cause as Error).message}`, [], { cause });
      }
    },
    dispose: () => session.release(),
  };
}

async function importRuntime(name: string): Promise<typeof import('onnxruntime-node')> {
  try {
    return (await import(name)) as typeof import('onnxruntime-node');
  } catch (cause) {
    throw new ExportError(
      `ONNX files need onnxruntime-node, which cannot be loaded: npm install ${RUNTIME}`,
      [],
      {
        cause,
      },
    );
  }
}
