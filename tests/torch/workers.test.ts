// Passing tensors between worker threads.
import { Worker } from 'node:worker_threads';
import {
  ArgumentError,
  memory,
  pendingShares,
  receive,
  scope,
  share,
  type TensorToken,
  TorchError,
  torch,
  withdraw,
} from '@cotrain/torch';
import test from 'ava';
import { clean, runNode } from './support.js';

const PACKAGE = new URL('../../packages/torch/dist/index.js', import.meta.url).href;

/** A worker that answers each message with what `body` returns for it. */
function worker(body: string) {
  const source = `
    const { parentPort } = require('node:worker_threads');
    const ready = import('${PACKAGE}');
    parentPort.on('message', async (message) => {
      const torch = await ready;
      try {
        parentPort.postMessage(await (async (message, { torch: t, receive, share, keep, scope }) => { ${body} })(message, torch));
      } catch (error) {
        parentPort.postMessage({ error: error.message });
      }
    });`;
  const made = new Worker(source, { eval: true, execArgv: [] });
  const ask = (message: unknown) =>
    new Promise<unknown>((resolve, reject) => {
      made.once('message', resolve);
      made.once('error', reject);
      made.postMessage(message);
    });
  return { ask, end: () => made.terminate() };
}

test.serial('both threads see one memory', async (t) => {
  const x = torch.arange(6).reshape([2, 3]).t(); // a view with other strides
  const { ask, end } = worker(`
    const x = receive(message);
    const seen = x.toArray();
    x.mul_(10);
    return { seen, stride: x.stride() };`);
  t.deepEqual(await ask(share(x)), {
    seen: [
      [0, 3],
      [1, 4],
      [2, 5],
    ],
    stride: [1, 3],
  });
  t.deepEqual(x.at(0).toArray(), [0, 30]);
  await end();
  t.deepEqual(x.at(1).toArray(), [10, 40]);
  x.dispose();
});

test.serial('a large tensor is handed over, worked on and handed back without a copy', async (t) => {
  const before = memory();
  const { ask, end } = worker(`
    return scope(() => {
      const x = receive(message);
      x.add_(1);
      return share(x);
    });`);
  let token: TensorToken = scope(() => share(torch.zeros([1 << 20])));
  for (let i = 0; i < 5; i++) token = (await ask(token)) as TensorToken;
  const back = receive(token);
  t.is(back.numel(), 1 << 20);
  t.is(
    scope(() => back.mean().item()),
    5,
  );
  back.dispose();
  t.deepEqual(memory(), before);
  await end();
});

test.serial('gradients are of each thread: workers train one weight, each with its own .grad', async (t) => {
  const w = torch.ones([2], { requiresGrad: true });
  const { ask, end } = worker(`
    const w = receive(message);
    w.mul(3).sum().backward();
    return [w.requiresGrad, w.isLeaf, w.grad.toArray()];`);
  t.deepEqual(await ask(share(w)), [true, true, [3, 3]]);
  t.is(w.grad, null);
  await end();
  w.dispose();
});

test.serial(
  'a token is good once, or until it is withdrawn',
  clean((t) => {
    const x = torch.ones([2]);
    const token = share(x);
    t.is(pendingShares(), 1);
    const copy = receive(structuredClone(token));
    t.is(pendingShares(), 0);
    x.dispose();
    t.deepEqual(copy.toArray(), [1, 1]);
    t.throws(() => receive(token), { instanceOf: ArgumentError, message: /received already/ });
    t.false(withdraw(token));
    const second = share(copy);
    t.true(withdraw(second));
    t.false(withdraw(second));
    t.throws(() => receive(second), { instanceOf: ArgumentError });
    t.is(pendingShares(), 0);
  }),
);

test.serial('what a thread shared and nobody took goes with the thread', async (t) => {
  const { ask, end } = worker(`
    globalThis.shared = share(keep(t.ones([3])));
    return globalThis.shared;`);
  const token = (await ask(null)) as TensorToken;
  await end();
  t.throws(() => receive(token), { instanceOf: ArgumentError, message: /thread that shared it has ended/ });
});

test.serial('what a receiver took outlives the sender', async (t) => {
  const { ask, end } = worker('return share(t.full([3], 7))');
  const x = receive((await ask(null)) as TensorToken);
  await end();
  t.deepEqual(x.toArray(), [7, 7, 7]);
  x.dispose();
});

test.serial('memory is freed once, however it went', async (t) => {
  // Resident memory would show 40 x 64 MB that are kept, and the process would end if one were freed twice.
  const { stdout } = await runNode(
    `
    import { Worker } from 'node:worker_threads';
    import { torch, scope, share, withdraw } from '@cotrain/torch';
    const worker = new Worker(\`
      const { parentPort } = require('node:worker_threads');
      const ready = import('${PACKAGE}');
      parentPort.on('message', async (token) => {
        const { receive, scope } = await ready;
        parentPort.postMessage(scope(() => receive(token).at(0).item()));
      });\`, { eval: true, execArgv: [] });
    const answer = () => new Promise((resolve) => worker.once('message', resolve));
    let peak = 0;
    for (let i = 0; i < 40; i++) {
      const token = scope(() => share(torch.full([1 << 24], i)));
      if (i % 2) { worker.postMessage(token); await answer(); } else withdraw(token);
      peak = Math.max(peak, process.memoryUsage.rss());
    }
    await worker.terminate();
    console.log(peak < 1e9 ? 'small' : peak);`,
  );
  t.is(stdout, 'small\n');
});

test(
  'values that cannot be shared, and invalid tokens',
  clean((t) => {
    const w = torch.ones([2], { requiresGrad: true });
    t.throws(() => share(w.mul(2)), { instanceOf: TorchError, message: /detach\(\) it first/ });
    t.throws(() => share(3 as never), { instanceOf: ArgumentError });
    for (const bad of [null, undefined, 3, {}, { sharedTensor: 1.5 }, { sharedTensor: '1' }])
      t.throws(() => receive(bad as never), { instanceOf: ArgumentError });
    t.throws(() => receive({ sharedTensor: 1, process: process.pid + 1 }), {
      message: /was shared in process/,
    });
    t.throws(() => receive({ sharedTensor: 2 ** 50, process: process.pid }), { instanceOf: ArgumentError });
  }),
);

test.serial(
  'a worker that is terminated inside of a custom function or a backwardAsync takes nothing along',
  async (t) => {
    const setUp = `
    const x = keep(t.rand([64, 64], { requiresGrad: true }));
    const { customFunction } = torch;
    const twice = customFunction({ forward: (_, a) => a.mul(2), backward: (_, g) => g.mul(2) });`;
    // Each reports that it has started, and never ends.
    const begun = "parentPort.postMessage('begun');";
    const endless = [
      `for (let i = 0; ; i++) { scope(() => twice(x).sum().backward()); if (i === 10) ${begun} }`,
      `for (let i = 0; ; i++) { await scope(async () => { await x.matmul(x).sum().backwardAsync(); }); if (i === 10) ${begun} }`,
      `for (let i = 0; i < 20; i++) torch.callAsync('matmul', x, x); ${begun} for (;;) ;`,
    ];
    for (const loop of endless) {
      const { ask, end } = worker(`${setUp} ${loop}`);
      t.is(await ask(null), 'begun');
      await end();
    }
    t.is(
      scope(() => torch.ones([3]).sum().item()),
      3,
    );
  },
);
