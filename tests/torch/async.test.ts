import {
  ArgumentError,
  autocast,
  backwardAsync,
  callAsync,
  checkpoint,
  customFunction,
  memory,
  noGrad,
  scope,
  type Tensor,
  TorchError,
  torch,
} from '@cotrain/torch';
import test from 'ava';
import { native } from '../../packages/torch/dist/native/addon.js';
import { close, runNode } from './support.js';

/** A test that leaves no tensor behind. Serial, because `.grad` is inaccessible while a backward runs. */
const cleanly = (name: string, body: (t: import('ava').ExecutionContext) => Promise<void>) =>
  test.serial(name, async (t) => {
    const before = memory().tensors;
    await scope(async () => body(t));
    t.is(memory().tensors, before, 'live tensors before and after');
  });

cleanly('backwardAsync gives the gradients of backward, and lets JavaScript go on', async (t) => {
  const w = torch.rand([200, 200], { requiresGrad: true });
  const loss = () =>
    scope(() => {
      let x = w;
      for (let i = 0; i < 20; i++) x = x.matmul(w).tanh();
      return x.sum();
    });
  loss().backward();
  const expected = w.grad!.clone();
  w.grad = null;
  let ticks = 0;
  const ticking = setInterval(() => ticks++, 0);
  for (let i = 0; i < 5; i++) {
    const done = loss().backwardAsync();
    t.throws(() => w.grad, { message: /backwardAsync\(\) is running/ });
    t.throws(
      () => {
        w.grad = null;
      },
      { message: /backwardAsync\(\) is running/ },
    );
    t.is(await done, undefined);
  }
  clearInterval(ticking);
  t.true(ticks > 0, 'timers ran meanwhile');
  t.true(close(w.grad!.div(5).toArray(), expected.toArray(), 1e-5));
});

cleanly('what is disposed meanwhile stays alive for it', async (t) => {
  const x = torch.ones([100], { requiresGrad: true });
  const y = x.exp().sum();
  const done = backwardAsync(y);
  y.dispose();
  scope(() => torch.rand([1000])); // takes the slot
  await done;
  t.true(close(x.grad!.at(0).item(), Math.E));
  const gradient = torch.full([100], 2);
  const z = x.mul(3);
  const again = backwardAsync(z, { gradient });
  gradient.dispose();
  await again;
  t.true(close(x.grad!.at(0).item(), Math.E + 6));
});

cleanly('its errors are rejections', async (t) => {
  const x = torch.ones([2], { requiresGrad: true });
  await t.throwsAsync(() => x.mul(2).backwardAsync(), { instanceOf: TorchError, message: /scalar outputs/ });
  await t.throwsAsync(() => torch.ones([1]).backwardAsync(), { instanceOf: TorchError });
  await t.throwsAsync(() => x.sum().backwardAsync({ retain: true } as never), { instanceOf: ArgumentError });
  await t.throwsAsync(() => backwardAsync(3 as never), { instanceOf: ArgumentError });
  await t.throwsAsync(() => x.backwardAsync({ gradient: torch.ones([3]) }), { instanceOf: ArgumentError });
  t.is(x.grad, null);
});

cleanly('a graph with JavaScript in it is refused before anything is added', async (t) => {
  const [x, other] = [torch.ones([2], { requiresGrad: true }), torch.ones([2], { requiresGrad: true })];
  const twice = customFunction({ forward: (_, a: Tensor) => a.mul(2), backward: (_, g) => g.mul(2) });
  const refused = { instanceOf: TorchError, message: /use backward\(\)/ };
  await t.throwsAsync(() => other.mul(3).add(twice(x)).sum().backwardAsync(), refused);
  await t.throwsAsync(
    () =>
      checkpoint((a: Tensor) => a.mul(2), x)
        .sum()
        .backwardAsync(),
    refused,
  );
  const hook = x.registerHook((gradient) => gradient.mul(10));
  await t.throwsAsync(() => x.mul(2).sum().backwardAsync(), refused);
  t.is(other.grad, null);
  hook.remove();
  await x.mul(2).sum().backwardAsync();
  t.deepEqual(x.grad!.toArray(), [2, 2]);
});

cleanly('operators as promises, under the modes of the call', async (t) => {
  const [a, b] = [torch.rand([64, 64], { requiresGrad: true }), torch.rand([64, 64])];
  const product = await callAsync('matmul', a, b);
  t.true(product.equal(a.matmul(b)));
  t.true(product.requiresGrad);
  t.false((await noGrad(() => ({ p: callAsync('matmul', a, b) })).p).requiresGrad);
  t.is((await autocast(() => ({ p: callAsync('matmul', a, b) })).p).dtype, 'bfloat16');
  const [values, indices] = await callAsync<[Tensor, Tensor]>('max', b, 1);
  t.deepEqual([values.shape, indices.dtype], [[64], 'int64']);
  t.is(await callAsync('aten::add_', b, 1), b);
  const many = await Promise.all(
    Array.from({ length: 20 }, (_, i) => callAsync('full', [10], i, { dtype: 'int64' })),
  );
  t.deepEqual(
    many.map((x) => x.sum().item()),
    Array.from({ length: 20 }, (_, i) => 10 * i),
  );
  t.is(await callAsync<number>('aten::item', torch.tensor(4n)), 4);
});

cleanly('wrong calls reject, and say what was meant', async (t) => {
  const x = torch.ones([2, 3]);
  await t.throwsAsync(() => callAsync('matmul', x, x), { instanceOf: TorchError, message: /2x3/ });
  await t.throwsAsync(() => callAsync('matmull' as never, x, x), { message: /did you mean 'matmul'/ });
  await t.throwsAsync(() => callAsync('matmul', x), { instanceOf: ArgumentError });
  await t.throwsAsync(() => callAsync('nowhere::op', x), { instanceOf: ArgumentError });
  const gone = torch.ones([1]);
  gone.dispose();
  await t.throwsAsync(() => callAsync('relu', gone), { message: /disposed/ });
  for (const id of [-1, 1e9, Number.NaN])
    t.throws(() => native.callAsync(id, false, () => {}), { message: /no operator/ });
});

test.serial('a result belongs to the scope that asked for it', async (t) => {
  const before = memory().tensors;
  const kept = await scope(async () => {
    await callAsync('ones', [2]);
    const other = callAsync('ones', [3]); // not awaited: belongs to the surrounding scope
    await callAsync('ones', [4]);
    return { sum: await callAsync('ones', [5]), other };
  });
  (await kept.other).dispose();
  t.is(memory().tensors, before + 1);
  t.deepEqual(kept.sum.shape, [5]);
  kept.sum.dispose();
});

test.serial('leaving while work is under way ends cleanly', async (t) => {
  const source = (last: string) => `
    import { torch, callAsync } from '@cotrain/torch';
    const w = torch.rand([600, 600], { requiresGrad: true });
    for (let i = 0; i < 8; i++) callAsync('matmul', w, w).catch(() => {});
    w.matmul(w).sum().backwardAsync();
    console.log('leaving');
    ${last}`;
  t.is((await runNode(source('process.exit(0)'))).stdout, 'leaving\n');
  t.is((await runNode(source(''))).stdout, 'leaving\n');
});

test.serial('the addon takes nothing on trust in what autograd, modes and threads call', (t) => {
  const raw = native as unknown as Record<string, (...values: unknown[]) => unknown>;
  const lives = torch.ones([3], { requiresGrad: true });
  const before = native.callbacks();
  const calls: Record<string, number> = {
    ...{
      backward: 4,
      recordFunction: 5,
      give: 1,
      registerHook: 3,
      removeHook: 1,
      callAsync: 3,
      setAutocast: 3,
    },
    ...{ createGenerator: 1, defaultGenerator: 1, freeGenerator: 1, cloneGenerator: 1, seedGenerator: 2 },
    ...{ generatorSeed: 1, generatorDevice: 1, generatorState: 1, setGeneratorState: 3, autocastState: 1 },
    ...{
      shareTensor: 2,
      receiveTensor: 1,
      withdrawTensor: 1,
      leaveInference: 0,
      leaveRange: 0,
      setDefaultDType: 1,
    },
    ...{ stopProfiler: 1, setNumInteropThreads: 1 },
  };
  const pool = [
    ...[Number.NaN, Infinity, -1, 0.5, 1e9, 2 ** 53, -(2 ** 63), undefined, null, 'x', 'cuda', {}, [], true],
    ...[1n, Symbol.iterator, new Uint8Array(4), [1, 2], [Number.NaN, -1], ['x'], [[], []]],
  ];
  for (const [name, count] of Object.entries(calls))
    for (let i = 0; i < pool.length * (count === 0 ? 0 : 4) + 1; i++) {
      const values = Array.from({ length: count }, (_, k) => pool[(i * (k + 1) + 7 * k) % pool.length]);
      try {
        raw[name]!(...values);
      } catch (error) {
        t.true(error instanceof Error, name);
      }
    }
  t.is(native.callbacks(), before);
  t.deepEqual(lives.toArray(), [1, 1, 1]);
  lives.dispose();
});
