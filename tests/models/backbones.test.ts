// Requirements for every kind of backbone. Parity with PyTorch is in tests/parity/backbones.test.ts.
import {
  Backbone,
  type BackboneConfig,
  type FeatureMaps,
  type FeatureSpecs,
  loadPretrained,
  MobileNetV2,
  MultiTaskModel,
  makeBackbone,
  optimizeForInference,
  PretrainedError,
  type PretrainedTraits,
  SwinTransformer,
} from '@cotrain/models';
import { Conv2d, GroupNorm, OptionError, type StateDict } from '@cotrain/nn';
import { manualSeed, memory, noGrad, saveFile, scope, type Tensor, torch } from '@cotrain/torch';
import test from 'ava';
import { relativeError } from '../parity/compare.js';
import { temporaryFolder } from '../torch/formats/temporary.js';

const { fresh } = temporaryFolder('backbones');
const SWIN = { embedDim: 8, depths: [2, 1, 1, 1], heads: [1, 2, 2, 2], windowSize: 3 };
const SMALL: Record<string, BackboneConfig> = {
  resnet: { kind: 'resnet', depth: 18, stemChannels: 8, res2Channels: 8 },
  clip: { kind: 'clip', layers: [1, 1, 1, 1], width: 8, embedDim: 12, inputResolution: 64 },
  mobilenetV2: { kind: 'mobilenetV2', widthMultiplier: 0.25 },
  'mobilenetV2, padding same': { kind: 'mobilenetV2', widthMultiplier: 0.25, padding: 'same' },
  swin: { kind: 'swin', ...SWIN, dropPath: 0 },
};

for (const [kind, config] of Object.entries(SMALL)) {
  test(`${kind}: maps are as outputs tells, freezeAt freezes, memory returns to its baseline`, (t) => {
    const before = memory();
    scope(() => {
      using backbone = makeBackbone(config);
      t.is(backbone.coarsest, 'res5');
      for (const [height, width] of [
        [64, 96],
        [96, 32],
      ] as const) {
        const maps = backbone.forward(torch.randn([2, 3, height, width]));
        t.deepEqual(Object.keys(maps), Object.keys(backbone.outputs));
        for (const [name, { channels, stride }] of Object.entries(backbone.outputs))
          t.deepEqual(maps[name]!.shape, [2, channels, height / stride, width / stride]);
      }
      using frozen = makeBackbone({ ...config, freezeAt: 5 } as BackboneConfig);
      const learning = frozen.namedParameters().filter(([, { requiresGrad }]) => requiresGrad);
      t.true(learning.every(([path]) => path.startsWith('attnpool.') || /^norm\d\./.test(path)));
      using some = makeBackbone({ ...config, outFeatures: ['res3', 'res4'] } as BackboneConfig);
      t.deepEqual(Object.keys(some.forward(torch.randn([1, 3, 64, 64]))), ['res3', 'res4']);
      t.is(some.coarsest, 'res4');
      t.throws(() => makeBackbone({ ...config, freezeAt: 6 } as BackboneConfig), {
        message: /freezeAt must be a whole number from 0 to 5, got 6/,
      });
    });
    t.deepEqual(memory(), before);
  });

  test(`${kind}: folded for inference it gives the same maps`, (t) => {
    manualSeed(0);
    scope(() => {
      using backbone = makeBackbone(config).eval();
      for (const tensor of [...backbone.buffers(), ...backbone.parameters()])
        if (tensor.ndim === 1) noGrad(() => tensor.uniform_({ from: 0.5, to: 1.5 }));
      const images = torch.randn([1, 3, 64, 96]);
      const expected = noGrad(() => backbone.forward(images));
      using folded = optimizeForInference(backbone.clone());
      const maps = noGrad(() => folded.forward(images));
      for (const [name, map] of Object.entries(expected))
        t.true(relativeError(maps[name]!, map) < 1e-4, name);
    });
  });
}

test('without its coarsest map a model pads to less, and language goes to the coarsest that there is', (t) => {
  scope(() => {
    using model = new MultiTaskModel({
      backbone: { ...SMALL.mobilenetV2!, outFeatures: ['res2', 'res3', 'res4'] } as BackboneConfig,
      neck: { outChannels: 8 },
      language: {
        text: { width: 16, heads: 2, layers: 1, embedDim: 12 },
        classes: { sem_seg: ['road', 'sky'] },
        adapter: { kind: 'l2v', layers: 1, heads: 2 },
      },
      heads: {
        sem_seg: { kind: 'semanticFpn', numClasses: 2, convsDim: 32, inFeatures: ['p2', 'p3', 'p4'] },
      },
    }).eval();
    t.is(model.sizeDivisor, 16);
    t.deepEqual(Object.keys(model.features(torch.randn([1, 3, 48, 80]))), ['p2', 'p3', 'p4']);
  });
});

/** A custom backbone of two convolutions. */
class Plain extends Backbone {
  readonly inChannels = 1;
  readonly outputs: FeatureSpecs = { fine: { channels: 4, stride: 4 }, coarse: { channels: 8, stride: 8 } };
  readonly pretrained: PretrainedTraits = { kind: 'Plain', classifier: [] };
  first = new Conv2d(1, 4, 4, { stride: 4 });
  second = new Conv2d(4, 8, 2, { stride: 2 });

  override forward(images: Tensor): FeatureMaps {
    return scope(() => {
      const fine = this.first.forward(images);
      return { fine, coarse: this.second.forward(fine) };
    });
  }
}

test('a custom backbone works in a model and loads its weights', (t) => {
  const before = memory();
  scope(() => {
    using model = new MultiTaskModel({
      backbone: new Plain(),
      neck: { outChannels: 8 },
      heads: { sem_seg: { kind: 'semanticFpn', numClasses: 2, convsDim: 32, inFeatures: ['p2', 'p3'] } },
    });
    t.is(model.sizeDivisor, 8);
    const target = torch.zeros([16, 24], { dtype: 'uint8' });
    model.backward(torch.randn([1, 1, 16, 24]), { sem_seg: [target] });
    t.true(model.backbone.parameters().every(({ grad }) => grad !== null));
    const file = fresh('.safetensors');
    saveFile(file, model.stateDict());
    using other = new Plain();
    t.is(loadPretrained(other, { from: 'cotrain', file }).layout, 'model');
    t.true(other.first.weight.equal((model.backbone as Plain).first.weight));
    t.throws(() => loadPretrained(other, { from: 'torchvision', file }), {
      instanceOf: PretrainedError,
      message:
        /weights of a ResNet or MobileNetV2 or SwinTransformer, but the backbone is a Plain: .* load from cotrain$/,
    });
    t.throws(() => other.embed(torch.zeros([1, 8, 2, 3])), {
      instanceOf: OptionError,
      message: /only has maps/,
    });
  });
  t.deepEqual(memory(), before);
});

function written(state: StateDict): string {
  const file = fresh('.safetensors');
  saveFile(file, Object.fromEntries(Object.entries(state).map(([key, x]) => [key, x.clone()])));
  return file;
}

test("Google's MobileNetV2 wants its padding, torchvision's the other", (t) => {
  scope(() => {
    const options = { widthMultiplier: 0.25, numClasses: 4 } as const;
    using released = new MobileNetV2(options);
    const file = written(released.stateDict());
    using model = new MobileNetV2({ widthMultiplier: 0.25, padding: 'same' });
    const report = loadPretrained(model, { from: 'mobilenet-v2-imagenet', file });
    t.is(report.normalization, 'inception');
    t.deepEqual(report.missing, []);
    t.true(report.skipped.every((key) => /^(features\.18|classifier)\./.test(key)));
    t.is(report.skipped.length, 8);
    for (const [key, tensor] of Object.entries(model.stateDict()))
      t.true(tensor.equal(released.stateDict()[key]!), key);
    using torchs = new MobileNetV2({ ...options });
    t.throws(() => loadPretrained(torchs, { from: 'mobilenet-v2-imagenet', file }), {
      instanceOf: PretrainedError,
      message: /TensorFlow's padding: make the MobileNetV2 with padding: "same"/,
    });
    t.is(loadPretrained(torchs, { from: 'torchvision', file }).layout, 'mobilenet-v2');
    t.throws(() => loadPretrained(model, { from: 'torchvision', file }), { message: /padding: "torch"/ });
    using wide = new MobileNetV2({ padding: 'same' });
    t.throws(() => loadPretrained(wide, { from: 'mobilenet-v2-imagenet', file }), {
      instanceOf: PretrainedError,
      message: /shapes \(\d+\): features\.0\.0\.weight is \[8, 3, 3, 3\], expected \[32, 3, 3, 3\]/,
    });
    t.true(
      makeBackbone({ kind: 'mobilenetV2', norm: 'group' })
        .modules()
        .some((m) => m instanceof GroupNorm),
    );
  });
});

test("Swin's weights load by Microsoft's names and by torchvision's", (t) => {
  scope(() => {
    using released = new SwinTransformer({ ...SWIN, numClasses: 4 });
    const state = released.stateDict();
    const classification = Object.fromEntries(Object.entries(state).filter(([key]) => !/^norm\d/.test(key)));
    const torchvision = Object.fromEntries(
      Object.entries(classification).map(([key, tensor]) => [
        key
          .replace('patch_embed.proj', 'features.0.0')
          .replace('patch_embed.norm', 'features.0.2')
          .replace(/layers\.(\d)\.blocks/, (_, i) => `features.${2 * Number(i) + 1}`)
          .replace(/layers\.(\d)\.downsample/, (_, i) => `features.${2 * Number(i) + 2}`)
          .replace('mlp.fc1', 'mlp.0')
          .replace('mlp.fc2', 'mlp.3'),
        key.endsWith('index') ? tensor.flatten() : tensor,
      ]),
    );
    for (const [from, layout, named] of [
      [
        'swin',
        'official',
        Object.fromEntries(Object.entries(classification).map(([k, x]) => [`model.${k}`, x])),
      ],
      [
        'swin',
        'detection',
        Object.fromEntries(Object.entries(state).map(([k, x]) => [`state_dict.backbone.${k}`, x])),
      ],
      ['swin', 'backbone', { ...classification, 'layers.0.blocks.1.attn_mask': torch.zeros([4, 9, 9]) }],
      ['torchvision', 'swin', torchvision],
    ] as const) {
      using model = new SwinTransformer(SWIN);
      const report = loadPretrained(model, { from, file: written(named) });
      t.is(report.layout, layout);
      const lacking = report.missing.filter((key) => !key.endsWith('relative_position_index'));
      t.is(lacking.length, layout === 'detection' ? 0 : 8, lacking.join());
      for (const [key, tensor] of Object.entries(model.stateDict())) t.true(tensor.equal(state[key]!), key);
    }
  });
});

test('options that cannot be are refused', (t) => {
  const refused: [() => unknown, RegExp][] = [
    [() => new MobileNetV2({ padding: 'tf' as 'same' }), /padding must be torch or same, got 'tf'/],
    [() => new MobileNetV2({ widthMultiplier: 0 }), /widthMultiplier must be above 0, got 0/],
    [
      () => new MobileNetV2({ outFeatures: ['res1' as 'res2'] }),
      /outFeatures must be a list of res2, res3, res4 or res5, got \["res1"\]/,
    ],
    [
      () => new SwinTransformer({ depths: [2, 2, 6] }),
      /depths must be 4 whole numbers above 0, got \[2,2,6\]/,
    ],
    [
      () => new SwinTransformer({ heads: [5, 6, 12, 24] }),
      /96 channels of res2 are not divisible into 5 heads/,
    ],
    [() => new SwinTransformer({ windowSize: 0 }), /windowSize must be a whole number above 0/],
    [() => new SwinTransformer({ dropPath: 1 }), /dropPath must be at least 0 and below 1, got 1/],
  ];
  for (const [make, message] of refused) t.throws(make, { message });
});
