import { FileFormatError } from '@cotrain/torch';
import type { InferenceSession } from 'onnxruntime-node';
import { ExportError } from '../errors.js';
import { loadRuntime } from '../onnx/runtime.js';

const OPTIONS = {
  // Errors only: onnxruntime warns of every device that it does not find.
  logSeverityLevel: 3,
  // Sums of two products of int8 must fit into 32 bits. On processors with AVX2 that lack VNNI, onnxruntime
  // cuts them off at 16 otherwise.
  extra: { session: { x64quantprecision: '1' } },
} as const;

/** A tensor in host memory. */
export interface HostTensor {
  data: ArrayBufferView & ArrayLike<number | bigint>;
  shape: readonly number[];
}

/** An ONNX file that onnxruntime runs on the CPU. */
export interface OnnxModel {
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
 * @param source path of the file, or its bytes
 * @throws ExportError if onnxruntime-node is not installed; FileFormatError if the file is not an ONNX model,
 *   or onnxruntime cannot run it
 */
export async function openOnnx(source: string | Uint8Array): Promise<OnnxModel> {
  const ort = await loadRuntime();
  const path = typeof source === 'string' ? source : 'the ONNX model';
  let session: InferenceSession;
  try {
    session = await (typeof source === 'string'
      ? ort.InferenceSession.create(source, OPTIONS)
      : ort.InferenceSession.create(source, OPTIONS));
  } catch (cause) {
    throw new FileFormatError(path, `onnxruntime cannot load it: ${(cause as Error).message}`, { cause });
  }
  return {
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
