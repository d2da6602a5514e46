// The addon's description of a graph as `Graph`.
import { tensorAt } from '../handle/handle.js';
import { dtypeName } from '../values/dtype.js';
import type { Graph, GraphConstant, GraphNode, GraphValue } from './graph.js';

export type ValueRow = [
  id: number,
  name: string,
  type: string,
  dtype: number | null,
  sizes: (number | null)[] | null,
];
type ConstantRow = number | bigint | string | boolean | null | number[] | Float64Array;
type NodeRow = [
  kind: string,
  schema: string,
  inputs: ValueRow[],
  outputs: ValueRow[],
  value: [] | [ConstantRow],
  attribute: string | null,
  scope: string,
];
/** What `scriptGraph` returns (native/addon/traced_graph.cpp). */
export type GraphRows = [inputs: ValueRow[], outputs: ValueRow[], nodes: NodeRow[]];

/** @param outputs names of the outputs in order; the module's own way to hold them together is left out */
export function decodeGraph([inputs, outputs, nodes]: GraphRows, outputNames: readonly string[]): Graph {
  const known = new Map<number, GraphValue>();
  const isInput = new Set(inputs.map(([id]) => id));
  const value = ([id, name, type, dtype, shape]: ValueRow): GraphValue => {
    const before = known.get(id);
    if (before !== undefined) return before;
    // LibTorch's own names could be those that outputs get; as it prints values without a name, they cannot.
    const made: GraphValue = { id, name: isInput.has(id) ? name : `%${id}`, type };
    if (dtype !== null) made.dtype = dtypeName(dtype);
    if (shape !== null) made.shape = shape;
    known.set(id, made);
    return made;
  };
  const decoded = {
    inputs: inputs.map(value),
    nodes: nodes.map((row) => decodeNode(row, value)),
    outputs: outputs.map(value),
  };
  return withFlatOutputs(decoded, outputNames);
}

function decodeNode(row: NodeRow, value: (row: ValueRow) => GraphValue): GraphNode {
  const [kind, schema, inputs, outputs, constant, attribute, scope] = row;
  const node: GraphNode = { kind, schema, inputs: inputs.map(value), outputs: outputs.map(value), scope };
  if (constant.length > 0) node.value = decodeConstant(constant[0]!);
  if (attribute !== null) node.attribute = attribute;
  return node;
}

const decodeConstant = (value: ConstantRow): GraphConstant =>
  value instanceof Float64Array ? tensorAt(value[0]!) : value;

/** Takes the node that makes a tuple or a dict of the outputs away, and names them. */
function withFlatOutputs(graph: Graph, names: readonly string[]): Graph {
  const [only] = graph.outputs;
  const maker = graph.nodes.find(
    ({ kind, outputs }) => outputs[0] === only && /^prim::(Tuple|Dict)Construct$/.test(kind),
  );
  if (maker === undefined) return { ...graph, outputs: named(graph, graph.outputs, names) };
  const values =
    maker.kind === 'prim::DictConstruct' ? maker.inputs.filter((_, i) => i % 2 === 1) : maker.inputs;
  const keys = new Set(maker.inputs.filter((input) => !values.includes(input)));
  const nodes = graph.nodes.filter((node) => node !== maker && !keys.has(node.outputs[0]!));
  return { ...graph, nodes, outputs: named(graph, values, names) };
}

/**
 * Names the values that are outputs. A value that is an input, or an output already, keeps its name:
 * `outputs` then has a copy under the other one.
 */
function named(graph: Graph, values: readonly GraphValue[], names: readonly string[]): GraphValue[] {
  const taken = new Set<GraphValue>(graph.inputs);
  return values.map((value, i) => {
    const name = names[i] ?? value.name;
    if (taken.has(value)) return { ...value, name };
    taken.add(value);
    value.name = name;
    return value;
  });
}
