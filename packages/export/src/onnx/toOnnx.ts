import type { Graph } from '@cotrain/torch';
import { ExportError } from '../errors.js';
import type { OnnxOptions } from './options.js';

/**
 * Lowers a traced graph to the bytes of an ONNX file.
 *
 * @throws ExportError if an operator has no lowering: it names all of them
 */
export function toOnnx(_graph: Graph, _options: OnnxOptions): Uint8Array {
  throw new ExportError('toOnnx: no lowerings yet');
}
