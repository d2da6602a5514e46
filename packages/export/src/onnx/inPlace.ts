// Operators that write into their input (`aten::add_`) become plain ones, which is right as long as nobody
// reads the old memory afterwards.
import type { Graph, GraphNode, GraphValue } from '@cotrain/torch';
import { argumentsOf } from './schema.js';

/** Whether an operator writes into its first input. */
export const writesInPlace = (kind: string): boolean => /[^_]_$/.test(kind);

/**
 * Nodes that write into memory which a later node reads through another value, such as the base of a view.
 *
 * @param needed nodes whose results reach an output
 */
export function visibleWrites(graph: Graph, needed: ReadonlySet<GraphNode>): Set<GraphNode> {
  const memory = new Map<number, number>(); // value -> the value whose memory it is
  const owner = (value: GraphValue): number => memory.get(value.id) ?? value.id;
  const lastRead = new Map<number, number>(); // value -> its last reader
  graph.nodes.forEach((node, at) => {
    if (needed.has(node)) for (const input of node.inputs) lastRead.set(input.id, at);
    const [first] = node.inputs;
    if (first && (sharesMemory(node) || writesInPlace(node.kind)))
      for (const output of node.outputs) memory.set(output.id, owner(first));
  });
  for (const output of graph.outputs) lastRead.set(output.id, graph.nodes.length);

  const values = new Map<number, number[]>(); // memory -> the values that are it
  const known = new Set<number>();
  for (const value of [...graph.inputs, ...graph.nodes.flatMap(({ outputs }) => outputs)]) {
    if (known.has(value.id)) continue;
    known.add(value.id);
    const own = owner(value);
    values.set(own, [...(values.get(own) ?? []), value.id]);
  }
  const born = new Map(graph.nodes.flatMap(({ outputs }, at) => outputs.map(({ id }) => [id, at] as const)));
  return new Set(
    graph.nodes.filter((node, at) => {
      if (!writesInPlace(node.kind) || node.inputs.length === 0) return false;
      const results = new Set(node.outputs.map(({ id }) => id));
      const others = values.get(owner(node.inputs[0]!)) ?? [];
      return others.some(
        (id) => !results.has(id) && (born.get(id) ?? -1) < at && (lastRead.get(id) ?? -1) > at,
      );
    }),
  );
}

/** Whether a result is a view of the first input, by the alias that its schema declares: `Tensor(a) self`. */
function sharesMemory({ schema, kind }: GraphNode): boolean {
  if (/\(Tensor\(a\) self/.test(schema)) return true;
  // These are views whenever they can be, which their schemas do not say.
  return (
    ['aten::reshape', 'aten::flatten', 'aten::contiguous', 'aten::to'].includes(kind) &&
    argumentsOf(schema).length > 0
  );
}
