import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ArgumentError, FileWriteError, memory, profile, recordFunction, scope, torch } from '@cotrain/torch';
import test from 'ava';
import { summarize } from '../../packages/torch/dist/diagnostics/profiler.js';
import { runNode } from './support.js';

const work = () =>
  scope(() => {
    const w = torch.rand([8, 8], { requiresGrad: true });
    recordFunction('forward', () => w.matmul(w).relu().sum()).backward();
    return 7;
  });

test.serial('a profile counts operators, ranges and the steps of backward', (t) => {
  const before = memory().tensors;
  const made = profile(() => work() + work());
  t.is(made.result, 14);
  const calls = Object.fromEntries(made.operators.map(({ name, calls }) => [name, calls]));
  t.like(calls, { 'aten::matmul': 2, 'aten::relu': 2, forward: 2, 'aten::_backward': 2, ReluBackward0: 2 });
  const of = (name: string) => made.operators.find((operator) => operator.name === name)!;
  t.true(of('forward').cpuTime >= of('aten::matmul').cpuTime);
  t.true(made.operators.every(({ selfCpuTime, cpuTime }) => selfCpuTime >= 0 && cpuTime >= selfCpuTime - 1));
  const table = made.toString(2).split('\n');
  t.is(table.length, 4);
  t.regex(table[0]!, /operator +self +self CPU +CPU total +calls/);
  t.regex(table[3]!, /self CPU time total: \d/);
  t.is(memory().tensors, before);
});

test.serial('the trace is JSON that Chrome reads, whole or not at all', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'cotrain-profile-'));
  try {
    const path = join(folder, 'trace.json');
    profile(work, { path, shapes: true, memory: true });
    const { traceEvents } = JSON.parse(readFileSync(path, 'utf8')) as {
      traceEvents: { name: string; ph: string; dur: number; args: Record<string, unknown> }[];
    };
    const range = traceEvents.find(({ name }) => name === 'forward');
    t.is(range?.ph, 'X');
    const product = traceEvents.find(({ name }) => name === 'aten::matmul')!;
    t.deepEqual(product.args['Input Dims'], [
      [8, 8],
      [8, 8],
    ]);
    t.true(range!.dur >= product.dur);
    t.throws(() => profile(work, { path: join(folder, 'nowhere', 'trace.json') }), {
      instanceOf: FileWriteError,
    });
    t.deepEqual(readdirSync(folder), ['trace.json']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test.serial('an async function is profiled until its promise settles', async (t) => {
  const made = await profile(async () => {
    work();
    await new Promise(setImmediate);
    return work();
  });
  t.is(made.result, 7);
  t.is(made.operators.find(({ name }) => name === 'aten::matmul')!.calls, 2);
  const failing = profile(async () => {
    throw new Error('mine');
  });
  await t.throwsAsync(failing, { message: 'mine' });
  t.is(profile(work).result, 7);
});

test.serial('one profile at a time, and none is left open by an error', (t) => {
  t.throws(() => profile(() => profile(work)), { message: /already/ });
  t.throws(
    () =>
      profile(() => {
        throw new Error('mine');
      }),
    { message: 'mine' },
  );
  t.throws(() => profile(work, { pth: 'x' } as never), { message: /did you mean 'path'/ });
  t.throws(() => profile(3 as never), { instanceOf: ArgumentError });
  t.throws(() => recordFunction('x', async () => 1), { instanceOf: ArgumentError });
  t.is(
    recordFunction('outside of a profile', () => 3),
    3,
  );
  t.is(profile(work).result, 7);
});

test('self time is what is left without the calls inside', (t) => {
  // [start, duration] in ns: a(0..100) contains b(10..40), which contains a(20..30); b(100..130) follows.
  const events = [
    ['a', 0, 100],
    ['b', 10, 30],
    ['a', 20, 10],
    ['b', 100, 30],
  ] as const;
  const values = Float64Array.from(
    events.flatMap(([, start, duration]) => [start * 1000, duration * 1000, 1, 0]),
  );
  t.deepEqual(
    summarize(
      events.map(([name]) => name),
      values,
    ),
    [
      { name: 'a', calls: 2, selfCpuTime: 80, cpuTime: 100, deviceTime: 0 },
      { name: 'b', calls: 2, selfCpuTime: 50, cpuTime: 60, deviceTime: 0 },
    ],
  );
});

// oneDNN's operators have such lists. LibTorch has them on x86-64.
(process.arch === 'x64' ? test.serial : test.serial.skip)(
  'lists of optional numbers pass while the profiler holds the arguments too',
  (t) => {
    scope(() => {
      const [x, weight] = [torch.ones([2, 3]), torch.ones([4, 3])];
      const hardtanh = () =>
        torch.ops.mkldnn!._linear_pointwise!(x, weight, null, 'hardtanh', [0, 2], '') as typeof x;
      t.deepEqual(profile(hardtanh, { shapes: true }).result.toArray(), new Array(2).fill([2, 2, 2, 2]));
    });
  },
);

test.serial('profiling says nothing on the terminal', async (t) => {
  const { stdout, stderr } = await runNode(`
    import { profile, torch } from '@cotrain/torch';
    profile(() => torch.ones([2]));`);
  t.deepEqual([stdout, stderr], ['', '']);
  t.false(existsSync('libkineto_activities.json'));
});
