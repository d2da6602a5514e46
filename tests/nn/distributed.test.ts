// Modules that train on several processes, against one process with the joined batch.
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { runRanks, seen } from '../torch/distributed/ranks.js';

const file = fileURLToPath(new URL('distributedRanks.mjs', import.meta.url));
const run = async (size: number, name: string) => (await runRanks(size, name, { file })).map(seen);

test.serial(
  'synchronised batch norms equal one over the joined batch, also where a rank has none',
  async (t) => {
    for (const cases of await run(2, 'norms'))
      for (const { case: title, differences } of cases)
        for (const [name, difference] of Object.entries(differences))
          t.true((difference as number) <= 1e-6, `${title}: ${name} differs by ${difference}`);
  },
);

test.serial('mistakes with synchronised norms are errors, and memory comes back', async (t) => {
  for (const own of await run(2, 'normMistakes')) {
    t.regex(own.single, /^TorchError: syncBatchNorm: .*more than one value per channel/);
    t.regex(own.shape, /^ShapeError: /);
    t.regex(own.second, /^TorchError: .*a synchronised batch norm has no second derivative/);
    t.is(own.tensors, 0);
  }
});

test.serial('conversion keeps the tensors and comes back', async (t) => {
  for (const own of await run(2, 'conversion')) {
    t.deepEqual(own.before, [
      'BatchNorm2d',
      'BatchNorm2d',
      'FrozenBatchNorm2d',
      'BatchNorm1d',
      'BatchNorm3d',
    ]);
    t.deepEqual(own.converted, [
      'SyncBatchNorm2d',
      'SyncBatchNorm2d',
      'FrozenBatchNorm2d',
      'SyncBatchNorm1d',
      'SyncBatchNorm3d',
    ]);
    t.deepEqual(own.again, own.converted);
    t.deepEqual(own.reverted, own.before);
    t.deepEqual([own.same, own.sameKeys, own.isTraining], [true, true, false]);
    t.deepEqual(own.root, ['SyncBatchNorm2d', 'BatchNorm2d']);
  }
});

test.serial(
  'several ranks train as one process with the joined batch, the same bit by bit each time',
  async (t) => {
    const hexes = [];
    for (const [size, dtype, bound] of [
      [2, 'float32', 1e-6],
      [2, 'float32', 1e-6],
      [4, 'float64', 1e-13],
    ] as const) {
      const ranks = await run(size, `joined ${dtype}`);
      for (const { worst, state, keys, hex } of ranks) {
        // In float32, gradients in front of a norm are small sums of large parts, so they are measured
        // together.
        const measured = dtype === 'float32' ? { together: worst.together, unused: worst.unused } : worst;
        for (const [name, difference] of Object.entries(measured))
          t.true(
            (difference as number) <= bound,
            `${size} ranks, ${dtype}: ${name} differs by ${difference}`,
          );
        t.true(state <= 10 * bound, `${size} ranks, ${dtype}: the state differs by ${state}`);
        t.true(keys);
        t.deepEqual(hex, ranks[0].hex);
      }
      hexes.push(ranks[0].hex);
    }
    t.deepEqual(hexes[0], hexes[1], 'the second run');
  },
);

test.serial('ranks may use different heads, or none of them one', async (t) => {
  for (const { worst, unused } of await run(2, 'heads')) {
    t.true(worst <= 1e-6, `differs by ${worst}`);
    t.true(unused);
  }
});

test.serial('noSync accumulates locally', async (t) => {
  const ranks = await run(2, 'noSync');
  for (const [rank, own] of ranks.entries())
    t.deepEqual(own, [rank, rank + 10, 60.5, 60.5, 62.5, false, 63.5]);
});

test.serial('buffers are those of rank 0', async (t) => {
  const [first, second] = await run(2, 'buffers');
  t.is(first.own, second.own / 2);
  const [after, thenSecond] = [0.9 * first.own, second.after];
  t.true(Math.abs(thenSecond - (after + 0.1 * 4)) < 1e-6, 'its own batch on top of the statistics of rank 0');
});

test.serial('models that differ are an error on every rank within a second', async (t) => {
  for (const { error, took, frozen } of await run(3, 'different')) {
    t.is(
      error,
      'DistributedError: the ranks have different models. The first difference: head.weight: float32[5, 3], trained on rank 0, 2; head.weight: float32[4, 3], trained on rank 1',
    );
    t.true(took < 1_000, `${took} ms`);
    t.regex(frozen, /bias: float32\[2\], frozen on rank 0; bias: float32\[2\], trained on rank 1, 2$/);
  }
});

test.serial('parameters without a gradient are named on every rank', async (t) => {
  for (const own of await run(2, 'mistakes')) {
    t.regex(
      own.missing,
      /^DistributedError: .*other.weight got no gradient, and was not announced as unused on rank 0/,
    );
    t.regex(own.clone, /^ArgumentError: a DistributedModel has no copies/);
  }
});

test.serial('a step leaves no tensors', async (t) => {
  for (const own of await run(2, 'memory')) {
    t.deepEqual([own.steps, own.made], [0, 0]);
    t.regex(own.printed, /^DistributedModel\(rank [01] of 2\)/);
  }
});

test.serial('a rank that hangs in front of a synchronised norm is named', async (t) => {
  const [first] = await run(2, 'hung');
  t.regex(
    first,
    /^DistributedError: (syncBatchNorm|broadcast) #\d+ failed on rank 0 of 2 .*missing: rank 1 /,
  );
});
