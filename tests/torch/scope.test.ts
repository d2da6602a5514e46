import { setTimeout as sleep } from 'node:timers/promises';
import {
  ArgumentError,
  DisposedTensorError,
  keep,
  liveTensors,
  memory,
  noGrad,
  scope,
  Tensor,
  torch,
  trackTensors,
} from '@cotrain/torch';
import test from 'ava';
import { runNode } from './support.js';

const live = () => memory().tensors;
const ones = () => torch.ones([4]);

// Serial, because each test counts the live tensors of the process.

test.serial('a scope frees what it does not return', (t) => {
  const before = memory();
  let inner: Tensor | undefined;
  const result = scope(() => {
    inner = ones();
    return inner.mul(2).add(1);
  });
  t.deepEqual(result.toArray(), [3, 3, 3, 3]);
  t.true(inner!.isDisposed);
  t.throws(() => inner!.shape, { instanceOf: DisposedTensorError });
  t.deepEqual(memory(), { tensors: before.tensors + 1, bytes: before.bytes + 16 });
  result.dispose();
  result.dispose();
  t.deepEqual(memory(), before);
});

test.serial('tensors are found in objects, arrays, maps, sets, cycles and class instances', (t) => {
  const before = live();
  class Box {
    constructor(readonly content: Tensor) {}
  }
  scope(() => {
    const result = scope(() => {
      const nested: Record<string, unknown> = {
        list: [1, [ones()]],
        map: new Map<unknown, unknown>([
          ['a', ones()],
          [ones(), { deep: new Set([ones()]) }],
        ]),
        box: new Box(ones()),
        data: new Float32Array(3),
        nothing: null,
      };
      nested.self = nested;
      ones();
      return nested;
    });
    t.is(live(), before + 5);
    t.false((result.box as Box).content.isDisposed);
  });
  t.is(live(), before);
});

test.serial('a result may nest deeper than the stack', (t) => {
  const before = live();
  scope(() => {
    const list = scope(() => {
      let node: { next: unknown; value: Tensor } | null = null;
      for (let i = 0; i < 50_000; i++)
        node = { next: node, value: i % 5000 === 0 ? ones() : (null as never) };
      return node;
    });
    t.is(live(), before + 10);
    t.truthy(list);
  });
  t.is(live(), before);
});

test.serial('scopes nest: what an inner one returns belongs to the outer one', (t) => {
  const before = live();
  scope(() => {
    const outer = ones();
    const kept = scope(() => scope(() => outer.add(1)));
    t.is(live(), before + 2);
    scope(() => outer); // not its own: returning it has no effect
    t.is(live(), before + 2);
    t.false(kept.isDisposed);
  });
  t.is(live(), before);
});

test.serial('when the function throws, or a getter of its result does, all is freed', (t) => {
  const before = live();
  const error = new Error('mine');
  const thrown = t.throws(() =>
    scope(() => {
      ones();
      throw error;
    }),
  );
  t.is(thrown, error);
  t.throws(
    () =>
      scope(() => ({
        tensor: ones(),
        get bad() {
          throw error;
        },
      })),
    { is: error },
  );
  t.is(live(), before);
  t.deepEqual(
    scope(() => ones().sum().item()),
    4,
    'and the outer state is restored',
  );
  t.is(live(), before);
});

test.serial('an async scope follows its awaits', async (t) => {
  const before = live();
  const result = await scope(async () => {
    const first = ones();
    await sleep(1);
    const second = first.add(1);
    await sleep(1);
    return { second };
  });
  t.is(live(), before + 1);
  t.deepEqual(result.second.toArray(), [2, 2, 2, 2]);
  result.second.dispose();
  await t.throwsAsync(
    scope(async () => {
      ones();
      await sleep(1);
      throw new Error('mine');
    }),
    { message: 'mine' },
  );
  t.is(live(), before);
});

test.serial('two async scopes interleave without touching each other', async (t) => {
  const before = live();
  const work = (pause: number, value: number) =>
    scope(async () => {
      const x = torch.full([2], value);
      await sleep(pause);
      const y = scope(() => x.mul(2).add(0));
      await sleep(pause);
      t.false(x.isDisposed || y.isDisposed);
      return y.sum().item();
    });
  t.deepEqual(await Promise.all([work(3, 1), work(1, 10), work(2, 100)]), [4, 40, 400]);
  t.is(live(), before);
});

test.serial('work that is not awaited goes on in the scope that is still open around it', async (t) => {
  const before = live();
  let late: Tensor | undefined;
  let work: Promise<void> | undefined;
  await scope(async () => {
    await scope(async () => {
      work = (async () => {
        await sleep(5);
        late = ones();
      })();
    });
    await work;
    t.false(late!.isDisposed);
    t.is(live(), before + 1);
  });
  t.true(late!.isDisposed);
  t.is(live(), before);
});

test.serial('an async scope that outlives the scope around it hands its result further out', async (t) => {
  const before = live();
  let inner: Promise<Tensor> | undefined;
  scope(() => {
    ones();
    inner = scope(async () => {
      await sleep(1);
      return ones().add(1);
    });
  });
  const result = await inner!;
  t.false(result.isDisposed);
  t.is(live(), before + 1);
  result.dispose();
  t.is(live(), before);
});

test.serial(
  'a promise from a function that is not async is an error, and its tensors are freed',
  async (t) => {
    const before = live();
    t.throws(() => scope(() => Promise.resolve(ones())), {
      instanceOf: ArgumentError,
      message: /declare it `async`/,
    });
    t.throws(() => noGrad(() => Promise.reject(new Error('handled'))), { message: /promise/ });
    t.throws(() => noGrad(async () => 1), { message: /synchronous/ });
    await sleep(1);
    t.is(live(), before);
  },
);

test.serial('keep() takes a tensor out of all scopes', (t) => {
  const before = live();
  const kept = scope(() => scope(() => [keep(ones())]))[0]!;
  let hidden: Tensor | undefined;
  scope(() => {
    hidden = keep(ones());
  });
  t.is(live(), before + 2);
  t.is(keep(kept), kept);
  kept.dispose();
  hidden!.dispose();
  t.throws(() => keep(kept), { instanceOf: DisposedTensorError });
  t.throws(() => keep({} as Tensor), { instanceOf: ArgumentError });
  t.is(live(), before);
});

test.serial('`using` disposes', (t) => {
  const before = live();
  {
    using x = ones();
    using y = x.add(1);
    t.deepEqual(y.toArray(), [2, 2, 2, 2]);
  }
  t.is(live(), before);
});

test.serial('a subclass takes a tensor over and keeps it out of scopes', (t) => {
  class Parameter extends Tensor {}
  const before = live();
  let given: Tensor | undefined;
  let parameter: Parameter | undefined;
  scope(() => {
    given = ones();
    parameter = new Parameter(given);
  });
  t.true(given!.isDisposed);
  t.deepEqual(parameter!.add(1).toArray(), [2, 2, 2, 2]);
  t.is(parameter!.add_(1), parameter as Tensor);
  t.throws(() => new Parameter(given!), { instanceOf: DisposedTensorError });
  parameter!.dispose();
  t.throws(() => new Parameter(7 as never), { instanceOf: ArgumentError });
  t.true(live() <= before + 1);
});

test.serial('a slot that is used again is not the old tensor', (t) => {
  const old = ones();
  const { slot, generation } = old as unknown as { slot: number; generation: number };
  old.dispose();
  const next = torch.zeros([4]);
  t.is((next as unknown as { slot: number }).slot, slot, 'the slot is used again');
  const stale = ones();
  Object.assign(stale, { slot, generation });
  t.true(stale.isDisposed);
  t.throws(() => stale.add(1), { instanceOf: DisposedTensorError });
  t.throws(() => next.add(stale), { instanceOf: DisposedTensorError });
  stale.dispose();
  t.deepEqual(next.toArray(), [0, 0, 0, 0]);
  next.dispose();
});

test.serial('a scope that stays open forgets what was disposed in it', async (t) => {
  const before = live();
  await scope(async () => {
    for (let i = 0; i < 5000; i++) scope(() => ones()).dispose();
    const { owned } = (scope(() => ones()) as unknown as { scope: { owned: unknown[] } }).scope;
    t.true(owned.length <= 1025, `${owned.length} remembered`);
  });
  t.is(live(), before);
});

test.serial('memory() counts shared storages once', (t) => {
  scope(() => {
    const before = memory();
    const x = torch.zeros([10, 10]);
    x.at(0);
    x.t();
    t.deepEqual(memory(), { tensors: before.tensors + 3, bytes: before.bytes + 400 });
  });
});

test.serial('the leak report names the line that made a tensor', (t) => {
  trackTensors(true);
  const leaks = [1, 2].map((size) => torch.ones([size])); // the line that leaks
  const line = Number(/:(\d+):\d+\)?$/m.exec(new Error().stack!.split('\n')[1]!)![1]) - 1;
  scope(() => ones().shape);
  const [most] = liveTensors();
  t.is(most!.count, 2);
  t.regex(most!.place, new RegExp(`scope\\.test\\.ts:${line}:`));
  for (const leak of leaks) leak.dispose();
  t.true(liveTensors().every(({ place }) => !place.includes(`:${line}:`)));
  trackTensors(false);
  t.deepEqual(liveTensors(), []);
});

test.serial('forgotten tensors are freed with the garbage, tracked or not', async (t) => {
  const source = `
    import { liveTensors, memory, torch } from '@cotrain/torch';
    const kept = torch.ones([10]);
    for (let i = 0; i < 100; i++) torch.ones([1000]).add(1);
    while (memory().tensors > 1) {
      gc();
      await new Promise(setImmediate); // finalizers run between two turns
    }
    console.log(JSON.stringify([memory(), liveTensors().length, kept.sum().item()]));`;
  for (const tracked of ['0', '1']) {
    const { stdout } = await runNode(source, {
      flags: ['--expose-gc'],
      env: { COTRAIN_TRACK_TENSORS: tracked },
    });
    t.deepEqual(JSON.parse(stdout), [{ tensors: 1, bytes: 40 }, Number(tracked), 10]);
  }
});
