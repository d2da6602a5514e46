// Training in several processes: every step is that of one process with the batches of all ranks.
import { fileURLToPath } from 'node:url';
import test, { type ExecutionContext } from 'ava';
import { freePort, rankEnvironment, start } from '../torch/distributed/ranks.js';

const SCRIPT = fileURLToPath(new URL('ranks.ts', import.meta.url));

/** What a rank prints of a case that is compared with one process. */
interface Printed {
  leaked: number;
  isRepeatable: boolean;
  sameNames: boolean;
  digest: number;
  numbers: number;
  weights: number;
  where: string;
}

/** Runs cases of `ranks.ts` one after the other in each rank; what each rank prints for each case. */
async function runAll(names: readonly string[], size = 2) {
  const port = await freePort();
  const ranks = Array.from({ length: size }, (_, rank) =>
    start(process.execPath, ['--import=tsx', SCRIPT, ...names], rankEnvironment(rank, size, port)),
  );
  const ended = await Promise.all(ranks.map((rank) => rank.ended));
  return names.map((name, i) =>
    ended.map(({ stdout, stderr }) => {
      const line = stdout.trim().split('\n').at(i);
      if (!line?.startsWith('{') && !line?.startsWith('[')) throw new Error(`${name}: ${stdout} ${stderr}`);
      return JSON.parse(line);
    }),
  );
}

const run = async (name: string) => (await runAll([name]))[0]!;

const EQUAL = [
  ...['sparseRcnn', 'fasterRcnn', 'maskFormer', 'semanticFpn'],
  ...[
    'differentTasks',
    'differentTasksWithBatchNorm',
    'without',
    'withoutWithBatchNorm',
    'withoutForHead',
    'stages',
  ],
  ...['microBatches', 'weightedSum', 'uncertainty', 'gradNormAtMaps', 'gradNormAtParameters'],
  ...['pcGradAtMaps', 'pcGradAtParameters'],
];

// One launch, because starting processes takes longer than most cases.
let results: ReturnType<typeof runAll> | undefined;

async function assertEqualToOne(t: ExecutionContext, ranks: readonly Printed[]): Promise<void> {
  for (const { numbers, weights, where, ...rest } of ranks) {
    t.like(rest, { leaked: 0, isRepeatable: true, sameNames: true, digest: ranks[0]!.digest });
    t.true(numbers <= 1e-9, `losses and norms differ by ${numbers}`);
    t.true(weights <= 1e-8, `the movement of ${where} differs by ${weights}`);
  }
}

for (const [i, name] of EQUAL.entries())
  test.serial(`${name}: losses, norms and weights are those of the joined batch`, async (t) => {
    results ??= runAll(EQUAL);
    await assertEqualToOne(t, (await results)[i]!);
  });

test.serial('four ranks, with batch norms', async (t) => {
  const [ranks] = await runAll(['four'], 4);
  await assertEqualToOne(t, ranks!);
});

test.serial('an image that is not finite: every rank names rank and frame', async (t) => {
  for (const { name, message, events } of await run('image')) {
    t.is(name, 'DivergenceError');
    t.regex(
      message,
      /^rank 1: step 1: .*on the frames image-2, image-3\. The input image of frame image-3 is not finite/,
    );
    t.deepEqual(events, []);
  }
});

test.serial('a gradient that is not finite: every rank names rank and part', async (t) => {
  for (const { name, message } of await run('gradient')) {
    t.is(name, 'DivergenceError');
    t.regex(
      message,
      /^rank 1: step 1: the gradients' norm is NaN .*in heads\.semanticFpn \(predictor\.bias\)/,
    );
  }
});

test.serial('a box that cannot be learned from: every rank names rank and frame', async (t) => {
  for (const { name, message } of await run('box')) {
    t.is(name, 'DataError');
    t.regex(message, /^rank 1: step 1: frame image-3: sparseRcnn: .*box 0 has the class id 7/);
  }
});

test.serial('one rank is stopped: all stop after the same step, with a checkpoint', async (t) => {
  for (const { events } of await run('stop')) {
    t.deepEqual(events, ['step 1 4', 'step 2 4', 'checkpoint', 'end aborted']);
  }
});

test.serial('a rank with fewer batches: one error on every rank', async (t) => {
  for (const { name, message, events } of await run('early')) {
    t.is(name, 'DistributedError');
    t.regex(message, /rank 1 has no batch left in this epoch, and the others have/);
    t.deepEqual(events, ['step 1 4', 'step 2 4', 'step 3 4']);
  }
});

test.serial('frames that cannot be read on one rank: all save what was learned before', async (t) => {
  for (const { name, message, events } of await run('unreadable')) {
    t.is(name, 'DataError');
    t.is(message, 'rank 1: image-9 cannot be read');
    t.deepEqual(events, ['step 1 4', 'step 2 4', 'checkpoint']);
  }
});

test.serial('every rank reports the frames that another one has skipped', async (t) => {
  for (const { events } of await run('skipped'))
    t.deepEqual(events.slice(0, 2), ['skip it is damaged', 'step 1 4']);
});

test.serial(
  'other tasks or settings on a rank: one error on every rank, before the first step',
  async (t) => {
    for (const { name, message, events } of await run('tasks')) {
      t.is(name, 'DistributedError');
      t.regex(
        message,
        /different training settings.* tasks: \["sparseRcnn","semanticFpn"\] on rank 0; tasks: \["semanticFpn"\] on rank 1/,
      );
      t.deepEqual(events, []);
    }
    for (const { message } of await run('settings'))
      t.regex(message, /different training settings.* clipNorm: 1 on rank 0; clipNorm: 2 on rank 1/);
  },
);

test.serial('without synchronised norms, all ranks end with the statistics of rank 0', async (t) => {
  const [first, second] = await run('unsynchronized');
  t.deepEqual(second, first);
});
