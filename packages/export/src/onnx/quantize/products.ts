// Dynamic quantisation of matrix products: activations are quantised when the model runs, by their own range.
import { attributeOf } from '../proto/attributes.js';
import type { GraphProto, NodeProto, TensorProto } from '../proto/messages.js';
import { floatsOf, quantizeWeight, tensorOf } from './weights.js';

const FLOAT32 = 1;

/** Whether a node multiplies with a constant matrix in the way that MatMulInteger does. */
function matrixOf(node: NodeProto, constants: ReadonlyMap<string, TensorProto>): TensorProto | null {
  const weight = constants.get(node.input[1] ?? '');
  if (!weight || weight.dataType !== FLOAT32 || weight.dims.length !== 2) return null;
  if (node.opType === 'MatMul') return weight;
  if (node.opType !== 'Gemm') return null;
  const plain = node.attribute.every(({ name, f, i }) =>
    name === 'transB' ? true : name === 'transA' ? !i : (f ?? 1) === 1,
  );
  return plain ? weight : null;
}

/** The matrix as [inputs, outputs]. */
function turned(weight: TensorProto, isTransposed: boolean) {
  const [rows, columns] = weight.dims as [number, number];
  const values = floatsOf(weight);
  if (!isTransposed) return { values, inputs: rows, outputs: columns };
  const result = Float32Array.from(values, (_, i) => values[(i % rows) * columns + Math.floor(i / rows)]!);
  return { values: result, inputs: columns, outputs: rows };
}

/** Quantises the matrix products of a graph in place; returns how many. */
export function quantizeProducts(graph: GraphProto): number {
  const constants = new Map(graph.initializer.map((own) => [own.name, own]));
  const stored = new Map<string, { name: string; scales: string }>(); // by weight and orientation
  const quantized = new Map<string, string>(); // activations
  let count = 0;
  graph.node = graph.node.flatMap((node) => {
    const weight = matrixOf(node, constants);
    if (!weight) return [node];
    count++;
    const isTransposed = node.attribute.some(({ name, i }) => name === 'transB' && i === 1);
    const key = `${weight.name}${isTransposed ? '_t' : ''}`;
    if (!stored.has(key)) {
      const { values, inputs, outputs } = turned(weight, isTransposed);
      const own = quantizeWeight(values, outputs, (i) => i % outputs);
      const names = { name: `${key}_int8`, scales: `${key}_scales` };
      graph.initializer.push(tensorOf(names.name, [inputs, outputs], own.values));
      graph.initializer.push(tensorOf(names.scales, [outputs], own.scales));
      stored.set(key, names);
    }
    const [input, , bias] = node.input as [string, string, string?];
    const { name, scales } = stored.get(key)!;
    const made: NodeProto[] = [];
    const add = (
      opType: string,
      inputs: string[],
      outputs: string[],
      attribute: NodeProto['attribute'] = [],
    ) =>
      made.push({
        ...node,
        name: `${node.name}_${opType}_${made.length}`,
        opType,
        input: inputs,
        output: outputs,
        attribute,
      });
    if (!quantized.has(input)) {
      quantized.set(input, `${input}_uint8`);
      add('DynamicQuantizeLinear', [input], [`${input}_uint8`, `${input}_scale`, `${input}_zero`]);
    }
    const out = node.output[0]!;
    add('MatMulInteger', [`${input}_uint8`, name, `${input}_zero`], [`${out}_int32`]);
    add('Cast', [`${out}_int32`], [`${out}_sums`], [attributeOf('to', { dtype: 'float32' })]);
    add('Mul', [`${input}_scale`, scales], [`${out}_factors`]);
    add('Mul', [`${out}_sums`, `${out}_factors`], [bias ? `${out}_products` : out]);
    if (bias) add('Add', [`${out}_products`, bias], [out]);
    return made;
  });
  return count;
}
