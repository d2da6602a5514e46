// Nodes that compute numbers from the sizes of a graph's inputs.
import type { Graph, GraphNode, GraphValue, Tensor } from '@cotrain/torch';
import { ExportError } from '../errors.js';
import { fit, type Polynomial } from './polynomial.js';

/** Largest number of elements of a constant tensor that is written element by element. */
const ELEMENTS = 64;

const SCHEMAS = {
  'aten::size': 'aten::size.int(Tensor self, int dim) -> int',
  'aten::mul': 'aten::mul.int(int a, int b) -> int',
  'aten::add': 'aten::add.int(int a, int b) -> int',
  'aten::floordiv': 'aten::floordiv.int(int a, int b) -> int',
} as const;

export class SizeArithmetic {
  /** Come before all others. */
  readonly nodes: GraphNode[] = [];
  /** Axes whose size differs. */
  private readonly axes: { input: number; axis: number }[];
  /** Sizes of these axes in each trace. */
  private readonly points: number[][];
  private readonly known = new Map<string, GraphValue>();
  private readonly variables: GraphValue[] = [];
  private nextId: number;

  constructor(traces: readonly Graph[]) {
    const [first] = traces as [Graph];
    const size = (trace: Graph, input: number, axis: number) => trace.inputs[input]?.shape?.[axis] ?? -1;
    this.axes = first.inputs.flatMap(({ shape }, input) =>
      (shape ?? []).flatMap((own, axis) =>
        traces.every((trace) => size(trace, input, axis) === own) ? [] : [{ input, axis }],
      ),
    );
    this.points = traces.map((trace) => this.axes.map(({ input, axis }) => size(trace, input, axis)));
    const needed = 2 ** this.axes.length + 1;
    if (this.axes.length === 0)
      throw new ExportError('mergeTraces: all traces have inputs of the same sizes');
    if (traces.length < needed)
      throw new ExportError(
        `mergeTraces: axes of different sizes: ${this.axes.length}, so at least ${needed} traces are needed, not ${traces.length}`,
      );
    const values = [...first.inputs, ...first.nodes.flatMap(({ outputs }) => outputs)];
    this.nextId = values.reduce((most, { id }) => Math.max(most, id), 0) + 1;
  }

  /** Reads the sizes of the merged graph's inputs. */
  begin(inputs: readonly GraphValue[]): void {
    for (const { input, axis } of this.axes)
      this.variables.push(this.call('aten::size', inputs[input]!, this.constant(axis)));
  }

  /**
   * A number that has these values in the traces.
   * @throws ExportError if it is not a polynomial of the sizes
   */
  number(values: readonly number[], where: string): GraphValue {
    if (values.every((value) => value === values[0])) return this.constant(values[0]!);
    const found = fit(this.points, values);
    if (!found)
      throw new ExportError(
        `mergeTraces: ${where} has the numbers ${values.join(', ')} at the sizes ${this.points.map((sizes) => sizes.join('x')).join(', ')}, which do not follow from them by products and sums: export it for one size`,
      );
    return this.polynomial(found);
  }

  private polynomial(found: Polynomial): GraphValue {
    const key = JSON.stringify(found);
    let value = this.known.get(key);
    if (value === undefined) {
      const terms = found.terms.map(({ coefficient, sizes }) => {
        const parts = sizes.map((i) => this.variables[i]!);
        if (coefficient !== 1 || parts.length === 0) parts.push(this.constant(coefficient));
        return parts.reduce((product, part) => this.call('aten::mul', product, part));
      });
      const sum = terms.reduce((total, term) => this.call('aten::add', total, term));
      value = found.divisor === 1 ? sum : this.call('aten::floordiv', sum, this.constant(found.divisor));
      this.known.set(key, value);
    }
    return value;
  }

  /** Gives a value the identity of another, under which the graph reads it. */
  alias(from: GraphValue, to: GraphValue): void {
    this.nodes.push({ ...this.call2('aten::add', from, this.constant(0)), outputs: [to] });
  }

  /** The nodes of a small constant tensor whose elements differ. */
  tensor(values: readonly Tensor[], output: GraphValue, where: string): GraphNode[] {
    const [first] = values as [Tensor];
    const path = where === '' ? 'the traced module' : where;
    if (values.some((other) => String(other.shape) !== String(first.shape)) || first.numel() > ELEMENTS)
      throw new ExportError(
        `mergeTraces: ${path} has a constant [${first.shape}] that was computed from the sizes outside of the graph: compute it with tensors`,
      );
    const lists = values.map((tensor) =>
      Array.from(tensor.contiguous().reshape([-1]).to({ dtype: 'float64' }).data() as Float64Array),
    );
    const scalars = lists[0]!.map((_, i) =>
      this.scalar(
        this.number(
          lists.map((list) => list[i]!),
          path,
        ),
      ),
    );
    const list = this.value('Tensor[]');
    const flat: GraphValue = { ...this.value('Tensor'), dtype: 'int64', shape: [scalars.length] };
    const size = this.value('int[]');
    const shaped: GraphValue = { ...this.value('Tensor'), dtype: 'int64', shape: [...first.shape] };
    const node = (kind: string, schema: string, inputs: GraphValue[], out: GraphValue): GraphNode => ({
      kind,
      schema,
      inputs,
      outputs: [out],
      scope: where,
    });
    return [
      node('prim::ListConstruct', '', scalars, list),
      node(
        'aten::stack',
        'aten::stack(Tensor[] tensors, int dim=0) -> Tensor',
        [list, this.constant(0)],
        flat,
      ),
      { ...node('prim::Constant', '', [], size), value: [...first.shape] },
      node('aten::view', 'aten::view(Tensor(a) self, SymInt[] size) -> Tensor(a)', [flat, size], shaped),
      node('aten::type_as', 'aten::type_as(Tensor self, Tensor other) -> Tensor', [shaped, shaped], output),
    ];
  }

  private scalar(number: GraphValue): GraphValue {
    const output: GraphValue = { ...this.value('Tensor'), dtype: 'int64', shape: [] };
    this.nodes.push({
      kind: 'prim::NumToTensor',
      schema: '',
      inputs: [number],
      outputs: [output],
      scope: '',
    });
    return output;
  }

  private constant(value: number): GraphValue {
    const key = `constant ${value}`;
    let known = this.known.get(key);
    if (known === undefined) {
      known = this.value(Number.isInteger(value) ? 'int' : 'float');
      this.nodes.push({ kind: 'prim::Constant', schema: '', inputs: [], outputs: [known], value, scope: '' });
      this.known.set(key, known);
    }
    return known;
  }

  private value(type: string): GraphValue {
    const id = this.nextId++;
    return { id, name: `size${id}`, type };
  }

  private call(kind: keyof typeof SCHEMAS, a: GraphValue, b: GraphValue): GraphValue {
    const node = this.call2(kind, a, b);
    this.nodes.push(node);
    return node.outputs[0]!;
  }

  private call2(kind: keyof typeof SCHEMAS, a: GraphValue, b: GraphValue): GraphNode {
    return { kind, schema: SCHEMAS[kind], inputs: [a, b], outputs: [this.value('int')], scope: '' };
  }
}
