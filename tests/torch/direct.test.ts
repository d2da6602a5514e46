import {
  ArgumentError,
  DisposedTensorError,
  inferenceMode,
  recordTrace,
  releaseMemory,
  scope,
  type Tensor,
  TorchError,
  torch,
} from '@cotrain/torch';
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

test(
  'a number is the tensor that stands for it: promotion, rounding, and what backward has saved',
  clean((t) => {
    const x = torch.tensor([1, 2]).to('float32');
    t.deepEqual(
      [x.add(2), x.sub(0.5), x.mul(3), x.div(4)].map((y) => y.toArray()),
      [
        [3, 4],
        [0.5, 1.5],
        [3, 6],
        [0.25, 0.5],
      ],
    );
    t.is(x.add(0.1).dtype, 'float32');
    t.true(x.add(0.1).equal(x.add(torch.tensor([0.1, 0.1]).to('float32'))));
    t.deepEqual(x.to('float64').add(0.1).toArray(), [1.1, 2.1]);
    t.is(x.at(0).add(0.1).dtype, 'float32');
    t.deepEqual(x.add(Number.NaN).toArray(), [Number.NaN, Number.NaN]);
    const whole = torch.tensor([1n, 2n]);
    t.deepEqual(
      [whole.add(2).dtype, whole.add(0.5).dtype, whole.div(2).dtype],
      ['int64', 'float32', 'float32'],
    );
    t.deepEqual(whole.add(2).toArray(), [3, 4]);
    const leaf = torch.tensor([1, 2]).to('float32').requiresGrad_();
    const [double, triple] = [leaf.mul(2), leaf.mul(3)]; // each keeps its own number
    double.add(1).add(triple).sum().backward();
    t.deepEqual(leaf.grad!.toArray(), [5, 5]);
    t.deepEqual(leaf.add(2).toArray(), [3, 4]);
    const inInference = inferenceMode(() => x.mul(5).toArray());
    t.deepEqual(
      [inInference, leaf.mul(7).toArray()],
      [
        [5, 10],
        [7, 14],
      ],
    );
  }),
);

test(
  'a trace keeps a number as a number',
  clean((t) => {
    const { traced } = recordTrace((x: Tensor) => x.add(2.5), [torch.ones([3])] as [Tensor], ['x']);
    const sum = traced.forward(torch.ones([2]).to('float64')) as Tensor;
    t.deepEqual([sum.dtype, sum.toArray()], ['float64', [3.5, 3.5]]);
    const constants = traced.graph().nodes.filter(({ kind }) => kind === 'prim::Constant');
    t.false(JSON.stringify(constants).includes('Tensor'));
  }),
);

test(
  'calls whose other arguments have defaults',
  clean((t) => {
    const x = torch
      .tensor([
        [1, 2],
        [3, 4],
      ])
      .to('float32');
    t.deepEqual(
      [x.sum().item(), x.mean().item(), x.sum([0]).toArray(), x.mean([1]).toArray()],
      [10, 2.5, [4, 6], [1.5, 3.5]],
    );
    t.deepEqual(x.flatten().toArray(), [1, 2, 3, 4]);
    t.deepEqual(x.sum([]).item(), 10);
  }),
);
