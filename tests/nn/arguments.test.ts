import {
  BatchNorm1d,
  BatchNorm2d,
  Conv2d,
  ConvTranspose2d,
  Dropout,
  Embedding,
  functional,
  GroupNorm,
  InstanceNorm2d,
  Linear,
  MaxPool2d,
  OptionError,
  Sequential,
  ShapeError,
} from '@cotrain/nn';
import { memory, scope, type Tensor, torch } from '@cotrain/torch';
import test from 'ava';

test('misspelt options name the nearest one', (t) => {
  const misspelt = { paddding: 1 } as object;
  t.throws(() => new Conv2d(3, 4, 3, misspelt), {
    instanceOf: OptionError,
    message: /^Conv2d: unknown option 'paddding'.*did you mean 'padding'.*the options are stride, padding,/,
  });
  t.throws(() => new BatchNorm2d(3, { momemtum: 0.1 } as object), { message: /did you mean 'momentum'/ });
  t.throws(() => new MaxPool2d(3, { strides: 2 } as object), { message: /did you mean 'stride'/ });
  t.throws(
    () => functional.crossEntropy(torch.zeros([1, 2]), torch.zeros([1]), { ignoreindex: 3 } as object),
    {
      message: /did you mean 'ignoreIndex'/,
    },
  );
});

test('an undefined option means its default', (t) => {
  using conv = new Conv2d(3, 4, 3, { stride: undefined, bias: undefined });
  t.deepEqual(conv.stride, [1, 1]);
  t.truthy(conv.bias);
});

test('impossible options are refused', (t) => {
  t.throws(() => new Conv2d(3, 4, 3, { groups: 2 }), {
    instanceOf: OptionError,
    message: /divisible by groups 2/,
  });
  t.throws(() => new GroupNorm(32, 40), { instanceOf: OptionError, message: /40 channels .* 32 groups/ });
  t.throws(() => new Dropout(1.5), { instanceOf: OptionError });
  t.throws(() => functional.interpolate(torch.zeros([1, 1, 2, 2]), {}), {
    message: /either size or scaleFactor/,
  });
  const mode = { size: [2, 2], mode: 'cubic' } as unknown as functional.InterpolateOptions;
  t.throws(() => functional.interpolate(torch.zeros([1, 1, 2, 2]), mode), { message: /got 'cubic'/ });
  const reduction = { reduction: 'avg' } as unknown as functional.CrossEntropyOptions;
  t.throws(() => functional.crossEntropy(torch.zeros([1, 2]), torch.zeros([1]), reduction), {
    message: /got 'avg'/,
  });
});

test('wrong shapes show what was expected and what came', (t) => {
  scope(() => {
    using conv = new Conv2d(3, 64, 3);
    const error = t.throws(() => conv.forward(torch.zeros([2, 4, 8, 8])), { instanceOf: ShapeError });
    t.is(error.message, 'Conv2d(3, 64): expected [B, 3, H, W], got [2, 4, 8, 8]');
    t.is(error.expected, '[B, 3, H, W]');
    t.is(error.actual, '[2, 4, 8, 8]');
    t.deepEqual(conv.forward(torch.zeros([3, 8, 8])).shape, [64, 6, 6]);
    t.throws(() => conv.forward(torch.zeros([8, 8])), { message: /expected \[B, 3, H, W\], got \[8, 8\]$/ });
    t.throws(() => conv.forward(torch.zeros([8, 8, 3])), {
      message: /expected \[3, H, W\], got \[8, 8, 3\]$/,
    });
    using transposed = new ConvTranspose2d(3, 2, 3, { stride: 2 });
    t.deepEqual(transposed.forward(torch.zeros([3, 4, 4]), [10, 9]).shape, [2, 10, 9]);
    using norm = new BatchNorm2d(3);
    t.throws(() => norm.forward(torch.zeros([3, 8, 8])), { message: /expected \[B, 3, H, W\]/ });
    t.throws(() => conv.forward(null as unknown as Tensor), {
      message: /expected \[B, 3, H, W\], got null$/,
    });
    t.throws(() => conv.forward([1] as unknown as Tensor), { message: /got a Array$/ });
    using linear = new Linear(5, 2);
    t.throws(() => linear.forward(torch.zeros([5, 3])), {
      message: 'Linear(5, 2): expected [..., 5], got [5, 3]',
    });
    t.throws(() => linear.forward(torch.zeros([])), { instanceOf: ShapeError });
    t.deepEqual(linear.forward(torch.zeros([5])).shape, [2]);
  });
});

test('a module in a tree is named by its path', (t) => {
  scope(() => {
    using net = new Sequential(new Conv2d(3, 4, 1), new Sequential(new Conv2d(5, 6, 1)));
    net.parameters();
    t.throws(() => net.forward(torch.zeros([1, 3, 2, 2])), {
      message: '1.0: Conv2d(5, 6): expected [B, 5, H, W], got [1, 4, 2, 2]',
    });
  });
});

test('a failing forward leaves nothing behind', (t) => {
  using net = new Sequential(new Conv2d(3, 4, 1), new Conv2d(5, 6, 1));
  scope(() => {
    const x = torch.zeros([1, 3, 2, 2]);
    const before = memory();
    t.throws(() => net.forward(x));
    t.deepEqual(memory(), before);
  });
});

test('one value of a channel has no statistics to learn with', (t) => {
  scope(() => {
    using batch = new BatchNorm1d(3);
    using instance = new InstanceNorm2d(3);
    const message = /expected more than one value of each channel in training, got \[1, 3/;
    t.throws(() => batch.forward(torch.zeros([1, 3])), { instanceOf: ShapeError, message });
    t.is(batch.numBatchesTracked!.item(), 0);
    t.throws(() => instance.forward(torch.zeros([1, 3, 1, 1])), { instanceOf: ShapeError, message });
    t.deepEqual(batch.eval().forward(torch.zeros([1, 3])).shape, [1, 3]);
  });
});

test('an embedding refuses norms that bound nothing, and sparse gradients', (t) => {
  t.throws(() => new Embedding(4, 2, { maxNorm: 0 }), { instanceOf: OptionError, message: /maxNorm must/ });
  t.throws(() => new Embedding(4, 2, { normType: -1 }), {
    instanceOf: OptionError,
    message: /normType must/,
  });
  t.throws(() => new Embedding(4, 2, { sparse: true } as object), {
    instanceOf: OptionError,
    message: /sparse gradients are not supported/,
  });
});

test('unpooling gives a size that the pooling can have had', (t) => {
  scope(() => {
    const x = torch.rand([1, 1, 5, 6]); // [B, C, H, W]
    const [maxima, indices] = functional.maxPool2dWithIndices(x, 2);
    t.deepEqual(functional.maxUnpool2d(maxima, indices, 2).shape, [1, 1, 4, 6]);
    t.deepEqual(functional.maxUnpool2d(maxima, indices, 2, { outputSize: [5, 6] }).shape, [1, 1, 5, 6]);
    t.throws(() => functional.maxUnpool2d(maxima, indices, 2, { outputSize: [6, 6] }), {
      instanceOf: OptionError,
      message: /outputSize must be less than the stride 2, 2 away from 4, 6, got 6, 6/,
    });
    t.throws(() => functional.maxUnpool2d(maxima, x, 2), { instanceOf: ShapeError });
  });
});
