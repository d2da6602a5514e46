import { ArgumentError, DisposedTensorError, releaseMemory, scope, TorchError, torch } from '@cotrain/torch';
import test from 'ava';
import { clean } from './support.js';

test(
  'a direct call with options: defaults, one number for a list, null for a tensor',
  clean((t) => {
    const image = torch.arange(16).view([1, 1, 4, 4]).to('float32');
    const weight = torch.ones([1, 1, 2, 2]);
    const bias = torch.tensor([100]).to('float32');
    t.deepEqual(torch.conv2d(image, weight, { stride: 2 }).toArray(), [
      [
        [
          [10, 18],
          [42, 50],
        ],
      ],
    ]);
    t.deepEqual(torch.conv2d(image, weight, { bias, stride: [2, 4] }).toArray(), [[[[110], [142]]]]);
    t.deepEqual(torch.conv2d(image, weight, { bias: null, stride: 4 }).toArray(), [[[[10]]]]);
    t.deepEqual(image.sum([2, 3], { keepdim: true }).toArray(), [[[[120]]]]);
    t.deepEqual(image.sum([], { dtype: 'float64' }).dtype, 'float64'); // the general path
    t.deepEqual(image.mean(null, {}).item(), 7.5);
  }),
);

test(
  'a direct call refuses a disposed tensor where null would do',
  clean((t) => {
    const image = torch.ones([1, 1, 2, 2]);
    const bias = torch.ones([1]);
    bias.dispose();
    t.throws(() => torch.conv2d(image, image, { bias }), { instanceOf: DisposedTensorError });
    t.throws(() => torch.conv2d(image, image, { groups: 2 }), {
      instanceOf: TorchError,
      message: /float32\[1/,
    });
  }),
);

test(
  'a direct call records for autograd, whichever argument asks for it',
  clean((t) => {
    const image = torch.ones([1, 1, 1, 1]);
    const bias = torch.ones([1], { requiresGrad: true });
    const y = torch.conv2d(image, image, { bias });
    t.true(y.requiresGrad);
    y.backward();
    t.deepEqual(bias.grad!.toArray(), [1]);
    t.false(torch.conv2d(image, image, {}).requiresGrad);
  }),
);

test(
  'item() tells numbers, booleans and numbers that are not safe apart',
  clean((t) => {
    t.is(torch.tensor([1.5]).item(), 1.5);
    t.is(torch.tensor([true]).item(), true);
    t.is(torch.tensor([-3n]).item(), -3);
    t.is(
      torch
        .tensor([[2]])
        .view([])
        .item(),
      2,
    );
    t.is(torch.ones([1], { requiresGrad: true }).item(), 1);
    t.throws(() => torch.tensor([2n ** 60n]).item(), { instanceOf: ArgumentError });
    t.throws(() => torch.ones([2]).item(), { instanceOf: TorchError, message: /2 elements/ });
  }),
);

test(
  'memory of large tensors is kept for the next ones, and goes back when it is told to',
  clean((t) => {
    const bytes = 128 << 20;
    const fill = () =>
      scope(() =>
        torch
          .ones([bytes / 4])
          .sum()
          .item(),
      );
    releaseMemory();
    const before = process.memoryUsage.rss();
    t.is(fill(), bytes / 4);
    t.true(process.memoryUsage.rss() > before + bytes / 2);
    t.is(fill(), bytes / 4);
    t.true(process.memoryUsage.rss() < before + 1.5 * bytes);
    const used = torch.ones([1 << 19]);
    releaseMemory();
    t.true(process.memoryUsage.rss() < before + bytes / 2);
    t.is(used.sum().item(), 1 << 19);
  }),
);
