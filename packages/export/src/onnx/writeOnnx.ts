import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename } from 'node:path';
import { FileWriteError, type Graph, scope, temporaryPath, writeFileAtomic } from '@cotrain/torch';
import type { OnnxOptions } from './options.js';
import { encodeModel, type TensorProto } from './proto/messages.js';
import { bytesOf, rawBytes } from './proto/rawBytes.js';
import { LARGEST, onnxModel, tensorInfo, type Weight } from './toOnnx.js';

/** How an ONNX file is written. */
export interface WriteOnnxOptions extends OnnxOptions {
  /**
   * Bytes of weights above which they are written to a second file, `FILE.data`, which belongs beside the
   * first. Default: 2 GB less 16 MB, the most that an ONNX file can hold.
   */
  externalAbove?: number;
}

/** Weights of fewer bytes stay in the first file: shapes, scalars. */
const SMALL = 1024;
/** Weights begin at multiples of this, so that they can be mapped into memory. */
const ALIGNMENT = 4096;

/**
 * Lowers a traced graph and writes it as an ONNX file, whole or not at all; weights above 2 GB go to a second
 * file beside it.
 *
 * @returns the files that were written
 * @throws ExportError as `toOnnx`; FileWriteError if a file cannot be written
 */
export function writeOnnx(path: string, graph: Graph, options: WriteOnnxOptions): string[] {
  const { externalAbove = LARGEST, ...onnxOptions } = options;
  return scope(() => {
    const { model, weights } = onnxModel(graph, onnxOptions);
    const total = weights.reduce((sum, { tensor }) => sum + bytesOf(tensor), 0);
    const isInside = (weight: Weight) => total <= externalAbove || bytesOf(weight.tensor) < SMALL;
    const outside = weights.filter((weight) => !isInside(weight));
    const data = `${path}.data`;
    const external = outside.length > 0 ? writeData(data, outside) : new Map<Weight, TensorProto>();
    model.graph.initializer = weights.map(
      (weight) => external.get(weight) ?? { ...tensorInfo(weight), rawData: rawBytes(weight.tensor) },
    );
    writeFileAtomic(path, encodeModel(model));
    return outside.length > 0 ? [path, data] : [path];
  });
}

/** Writes weights one after the other; returns where each is. */
function writeData(path: string, weights: readonly Weight[]): Map<Weight, TensorProto> {
  const places = new Map<Weight, TensorProto>();
  const temporary = temporaryPath(path);
  let file: number | undefined;
  try {
    file = openSync(temporary, 'w');
    let offset = 0;
    for (const weight of weights) {
      offset = Math.ceil(offset / ALIGNMENT) * ALIGNMENT;
      const bytes = rawBytes(weight.tensor);
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at, bytes.length - at, offset + at);
      const externalData = Object.entries({ location: basename(path), offset, length: bytes.length }).map(
        ([key, value]) => ({ key, value: String(value) }),
      );
      places.set(weight, { ...tensorInfo(weight), externalData, dataLocation: 1 });
      offset += bytes.length;
    }
    closeSync(file);
    file = undefined;
    renameSync(temporary, path);
  } catch (error) {
    if (file !== undefined) closeSync(file);
    rmSync(temporary, { force: true });
    throw new FileWriteError(path, error as NodeJS.ErrnoException);
  }
  return places;
}
