import { ExportError } from '../errors.js';

/**
 * The module onnxruntime-node, which is an optional dependency.
 * @throws ExportError if it is not installed
 */
export async function loadRuntime(): Promise<typeof import('onnxruntime-node')> {
  try {
    return await import('onnxruntime-node');
  } catch (error) {
    throw new ExportError(
      `onnxruntime-node cannot be loaded: run \`npm install onnxruntime-node\` (${(error as Error).message})`,
    );
  }
}
