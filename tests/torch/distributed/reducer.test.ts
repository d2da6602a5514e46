// Gradients that are averaged over ranks.
import test from 'ava';
import { runRanks, script, seen } from './ranks.js';

const file = script('reducerRanks.mjs');
const run = async (size: number, name: string) => (await runRanks(size, name, { file })).map(seen);

type Values = number[] | null;

test.serial(
  'passes of several heads, unused ones among them, give the gradients of the joined batch',
  async (t) => {
    for (const { results, buckets } of await run(2, 'passes')) {
      t.deepEqual([...buckets].sort(), [128, 64, 96], 'each parameter is a bucket');
      for (const { reduced, expected } of results as { reduced: Values[]; expected: Values[] }[])
        for (const [i, own] of reduced.entries()) {
          const wanted = expected[i]!;
          t.is(own === null, wanted === null);
          for (const [j, value] of (own ?? []).entries())
            t.true(Math.abs(value - wanted![j]!) <= 1e-6 * Math.max(1e-2, Math.abs(wanted![j]!)), `${value}`);
        }
      t.is(results[2].reduced[2], null, 'no rank has used the second head');
    }
  },
);

test.serial('buckets are started while the backward pass goes on', async (t) => {
  for (const { started, total } of await run(2, 'overlap')) {
    t.deepEqual(started, [3, 2, 1, 0], 'by layer, when its gradient was there');
    t.is(total, 4);
  }
});

test.serial('gradients accumulate locally outside of a step, whose end averages the sum', async (t) => {
  const [first, second] = await run(2, 'accumulate');
  const step = (rank: number) => [
    [rank, rank],
    [10 + 2 * rank, 10 + 2 * rank],
    [31.5, 31.5],
  ];
  for (const [rank, own] of [first, second].entries())
    t.deepEqual(own, [...step(rank), ...step(rank), [1.5, 1.5], [0.5, 4]]);
});

test.serial('a wrong use is an error on every rank, and the next step is as good as any', async (t) => {
  for (const own of await run(2, 'mistakes')) {
    const wrong = 'DistributedError: gradients were not averaged as they should be: ';
    t.is(own.none, `${wrong}b got no gradient, and was not announced as unused on rank 0`);
    t.is(own.twice, `${wrong}a got its gradient twice in one step on rank 1`);
    t.is(own.unexpected, `${wrong}a was announced as unused and got a gradient on rank 0`);
    t.regex(own.again, /^DistributedError: prepare\(\) was called in the middle of a step/);
    t.regex(own.unprepared, /^DistributedError: finish\(\) ends a step that prepare\(\) has begun/);
    t.regex(own.foreign, /^ArgumentError: prepare: an unused parameter is not one of this reducer/);
    t.regex(own.frozen, /^ArgumentError: GradientReducer: c is not a leaf that requires a gradient/);
    t.regex(own.empty, /^ArgumentError: GradientReducer: give at least one parameter/);
    t.is(own.good, 'no error');
    t.deepEqual(own.gradients, [[2], [1]]);
  }
});

test.serial('ranks with different parameters are told so within a second', async (t) => {
  for (const { error, took } of await run(3, 'different')) {
    t.is(
      error,
      'DistributedError: the ranks have different parameters. The first difference: bias: float32[5] on rank 0, 2; bias: float32[4] on rank 1',
    );
    t.true(took < 1_000, `${took} ms`);
  }
});

test.serial('a rank that hangs is named while gradients are reduced', async (t) => {
  for (const name of ['hung', 'hungInBackward']) {
    const [first] = await run(2, name);
    t.regex(
      first,
      /^DistributedError: reduceGradients #1 failed on rank 0 of 2 .*\(time-out 1.5 s\): missing: rank 1 /,
    );
  }
});

test.serial('a rank that died is named while gradients are reduced', async (t) => {
  const [first, second] = await runRanks(2, 'died', { file });
  t.regex(seen(first!), /^DistributedError: .*missing: rank 1 /);
  t.is(second!.signal, 'SIGKILL');
});

test.serial('reducers give back what they hold, and run beside another thread', async (t) => {
  for (const { tensors, sums } of await run(2, 'memory')) {
    t.is(tensors, 0);
    t.true(
      sums.every((sum: number) => sum === 0),
      'the same on both ranks',
    );
  }
});

test.serial('a process that ends without closing does not crash', async (t) => {
  for (const { code, signal } of await runRanks(2, 'left', { file })) t.deepEqual([code, signal], [7, null]);
});

test.serial('a worker thread that ends without closing leaves its process whole', async (t) => {
  for (const own of await run(2, 'worker')) t.deepEqual(own, { code: 7, sum: 3 });
});

test.serial('repeated runs are the same bit by bit', async (t) => {
  const [first, second] = [await run(2, 'repeated'), await run(2, 'repeated')];
  t.deepEqual(first, second);
  t.deepEqual(first[0], first[1]);
});
