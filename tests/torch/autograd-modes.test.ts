// inferenceMode, gradient checkpointing, default dtype, determinism, warnings.
import {
  ArgumentError,
  areDeterministicAlgorithmsEnabled,
  autocast,
  checkpoint,
  getDefaultDtype,
  getNumInteropThreads,
  inferenceMode,
  isGradEnabled,
  isInferenceMode,
  manualSeed,
  memory,
  noGrad,
  onWarning,
  scope,
  setDefaultDtype,
  setNumInteropThreads,
  type Tensor,
  TorchError,
  type TorchWarning,
  torch,
  useDeterministicAlgorithms,
} from '@cotrain/torch';
import test from 'ava';
import { native } from '../../packages/torch/dist/native/addon.js';
import { clean, close, runNode } from './support.js';

test(
  'inferenceMode makes tensors that can never be differentiated',
  clean((t) => {
    const w = torch.ones([2], { requiresGrad: true });
    const y = inferenceMode(() => {
      t.true(isInferenceMode());
      t.false(isGradEnabled());
      return w.mul(2);
    });
    t.false(isInferenceMode());
    t.true(isGradEnabled());
    t.true(y.isInference());
    t.false(y.requiresGrad);
    t.throws(() => y.mul(w), { instanceOf: TorchError, message: /[Ii]nference tensors cannot be saved/ });
    t.deepEqual(y.clone().mul(w).sum().item(), 4);
    t.throws(() => inferenceMode(async () => 1), { instanceOf: ArgumentError });
    t.throws(() =>
      inferenceMode(() => {
        throw new Error('mine');
      }),
    );
    t.false(isInferenceMode());
  }),
);

const block = (w: Tensor) => (x: Tensor) => torch.dropout(x.matmul(w), 0.5, true).tanh();

test.serial(
  'a checkpoint gives the gradients of the whole graph, with the same random numbers',
  clean((t) => {
    const [x, w] = [torch.rand([4, 8], { requiresGrad: true }), torch.rand([8, 8], { requiresGrad: true })];
    const run = (wrap: (f: (x: Tensor) => Tensor, x: Tensor) => Tensor) => {
      manualSeed(3);
      [x.grad, w.grad] = [null, null];
      const loss = wrap(block(w), wrap(block(w), x)).sum();
      loss.backward();
      return [loss.item(), x.grad!.toArray(), w.grad!.toArray(), torch.rand([1]).item()];
    };
    const plain = run((f, input) => f(input));
    const saved = run((f, input) => checkpoint(f, input));
    t.true(close(saved, plain));
  }),
);

test(
  'a checkpoint computes again under the autocast of the first time',
  clean((t) => {
    const w = torch.arange(16).sub(8).div(10).reshape([4, 4]).requiresGrad_();
    const x = torch.arange(8).div(7).reshape([2, 4]);
    const f = (h: Tensor) => h.matmul(w).tanh();
    const run = (wrap: (h: Tensor) => Tensor) => {
      w.grad = null;
      const loss = autocast(() => wrap(wrap(x)).sum());
      loss.backward();
      return [loss.item(), w.grad!.toArray()];
    };
    t.deepEqual(
      run((h) => checkpoint(f, h)),
      run(f),
    );
  }),
);

test(
  'a checkpoint without an input that needs a gradient still reaches the parameters',
  clean((t) => {
    const [x, w] = [torch.ones([2, 2]), torch.ones([2, 2], { requiresGrad: true })];
    const [a, b] = checkpoint((input: Tensor) => [input.matmul(w), input.mul(2)] as const, x);
    a.sum().add(b.sum()).backward();
    t.deepEqual(w.grad!.toArray(), [
      [2, 2],
      [2, 2],
    ]);
    t.false(noGrad(() => checkpoint(block(w), x)).requiresGrad);
  }),
);

test(
  'a checkpoint works with backward() only, and takes tensors',
  clean((t) => {
    const w = torch.ones([2, 2], { requiresGrad: true });
    const y = () => checkpoint((a: Tensor) => a.matmul(w), w).sum();
    t.throws(() => torch.autograd.grad(y(), [w]), { message: /backward\(\) only/ });
    t.throws(() => y().backward({ createGraph: true }), { message: /backward\(\) only/ });
    t.throws(() => checkpoint((_: Tensor) => w, 3 as never), { instanceOf: ArgumentError });
    t.throws(
      () =>
        checkpoint((_: Tensor): Tensor => {
          throw new Error('mine');
        }, w),
      { message: 'mine' },
    );
  }),
);

test.serial('a checkpoint keeps its inputs, not what lies between', (t) => {
  const w = torch.rand([64, 64], { requiresGrad: true });
  const before = { ...memory(), callbacks: native.callbacks() };
  let inside = 0;
  scope(() => {
    const deep = (x: Tensor) => {
      for (let i = 0; i < 10; i++) x = x.matmul(w).tanh();
      return x;
    };
    let x = torch.rand([64, 64]);
    for (let i = 0; i < 3; i++) x = checkpoint(deep, x);
    inside = memory().tensors - before.tensors;
    x.sum().backward();
    w.grad = null;
  });
  t.true(inside <= 10, `${inside} tensors`);
  t.deepEqual({ ...memory(), callbacks: native.callbacks() }, before);
  w.dispose();
});

test.serial(
  'the default dtype is that of numbers and of factories',
  clean((t) => {
    t.is(getDefaultDtype(), 'float32');
    try {
      setDefaultDtype('float64');
      t.is(getDefaultDtype(), 'float64');
      for (const x of [torch.tensor([1, 2]), torch.zeros([1]), torch.rand([1]), torch.full([1], 2)])
        t.is(x.dtype, 'float64');
      t.is(torch.tensor([0.1]).item(), 0.1);
      t.is(torch.tensor([1n]).dtype, 'int64');
      t.is(torch.tensor([1], { dtype: 'float32' }).dtype, 'float32');
    } finally {
      setDefaultDtype('float32');
    }
    t.throws(() => setDefaultDtype('int64' as never), { instanceOf: ArgumentError });
    t.throws(() => setDefaultDtype('float31' as never), { instanceOf: ArgumentError });
    t.is(torch.tensor([1]).dtype, 'float32');
  }),
);

test.serial('deterministic mode refuses what has no deterministic way, or warns', async (t) => {
  const warnings: TorchWarning[] = [];
  // Has no deterministic implementation on any device.
  const put = () => scope(() => torch.zeros([3]).put_(torch.tensor([0n]), torch.ones([1])));
  try {
    useDeterministicAlgorithms(true);
    t.true(areDeterministicAlgorithmsEnabled());
    t.throws(put, { instanceOf: TorchError, message: /deterministic/ });
    onWarning((warning) => warnings.push(warning));
    useDeterministicAlgorithms(true, { warnOnly: true });
    put().dispose();
    put().dispose();
  } finally {
    useDeterministicAlgorithms(false);
  }
  await new Promise(setImmediate);
  onWarning(null);
  t.is(warnings.length, 1, 'each text once');
  t.regex(warnings[0]!.message, /put_.*deterministic/s);
  put().dispose();
  t.throws(() => useDeterministicAlgorithms(1 as never), { instanceOf: ArgumentError });
});

test.serial('warnings go where Node’s own go', async (t) => {
  const { stdout, stderr } = await runNode(`
    import { torch } from '@cotrain/torch';
    import { native } from '../../packages/torch/dist/native/addon.js';
    process.on('warning', (warning) => console.log(warning.name, warning.message));
    for (let i = 0; i < 3; i++) native.warn('take care');`);
  t.is(stdout, 'TorchWarning take care\n');
  t.regex(stderr, /TorchWarning: take care/);
  t.notRegex(stderr, /warnings\.cpp/);
});

test.serial('a listener that throws ends nothing but itself', async (t) => {
  const { stdout } = await runNode(`
    import { onWarning, torch } from '@cotrain/torch';
    import { native } from '../../packages/torch/dist/native/addon.js';
    process.on('uncaughtException', (error) => console.log('uncaught', error.message));
    onWarning(() => { throw new Error('mine'); });
    native.warn('take care');
    console.log(torch.ones([2]).sum().item());`);
  t.is(stdout, '2\nuncaught mine\n');
});

test('interop threads are told, and set in time only', async (t) => {
  t.true(getNumInteropThreads() >= 1);
  for (const count of [0, 1.5, Number.NaN])
    t.throws(() => setNumInteropThreads(count), { instanceOf: ArgumentError });
  const { stdout } = await runNode(`
    import { getNumInteropThreads, setNumInteropThreads } from '@cotrain/torch';
    setNumInteropThreads(3);
    console.log(getNumInteropThreads());
    try { setNumInteropThreads(4); } catch (error) { console.log(error.message); }`);
  t.regex(stdout, /^3\n.*cannot set number of interop threads/s);
});
