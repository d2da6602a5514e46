// int8: how close the quantised models are, how small, and what is refused.
import { ExportError, openOnnx, quantizeOnnx, toOnnx } from '@cotrain/export';
import { torch } from '@cotrain/torch';
import test from 'ava';
import { decodeModel } from '../../packages/export/dist/onnx/proto/messages.js';
import { seedDraws } from '../seed.js';
import { classifier, Sketch } from './sketch.js';
import { problemOf, runOnnx } from './support.js';

test.beforeEach(() => seedDraws(7));

const NAMES = { inputs: [{ name: 'x' }], outputs: ['y'] };
const frames = (count: number) => Array.from({ length: count }, () => ({ x: torch.randn([1, 3, 8, 8]) }));

/** Two linear layers with a bias, and one without on [B, N, C]. */
function layers() {
  const g = new Sketch();
  const x = g.input([2, 5, 16]);
  const weight = () => g.constant(torch.randn([16, 16]).mul(0.3), `w${g.nodes.length}`);
  const first = g.call('aten::linear', [x, weight(), g.constant(torch.randn([16]))], { shape: [2, 5, 16] });
  const flat = g.call(
    'aten::view',
    [g.call('aten::relu', [first], { shape: [2, 5, 16] }), g.constant([10, 16])],
    { shape: [10, 16] },
  );
  return g.graph(
    g.call('aten::linear', [flat, weight(), g.constant(torch.randn([16]))], { shape: [10, 16] }),
  );
}

test('matrix products are of integers: a quarter of the weights, within 2 % of the largest value', async (t) => {
  const float = toOnnx(layers(), NAMES);
  const { onnx, products, convolutions } = await quantizeOnnx(float);
  t.deepEqual([products, convolutions], [2, 0]);
  const { graph } = decodeModel(onnx);
  t.false(graph.node.some(({ opType }) => opType === 'Gemm' || opType === 'MatMul'));
  const stored = graph.initializer.filter(({ dims }) => dims.length === 2).map(({ dataType }) => dataType);
  t.deepEqual(stored, [3, 3]); // int8
  const x = torch.randn([2, 5, 16]);
  const [[a], [b]] = await Promise.all([runOnnx(float, { x }, ['y']), runOnnx(onnx, { x }, ['y'])]);
  t.is(problemOf(b!, a!, 0.02), null);
});

for (const percentile of [100, 99])
  test(`convolutions are of integers with ranges of ${percentile} %`, async (t) => {
    const float = toOnnx(classifier(), NAMES);
    const { onnx, convolutions } = await quantizeOnnx(float, { frames: frames(8), percentile });
    t.is(convolutions, 1);
    const { graph } = decodeModel(onnx);
    const weight = graph.initializer.find(({ name }) => name === 'backbone.conv1.weight_int8')!;
    t.deepEqual(weight.dims, [16, 3, 3, 3]);
    t.false(graph.initializer.some(({ name }) => name === 'backbone.conv1.weight'));
    const x = torch.randn([1, 3, 8, 8]);
    const [[a], [b]] = await Promise.all([runOnnx(float, { x }, ['y']), runOnnx(onnx, { x }, ['y'])]);
    t.is(problemOf(b!, a!, percentile === 100 ? 0.05 : 0.15), null);
  });

test('the largest products of int8 add up: 16 bits are not enough for two of them', async (t) => {
  const g = new Sketch();
  const pixels = g.input([2, 64], 'uint8');
  const no = g.constant(false);
  const x = g.call('aten::to.dtype', [pixels, g.constant(6), no, no, g.constant(null)], { shape: [2, 64] });
  const y = g.call('aten::linear', [x, g.constant(torch.ones([8, 64])), g.constant(null)], { shape: [2, 8] });
  const { onnx } = await quantizeOnnx(toOnnx(g.graph(y), NAMES));
  const model = await openOnnx(onnx);
  const data = Uint8Array.from({ length: 128 }, (_, i) => (i % 64 === 0 ? 0 : 255));
  const { y: sums } = await model.run({ x: { data, shape: [2, 64] } });
  for (const sum of Array.from(sums!.data)) t.true(Math.abs(Number(sum) / (63 * 255) - 1) < 1e-3, `${sum}`);
  await model.dispose();
});

test('metadata and names stay', async (t) => {
  const float = toOnnx(classifier(), { ...NAMES, metadata: { cotrain: '{"version":1}' } });
  const { metadataProps, graph } = decodeModel((await quantizeOnnx(float)).onnx);
  t.deepEqual(metadataProps, [{ key: 'cotrain', value: '{"version":1}' }]);
  t.deepEqual(
    graph.output.map(({ name }) => name),
    ['y'],
  );
});

test('what cannot be quantised is refused', async (t) => {
  const refused = async (bytes: Uint8Array, options: Parameters<typeof quantizeOnnx>[1], message: RegExp) =>
    t.throwsAsync(quantizeOnnx(bytes, options), { instanceOf: ExportError, message });
  const float = toOnnx(classifier(), NAMES);
  await refused(new Uint8Array([1, 2, 3]), {}, /not an ONNX file/);
  await refused(float, { percentile: 0 }, /percentile must be above 50/);
  await refused(float, { frames: [] }, /no frames/);
  const g = new Sketch();
  const x = g.input([2]);
  await refused(toOnnx(g.graph(g.call('aten::relu', [x], { shape: [2] })), NAMES), {}, /nothing to quantise/);
});
