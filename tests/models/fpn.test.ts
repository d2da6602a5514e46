import { Fpn } from '@cotrain/models';
import { OptionError } from '@cotrain/nn';
import { memory, scope, torch } from '@cotrain/torch';
import test from 'ava';
import { assertClose } from '../assertClose.js';

// Equality with detectron2 is tested in tests/parity/fpn.test.ts.

const SPECS = { res3: { channels: 4, stride: 8 }, res4: { channels: 6, stride: 16 } };
const maps = (height: number, width: number) => ({
  res3: torch.randn([2, 4, height * 2, width * 2]),
  res4: torch.randn([2, 6, height, width]),
});

test('levels are named by their strides and take their channels from the backbone', (t) => {
  scope(() => {
    using neck = new Fpn(SPECS, { outChannels: 8, lastLevelMaxPool: true });
    t.deepEqual(Object.keys(neck.stateDict()), [
      'fpn_lateral3.weight',
      'fpn_lateral3.bias',
      'fpn_output3.weight',
      'fpn_output3.bias',
      'fpn_lateral4.weight',
      'fpn_lateral4.bias',
      'fpn_output4.weight',
      'fpn_output4.bias',
    ]);
    const strides = Object.entries(neck.outputs).map(([name, { channels, stride }]) => [
      name,
      channels,
      stride,
    ]);
    t.deepEqual(strides, [
      ['p3', 8, 8],
      ['p4', 8, 16],
      ['p5', 8, 32],
    ]);
    const pyramid = neck.forward(maps(4, 6));
    t.deepEqual(
      Object.entries(pyramid).map(([name, map]) => [name, map.shape]),
      [
        ['p3', [2, 8, 8, 12]],
        ['p4', [2, 8, 4, 6]],
        ['p5', [2, 8, 2, 3]],
      ],
    );
  });
});

test('norm replaces the biases, and avg halves the sum', (t) => {
  scope(() => {
    using normed = new Fpn(SPECS, { outChannels: 32, norm: 'group' });
    t.true('fpn_lateral3.norm.weight' in normed.stateDict());
    t.false('fpn_lateral3.bias' in normed.stateDict());

    using sum = new Fpn(SPECS, { outChannels: 8 });
    using avg = new Fpn(SPECS, { outChannels: 8, fuse: 'avg' });
    avg.loadStateDict(sum.stateDict());
    const input = maps(2, 2);
    const a = sum.forward(input);
    const b = avg.forward(input);
    // The biases are initially zero, so the output is linear in the fused map.
    assertClose(t, b.p3!.mul(2), a.p3!, { relative: 1e-5 });
    assertClose(t, b.p4!, a.p4!, { relative: 1e-6 });
  });
});

test('odd sizes meet where the backbone rounded up', (t) => {
  scope(() => {
    using neck = new Fpn(SPECS, { outChannels: 8 });
    const pyramid = neck.forward({ res3: torch.zeros([1, 4, 5, 7]), res4: torch.zeros([1, 6, 3, 4]) });
    t.deepEqual(pyramid.p3!.shape, [1, 8, 5, 7]);
  });
});

test('memory returns to the baseline', (t) => {
  const baseline = memory();
  const neck = new Fpn(SPECS, { outChannels: 8 });
  scope(() => neck.forward(maps(2, 2)).p3!.sum().backward());
  neck.dispose();
  t.deepEqual(memory(), baseline);
});

test('what does not fit is refused', (t) => {
  scope(() => {
    t.throws(() => new Fpn(SPECS, { inFeatures: ['res2'] }), {
      message: /no feature 'res2'; there are res3, res4/,
    });
    t.throws(() => new Fpn(SPECS, { inFeatures: ['res4', 'res3'] }), {
      instanceOf: OptionError,
      message: /each twice the previous one, got 16, 8/,
    });
    t.throws(() => new Fpn(SPECS, { outChannel: 8 } as object), { message: /'outChannels'/ });
    t.throws(() => new Fpn(SPECS, { fuse: 'max' as 'sum' }), {
      message: /fuse must be sum or avg, got 'max'/,
    });
    using neck = new Fpn(SPECS, { outChannels: 8 });
    t.throws(() => neck.forward({ res3: torch.zeros([1, 4, 2, 2]) }), {
      message: "Fpn(res3, res4): no feature map 'res4'; there are res3",
    });
    neck.parameters();
    t.throws(() => neck.forward({ ...maps(2, 2), res4: torch.zeros([2, 5, 2, 2]) }), {
      message: 'fpn_lateral4: ConvNorm(6, 8): expected [B, 6, H, W], got [2, 5, 2, 2]',
    });
  });
});
