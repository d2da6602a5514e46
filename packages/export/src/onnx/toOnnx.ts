import { type Graph, type GraphValue, scope, type Tensor } from '@cotrain/torch';
import { ExportError } from '../errors.js';
import { Builder } from './builder.js';
import { convert } from './convert.js';
import { toHalf } from './half.js';
import type { OnnxInput, OnnxOptions } from './options.js';
import { codeOf } from './proto/dtypes.js';
import { encodeModel, type ModelProto, type TensorProto, type ValueInfoProto } from './proto/messages.js';
import { bytesOf, rawBytes } from './proto/rawBytes.js';
import type { Operand } from './values/value.js';

/** Versions of ONNX's operators that can be written, and the format version that introduced each. */
const OPSETS: Readonly<Record<number, number>> = { 18: 8, 19: 9, 20: 9, 21: 10, 22: 10 };

/** A protobuf message holds at most 2 GB, of which the graph needs some. */
export const LARGEST = 2 ** 31 - 2 ** 24; // bytes

/**
 * Lowers a traced graph to the bytes of an ONNX file, weights inside.
 *
 * Nodes are named after the modules that made them; their `doc_string` is the module's path.
 *
 * @throws ExportError if operators have no lowering (all of them are listed), if the model was traced in
 *   training mode, if options do not fit the graph, or if the file would exceed 2 GB: `writeOnnx` writes
 *   larger ones
 */
export function toOnnx(graph: Graph, options: OnnxOptions): Uint8Array {
  return scope(() => {
    const { model, weights } = onnxModel(graph, options);
    const bytes = weights.reduce((sum, { tensor }) => sum + bytesOf(tensor), 0);
    if (bytes > LARGEST)
      throw new ExportError(
        `toOnnx: ${(bytes / 2 ** 30).toFixed(1)} GiB of weights do not fit into one ONNX file: use writeOnnx()`,
      );
    model.graph.initializer = weights.map((own) => ({ ...tensorInfo(own), rawData: rawBytes(own.tensor) }));
    return encodeModel(model);
  });
}

export interface Weight {
  name: string;
  tensor: Tensor;
}

/** The message of an ONNX file without its weights, and the weights. */
export function onnxModel(graph: Graph, options: OnnxOptions): { model: ModelProto; weights: Weight[] } {
  const { opset = 18, metadata = {}, half = false } = options;
  const irVersion = OPSETS[opset];
  if (irVersion === undefined)
    throw new ExportError(
      `toOnnx: opset ${opset} cannot be written; possible are ${Object.keys(OPSETS).join(', ')}`,
    );
  checkNames(graph, options);
  const b = new Builder(opset);
  const inputs = graph.inputs.map((value, i) => inputOf(value, options.inputs[i]!));
  for (const { name, dtype } of inputs) b.dtypes.set(name, dtype);
  for (const name of [...inputs.map(({ name }) => name), ...options.outputs]) b.unique(name);
  const results = convert(graph, inputs, b);
  const outputs = results.map((result, i) => named(result, options.outputs[i]!, b));
  if (half) toHalf(b, options.outputs);
  const model: ModelProto = {
    irVersion,
    producerName: 'cotrain',
    graph: {
      name: 'model',
      node: b.nodes,
      initializer: [],
      input: inputs.map((input, i) => valueInfo(input, (axis) => axisName(options.inputs[i]!, axis))),
      output: outputs.map((output) => valueInfo(output, (axis) => `${output.name}_${axis}`)),
    },
    opsetImport: [{ domain: '', version: opset }],
    metadataProps: Object.entries(metadata).map(([key, value]) => ({ key, value })),
  };
  return { model, weights: b.initializers };
}

/** A weight's name, dtype and shape; its elements are inside the file or beside it. */
export const tensorInfo = ({ name, tensor }: Weight): TensorProto => ({
  name,
  dims: [...tensor.shape],
  dataType: codeOf(tensor.dtype)!,
});

function checkNames(graph: Graph, { inputs, outputs }: OnnxOptions): void {
  const fits = (what: string, given: number, wanted: number) => {
    if (given !== wanted)
      throw new ExportError(`toOnnx: ${given} names of ${what} for a graph with ${wanted}`);
  };
  fits('inputs', inputs.length, graph.inputs.length);
  fits('outputs', outputs.length, graph.outputs.length);
  const names = [...inputs.map(({ name }) => name), ...outputs];
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw new ExportError(`toOnnx: two inputs or outputs have the name '${twice}'`);
}

function inputOf(value: GraphValue, { name, dynamic }: OnnxInput): Operand {
  const { dtype, shape } = value;
  if (!dtype || !shape)
    throw new ExportError(`toOnnx: the input '${name}' is a ${value.type}; inputs have to be tensors`);
  for (const axis of Object.keys(dynamic ?? {}).map(Number))
    if (shape[axis] !== null)
      throw new ExportError(
        `toOnnx: axis ${axis} of '${name}' was ${shape[axis] ?? 'not there'} in the trace, so it cannot differ: trace the module with several sizes`,
      );
  return { name, dtype, shape };
}

/** Name of an axis whose size may differ. */
const axisName = ({ name, dynamic }: OnnxInput, axis: number): string => dynamic?.[axis] ?? `${name}_${axis}`;

/** An output under its name. */
function named(result: Operand, name: string, b: Builder): Operand {
  const copy = b.op('Identity', [result], {}, { shape: result.shape });
  b.nodes.at(-1)!.output = [name];
  b.dtypes.set(name, copy.dtype);
  return { ...copy, name };
}

function valueInfo({ name, dtype, shape }: Operand, axisName: (axis: number) => string): ValueInfoProto {
  const elemType = codeOf(dtype);
  if (elemType === undefined) throw new ExportError(`toOnnx: ONNX has no operators on ${dtype} ('${name}')`);
  const dim = shape?.map((size, axis) => (size === null ? { dimParam: axisName(axis) } : { dimValue: size }));
  return { name, type: { tensorType: { elemType, ...(dim && { shape: { dim } }) } } };
}
