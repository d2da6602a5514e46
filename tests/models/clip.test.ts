import {
  Clip,
  ClipText,
  ClipVisual,
  Fpn,
  MultiTaskModel,
  modelCost,
  optimizeForInference,
} from '@cotrain/models';
import { BatchNorm2d, FrozenBatchNorm2d, OptionError, ShapeError } from '@cotrain/nn';
import { memory, noGrad, scope, torch } from '@cotrain/torch';
import test from 'ava';
import { assertClose } from '../assertClose.js';
import { relativeError } from '../parity/compare.js';
import { seedDraws } from '../seed.js';

const VISUAL = { layers: [1, 2, 1, 1], width: 8, embedDim: 24, inputResolution: 64 };
const TEXT = { vocabSize: 50, contextLength: 16, width: 32, heads: 4, layers: 2, embedDim: 24 };

/** A tower whose norms have an effect: its residual branches are initially zero. */
function visualOf(options: ConstructorParameters<typeof ClipVisual>[0] = {}): ClipVisual {
  seedDraws(0);
  const visual = new ClipVisual({ ...VISUAL, ...options });
  noGrad(() => {
    for (const module of visual.modules()) {
      if (!(module instanceof BatchNorm2d || module instanceof FrozenBatchNorm2d)) continue;
      module.runningMean!.normal_({ std: 0.1 });
      module.runningVar!.uniform_({ from: 0.5, to: 1.5 });
      module.weight!.uniform_({ from: 0.5, to: 1.5 });
      module.bias!.normal_({ std: 0.1 });
    }
  });
  return visual;
}

test('the image tower is a backbone: its maps are what its specs say', (t) => {
  const before = memory();
  const visual = visualOf({ outFeatures: ['res4', 'res5'] }).eval();
  t.deepEqual(visual.outputs, { res4: { channels: 128, stride: 16 }, res5: { channels: 256, stride: 32 } });
  const neck = new Fpn(visual.outputs, { inFeatures: ['res4', 'res5'], outChannels: 8 });
  scope(() => {
    const maps = visual.forward(torch.zeros([2, 3, 64, 96]));
    t.deepEqual(
      Object.entries(maps).map(([name, map]) => [name, map.shape]),
      [
        ['res4', [2, 128, 4, 6]],
        ['res5', [2, 256, 2, 3]],
      ],
    );
    t.deepEqual(Object.keys(neck.forward(maps)), ['p4', 'p5']);
  });
  visual.dispose();
  neck.dispose();
  t.deepEqual(memory(), before);
});

test('embeddings fit images of any size; positions are resized, or cropped', (t) => {
  using visual = visualOf().eval();
  using cropping = visualOf({ positions: 'crop', inputResolution: 96 }).eval();
  scope(() => {
    const images = torch.randn([2, 3, 96, 160]);
    const { pooled, spatial } = visual.embed(visual.forward(images).res5!);
    t.deepEqual(spatial.shape, [2, 24, 3, 5]);
    assertClose(
      t,
      visual.encode(images),
      pooled,
      { relative: 1e-5 },
      'the pooled embedding alone is the same',
    );

    const map = torch.randn([1, 256, 2, 3]);
    const table = cropping.attnpool!.positionalEmbedding; // of 3x3 cells
    const first = cropping.embed(map).pooled;
    noGrad(() => table.narrow(0, 7, 3).zero_()); // the last row of cells
    t.is(relativeError(cropping.embed(map).pooled, first), 0, 'what is cropped does not count');
    noGrad(() => table.narrow(0, 4, 1).add_(1));
    t.true(relativeError(cropping.embed(map).pooled, first) > 1e-3, 'the first two rows do');
    t.throws(() => cropping.embed(torch.zeros([1, 256, 2, 4])), {
      instanceOf: ShapeError,
      message: /at most 3x3/,
    });
  });
});

test('without attention pooling there are maps only, and official weights load all the same', (t) => {
  using whole = visualOf();
  using maps = visualOf({ attentionPool: false });
  maps.loadStateDict(whole.stateDict());
  t.false(Object.keys(maps.stateDict()).some((key) => key.startsWith('attnpool')));
  t.throws(() => maps.encode(torch.zeros([1, 3, 64, 64])), {
    instanceOf: OptionError,
    message: /attentionPool/,
  });
});

test('freezeAt fixes the stem and the first stages', (t) => {
  using visual = visualOf({ freezeAt: 2 });
  const frozen = ['conv1', 'bn1', 'conv2', 'bn2', 'conv3', 'bn3', 'layer1'];
  for (const [key, parameter] of visual.namedParameters())
    t.is(parameter.requiresGrad, !frozen.includes(key.split('.')[0]!), key);
  for (const [key, module] of visual.namedModules()) {
    t.false(module instanceof BatchNorm2d && frozen.includes(key.split('.')[0]!), key);
    t.false(module instanceof FrozenBatchNorm2d && !frozen.includes(key.split('.')[0]!), key);
  }
});

test('an optimised tower gives the same maps, twice and for another size', (t) => {
  using visual = visualOf().eval();
  scope(() => {
    const images = [torch.randn([2, 3, 64, 96]), torch.randn([1, 3, 64, 64])];
    const before = images.map((image) => noGrad(() => visual.forward(image)));
    const embedded = noGrad(() => visual.encode(images[1]!));
    optimizeForInference(visual);
    t.false(visual.modules().some((module) => module instanceof BatchNorm2d));
    for (let again = 0; again < 2; again++) {
      for (const [i, image] of images.entries()) {
        const after = noGrad(() => visual.forward(image));
        for (const [name, map] of Object.entries(before[i]!))
          assertClose(t, after[name]!, map, { relative: 1e-5 }, name);
      }
    }
    assertClose(
      t,
      noGrad(() => visual.encode(images[1]!)),
      embedded,
      { relative: 1e-5 },
    );
  });
});

test('a multi-task model takes it as its backbone, and its cost is counted', (t) => {
  using model = new MultiTaskModel({
    backbone: { kind: 'clip', ...VISUAL, layers: [1, 1, 1, 1] },
    neck: { outChannels: 8 },
    heads: { sem_seg: { kind: 'semanticFpn', numClasses: 3, convsDim: 32 } },
  });
  const { parts } = modelCost(model, { height: 64, width: 64 });
  const stem = 32 * 32 * 9 * (3 * 4 + 4 * 4 + 4 * 8);
  // Inputs, width, pixels of the first two convolutions and of the last (after averaging), and the
  // shortcut's.
  const stages: [number, number, number, number][] = [
    [8, 8, 16, 16],
    [32, 16, 16, 8],
    [64, 32, 8, 4],
    [128, 64, 4, 2],
  ];
  const blocks = stages.map(([inputs, width, before, after]) => {
    const wide = before * before * (inputs * width + 9 * width * width);
    return wide + after * after * (width * 4 * width + inputs * 4 * width);
  });
  t.is(parts[0]!.name, 'backbone');
  t.is(parts[0]!.flops, 2 * blocks.reduce((sum, macs) => sum + macs, stem));
});

test('what follows the last end token changes nothing', (t) => {
  seedDraws(0);
  using text = new ClipText(TEXT);
  scope(() => {
    const tokens = torch
      .tensor([7, 3, 49, 0, 0, 0, 7, 3, 4, 5, 49, 0], { shape: [2, 6] })
      .to({ dtype: 'int64' });
    const features = text.forward(tokens);
    t.deepEqual(features.shape, [2, 24]);
    const one = text.forward(tokens.narrow(0, 0, 1).narrow(1, 0, 3));
    assertClose(t, features.narrow(0, 0, 1), one, { relative: 1e-5 }, 'of a text by itself, cut at its end');
    t.is(relativeError(text.forward(tokens.to({ dtype: 'int32' })), features), 0);
    // The reference without truncation: positions after the end have other values.
    const embedded = torch.cat([text.embed(tokens), torch.randn([2, 10, 32])], { dim: 1 });
    t.is(relativeError(text.encodeEmbeddings(embedded, [2, 4]), features), 0);
    const other = text.encodeEmbeddings(embedded, [15, 15]);
    t.true(relativeError(other, features) > 1e-2);
  });
});

test('gradients reach embeddings through frozen parameters, causally', (t) => {
  const before = memory();
  seedDraws(0);
  const text = new ClipText(TEXT).requiresGrad_(false);
  scope(() => {
    const embeddings = torch.randn([2, 9, 32]).requiresGrad_();
    const ends = torch.tensor([3n, 6n]);
    text.encodeEmbeddings(embeddings, ends).square().sum().backward();
    const norms = embeddings.grad!.square().sum([2]).toArray() as number[][];
    for (const [row, end] of [3, 6].entries())
      for (const [place, norm] of norms[row]!.entries()) t.is(norm > 0, place <= end, `${row}, ${place}`);
    t.true(text.parameters().every(({ grad }) => grad === null));
  });
  text.dispose();
  t.deepEqual(memory(), before);
});

test('texts that do not fit are refused', (t) => {
  using text = new ClipText(TEXT);
  scope(() => {
    const embeddings = torch.zeros([1, 20, 32]);
    t.throws(() => text.encodeEmbeddings(embeddings, [16]), {
      instanceOf: ShapeError,
      message: /at most 16/,
    });
    t.throws(() => text.encodeEmbeddings(embeddings, [20]), { instanceOf: ShapeError, message: /below 20/ });
    t.throws(() => text.encodeEmbeddings(embeddings, [1, 1]), { instanceOf: ShapeError });
  });
});

test('the whole model copies, switches and frees both towers', (t) => {
  const before = memory();
  const { embedDim, ...visual } = VISUAL;
  const { embedDim: _, ...text } = TEXT;
  const clip = new Clip({ embedDim, visual, text });
  const copy = clip.clone().eval();
  t.deepEqual(Object.keys(copy.stateDict()), Object.keys(clip.stateDict()));
  t.false(copy.text.training);
  t.true(clip.text.training);
  noGrad(() => clip.text.textProjection.zero_());
  scope(() => {
    const tokens = torch.tensor([[7n, 3n, 49n]]);
    t.is(clip.encodeText(tokens).abs().max().item(), 0);
    t.true((copy.encodeText(tokens).abs().max().item() as number) > 0, 'the copy has its own tower');
    const { logitsPerImage, logitsPerText } = copy.forward(torch.randn([2, 3, 64, 64]), tokens);
    t.deepEqual(
      [logitsPerImage.shape, logitsPerText.shape],
      [
        [2, 1],
        [1, 2],
      ],
    );
  });
  clip.dispose();
  copy.dispose();
  t.deepEqual(memory(), before);
});

for (const [options, message] of [
  [{ layers: [1, 2, 3] }, /layers/],
  [{ width: 7 }, /width/],
  [{ inputResolution: 100 }, /multiple of 32/],
  [{ freezeAt: 6 }, /freezeAt/],
  [{ heads: 5 }, /not divisible/],
  [{ outFeatures: ['res1'] }, /res1/],
  [{ positions: 'cut' }, /positions/],
] as const)
  test(`ClipVisual refuses ${JSON.stringify(options)}`, (t) => {
    t.throws(() => new ClipVisual({ ...VISUAL, ...options } as never), { message });
  });
