// Static quantisation of convolutions: ranges of activations come from calibration frames. Runtimes fuse a
// convolution between QuantizeLinear and DequantizeLinear into one of integers.
import { attributeOf } from '../proto/attributes.js';
import type { GraphProto, NodeProto, TensorProto } from '../proto/messages.js';
import { activationScale, floatsOf, quantizeWeight, tensorOf } from './weights.js';

const FLOAT32 = 1;
/** Activations that a runtime computes together with the convolution before them. */
const FUSED = new Set(['Relu', 'Clip']);

export type Ranges = ReadonlyMap<string, readonly [low: number, high: number]>;

function isQuantizable(node: NodeProto, constants: ReadonlyMap<string, TensorProto>): boolean {
  return node.opType === 'Conv' && constants.get(node.input[1]!)?.dataType === FLOAT32;
}

/** Activations around convolutions, whose ranges are needed: inputs, and outputs behind their activation. */
export function activations(graph: GraphProto): Set<string> {
  const constants = new Map(graph.initializer.map((own) => [own.name, own]));
  const convolutions = graph.node.filter((node) => isQuantizable(node, constants));
  return new Set(convolutions.flatMap((node) => [node.input[0]!, resultOf(graph, node)]));
}

/** The convolution's output, or that of the activation which alone reads it. */
function resultOf(graph: GraphProto, { output }: NodeProto): string {
  const readers = graph.node.filter(({ input }) => input.includes(output[0]!));
  const [only] = readers;
  return readers.length === 1 && FUSED.has(only!.opType) ? only!.output[0]! : output[0]!;
}

/** Quantises the convolutions of a graph in place; returns how many. */
export function quantizeConvolutions(graph: GraphProto, ranges: Ranges): number {
  const constants = new Map(graph.initializer.map((own) => [own.name, own]));
  const results = new Set(graph.output.map(({ name }) => name));
  const wrapped = new Map<string, string>(); // activation -> itself after quantisation and back
  const scales = new Map<string, number>();
  const before: NodeProto[] = [];
  const dequantized = new Set<string>();
  const node = (opType: string, input: string[], output: string, attribute: NodeProto['attribute'] = []) =>
    ({ name: `${output}_${opType}`, opType, input, output: [output], attribute }) satisfies NodeProto;
  let count = 0;

  const insertions = new Map<string, NodeProto[]>(); // after the node that makes the value
  for (const name of activations(graph)) {
    const range = ranges.get(name);
    if (!range || results.has(name)) continue;
    const { scale, zero } = activationScale(range);
    graph.initializer.push(tensorOf(`${name}_scale`, [], Float32Array.of(scale)));
    graph.initializer.push(tensorOf(`${name}_zero`, [], Uint8Array.of(zero)));
    const [quantized, back] = [`${name}_quantized`, `${name}_dequantized`];
    insertions.set(name, [
      node('QuantizeLinear', [name, `${name}_scale`, `${name}_zero`], quantized),
      node('DequantizeLinear', [quantized, `${name}_scale`, `${name}_zero`], back),
    ]);
    wrapped.set(name, back);
    scales.set(name, Math.fround(scale));
  }

  const nodes = [...graph.input.flatMap(({ name }) => insertions.get(name) ?? [])];
  for (const own of graph.node) {
    const [input, weight, bias] = own.input as [string, string, string?];
    if (isQuantizable(own, constants) && scales.has(input)) {
      count++;
      const info = constants.get(weight)!;
      const [channels] = info.dims as [number];
      const values = floatsOf(info);
      const quantized = quantizeWeight(values, channels, (i) => Math.floor(i / (values.length / channels)));
      if (!dequantized.has(weight)) {
        dequantized.add(weight);
        graph.initializer.push(tensorOf(`${weight}_int8`, [...info.dims], quantized.values));
        graph.initializer.push(tensorOf(`${weight}_scales`, [channels], quantized.scales));
        const zeros = new Int8Array(channels);
        graph.initializer.push(tensorOf(`${weight}_zeros`, [channels], zeros));
        before.push(
          node(
            'DequantizeLinear',
            [`${weight}_int8`, `${weight}_scales`, `${weight}_zeros`],
            `${weight}_dequantized`,
            [attributeOf('axis', 0)],
          ),
        );
      }
      own.input = [input, `${weight}_dequantized`];
      const biasInfo = bias === undefined ? undefined : constants.get(bias);
      if (biasInfo)
        own.input.push(quantizedBias(own.name, floatsOf(biasInfo), quantized.scales, scales.get(input)!));
      else if (bias) own.input.push(bias);
    }
    nodes.push(own, ...own.output.flatMap((name) => insertions.get(name) ?? []));
  }
  for (const own of nodes)
    if (!/^(De)?[Qq]uantizeLinear$/.test(own.opType))
      own.input = own.input.map((name) => wrapped.get(name) ?? name);
  graph.node = [...before, ...nodes];
  return count;

  /** A bias as int32, in units of the products. */
  function quantizedBias(name: string, bias: Float32Array, weights: Float32Array, input: number): string {
    const units = weights.map((scale) => scale * input);
    const stem = `${name}_bias`;
    graph.initializer.push(
      tensorOf(
        `${stem}_int32`,
        [bias.length],
        Int32Array.from(bias, (value, i) => Math.round(value / units[i]!)),
      ),
      tensorOf(`${stem}_scales`, [bias.length], units),
      tensorOf(`${stem}_zeros`, [bias.length], new Int32Array(bias.length)),
    );
    before.push(
      node('DequantizeLinear', [`${stem}_int32`, `${stem}_scales`, `${stem}_zeros`], `${stem}_dequantized`, [
        attributeOf('axis', 0),
      ]),
    );
    return `${stem}_dequantized`;
  }
}
