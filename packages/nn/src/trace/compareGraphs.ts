import { type Graph, type GraphConstant, type GraphNode, Tensor, torch } from '@cotrain/torch';

/** Where two traces of a module differ. */
export interface GraphDifference {
  /** Path of the module that made the call. */
  scope: string;
  /** What differs, in words. */
  what: string;
}

/**
 * Compares two traces of one module: the operators in order, and the constants among their arguments. After
 * an operator that differs nothing else can be compared.
 */
export function compareGraphs(a: Graph, b: Graph): GraphDifference[] {
  const differences: GraphDifference[] = [];
  const users = usersOf(a);
  for (let i = 0; i < Math.max(a.nodes.length, b.nodes.length); i++) {
    const [first, second] = [a.nodes[i], b.nodes[i]];
    if (first?.kind !== second?.kind || first?.schema !== second?.schema) {
      const { scope } = (first ?? second)!;
      differences.push({ scope, what: `${nameOf(first)} in one trace, ${nameOf(second)} in the other` });
      break;
    }
    if (sameConstant(first!.value, second!.value)) continue;
    const user = users.get(first!.outputs[0]!.id);
    const where = user === undefined ? 'a constant' : `an argument of ${user.kind}`;
    differences.push({
      scope: (user ?? first!).scope,
      what: `${where} is ${shown(first!.value)} in one trace, ${shown(second!.value)} in the other`,
    });
  }
  return differences;
}

/** The operator that takes each value, through the lists that hold it. */
function usersOf(graph: Graph): Map<number, GraphNode> {
  const users = new Map<number, GraphNode>();
  for (const node of graph.nodes.toReversed()) {
    const list = node.kind === 'prim::ListConstruct' ? users.get(node.outputs[0]!.id) : undefined;
    for (const { id } of node.inputs) users.set(id, list ?? node);
  }
  return users;
}

function sameConstant(a: GraphConstant | undefined, b: GraphConstant | undefined): boolean {
  if (a instanceof Tensor && b instanceof Tensor)
    return a.dtype === b.dtype && String(a.shape) === String(b.shape) && sameElements(a, b);
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((x, i) => Object.is(x, b[i]));
  return Object.is(a, b);
}

/** NaN equals NaN. */
const sameElements = (a: Tensor, b: Tensor): boolean =>
  a.isFloatingPoint() ? torch.allclose(a, b, { rtol: 0, atol: 0, equalNan: true }) : torch.equal(a, b);

const nameOf = (node: GraphNode | undefined): string => node?.kind ?? 'nothing';

function shown(value: GraphConstant | undefined): string {
  if (value instanceof Tensor) return value.summary();
  return Array.isArray(value) ? `[${value.join(', ')}]` : String(value);
}
