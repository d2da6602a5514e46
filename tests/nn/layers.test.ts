import { readFileSync } from 'node:fs';
import * as nn from '@cotrain/nn';
import { manualSeed, scope, type Tensor, torch } from '@cotrain/torch';
import test from 'ava';
import { assertClose } from '../assertClose.js';
import { objective, type Packed, unpack } from './golden.js';

// Values of torch.nn: tests/golden/nn/make_nn.py.

interface Golden {
  layers: {
    kind: keyof typeof Layers;
    args: never[];
    options: object;
    state: Record<string, Packed>;
    input: Packed;
    output: Packed;
    grads: Record<string, Packed>;
  }[];
  batchNorms: {
    options: nn.BatchNorm2dOptions;
    parameters: Record<string, Packed>;
    batches: { input: Packed; output: Packed; gradInput: Packed; buffers: Record<string, Packed> }[];
  }[];
  crossEntropies: {
    options: nn.CrossEntropyOptions;
    weight: Packed | null;
    logits: Packed;
    target: number[][][];
    loss: Packed;
    grad: Packed;
  }[];
  inits: Record<string, Packed[]>;
}

const Layers = {
  Conv2d: nn.Conv2d,
  Linear: nn.Linear,
  GroupNorm: nn.GroupNorm,
  ReLU: nn.ReLU,
  MaxPool2d: nn.MaxPool2d,
  AvgPool2d: nn.AvgPool2d,
  AdaptiveAvgPool2d: nn.AdaptiveAvgPool2d,
  Upsample: nn.Upsample,
};

const golden: Golden = JSON.parse(readFileSync(new URL('../golden/nn/nn.json', import.meta.url), 'utf8'));

const unpackAll = (state: Record<string, Packed>): Record<string, Tensor> =>
  Object.fromEntries(Object.entries(state).map(([key, packed]) => [key, unpack(packed)]));

for (const [index, layer] of golden.layers.entries()) {
  const { kind, args, options } = layer;
  test(`${kind}(${[...args, JSON.stringify(options)].join(', ')}) equals PyTorch's (${index})`, (t) => {
    scope(() => {
      const Layer = Layers[kind] as new (...args: unknown[]) => nn.Module;
      using module = new Layer(...args, options);
      module.loadStateDict(unpackAll(layer.state));
      const x = unpack(layer.input).requiresGrad_();
      const y = module.forward(x);
      objective([y]).backward();
      t.deepEqual(y.shape, layer.output.shape);
      assertClose(t, y, layer.output.data, { relative: 1e-5 });
      assertClose(t, x.grad!, layer.grads.input!.data, { relative: 1e-5 });
      for (const [key, parameter] of module.namedParameters()) {
        assertClose(t, parameter.grad!, layer.grads[key]!.data, { relative: 1e-5 }, key);
      }
    });
  });
}

for (const { options, parameters, batches } of golden.batchNorms) {
  test(`BatchNorm2d(3, ${JSON.stringify(options)}) equals PyTorch's in training and evaluation`, (t) => {
    scope(() => {
      using norm = new nn.BatchNorm2d(3, options);
      norm.loadStateDict(unpackAll(parameters), { strict: false });
      for (const [step, batch] of batches.entries()) {
        norm.train(step < 3);
        const x = unpack(batch.input).requiresGrad_();
        const y = norm.forward(x);
        objective([y]).backward();
        assertClose(t, y, batch.output.data, { relative: 1e-5 });
        assertClose(t, x.grad!, batch.gradInput.data, { relative: 1e-4 });
        const buffers = Object.fromEntries(norm.namedBuffers());
        t.deepEqual(Object.keys(buffers), Object.keys(batch.buffers));
        for (const [key, packed] of Object.entries(batch.buffers)) {
          assertClose(t, buffers[key]!, packed.data, { relative: 1e-5 }, key);
        }
      }
    });
  });
}

test('FrozenBatchNorm2d equals BatchNorm2d in evaluation, with and without a gradient, and keeps the memory format', (t) => {
  scope(() => {
    const { parameters, batches } = golden.batchNorms[0]!;
    const { input, output, gradInput, buffers } = batches[3]!;
    using norm = new nn.FrozenBatchNorm2d(3);
    norm.loadStateDict(unpackAll({ ...parameters, ...buffers }));
    assertClose(t, norm.forward(unpack(input)), output.data, { relative: 1e-5 });
    const x = unpack(input).to({ memoryFormat: 'channels_last' }).requiresGrad_();
    const y = norm.forward(x);
    t.deepEqual(y.stride(), x.stride());
    assertClose(t, y, output.data, { relative: 1e-5 });
    objective([y]).backward();
    assertClose(t, x.grad!, gradInput.data, { relative: 1e-4 });
    t.is(norm.parameters().length, 0);
  });
});

for (const { options, weight, logits, target, loss, grad } of golden.crossEntropies) {
  test(`crossEntropy ${JSON.stringify(options)}${weight ? ' with weights' : ''} equals PyTorch's`, (t) => {
    scope(() => {
      const x = unpack(logits).requiresGrad_();
      const labels = torch.tensor(target, { dtype: 'int64' });
      const value = nn.functional.crossEntropy(x, labels, {
        ...options,
        ignoreIndex: 255,
        weight: weight && unpack(weight),
      });
      t.deepEqual(value.shape, loss.shape);
      assertClose(t, value, loss.data, { relative: 1e-5 });
      value.sum().backward();
      assertClose(t, x.grad!, grad.data, { relative: 1e-5 });
    });
  });
}

const makers: Record<string, () => Tensor[]> = {
  Conv2d: () => new nn.Conv2d(4, 6, 3).parameters(),
  'Conv2d groups': () => new nn.Conv2d(4, 6, 3, { groups: 2 }).parameters(),
  Linear: () => new nn.Linear(7, 5).parameters(),
  kaimingUniform_: () => [nn.init.kaimingUniform_(torch.empty([6, 4, 3, 3]), { a: Math.sqrt(5) })],
  'kaimingUniform_ relu': () => [
    nn.init.kaimingUniform_(torch.empty([6, 4, 3, 3]), { mode: 'fan_out', nonlinearity: 'relu' }),
  ],
  kaimingNormal_: () => [nn.init.kaimingNormal_(torch.empty([6, 4, 3, 3]))],
  'kaimingNormal_ relu': () => [
    nn.init.kaimingNormal_(torch.empty([6, 4, 3, 3]), { mode: 'fan_out', nonlinearity: 'relu' }),
  ],
  xavierUniform_: () => [nn.init.xavierUniform_(torch.empty([6, 4, 3, 3]), { gain: 2 })],
  normal_: () => [nn.init.normal_(torch.empty([6, 4, 3, 3]), 1, 0.5)],
  Dropout: () => [new nn.Dropout(0.3).forward(torch.ones([4, 5]))],
};

for (const [name, expected] of Object.entries(golden.inits)) {
  test(`${name}: the same seed draws the same values as in PyTorch`, (t) => {
    scope(() => {
      manualSeed(7);
      const tensors = makers[name]!();
      t.deepEqual(
        tensors.map((tensor) => tensor.shape),
        expected.map(({ shape }) => shape),
      );
      for (const [i, tensor] of tensors.entries())
        assertClose(t, tensor, expected[i]!.data, { relative: 1e-6 });
    });
  });
}

test('Dropout does nothing in evaluation', (t) => {
  scope(() => {
    const x = torch.ones([3, 4]);
    t.deepEqual(new nn.Dropout(0.9).eval().forward(x).toArray(), x.toArray());
  });
});

test('layers keep channels_last', (t) => {
  scope(() => {
    const x = torch.randn([2, 4, 6, 8]).to({ memoryFormat: 'channels_last' });
    const layers = [
      new nn.Conv2d(4, 4, 3, { padding: 1 }).to({ memoryFormat: 'channels_last' }),
      new nn.BatchNorm2d(4),
      new nn.GroupNorm(2, 4),
      new nn.MaxPool2d(2),
      new nn.Upsample({ scaleFactor: 2, mode: 'bilinear' }),
    ];
    for (const layer of layers) t.is(layer.forward(x).stride()[1], 1, layer.describe());
  });
});
