// One file for all sizes, from traces at several.
import { NORMALIZATION_CONSTANTS } from '@cotrain/data';
import { ExportError, mergeTraces, toOnnx } from '@cotrain/export';
import { ExportableModel, type HeadConfig, MultiTaskModel } from '@cotrain/models';
import { Module, traceModule } from '@cotrain/nn';
import { type Graph, noGrad, scope, type Tensor, torch } from '@cotrain/torch';
import test from 'ava';
import { evaluate, fit } from '../../packages/export/dist/dynamic/polynomial.js';
import { seedDraws } from '../seed.js';
import { problemOf, runOnnx } from './support.js';

test.beforeEach(() => seedDraws(9));

/** Graphs of a module at each size of its input. */
function traces(
  module: Module<[Tensor], Record<string, Tensor>>,
  sizes: readonly number[][],
  dtype: 'uint8' | 'float32',
): Graph[] {
  return sizes.map((size) => {
    const input = dtype === 'uint8' ? torch.randint(256, size).to({ dtype }) : torch.randn(size);
    return traceModule(module, [input], { names: ['x'], checkInputs: false }).graph();
  });
}

test('numbers are fitted as polynomials of the sizes, and others are not', (t) => {
  const points = [
    [64, 96],
    [64, 128],
    [96, 96],
    [96, 128],
    [128, 160],
  ];
  const cells = points.map(([h, w]) => (h! / 4) * (w! / 4) + (h! / 32) * (w! / 32) - 7);
  const found = fit(points, cells)!;
  t.is(evaluate(found, [256, 512]), 64 * 128 + 8 * 16 - 7);
  t.is(
    fit(
      points,
      points.map(([h]) => h! ** 2),
    ),
    null,
  );
  t.is(
    fit(
      points,
      points.map(([h]) => h! / 3),
    ),
    null,
  );
});

const MAPS: Record<string, HeadConfig> = {
  fpn: { kind: 'semanticFpn', numClasses: 6, convsDim: 32 },
  det: {
    kind: 'sparseRcnn',
    numClasses: 4,
    dimDynamic: 8,
    numProposals: 12,
    numStages: 2,
    numHeads: 4,
    dimFeedforward: 32,
    hiddenDim: 32,
  },
};

test.serial('a whole model takes images of every size that its strides divide', async (t) => {
  const model = new MultiTaskModel({
    backbone: { depth: 18, stemChannels: 8, res2Channels: 8 },
    neck: { outChannels: 32 },
    heads: MAPS,
  }).eval();
  const exportable = new ExportableModel(model, NORMALIZATION_CONSTANTS.imagenet);
  const names = ['fpn', 'det.boxes', 'det.scores', 'det.classes'];
  const onnx = scope(() => {
    const sizes = [
      [64, 96],
      [64, 128],
      [96, 96],
      [96, 128],
      [128, 160],
    ].map((size) => [1, 3, ...size]);
    const graph = mergeTraces(traces(exportable as never, sizes, 'uint8'));
    t.deepEqual(graph.inputs[0]!.shape, [1, 3, null, null]);
    const dynamic = { 2: 'height', 3: 'width' };
    return toOnnx(graph, { inputs: [{ name: 'images', dynamic }], outputs: names });
  });
  for (const size of [
    [64, 96],
    [160, 64],
    [192, 256],
  ]) {
    const images = torch.randint(256, [1, 3, ...size]).to({ dtype: 'uint8' });
    const found = await runOnnx(onnx, { images }, names);
    const expected = noGrad(() => exportable.forward(images));
    for (const [i, name] of names.entries())
      t.is(problemOf(found[i]!, expected[name]!), null, `${name} at ${size}`);
  }
  model.dispose();
});

class Sizes extends Module<[Tensor], Record<string, Tensor>> {
  constructor(readonly body: (x: Tensor, rows: number) => Tensor) {
    super();
  }

  override forward(x: Tensor): Record<string, Tensor> {
    return { y: this.body(x, x.shape[0]!) };
  }
}

const rows = (body: (x: Tensor, count: number) => Tensor) =>
  scope(() =>
    mergeTraces(
      traces(
        new Sizes(body).eval(),
        [
          [2, 3],
          [4, 3],
          [7, 3],
        ],
        'float32',
      ),
    ),
  );

test('numbers that JavaScript computed from sizes, in lists and in tensors, become arithmetic', async (t) => {
  const body = (x: Tensor, count: number) =>
    x
      .mul(torch.tensor([1, count, 2 * count + 1]))
      .reshape([3 * count])
      .mul(count);
  const onnx = scope(() =>
    toOnnx(rows(body), { inputs: [{ name: 'x', dynamic: { 0: 'rows' } }], outputs: ['y'] }),
  );
  for (const count of [1, 5]) {
    const x = torch.randn([count, 3]);
    t.is(problemOf((await runOnnx(onnx, { x }, ['y']))[0]!, body(x, count)), null);
  }
});

test('what is not the same program at all sizes is refused', (t) => {
  const refused = (body: (x: Tensor, count: number) => Tensor, message: RegExp) =>
    t.throws(() => rows(body), { instanceOf: ExportError, message });
  refused(
    (x, count) => (count > 3 ? x.relu() : x.sigmoid()),
    /calls aten::sigmoid at one size, and aten::relu in its place/,
  );
  refused(
    (x, count) => x.mul(count ** 2),
    /has the numbers 4, 16, 49 at the sizes 2, 4, 7, which do not follow/,
  );
  refused(
    (x, count) => x.add(torch.tensor(Array.from({ length: count }, () => [1, 2, 3]))),
    /was computed from the sizes outside of the graph/,
  );
  t.throws(() => mergeTraces([]), { instanceOf: ExportError, message: /pass the graphs/ });
  t.throws(
    () =>
      scope(() =>
        mergeTraces(
          traces(
            new Sizes((x) => x).eval(),
            [
              [2, 3],
              [4, 3],
            ],
            'float32',
          ),
        ),
      ),
    {
      instanceOf: ExportError,
      message: /axes of different sizes: 1, so at least 3 traces are needed, not 2/,
    },
  );
});
