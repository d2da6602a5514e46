import { type Graph, type GraphValue, scope } from '@cotrain/torch';
import { ExportError } from '../errors.js';
import { Builder } from './builder.js';
import { convert } from './convert.js';
import type { OnnxInput, OnnxOptions } from './options.js';
import { codeOf } from './proto/dtypes.js';
import { encodeModel, type ModelProto, type TensorProto, type ValueInfoProto } from './proto/messages.js';
import { rawBytes } from './proto/rawBytes.js';
import type { Operand, Shape } from './values/value.js';

/** Versions of ONNX's operators that can be written, and the format version that introduced each. */
const OPSETS: Readonly<Record<number, number>> = { 18: 8, 19: 9, 20: 9, 21: 10, 22: 10 };

/**
 * Lowers a traced graph to the bytes of an ONNX file, weights inside.
 *
 * Nodes are named after the modules that made them; their `doc_string` is the module's path.
 *
 * @throws ExportError if operators have no lowering (all of them are listed), if the model was traced in
 *   training mode, or if options do not fit the graph
 */
export function toOnnx(graph: Graph, options: OnnxOptions): Uint8Array {
  return scope(() => encodeModel(onnxModel(graph, options)));
}

/** The message of an ONNX file. */
export function onnxModel(graph: Graph, options: OnnxOptions): ModelProto {
  const { opset = 18, metadata = {} } = options;
  const irVersion = OPSETS[opset];
  if (irVersion === undefined)
    throw new ExportError(
      `toOnnx: opset ${opset} cannot be written; possible are ${Object.keys(OPSETS).join(', ')}`,
    );
  checkNames(graph, options);
  const b = new Builder(opset);
  const inputs = graph.inputs.map((value, i) => inputOf(value, options.inputs[i]!));
  for (const name of [...inputs.map(({ name }) => name), ...options.outputs]) b.unique(name);
  const results = convert(graph, inputs, b);
  const axes = new AxisNames(options.inputs);
  const outputs = results.map((result, i) => named(result, options.outputs[i]!, b));
  return {
    irVersion,
    producerName: 'cotrain',
    graph: {
      name: 'model',
      node: b.nodes,
      initializer: b.initializers.map(
        ({ name, tensor }): TensorProto => ({
          name,
          dims: [...tensor.shape],
          dataType: codeOf(tensor.dtype)!,
          rawData: rawBytes(tensor),
        }),
      ),
      input: inputs.map((input, i) => valueInfo(input, (axis) => axes.ofInput(i, axis))),
      output: outputs.map((output) => valueInfo(output, (axis) => `${output.name}_${axis}`)),
    },
    opsetImport: [{ domain: '', version: opset }],
    metadataProps: Object.entries(metadata).map(([key, value]) => ({ key, value })),
  };
}

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

/** The names of axes whose size may differ. */
class AxisNames {
  constructor(private readonly inputs: readonly OnnxInput[]) {}

  ofInput(input: number, axis: number): string {
    const { name, dynamic } = this.inputs[input]!;
    return dynamic?.[axis] ?? `${name}_${axis}`;
  }
}

/** An output under its name: a node's own result is renamed, anything else is copied. */
function named(result: Operand, name: string, b: Builder): Operand {
  const copy = b.op('Identity', [result], {}, { shape: result.shape ?? [] });
  const node = b.nodes.at(-1)!;
  node.output = [name];
  return { ...copy, name };
}

function valueInfo({ name, dtype, shape }: Operand, axisName: (axis: number) => string): ValueInfoProto {
  const elemType = codeOf(dtype);
  if (elemType === undefined) throw new ExportError(`toOnnx: ONNX has no operators on ${dtype} ('${name}')`);
  const dim = (shape as Shape).map((size, axis) =>
    size === null ? { dimParam: axisName(axis) } : { dimValue: size },
  );
  return { name, type: { tensorType: { elemType, shape: { dim } } } };
}
