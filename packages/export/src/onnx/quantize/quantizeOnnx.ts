import { ExportError } from '../../errors.js';
import { decodeModel, encodeModel, type GraphProto, type ModelProto } from '../proto/messages.js';
import { calibrate, type Frame } from './calibrate.js';
import { quantizeConvolutions } from './convolutions.js';
import { quantizeProducts } from './products.js';

/** How an ONNX file is quantised to int8. */
export interface QuantizeOptions {
  /**
   * Frames by which the ranges of activations around convolutions are found: the model's inputs by name, a
   * few dozen typical ones. Default: none, convolutions stay float32.
   */
  frames?: Iterable<Frame> | AsyncIterable<Frame>;
  /** Share of a frame's activations within its range, in percent; 100 takes all of them. Default 99.99. */
  percentile?: number;
}

/** A quantised file, and what became of the float one. */
export interface QuantizedOnnx {
  onnx: Uint8Array;
  /** Convolutions that are computed with integers. */
  convolutions: number;
  /** Matrix products that are computed with integers. */
  products: number;
}

/**
 * Quantises the weights of a float32 ONNX file to int8, with one scale for each output channel. Matrix
 * products quantise their activations when the model runs; convolutions, with ranges from calibration frames
 * (onnxruntime-node is needed for them).
 *
 * On processors with AVX2 but without VNNI, onnxruntime adds int8 products in 16 bits, which are too few,
 * unless its session option `session.x64quantprecision` is `1`, as `openOnnx` sets it.
 *
 * @throws ExportError if the file is not ONNX, has no float32 weights to quantise, or onnxruntime-node is not
 *   installed
 */
export async function quantizeOnnx(
  onnx: Uint8Array,
  { frames, percentile = 99.99 }: QuantizeOptions = {},
): Promise<QuantizedOnnx> {
  if (!(percentile > 50 && percentile <= 100))
    throw new ExportError(`quantizeOnnx: percentile must be above 50 and at most 100, not ${percentile}`);
  const model = read(onnx);
  const ranges = frames && (await calibrate(model, frames, percentile));
  if (ranges?.size === 0 && model.graph.node.some(({ opType }) => opType === 'Conv'))
    throw new ExportError('quantizeOnnx: no frames to calibrate convolutions with');
  const convolutions = ranges ? quantizeConvolutions(model.graph, ranges) : 0;
  const products = quantizeProducts(model.graph);
  if (convolutions + products === 0)
    throw new ExportError(
      'quantizeOnnx: nothing to quantise: the file has no convolution or matrix product with float32 weights',
    );
  dropUnread(model.graph);
  return { onnx: encodeModel(model), convolutions, products };
}

function read(onnx: Uint8Array): ModelProto {
  try {
    const model = decodeModel(onnx);
    if (model.graph?.initializer.every(({ dataLocation }) => !dataLocation)) return model;
  } catch (error) {
    throw new ExportError(`quantizeOnnx: not an ONNX file: ${(error as Error).message}`);
  }
  throw new ExportError('quantizeOnnx: not an ONNX file with its weights inside');
}

/** Leaves out the float weights that nobody reads any more. */
function dropUnread(graph: GraphProto): void {
  const read = new Set([
    ...graph.node.flatMap(({ input }) => input),
    ...graph.output.map(({ name }) => name),
  ]);
  graph.initializer = graph.initializer.filter(({ name }) => read.has(name));
}
