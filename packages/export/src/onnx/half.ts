// Float16 weights and computation where it costs no accuracy that matters: convolutions, matrix products and
// what lies between them. Boxes, sums over whole maps and probabilities over classes stay float32.
import { type DType, scope, type Tensor } from '@cotrain/torch';
import { attributeOf } from './proto/attributes.js';
import type { NodeProto } from './proto/messages.js';

export interface TypedGraph {
  nodes: NodeProto[];
  initializers: { name: string; tensor: Tensor }[];
  /** Dtype of every value by name. */
  dtypes: Map<string, DType>;
}

/** Computed in float16 always. */
const PRODUCTS = new Set(['Conv', 'ConvTranspose', 'Gemm', 'MatMul']);

/** Computed in float16 if all that they read is float16 already, or a constant. */
const FOLLOWERS = new Set([
  ...[
    'Relu',
    'LeakyRelu',
    'PRelu',
    'Elu',
    'HardSigmoid',
    'HardSwish',
    'Sigmoid',
    'Tanh',
    'Erf',
    'Clip',
    'Neg',
    'Abs',
  ],
  ...['Add', 'Sub', 'Mul', 'Div', 'Max', 'Min', 'Concat', 'BatchNormalization', 'MaxPool', 'AveragePool'],
  ...[
    'Reshape',
    'Transpose',
    'Squeeze',
    'Unsqueeze',
    'Slice',
    'Split',
    'Expand',
    'Gather',
    'Identity',
    'Pad',
    'Tile',
  ],
  ...['DepthToSpace', 'SpaceToDepth'],
]);

/** Marks a constant that a node reads as float16. */
const AS_HALF = '\0';

/** A constant beyond this is a coordinate or a bound, of which float16 has too few digits. */
const LARGEST = 512;

/** Halves a graph in place; `outputs` keep their dtypes. */
export function toHalf(graph: TypedGraph, outputs: readonly string[]): void {
  const { dtypes, initializers } = graph;
  const constants = new Map(initializers.map((own) => [own.name, own]));
  const halves = new Set<string>(); // values that are float16 now
  const nodes: NodeProto[] = [];
  const casts = new Map<string, string>();
  const cast = (name: string, to: DType): string => {
    const copy = `${name}_${to}`;
    if (!casts.has(copy)) {
      casts.set(copy, copy);
      nodes.push(castNode(name, copy, to));
      dtypes.set(copy, to);
    }
    return copy;
  };
  const isFloat = (name: string) => name !== '' && dtypes.get(name) === 'float32';
  const fits = (name: string) => magnitude(constants.get(name)!.tensor) <= LARGEST;

  // A constant is stored as float16 if all its readers are.
  const readAsHalf = new Map<string, number>();
  const readers = new Map<string, number>();
  for (const node of graph.nodes) {
    const floats = node.input.filter(isFloat);
    for (const name of floats) readers.set(name, (readers.get(name) ?? 0) + 1);
    if (!isHalf(node, floats)) {
      node.input = node.input.map((name) => (halves.has(name) ? cast(name, 'float32') : name));
      nodes.push(node);
      continue;
    }
    node.input = node.input.map((name) => {
      if (!isFloat(name) || halves.has(name)) return name;
      if (!constants.has(name)) return cast(name, 'float16');
      readAsHalf.set(name, (readAsHalf.get(name) ?? 0) + 1);
      return `${AS_HALF}${name}`; // its name is known when all readers are
    });
    nodes.push(node);
    for (const name of node.output) if (isFloat(name)) halves.add(name);
  }

  function isHalf(node: NodeProto, floats: readonly string[]): boolean {
    if (floats.length === 0 || outputs.some((name) => node.output.includes(name))) return false;
    if (floats.some((name) => constants.has(name) && !fits(name))) return false;
    if (PRODUCTS.has(node.opType)) return true;
    return (
      FOLLOWERS.has(node.opType) &&
      floats.some((name) => halves.has(name)) &&
      floats.every((name) => halves.has(name) || constants.has(name))
    );
  }

  const stored = new Map<string, string>();
  for (const [name, count] of readAsHalf) {
    const own = constants.get(name)!;
    const tensor = own.tensor.to({ dtype: 'float16' });
    const whole = count === readers.get(name);
    stored.set(name, whole ? name : `${name}_float16`);
    if (whole) own.tensor = tensor;
    else initializers.push({ name: stored.get(name)!, tensor });
    dtypes.set(stored.get(name)!, 'float16');
  }
  for (const node of nodes)
    node.input = node.input.map((name) => (name.startsWith(AS_HALF) ? stored.get(name.slice(1))! : name));
  for (const name of halves) dtypes.set(name, 'float16');
  graph.nodes.splice(0, graph.nodes.length, ...nodes);
}

const castNode = (from: string, to: string, dtype: DType): NodeProto => ({
  name: `${to}_Cast`,
  opType: 'Cast',
  input: [from],
  output: [to],
  attribute: [attributeOf('to', { dtype })],
});

function magnitude(tensor: Tensor): number {
  if (tensor.numel() === 0) return 0;
  return scope(() => tensor.abs().max().item() as number);
}
