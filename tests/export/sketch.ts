// Graphs that are written node by node.
import { type Graph, type GraphNode, type GraphValue, type Tensor, torch } from '@cotrain/torch';
import { schemaOf } from './support.js';

/** Operators of TorchScript on numbers, which the dispatcher does not have. */
const NUMBERS: Readonly<Record<string, string>> = {
  'aten::add.int': 'aten::add.int(int a, int b) -> int',
  'aten::mul.int': 'aten::mul.int(int a, int b) -> int',
  'aten::floordiv.int': 'aten::floordiv.int(int a, int b) -> int',
  'aten::size.int': 'aten::size.int(Tensor self, int dim) -> int',
  'aten::numel': 'aten::numel(Tensor self) -> int',
  'aten::Int.Tensor': 'aten::Int.Tensor(Tensor a) -> int',
  'aten::Float.Tensor': 'aten::Float.Tensor(Tensor a) -> float',
  'prim::NumToTensor': '',
};

/** A graph that is written node by node. */
export class Sketch {
  readonly nodes: GraphNode[] = [];
  readonly inputs: GraphValue[] = [];
  scope = '';
  private count = 0;

  value(type: string, more: Partial<GraphValue> = {}): GraphValue {
    const id = this.count++;
    return { id, name: `v${id}`, type, ...more };
  }

  input(shape: (number | null)[], dtype: GraphValue['dtype'] = 'float32'): GraphValue {
    const value = this.value('Tensor', { dtype: dtype!, shape });
    this.inputs.push(value);
    return value;
  }

  constant(value: NonNullable<GraphNode['value']> | null, attribute?: string): GraphValue {
    const isTensor = typeof value === 'object' && value !== null && !Array.isArray(value);
    const own = isTensor
      ? this.value('Tensor', { dtype: (value as Tensor).dtype, shape: [...(value as Tensor).shape] })
      : this.value(typeof value === 'number' ? (Number.isInteger(value) ? 'int' : 'float') : 'other');
    this.nodes.push({
      kind: 'prim::Constant',
      schema: '',
      inputs: [],
      outputs: [own],
      value,
      scope: this.scope,
      ...(attribute && { attribute }),
    });
    return own;
  }

  list(...items: GraphValue[]): GraphValue {
    const own = this.value('int[]');
    this.nodes.push({
      kind: 'prim::ListConstruct',
      schema: '',
      inputs: items,
      outputs: [own],
      scope: this.scope,
    });
    return own;
  }

  call(op: string, inputs: GraphValue[], output: Partial<GraphValue> & { type?: string } = {}): GraphValue {
    const own = this.value(output.type ?? 'Tensor', { dtype: 'float32', ...output });
    this.nodes.push({
      kind: op.split('.')[0]!,
      schema: NUMBERS[op] ?? schemaOf(op),
      inputs,
      outputs: [own],
      scope: this.scope,
    });
    return own;
  }

  graph(...outputs: GraphValue[]): Graph {
    return { inputs: this.inputs, outputs, nodes: this.nodes };
  }
}

/** Convolution, ReLU, mean over the map, linear layer. */
export function classifier(batch: number | null = 1): Graph {
  const g = new Sketch();
  const x = g.input([batch, 3, 8, 8]);
  g.scope = 'backbone.conv1';
  const weight = g.constant(torch.randn([16, 3, 3, 3]).mul(0.3), 'backbone.conv1.weight');
  const bias = g.constant(torch.randn([16]), 'backbone.conv1.bias');
  const one = g.constant([1, 1]);
  const conv = g.call('aten::conv2d', [x, weight, bias, one, one, one, g.constant(1)], {
    shape: [batch, 16, 8, 8],
  });
  const relu = g.call('aten::relu', [conv], { shape: [batch, 16, 8, 8] });
  const mean = g.call('aten::mean.dim', [relu, g.constant([2, 3]), g.constant(false), g.constant(null)], {
    shape: [batch, 16],
  });
  g.scope = 'head.fc';
  const fc = g.constant(torch.randn([5, 16]).mul(0.3), 'head.fc.weight');
  const out = g.call('aten::linear', [mean, fc, g.constant(null)], { shape: [batch, 5] });
  return g.graph(out);
}
