// From a traced graph to the nodes of an ONNX graph.
import type { Graph, GraphNode, GraphValue, Tensor } from '@cotrain/torch';
import { ExportError, type ExportProblem } from '../errors.js';
import type { Builder } from './builder.js';
import { Call } from './call.js';
import { folded, foldedNumber } from './fold.js';
import { visibleWrites, writesInPlace } from './inPlace.js';
import { loweringOf } from './lowerings/index.js';
import { type Operand, ofPlain, ofTensor, type Value } from './values/value.js';

/**
 * Lowers all nodes and returns the operands of the graph's outputs.
 *
 * @param inputs operands of the graph's inputs
 * @throws ExportError with every call that has no lowering
 */
export function convert(graph: Graph, inputs: readonly Operand[], b: Builder): Operand[] {
  const values = new Map<number, Value>(graph.inputs.map(({ id }, i) => [id, ofTensor(inputs[i]!)]));
  const needed = neededNodes(graph);
  const writes = visibleWrites(graph, needed);
  const problems: ExportProblem[] = [];
  const read = (value: GraphValue): Value => {
    const known = values.get(value.id);
    if (known === undefined)
      throw new ExportError(`toOnnx: the graph reads %${value.name}, which no node makes`);
    return known;
  };
  for (const node of graph.nodes) {
    if (!needed.has(node) && !writes.has(node)) continue;
    b.scope = node.scope;
    try {
      if (writes.has(node)) throw new ExportError(VISIBLE_WRITE);
      const results = lower(node, node.inputs.map(read), b);
      for (const [i, output] of node.outputs.entries()) if (results[i]) values.set(output.id, results[i]);
    } catch (error) {
      if (!(error instanceof ExportError)) throw error;
      problems.push(problemOf(node, error.message));
      // What follows is lowered all the same, so that all problems are found at once.
      for (const output of node.outputs) values.set(output.id, ofTensor(placeholder(output)));
    }
  }
  if (problems.length > 0) throw problemError(problems);
  b.scope = '';
  return graph.outputs.map((output) => asTensor(read(output), output));
}

const VISIBLE_WRITE =
  'writes into a tensor that is read again afterwards under another name: use the form that returns a new tensor';

function lower(node: GraphNode, inputs: readonly Value[], b: Builder): Value[] {
  switch (node.kind) {
    case 'prim::Constant':
      return [constantOf(node, b)];
    case 'prim::ListConstruct':
    case 'prim::TupleConstruct':
      return [{ kind: 'list', items: [...inputs] }];
    case 'prim::ListUnpack':
    case 'prim::TupleUnpack': {
      const [list] = inputs;
      if (list?.kind !== 'list') throw new ExportError('unpacks what is not a list');
      return list.items.map((item, i) => asTraced(item, node.outputs[i], b));
    }
  }
  const number = foldedNumber(node, inputs);
  if (number !== null) return [ofPlain(number)];
  const known = folded(
    node,
    inputs,
    node.outputs.map(({ dtype }) => dtype),
  );
  if (known) return known.map((tensor) => ofTensor(b.constant(tensor)));
  const lowering = loweringOf(writesInPlace(node.kind) ? node.kind.slice(0, -1) : node.kind);
  if (!lowering) throw new ExportError('has no lowering to ONNX');
  const result = lowering(new Call(node, inputs, b));
  const list = Array.isArray(result) ? (result as (Operand | Value)[]) : [result as Operand];
  const results = list.map((own) => ('kind' in own ? own : ofTensor(own)));
  if (node.outputs.length === 1 && results.length !== 1) return [{ kind: 'list', items: results }];
  return results.map((own, i) => asTraced(own, node.outputs[i], b));
}

/** A result with the dtype that the trace saw. */
function asTraced(value: Value, output: GraphValue | undefined, b: Builder): Value {
  if (value.kind !== 'tensor' || !output) return value;
  const { tensor } = value;
  if (tensor.constant) return output.dtype ? ofTensor(b.cast(tensor, output.dtype)) : value;
  const cast = output.dtype ? b.cast(tensor, output.dtype) : tensor;
  const shape = output.type === 'Tensor' ? output.shape : [];
  return ofTensor(shape ? { ...cast, shape } : cast);
}

function constantOf({ value, attribute, outputs }: GraphNode, b: Builder): Value {
  if (typeof value !== 'object' || value === null) return ofPlain(value ?? null);
  if (Array.isArray(value)) return ofPlain(value);
  if (outputs[0]?.type !== 'Tensor' && !isTensorLike(value))
    throw new ExportError(`a constant of type ${outputs[0]?.type} has no form in ONNX`);
  return ofTensor(b.constant(value as Tensor, attribute));
}

const isTensorLike = (value: object): boolean => 'dtype' in value && 'shape' in value;

/** Nodes whose results reach an output. */
function neededNodes(graph: Graph): Set<GraphNode> {
  const wanted = new Set(graph.outputs.map(({ id }) => id));
  const needed = new Set<GraphNode>();
  for (const node of graph.nodes.toReversed()) {
    if (!node.outputs.some(({ id }) => wanted.has(id))) continue;
    needed.add(node);
    for (const { id } of node.inputs) wanted.add(id);
  }
  return needed;
}

function asTensor(value: Value, { name }: GraphValue): Operand {
  if (value.kind === 'tensor') return value.tensor;
  throw new ExportError(`toOnnx: the output %${name} is not a tensor: return tensors, or a list of them`);
}

const placeholder = ({ name, dtype, shape }: GraphValue): Operand => ({
  name,
  dtype: dtype ?? 'float32',
  ...(shape && { shape }),
});

/** A value in a few words: `float32[1, 3, ?, 8]`. */
export function summary({ type, dtype, shape }: GraphValue): string {
  if (type !== 'Tensor' || !dtype) return type;
  return `${dtype}[${shape?.map((size) => size ?? '?').join(', ') ?? '...'}]`;
}

function problemOf(node: GraphNode, reason: string): ExportProblem {
  const { kind, schema, scope, inputs } = node;
  return { op: kind, schema, inputs: inputs.map(summary), scope, reason };
}

function problemError(problems: ExportProblem[]): ExportError {
  const lines = problems.map(({ op, schema, inputs, scope, reason }) => {
    const tensors = inputs.filter((input) => input.includes('['));
    const where = scope === '' ? 'the traced module' : scope;
    return `  ${op} in ${where} (${tensors.join(', ')}): ${reason}${schema ? `\n    ${schema}` : ''}`;
  });
  const count = problems.length === 1 ? '1 call cannot' : `${problems.length} calls cannot`;
  return new ExportError(`toOnnx: ${count} be expressed in ONNX:\n${lines.join('\n')}`, problems);
}
