import {
  ArgumentError,
  DisposedTensorError,
  enableGrad,
  isGradEnabled,
  memory,
  noGrad,
  scope,
  TorchError,
  torch,
} from '@cotrain/torch';
import test from 'ava';
import { clean, close } from './support.js';

const leaf = (data: number[]) => torch.tensor(data, { requiresGrad: true });

test(
  'backward adds to .grad of the leaves',
  clean((t) => {
    const x = leaf([1, 2, 3]);
    const y = x.mul(x);
    t.true(x.requiresGrad && x.isLeaf && y.requiresGrad && !y.isLeaf);
    y.sum().backward();
    t.deepEqual(x.grad!.toArray(), [2, 4, 6]);
    t.is(x.grad, x.grad);
    x.sum().backward();
    t.deepEqual(x.grad!.toArray(), [3, 5, 7]);
    x.grad = null;
    t.is(x.grad, null);
  }),
);

test(
  'backward with a gradient, and through branches that use a tensor twice',
  clean((t) => {
    const x = leaf([1, 2]);
    const y = x.mul(3);
    y.add(y.mul(y)).backward({ gradient: torch.tensor([1, 10]) });
    t.deepEqual(x.grad!.toArray(), [3 + 18, 10 * (3 + 36)]);
    t.throws(() => x.mul(2).backward(), { instanceOf: TorchError, message: /scalar outputs/ });
    t.throws(() => torch.ones([1]).backward(), { instanceOf: TorchError, message: /does not require grad/ });
    t.throws(() => x.sum().backward({ retainGrph: true } as never), { instanceOf: ArgumentError });
  }),
);

test(
  'a graph is freed by backward unless it is retained',
  clean((t) => {
    const x = leaf([2]);
    const y = x.pow(2).sum();
    y.backward({ retainGraph: true });
    y.backward();
    t.deepEqual(x.grad!.toArray(), [8]);
    t.throws(() => y.backward(), { instanceOf: TorchError, message: /second time/ });
  }),
);

test(
  'a graph outlives the handles of its tensors',
  clean((t) => {
    const x = leaf([1, 2]);
    const loss = scope(() => x.exp().log().mul(3).sum());
    loss.backward();
    t.true(close(x.grad!.toArray(), [3, 3]));
  }),
);

test(
  'grad() gives gradients as values, of any order',
  clean((t) => {
    const x = leaf([2, 3]);
    const [first] = torch.autograd.grad(x.pow(3).sum(), [x], { createGraph: true });
    t.deepEqual(first!.toArray(), [12, 27]);
    const [second] = torch.autograd.grad(first!.sum(), [x], { createGraph: true });
    t.deepEqual(second!.toArray(), [12, 18]);
    const [third] = torch.autograd.grad([second!], [x], { gradOutputs: [torch.tensor([1, 2])] });
    t.deepEqual(third!.toArray(), [6, 12]);
    t.is(x.grad, null);
  }),
);

test(
  'one tensor stands for a list of one, as an output, an input and a gradient',
  clean((t) => {
    const x = torch.tensor([1, 2], { requiresGrad: true });
    const by = torch.tensor([10, 100]);
    const gradients = torch.autograd.grad(x.mul(3), x, { gradOutputs: by });
    t.deepEqual(
      gradients.map((gradient) => gradient!.toArray()),
      [[30, 300]],
    );
    torch.autograd.backward(x.mul(3), by);
    t.deepEqual(x.grad!.toArray(), [30, 300]);
    x.grad = null;
    const double = torch.tensor([1, 2], { dtype: 'float64', requiresGrad: true });
    t.true(torch.autograd.gradcheck((input) => input.pow(2), double));
    t.true(torch.autograd.gradgradcheck((input) => input.pow(3), double));
    for (const wrong of [undefined, {}, new Set([x])])
      t.throws(() => torch.autograd.grad(x.sum(), wrong as never), {
        instanceOf: ArgumentError,
        message: /inputs must be/,
      });
    // LibTorch's own functions only take lists.
    const matrix = torch.ones([2, 2]);
    for (const join of [torch.cat, torch.stack, torch.hstack, torch.blockDiag, torch.meshgrid])
      t.throws(() => (join as (tensors: unknown) => unknown)(matrix), { instanceOf: ArgumentError });
  }),
);

test(
  'backward() of several outputs, each with its gradient, in one pass',
  clean((t) => {
    const x = leaf([1, 2]);
    const shared = x.mul(3);
    torch.autograd.backward(
      [shared.exp().log(), shared.mul(2)],
      [torch.tensor([1, 10]), torch.tensor([5, 0])],
    );
    t.true(close(x.grad!.toArray(), [3 + 30, 30]));
    t.throws(() => torch.autograd.backward([x.mul(2)], []), { message: /1 outputs and 0 gradients/ });
    t.throws(() => torch.autograd.backward([x], [null as never]), {
      message: /backward: gradients\[0\] is not a Tensor/,
    });
    t.throws(() => torch.autograd.backward([x.mul(2)], [torch.zeros([3])]), { instanceOf: ArgumentError });
  }),
);

test(
  'inputs that no output depends on',
  clean((t) => {
    const [x, unused] = [leaf([1]), leaf([1])];
    const y = x.mul(2);
    t.throws(() => torch.autograd.grad(y, [unused], { retainGraph: true }), {
      instanceOf: TorchError,
      message: /not have been used/,
    });
    const gradients = torch.autograd.grad(y, [x, unused], { allowUnused: true });
    t.deepEqual([gradients[0]!.item(), gradients[1]], [2, null]);
  }),
);

test(
  'grad() refuses values that are not tensors, or too few',
  clean((t) => {
    const x = leaf([1]);
    const y = x.mul(2);
    const gone = torch.ones([1]);
    gone.dispose();
    t.throws(() => torch.autograd.grad(y, [null as never]), { message: /inputs\[0\] is not a Tensor/ });
    t.throws(() => torch.autograd.grad(y, [gone]), {
      instanceOf: DisposedTensorError,
      message: /inputs\[0\]/,
    });
    t.throws(() => torch.autograd.grad([], [x]), { instanceOf: ArgumentError });
    t.throws(() => torch.autograd.grad(y, [], {}), { instanceOf: ArgumentError });
    t.throws(() => torch.autograd.grad(y, [x], { retain: true } as never), { message: /unknown option/ });
    t.throws(() => torch.autograd.grad([y], [x], { gradOutputs: [y, y] }), { instanceOf: TorchError });
    const wide = torch.ones([3]);
    const misfit = { instanceOf: ArgumentError, message: /gradient of shape \[3\] .* output of shape \[1\]/ };
    t.throws(() => torch.autograd.grad(y, [x], { gradOutputs: [wide] }), misfit);
    t.throws(() => y.backward({ gradient: wide }), misfit);
  }),
);

test(
  'noGrad and enableGrad nest, and restore the mode after errors',
  clean((t) => {
    const x = leaf([1]);
    noGrad(() => {
      t.false(isGradEnabled());
      t.false(x.mul(2).requiresGrad);
      enableGrad(() => t.true(x.mul(2).requiresGrad));
      t.throws(() =>
        enableGrad(() => {
          throw new Error('mine');
        }),
      );
      t.false(isGradEnabled());
      x.add_(1); // an in-place update of a leaf
    });
    t.true(isGradEnabled());
    t.throws(() => x.add_(1), { instanceOf: TorchError, message: /leaf/ });
    t.is(x.item(), 2);
  }),
);

test(
  'detach shares data and records nothing',
  clean((t) => {
    const x = leaf([1, 2]);
    const d = x.detach();
    t.false(d.requiresGrad);
    d.mul_(10);
    t.deepEqual(x.toArray(), [10, 20]);
    t.deepEqual(x.mul(d).sum().requiresGrad, true);
  }),
);

test(
  'requiresGrad_ is for leaves of floating types',
  clean((t) => {
    const x = torch.ones([1]);
    t.is(x.requiresGrad_(), x);
    t.false(x.requiresGrad_(false).requiresGrad);
    t.throws(() => torch.tensor([1n]).requiresGrad_(), { instanceOf: TorchError });
    t.true(torch.rand([1], { requiresGrad: true }).isLeaf);
    t.true(torch.tensor([1, 2], { shape: [2, 1], requiresGrad: true }).isLeaf);
    t.true(torch.tensor([1], { dtype: 'float64', requiresGrad: true }).isLeaf);
  }),
);

test(
  '.grad can be set, to what fits',
  clean((t) => {
    const x = leaf([1, 2]);
    x.grad = torch.tensor([5, 6]);
    t.deepEqual(x.grad.toArray(), [5, 6]);
    for (const bad of [torch.ones([3]), torch.ones([2], { dtype: 'float64' })])
      t.throws(
        () => {
          x.grad = bad;
        },
        { instanceOf: TorchError, message: /gradient/ },
      );
    t.throws(
      () => {
        x.grad = 3 as never;
      },
      { instanceOf: ArgumentError },
    );
    x.grad = null;
  }),
);

test('a training step leaves its parameters and nothing else', (t) => {
  const before = memory().tensors;
  const weight = torch.rand([3, 2], { requiresGrad: true });
  const step = () =>
    scope(() => {
      const loss = torch.rand([5, 3]).matmul(weight).pow(2).mean();
      loss.backward();
      noGrad(() => weight.sub_(weight.grad!, { alpha: 0.1 }));
      weight.grad!.zero_();
      return loss.item() as number;
    });
  const losses = Array.from({ length: 100 }, step);
  t.is(memory().tensors, before + 1);
  t.true(losses[99]! < losses[0]! / 10, `${losses[0]} -> ${losses[99]}`);
  weight.dispose();
});
