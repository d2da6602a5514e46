import { readFileSync } from 'node:fs';
import { ResNet, type ResNetDepth, type ResNetOptions } from '@cotrain/models';
import { BatchNorm2d, FrozenBatchNorm2d, GroupNorm, OptionError, ShapeError } from '@cotrain/nn';
import { manualSeed, memory, noGrad, scope, torch } from '@cotrain/torch';
import test from 'ava';
import { assertClose } from '../assertClose.js';
import { relativeError } from '../parity/compare.js';
import { hashTensor } from '../parity/hashUniform.js';

// torchvision's own models: tests/golden/models/make_torchvision_resnet.py.
const golden: Record<ResNetDepth, { keys: Record<string, number[]>; logits: number[]; after: number }> =
  JSON.parse(readFileSync(new URL('../golden/models/torchvision_resnet.json', import.meta.url), 'utf8'));

const TINY: ResNetOptions = { depth: 50, stemChannels: 8, res2Channels: 32, widthPerGroup: 8 };

for (const depth of [18, 34, 50, 101] as const) {
  test(`ResNet-${depth} has torchvision's keys, shapes, and initial values for a seed`, (t) => {
    scope(() => {
      manualSeed(5);
      using model = new ResNet({ depth, numClasses: 10 }).eval();
      const shapes = Object.entries(model.stateDict()).map(([key, tensor]) => [key, tensor.shape]);
      t.deepEqual(shapes, Object.entries(golden[depth].keys));
      const logits = noGrad(() => model.classify(model.forward(hashTensor('images', [1, 3, 64, 64])).res5!));
      assertClose(t, logits, golden[depth].logits, { relative: 1e-4 });
      // The generator is in the state in which torchvision leaves it, so that later draws are equal too.
      assertClose(t, torch.rand([1]), [golden[depth].after], { relative: 1e-6 });
    });
  });
}

test('outputs tell channels and strides, and forward gives just the maps that are asked for', (t) => {
  scope(() => {
    using model = new ResNet({ ...TINY, outFeatures: ['res3', 'res5'] });
    t.deepEqual(model.outputs, { res3: { channels: 64, stride: 8 }, res5: { channels: 256, stride: 32 } });
    const maps = model.forward(torch.zeros([2, 3, 64, 96]));
    t.deepEqual(Object.keys(maps), ['res3', 'res5']);
    t.deepEqual(maps.res3!.shape, [2, 64, 8, 12]);
    t.deepEqual(maps.res5!.shape, [2, 256, 2, 3]);
  });
});

test('freezeAt fixes weights and statistics of the first stages', (t) => {
  scope(() => {
    using model = new ResNet({ ...TINY, freezeAt: 2 });
    const frozen = model.namedModules().filter(([, module]) => module instanceof FrozenBatchNorm2d);
    t.is(frozen.length, 1 + 10);
    t.true(frozen.every(([path]) => path === 'bn1' || path.startsWith('layer1.')));
    for (const [path, parameter] of model.namedParameters()) {
      t.is(parameter.requiresGrad, /^layer[234]/.test(path), path);
    }
    const before = model.stateDict()['layer1.0.bn1.running_mean']!.toArray();
    model
      .forward(torch.randn([2, 3, 64, 64]))
      .res5!.sum()
      .backward();
    t.deepEqual(model.stateDict()['layer1.0.bn1.running_mean']!.toArray(), before);
    t.is(model.conv1.weight.grad, null);
    t.truthy(Object.fromEntries(model.namedParameters())['layer2.0.conv1.weight']!.grad);
    // A checkpoint of the unfrozen model fits.
    using whole = new ResNet(TINY);
    model.loadStateDict(whole.stateDict());

    using everything = new ResNet({ ...TINY, freezeAt: 5 });
    t.true(everything.parameters().every((parameter) => !parameter.requiresGrad));
  });
});

test('norm kinds, groups and the stride of bottlenecks are options', (t) => {
  scope(() => {
    using group = new ResNet({ ...TINY, stemChannels: 64, widthPerGroup: 32, norm: 'group' });
    t.is(group.modules().filter((module) => module instanceof GroupNorm).length, 53);
    t.false(group.modules().some((module) => module instanceof BatchNorm2d));
    using frozen = new ResNet({ ...TINY, norm: 'frozen' });
    t.is(frozen.modules().filter((module) => module instanceof FrozenBatchNorm2d).length, 53);
    t.true(frozen.conv1.weight.requiresGrad);
    using resnext = new ResNet({ ...TINY, groups: 4, widthPerGroup: 2 });
    t.deepEqual(resnext.stateDict()['layer1.0.conv2.weight']!.shape, [8, 2, 3, 3]);
    using caffe = new ResNet({ ...TINY, strideIn1x1: true });
    t.deepEqual(caffe.forward(torch.zeros([1, 3, 64, 64])).res5!.shape, [1, 256, 2, 2]);
    using zero = new ResNet({ ...TINY, zeroInitResidual: true });
    t.is(zero.stateDict()['layer4.2.bn3.weight']!.abs().sum().item(), 0);
  });
});

test('channels_last gives the same maps in channels_last', (t) => {
  scope(() => {
    using model = new ResNet({ depth: 18, outFeatures: ['res5'] }).eval();
    const x = torch.randn([2, 3, 64, 96]);
    const expected = noGrad(() => model.forward(x).res5!);
    model.to({ memoryFormat: 'channels_last' });
    const actual = noGrad(() => model.forward(x.to({ memoryFormat: 'channels_last' })).res5!);
    t.is(actual.stride()[1], 1);
    assertClose(t, actual, expected, { relative: 1e-5 });
  });
});

test('a copy computes the same by itself', (t) => {
  using model = new ResNet({ depth: 18 }).eval();
  using copy = model.clone();
  scope(() => {
    const images = torch.randn([1, 3, 32, 32]);
    const expected = noGrad(() => model.forward(images).res5!.clone());
    noGrad(() => model.conv1.weight.zero_());
    t.is(
      relativeError(
        noGrad(() => copy.forward(images).res5!),
        expected,
      ),
      0,
    );
  });
});

test('forward, backward and dispose return memory to its baseline', (t) => {
  const baseline = memory();
  const model = new ResNet({ depth: 18, freezeAt: 1, numClasses: 4 });
  const parameters = memory();
  scope(() => {
    const maps = model.forward(torch.ones([1, 3, 64, 64]));
    t.is(memory().tensors, parameters.tensors + 5);
    model.classify(maps.res5!).sum().backward();
  });
  model.zeroGrad();
  t.deepEqual(memory(), parameters);
  model.dispose();
  t.deepEqual(memory(), baseline);
});

test('bad shapes and options are refused', (t) => {
  scope(() => {
    using model = new ResNet(TINY);
    t.throws(() => model.forward(torch.zeros([2, 1, 64, 64])), {
      instanceOf: ShapeError,
      message: 'ResNet-50: expected [B, 3, H, W], got [2, 1, 64, 64]',
    });
    t.throws(() => model.classify(torch.zeros([1, 256, 2, 2])), {
      message: /no classifier: set numClasses/,
    });
    const refused: [object, RegExp][] = [
      [{ depht: 50 }, /^ResNet: unknown option 'depht'.*'depth'/],
      [{ depth: 20 }, /depth must be 18, 34, 50 or 101, got 20/],
      [{ freezeAt: 6 }, /freezeAt must be a whole number from 0 to 5, got 6/],
      [{ depth: 18, groups: 32 }, /apply to bottlenecks only, not to depth 18/],
      [{ norm: 'layer' }, /norm must be batch, frozen or group, got 'layer'/],
      [{ outFeatures: ['c2'] }, /outFeatures must be a list of res2, res3, res4 or res5, got \["c2"\]/],
    ];
    for (const [options, message] of refused) t.throws(() => new ResNet(options), { message });
    t.throws(() => new ResNet({ depth: 20 as 18 }), { instanceOf: OptionError });
  });
});
