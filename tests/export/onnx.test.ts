// Files as a whole: names, metadata, sizes that differ, external weights, float16, and what is refused.
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ExportError, toOnnx, writeOnnx } from '@cotrain/export';
import { memory, scope, type Tensor, torch } from '@cotrain/torch';
import test from 'ava';
import { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node';
import { decodeModel } from '../../packages/export/dist/onnx/proto/messages.js';
import { seedDraws } from '../seed.js';
import { classifier, Sketch } from './sketch.js';
import { type OneCall, problemOf, runOnnx, trace } from './support.js';

test.beforeEach(() => seedDraws(3));

test('a file names its weights, nodes, inputs and outputs as the model does', (t) => {
  const onnx = toOnnx(classifier(), {
    inputs: [{ name: 'images' }],
    outputs: ['scores'],
    metadata: { cotrain: '{}' },
  });
  const { graph, irVersion, opsetImport, metadataProps } = decodeModel(onnx);
  t.is(irVersion, 8);
  t.deepEqual(
    opsetImport.map(({ version }) => version),
    [18],
  );
  t.deepEqual(metadataProps, [{ key: 'cotrain', value: '{}' }]);
  t.deepEqual(
    graph.input.map(({ name }) => name),
    ['images'],
  );
  t.deepEqual(
    graph.output.map(({ name }) => name),
    ['scores'],
  );
  const names = graph.initializer.map(({ name }) => name);
  for (const name of ['backbone.conv1.weight', 'backbone.conv1.bias', 'head.fc.weight'])
    t.true(names.includes(name), name);
  const conv = graph.node.find(({ opType }) => opType === 'Conv')!;
  t.is(conv.name, 'backbone/conv1/Conv');
  t.is(conv.docString, 'backbone.conv1');
  t.is(new Set(graph.node.map(({ name }) => name)).size, graph.node.length);
});

test('a newer operator set gives the same numbers', async (t) => {
  const x = torch.randn([1, 3, 8, 8]);
  const results: Tensor[] = [];
  for (const opset of [18, 19, 20, 21, 22]) {
    seedDraws(5);
    const onnx = toOnnx(classifier(), { inputs: [{ name: 'x' }], outputs: ['y'], opset });
    results.push((await runOnnx(onnx, { x }, ['y']))[0]!);
  }
  for (const result of results) t.is(problemOf(result, results[0]!), null);
  t.throws(() => toOnnx(classifier(), { inputs: [{ name: 'x' }], outputs: ['y'], opset: 17 }), {
    instanceOf: ExportError,
    message: /opset 17 cannot be written; possible are 18, 19/,
  });
});

test('axes that the trace left open take any size, under their names', async (t) => {
  const onnx = toOnnx(classifier(null), { inputs: [{ name: 'x', dynamic: { 0: 'batch' } }], outputs: ['y'] });
  const { input } = decodeModel(onnx).graph;
  t.deepEqual(input[0]!.type.tensorType.shape!.dim[0], { dimParam: 'batch' });
  for (const batch of [1, 4]) {
    const [y] = await runOnnx(onnx, { x: torch.randn([batch, 3, 8, 8]) }, ['y']);
    t.deepEqual(y!.shape, [batch, 5]);
  }
  t.throws(
    () => toOnnx(classifier(2), { inputs: [{ name: 'x', dynamic: { 0: 'batch' } }], outputs: ['y'] }),
    {
      instanceOf: ExportError,
      message: /axis 0 of 'x' was 2 in the trace/,
    },
  );
});

test('sizes that are computed become arithmetic of the shape', async (t) => {
  // x [?, 6] -> [? * 2 + 1 rows of zeros], and x as [? * 3, 2]
  const g = new Sketch();
  const x = g.input([null, 6]);
  const rows = g.call('aten::size.int', [x, g.constant(0)], { type: 'int' });
  const int = { type: 'int' };
  const double = g.call(
    'aten::add.int',
    [g.call('aten::mul.int', [rows, g.constant(2)], int), g.constant(1)],
    int,
  );
  const none = g.constant(null);
  const zeros = g.call('aten::zeros', [g.list(double), none, none, none, none], { shape: [null] });
  const triple = g.call('aten::mul.int', [rows, g.constant(3)], int);
  const view = g.call('aten::view', [x, g.list(triple, g.constant(2))], { shape: [null, 2] });
  const half = g.call('aten::floordiv.int', [rows, g.constant(2)], int);
  const part = g.call('aten::slice.Tensor', [x, g.constant(0), g.constant(0), half, g.constant(1)], {
    shape: [null, 6],
  });
  const elements = g.call('aten::numel', [x], int);
  const onnx = toOnnx(g.graph(zeros, view, part, elements), {
    inputs: [{ name: 'x' }],
    outputs: ['zeros', 'view', 'part', 'elements'],
  });
  for (const count of [1, 5]) {
    const input = torch.randn([count, 6]);
    const [a, b, c, d] = await runOnnx(onnx, { x: input }, ['zeros', 'view', 'part', 'elements']);
    t.deepEqual(a!.shape, [count * 2 + 1]);
    t.is(problemOf(b!, input.view([-1, 2])), null);
    t.is(problemOf(c!, input.narrow(0, 0, Math.floor(count / 2))), null);
    t.is(Number(d!.item()), count * 6);
  }
});

test('numbers of the trace convert as in Python', async (t) => {
  const g = new Sketch();
  const x = g.input([null, 3]);
  const rows = g.call('aten::size.int', [x, g.constant(0)], { type: 'int' });
  const tensor = g.call('prim::NumToTensor', [rows], { dtype: 'int64', shape: [] });
  const back = g.call('aten::Int.Tensor', [tensor], { type: 'int' });
  const third = g.call('aten::true_divide.Scalar', [tensor, g.constant(3)], { dtype: 'float32', shape: [] });
  const real = g.call('aten::Float.Tensor', [third], { type: 'float' });
  const scaled = g.call('aten::mul.Scalar', [x, real], { shape: [null, 3] });
  const expanded = g.call(
    'aten::expand',
    [
      g.call('aten::unsqueeze', [scaled, g.constant(0)], { shape: [1, null, 3] }),
      g.list(back, g.constant(-1), g.constant(-1)),
      g.constant(false),
    ],
    { shape: [null, null, 3] },
  );
  const onnx = toOnnx(g.graph(expanded), { inputs: [{ name: 'x' }], outputs: ['y'] });
  const input = torch.randn([4, 3]);
  const [y] = await runOnnx(onnx, { x: input }, ['y']);
  t.is(problemOf(y!, input.mul(4 / 3).expand([4, 4, 3])), null);
});

test('what does not depend on the inputs is computed at the export', (t) => {
  const g = new Sketch();
  const x = g.input([4]);
  const none = g.constant(null);
  const positions = g.call('aten::arange', [g.constant(4), none, none, none, none], {
    dtype: 'int64',
    shape: [4],
  });
  const wave = g.call('aten::sin', [positions], { shape: [4] });
  const onnx = toOnnx(g.graph(g.call('aten::add.Tensor', [x, wave, g.constant(1)], { shape: [4] })), {
    inputs: [{ name: 'x' }],
    outputs: ['y'],
  });
  t.deepEqual(
    decodeModel(onnx).graph.node.map(({ opType }) => opType),
    ['Add', 'Identity'],
  );
});

test('weights above a limit go to a second file, in which each begins on a page', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'cotrain-onnx-'));
  try {
    const graph = classifier();
    const options = { inputs: [{ name: 'x' }], outputs: ['y'] };
    const path = join(folder, 'model.onnx');
    t.deepEqual(writeOnnx(path, graph, options), [path]);
    t.deepEqual(readFileSync(path), Buffer.from(toOnnx(graph, options)));
    t.deepEqual(writeOnnx(path, graph, { ...options, externalAbove: 100 }), [path, `${path}.data`]);
    t.is(statSync(`${path}.data`).size, 16 * 3 * 3 * 3 * 4);
    const x = torch.randn([1, 3, 8, 8]);
    const session = await InferenceSession.create(path);
    const { y } = await session.run({ x: new OrtTensor('float32', x.data() as Float32Array, [...x.shape]) });
    const [inside] = await runOnnx(toOnnx(graph, options), { x }, ['y']);
    t.is(problemOf(torch.tensor(y!.data as Float32Array).view([1, 5]), inside!), null);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('half: weights of half the size, close results, outputs as they were', async (t) => {
  const graph = classifier();
  const options = { inputs: [{ name: 'x' }], outputs: ['y'] };
  const [whole, half] = [toOnnx(graph, options), toOnnx(graph, { ...options, half: true })];
  t.true(half.length < whole.length);
  const weights = decodeModel(half).graph.initializer.filter(({ name }) => name.endsWith('.weight'));
  t.deepEqual(
    weights.map(({ dataType }) => dataType),
    [10, 10],
  );
  const x = torch.randn([1, 3, 8, 8]);
  const [[a], [b]] = await Promise.all([runOnnx(whole, { x }, ['y']), runOnnx(half, { x }, ['y'])]);
  t.is(b!.dtype, 'float32');
  t.is(problemOf(b!, a!, 5e-3), null);
});

test('half: constants that float16 cannot hold keep what reads them in float32', async (t) => {
  const g = new Sketch();
  const x = g.input([2, 4]);
  const weight = g.constant(torch.randn([4, 4]), 'w');
  const boxes = g.call('aten::linear', [x, weight, g.constant(null)], { shape: [2, 4] });
  const pixels = g.call('aten::mul.Scalar', [boxes, g.constant(1280)], { shape: [2, 4] });
  const moved = g.call('aten::add.Tensor', [pixels, x, g.constant(1)], { shape: [2, 4] });
  const onnx = toOnnx(g.graph(moved), { inputs: [{ name: 'x' }], outputs: ['y'], half: true });
  const { node } = decodeModel(onnx).graph;
  t.deepEqual(
    node.map(({ opType }) => opType),
    ['Cast', 'Gemm', 'Cast', 'Mul', 'Add', 'Identity'],
  );
  t.is((await runOnnx(onnx, { x: torch.randn([2, 4]) }, ['y']))[0]!.dtype, 'float32');
});

test('all operators without a lowering are named at once: schema, shapes, module, reason', (t) => {
  const g = new Sketch();
  const x = g.input([2, 3, 3]);
  g.scope = 'neck.mixer';
  const inverse = g.call('aten::inverse', [x], { shape: [2, 3, 3] });
  g.scope = 'heads.det';
  const out = g.call('aten::matrix_exp', [inverse], { shape: [2, 3, 3] });
  const error = t.throws(() => toOnnx(g.graph(out), { inputs: [{ name: 'x' }], outputs: ['y'] }), {
    instanceOf: ExportError,
  })!;
  t.is(error.code, 'E_EXPORT');
  t.deepEqual(
    error.problems.map(({ op, scope: where }) => [op, where]),
    [
      ['aten::inverse', 'neck.mixer'],
      ['aten::matrix_exp', 'heads.det'],
    ],
  );
  t.deepEqual(error.problems[0]!.inputs, ['float32[2, 3, 3]']);
  t.regex(
    error.message,
    /2 calls cannot be expressed in ONNX:\n {2}aten::inverse in neck\.mixer \(float32\[2, 3, 3\]\): has no lowering/,
  );
  t.regex(error.message, /aten::inverse\(Tensor self\) -> Tensor/);
});

test('operators of training are refused', (t) => {
  const training: OneCall[] = [
    { op: 'aten::dropout', args: { input: torch.ones([2, 3]), p: 0.5, train: true } },
    {
      op: 'aten::batch_norm',
      args: {
        input: torch.randn([4, 3]),
        weight: null,
        bias: null,
        running_mean: torch.zeros([3]),
        running_var: torch.ones([3]),
        training: true,
        momentum: 0.1,
        eps: 1e-5,
        cudnn_enabled: false,
      },
    },
  ];
  for (const call of training) {
    const { graph, inputs } = trace(call);
    t.throws(() => toOnnx(graph, { inputs: inputs.map((_, i) => ({ name: `x${i}` })), outputs: ['y'] }), {
      instanceOf: ExportError,
      message: /training mode.*call eval\(\) before the trace/,
    });
  }
});

test('a write into memory that is read again is refused; one that nobody sees is lowered', async (t) => {
  const seen = new Sketch();
  const x = seen.input([2, 3]);
  const base = seen.call('aten::relu', [x], { shape: [2, 3] });
  const row = seen.call('aten::select.int', [base, seen.constant(0), seen.constant(0)], { shape: [3] });
  seen.call('aten::add_.Scalar', [row, seen.constant(1), seen.constant(1)], { shape: [3] });
  const again = seen.call('aten::neg', [base], { shape: [2, 3] });
  // The write has no reader, so it is the base's reader that would miss it.
  t.throws(() => toOnnx(seen.graph(again), { inputs: [{ name: 'x' }], outputs: ['y'] }), {
    instanceOf: ExportError,
    message: /aten::add_ .*read again afterwards/,
  });
  const unseen = new Sketch();
  const y = unseen.input([2, 3]);
  const own = unseen.call('aten::neg', [y], { shape: [2, 3] });
  const written = unseen.call('aten::relu_', [own], { shape: [2, 3] });
  const onnx = toOnnx(unseen.graph(written), { inputs: [{ name: 'x' }], outputs: ['y'] });
  const input = torch.randn([2, 3]);
  t.is(problemOf((await runOnnx(onnx, { x: input }, ['y']))[0]!, input.neg().relu()), null);
});

test('names that do not fit the graph are refused', (t) => {
  const refused = (inputs: string[], outputs: string[], message: RegExp) =>
    t.throws(() => toOnnx(classifier(), { inputs: inputs.map((name) => ({ name })), outputs }), {
      instanceOf: ExportError,
      message,
    });
  refused([], ['y'], /0 names of inputs for a graph with 1/);
  refused(['x'], ['a', 'b'], /2 names of outputs for a graph with 1/);
  refused(['x'], ['x'], /two inputs or outputs have the name 'x'/);
});

test.serial('an export leaves no tensors behind', (t) => {
  scope(() => {
    const graph = classifier();
    const before = memory().tensors;
    toOnnx(graph, { inputs: [{ name: 'x' }], outputs: ['y'], half: true });
    t.is(memory().tensors, before);
  });
});
