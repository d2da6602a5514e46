import { type Graph, type GraphNode, type GraphValue, scope, Tensor, torch } from '@cotrain/torch';
import { ExportError } from '../errors.js';
import { SizeArithmetic } from './sizeArithmetic.js';

/**
 * One graph for inputs of many sizes, from traces of a module at several. A trace has sizes as constants;
 * those that differ between the traces become polynomials of the inputs' sizes, computed when the model runs.
 *
 * Each trace holds for its sizes, so the result is right for these and, if the module's sizes are such
 * polynomials, for all others. A size that is rounded (half of an odd height) is not: trace at sizes that the
 * model's strides divide, and use such.
 *
 * @param traces graphs of one module. For k axes that differ, at least 2^k + 1 of them: all pairs of two
 *   sizes of each axis, and one more, which checks the result
 * @returns a graph whose constant tensors are those of the first
 * @throws ExportError if there are too few traces, if they differ in more than numbers (the module that
 *   differs is named), or if a number is not such a polynomial
 */
export function mergeTraces(traces: readonly Graph[]): Graph {
  const [first] = traces;
  if (!first) throw new ExportError('mergeTraces: pass the graphs of several traces');
  const sizes = new SizeArithmetic(traces);
  // Values of the other traces by those of the first.
  const known = traces.map(() => new Map<number, number>());
  const merge = (values: readonly GraphValue[]): GraphValue => {
    const [own] = values as [GraphValue];
    for (const [i, value] of values.entries()) known[i]!.set(value.id, own.id);
    return {
      ...own,
      ...(own.shape && { shape: own.shape.map((size, axis) => (same(values, axis) ? size : null)) }),
    };
  };
  const merged = new Map<number, GraphValue>();
  const keep = (values: readonly GraphValue[]): GraphValue => {
    const value = merge(values);
    merged.set(value.id, value);
    return value;
  };
  const read = (values: readonly GraphValue[], where: string): GraphValue => {
    const ids = values.map((value, i) => known[i]!.get(value.id));
    if (ids.some((id) => id !== ids[0])) throw differs(where, 'reads other values');
    return merged.get(ids[0]!)!;
  };
  const inputs = first.inputs.map((_, i) => keep(traces.map((trace) => trace.inputs[i]!)));
  sizes.begin(inputs);
  const nodes: GraphNode[] = [];
  for (const [i, node] of first.nodes.entries()) {
    const all = traces.map((trace) => trace.nodes[i]);
    checkSame(node, all);
    const own = all as GraphNode[];
    if (node.kind === 'prim::Constant') {
      const output = keep(own.map(({ outputs }) => outputs[0]!));
      nodes.push(...constantNodes(own, output, sizes));
      continue;
    }
    const values = node.inputs.map((_, k) =>
      read(
        own.map((each) => each.inputs[k]!),
        pathOf(node),
      ),
    );
    const outputs = node.outputs.map((_, k) => keep(own.map((each) => each.outputs[k]!)));
    nodes.push({ ...node, inputs: values, outputs });
  }
  const lengths = traces.map(({ nodes: all }) => all.length);
  if (lengths.some((length) => length !== lengths[0]))
    throw differs(pathOf(first.nodes.at(-1)!), 'does more steps');
  const outputs = first.outputs.map((_, i) =>
    read(
      traces.map((trace) => trace.outputs[i]!),
      'the outputs',
    ),
  );
  return { inputs, outputs, nodes: [...sizes.nodes, ...nodes] };
}

const same = (values: readonly GraphValue[], axis: number): boolean =>
  values.every(({ shape }) => shape?.[axis] === values[0]!.shape![axis]);

const pathOf = ({ scope: path }: GraphNode): string => (path === '' ? 'the traced module' : path);

const differs = (where: string, how: string): ExportError =>
  new ExportError(`mergeTraces: ${where} ${how} at another size: export it for one size`);

function checkSame(node: GraphNode, all: readonly (GraphNode | undefined)[]): void {
  for (const other of all) {
    const isSame =
      other?.kind === node.kind &&
      other.schema === node.schema &&
      other.inputs.length === node.inputs.length &&
      other.outputs.length === node.outputs.length;
    if (!isSame)
      throw differs(
        pathOf(node),
        `calls ${node.kind} at one size, and ${other?.kind ?? 'nothing'} in its place`,
      );
  }
}

/** A constant that is the same everywhere, or the nodes that compute it. */
function constantNodes(all: readonly GraphNode[], output: GraphValue, sizes: SizeArithmetic): GraphNode[] {
  const [node] = all as [GraphNode];
  const values = all.map(({ value }) => value);
  const unchanged = { ...node, outputs: [output] };
  const [value] = values;
  if (value instanceof Tensor) {
    if (node.attribute !== undefined || values.every((other) => isEqual(value, other as Tensor)))
      return [unchanged];
    return sizes.tensor(values as Tensor[], output, node.scope);
  }
  if (Array.isArray(value)) {
    const lists = values as number[][];
    if (lists.every((list) => list.length === value.length && list.every((own, i) => own === value[i])))
      return [unchanged];
    if (lists.some((list) => list.length !== value.length))
      throw differs(pathOf(node), 'has a list of another length');
    const items = value.map((_, i) =>
      sizes.number(
        lists.map((list) => list[i]!),
        pathOf(node),
      ),
    );
    return [{ kind: 'prim::ListConstruct', schema: '', inputs: items, outputs: [output], scope: node.scope }];
  }
  if (values.every((other) => other === value)) return [unchanged];
  if (typeof value !== 'number' && typeof value !== 'bigint')
    throw differs(pathOf(node), 'has another constant');
  sizes.alias(sizes.number(values.map(Number), pathOf(node)), output);
  return [];
}

function isEqual(a: Tensor, b: Tensor): boolean {
  return a === b || scope(() => a.dtype === b.dtype && torch.equal(a, b));
}
