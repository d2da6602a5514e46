// Custom functions, hooks and gradcheck.
import {
  ArgumentError,
  customFunction,
  GradcheckError,
  gradcheck,
  gradgradcheck,
  memory,
  noGrad,
  scope,
  type Tensor,
  TorchError,
  torch,
} from '@cotrain/torch';
import test from 'ava';
import { native } from '../../packages/torch/dist/native/addon.js';
import { assertClose } from '../assertClose.js';
import { clean, close } from './support.js';

const leaf = (data: number[]) => torch.tensor(data, { requiresGrad: true });
const double = (shape: number[]) => torch.rand(shape, { dtype: 'float64', requiresGrad: true });

const square = customFunction({
  name: 'square',
  forward(context, x: Tensor) {
    context.save(x);
    return x.mul(x);
  },
  backward(context, gradient) {
    return gradient.mul(context.saved[0]!).mul(2);
  },
});

test(
  'a custom function takes part in the graph',
  clean((t) => {
    const x = leaf([1, 2, 3]);
    const y = square(x);
    t.true(y.requiresGrad && !y.isLeaf);
    t.deepEqual(y.toArray(), [1, 4, 9]);
    square(y).mul(0.5).sum().backward(); // x^4 / 2
    t.true(close(x.grad!.toArray(), [2, 16, 54]));
    t.false(noGrad(() => square(x)).requiresGrad);
    t.false(square(torch.ones([2])).requiresGrad);
  }),
);

test(
  'its gradients and second derivatives are right, and gradcheck finds wrong ones',
  clean((t) => {
    const x = double([2, 3]);
    t.true(gradcheck(square, [x]));
    t.true(gradgradcheck(square, [x]));
    const [first] = torch.autograd.grad(square(x).sum(), [x], { createGraph: true });
    const [second] = torch.autograd.grad(first!.sum(), [x]);
    t.true(
      close(second!.toArray(), [
        [2, 2, 2],
        [2, 2, 2],
      ]),
    );
    const wrong = customFunction({
      forward(context, a: Tensor, b: Tensor) {
        context.save(a, b);
        return a.mul(b);
      },
      backward(context, gradient) {
        const [a, b] = context.saved;
        return [gradient.mul(b!), gradient.mul(a!).mul(1.5)];
      },
    });
    const error = t.throws(() => gradcheck(wrong, [double([2]), double([2])]), {
      instanceOf: GradcheckError,
      message: /output 0 with respect to input 1 is wrong in 2 of 4 entries/,
    });
    assertClose(t, error.analytic / error.numeric, 1.5, { absolute: 1e-6 });
    const firstOrderOnly = customFunction({
      forward(context, a: Tensor) {
        context.save(a);
        return a.pow(3);
      },
      backward: (context, gradient) => gradient.mul(context.saved[0]!.detach().pow(2)).mul(3),
    });
    t.true(gradcheck(firstOrderOnly, [x]));
    t.throws(() => gradgradcheck(firstOrderOnly, [x]), { instanceOf: GradcheckError });
  }),
);

test(
  'gradcheck of operators: several inputs and outputs, odd layouts',
  clean((t) => {
    const [x, w] = [double([1, 2, 4, 3]), double([3, 2, 2, 2])];
    t.true(gradcheck((a, b) => torch.conv2d(a, b, { padding: 1 }), [x, w]));
    t.true(gradcheck((a) => [a.sin(), a.mul(2).sum()], [double([3])]));
    t.true(gradcheck((a) => a.t().contiguous().exp(), [double([2, 3]).detach().t().requiresGrad_()]));
    t.true(gradgradcheck((a, b) => a.mul(b).tanh(), [double([2]), double([2])]));
    t.true(gradcheck((a, b) => a.mul(b), [double([2]), torch.rand([2], { dtype: 'float64' })]));
    t.throws(() => gradcheck((a) => a.mul(2), [leaf([1])]), {
      instanceOf: ArgumentError,
      message: /float64/,
    });
    t.throws(() => gradcheck((a) => a, [torch.ones([1])]), { instanceOf: ArgumentError });
    t.throws(() => gradcheck((a) => a.to('float32'), [double([1])] as never), { instanceOf: Error });
  }),
);

test(
  'several tensors and other values in, several tensors out, state, and what is needed',
  clean((t) => {
    const seen: (readonly boolean[])[] = [];
    const both = customFunction({
      forward(context, scale: number, pair: readonly Tensor[], c: Tensor) {
        context.state = scale;
        const [a, b] = pair as [Tensor, Tensor];
        const indices = c.argsort();
        context.markNonDifferentiable(indices);
        return [a.add(b).mul(scale), c.mul(scale), indices];
      },
      backward(context, first, second) {
        seen.push(context.needsInputGrad);
        const scale = context.state as number;
        return [first.mul(scale), null, second.mul(scale)];
      },
    });
    const [a, b, c] = [leaf([1, 2]), torch.ones([2]), leaf([4, 3])];
    const [sum, scaled, indices] = both(3, [a, b], c);
    t.deepEqual([sum!.requiresGrad, scaled!.requiresGrad, indices!.requiresGrad], [true, true, false]);
    t.deepEqual(indices!.toArray(), [1, 0]);
    sum!.sum().backward({ retainGraph: true }); // the gradient of the other output is zero
    t.deepEqual(
      [a.grad!.toArray(), c.grad!.toArray()],
      [
        [3, 3],
        [0, 0],
      ],
    );
    torch.autograd.grad([scaled!.sum()], [c]);
    t.deepEqual(seen, [
      [true, false, true],
      [false, false, true],
    ]);
  }),
);

test(
  'an error of backward arrives with its cause, and the process goes on',
  clean((t) => {
    const mine = new RangeError('mine');
    const broken = customFunction({
      forward: (_, x: Tensor) => x.mul(2),
      backward() {
        throw mine;
      },
    });
    const x = leaf([1]);
    const error = t.throws(() => broken(x).backward(), { instanceOf: TorchError, message: /mine/ });
    t.is(error.cause, mine);
    t.throws(() => torch.autograd.grad(broken(x), [x]), { instanceOf: TorchError, message: /mine/ });
    const throwing = customFunction({
      forward: (_, a: Tensor) => a.mul(2),
      backward() {
        throw 'no error object';
      },
    });
    t.throws(() => throwing(x).backward(), { instanceOf: TorchError, message: /no error object/ });
    const returning = (gradients: unknown) =>
      customFunction({ forward: (_, a: Tensor) => a.mul(2), backward: () => gradients as Tensor });
    const [two, text, wide] = [[x.detach(), x.detach()], 'x', torch.ones([3])];
    t.throws(() => returning(two)(x).backward(), { message: /backward gives 1 gradients/ });
    t.throws(() => returning(text)(x).backward(), { message: /backward gives 1 gradients/ });
    t.throws(() => returning([text])(x).backward(), {
      message: /a custom function: gradients\[0\] is not a Tensor, but string/,
    });
    t.throws(() => customFunction({ forward: () => [null] as never, backward: () => null })(), {
      instanceOf: ArgumentError,
      message: /results of forward\[0\] is not a Tensor, but null/,
    });
    t.throws(
      () =>
        returning(wide)(leaf([1, 2]))
          .sum()
          .backward(),
      { message: /shape/ },
    );
    t.throws(() => customFunction({} as never), { instanceOf: ArgumentError });
    t.throws(() => customFunction({ forward: () => 3 as never, backward: () => null })(), {
      instanceOf: ArgumentError,
    });
    square(x).backward();
    t.deepEqual(x.grad!.toArray(), [2]);
  }),
);

test(
  'saved tensors: changed ones are noticed, freed ones too',
  clean((t) => {
    const x = leaf([2]);
    const h = x.mul(1);
    const y = square(h);
    h.add_(1);
    t.throws(() => y.backward(), { instanceOf: TorchError, message: /modified by an inplace operation/ });
    const z = square(x);
    z.backward();
    t.throws(() => z.backward(), { instanceOf: TorchError, message: /second time/ });
    const kept = square(x);
    kept.backward({ retainGraph: true });
    kept.backward();
    t.deepEqual(x.grad!.toArray(), [12]);
  }),
);

test.serial('closures and tensors live as long as the graph, and no longer', (t) => {
  const before = { ...memory(), callbacks: native.callbacks() };
  scope(() => {
    const x = torch.rand([1000], { requiresGrad: true });
    for (let i = 0; i < 50; i++) scope(() => square(square(x)).sum().backward());
    for (let i = 0; i < 50; i++) scope(() => void square(x)); // never traversed
    const loss = scope(() => square(square(x)).sum());
    t.is(native.callbacks(), before.callbacks + 2);
    loss.backward();
    t.is(native.callbacks(), before.callbacks + 2);
  });
  t.deepEqual({ ...memory(), callbacks: native.callbacks() }, before);
});

test(
  'a function inside of a function, and backward inside of backward',
  clean((t) => {
    const fourth = customFunction({
      forward(context, x: Tensor) {
        context.save(x);
        return square(square(x));
      },
      backward(context, gradient) {
        const x = context.saved[0]!.detach().requiresGrad_();
        const [slope] = torch.enableGrad(() => torch.autograd.grad(square(square(x)).sum(), [x]));
        return gradient.mul(slope!);
      },
    });
    const x = leaf([1, 2]);
    fourth(x).sum().backward();
    t.deepEqual(x.grad!.toArray(), [4, 32]);
  }),
);

test(
  'hooks see and replace gradients until they are removed',
  clean((t) => {
    const x = leaf([1, 2]);
    const seen: unknown[] = [];
    const h = x.mul(3);
    const watching = h.registerHook((gradient) => {
      seen.push(gradient.toArray());
    });
    const scaling = x.registerHook((gradient) => gradient.mul(10));
    h.sum().backward({ retainGraph: true });
    t.deepEqual([seen, x.grad!.toArray()], [[[1, 1]], [30, 30]]);
    scaling.remove();
    scaling.remove();
    x.grad = null;
    h.sum().backward({ retainGraph: true });
    t.deepEqual(x.grad!.toArray(), [3, 3]);
    watching.remove();
    h.sum().backward({ retainGraph: true });
    t.is(seen.length, 2);
    const failing = x.registerHook(() => {
      throw new Error('from a hook');
    });
    t.throws(() => h.sum().backward({ retainGraph: true }), {
      instanceOf: TorchError,
      message: /from a hook/,
    });
    failing.remove();
    const once = x.registerHook((gradient) => {
      once.remove();
      return gradient.zero_();
    });
    x.grad = null;
    h.sum().backward();
    t.deepEqual(x.grad!.toArray(), [0, 0]);
    t.throws(() => torch.ones([1]).registerHook(() => null), {
      instanceOf: TorchError,
      message: /requires? gradient/,
    });
    t.throws(() => x.registerHook(3 as never), { instanceOf: ArgumentError });
  }),
);

test.serial('a hook goes with its tensor, and with its graph', (t) => {
  const before = { ...memory(), callbacks: native.callbacks() };
  scope(() => {
    const x = leaf([1]);
    x.registerHook(() => null);
    const loss = scope(() => {
      const h = x.mul(2);
      h.registerHook((gradient) => gradient.mul(5));
      return h.sum();
    });
    t.is(native.callbacks(), before.callbacks + 2);
    loss.backward();
    t.deepEqual(x.grad!.toArray(), [10]);
  });
  t.deepEqual({ ...memory(), callbacks: native.callbacks() }, before);
});

test(
  'retainGrad keeps the gradient of a non-leaf',
  clean((t) => {
    const x = leaf([1, 2]);
    const h = x.mul(3);
    h.retainGrad();
    t.true(h.retainsGrad());
    h.pow(2).sum().backward();
    t.deepEqual(h.grad!.toArray(), [6, 12]);
  }),
);
