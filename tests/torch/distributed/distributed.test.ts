import { spawnSync } from 'node:child_process';
import { createServer, type Server } from 'node:net';
import { distributed } from '@cotrain/torch';
import test from 'ava';
import { errors, freePort, rankEnvironment, runRanks, script, seen, start } from './ranks.js';

test.serial('collectives of four ranks give what their definitions say', async (t) => {
  const ranks = (await runRanks(4, 'collectives')).map(seen);
  for (const [rank, own] of ranks.entries()) {
    t.deepEqual(own.sum, [10, 100]);
    t.deepEqual(own.mean, [2.5, 25]);
    t.deepEqual(own.product, [24, 240_000]);
    t.deepEqual(
      [own.min, own.max],
      [
        [1, 10],
        [4, 40],
      ],
    );
    t.deepEqual(own.bits, [15]);
    t.deepEqual(own.strided, [6, rank, 6, rank, 6, rank, 6, rank], 'the other columns stay as they were');
    t.deepEqual(own.broadcast, [2, 20]);
    t.deepEqual(own.gathered, [
      [1, 10],
      [2, 20],
      [3, 30],
      [4, 40],
    ]);
    t.deepEqual(own.scattered, [400 * rank + 6]);
    t.deepEqual(
      own.objects,
      [0, 1, 2, 3].map((r) => ({ rank: r, text: 'x'.repeat(r) })),
    );
    t.deepEqual(own.object, [[2, 'of the root']]);
  }
});

test.serial('calls that are under way together are not mixed up, and all memory comes back', async (t) => {
  const [first, second] = (await runRanks(2, 'together')).map(seen);
  t.deepEqual(first, second);
  t.deepEqual(first.slice(0, 4), [['0 of 0', '0 of 1'], [0], ['1 of 0', '1 of 1'], [2]]);
  // Two of the end are the arguments of the calls that failed, which belong to the caller.
  const memory = { afterInPlace: 0, afterObjects: 0, results: 3, afterAll: 2 };
  t.deepEqual((await runRanks(2, 'memory')).map(seen), [memory, memory]);
});

test.serial('calls that block give the same, beside promises that are pending', async (t) => {
  const ranks = (await runRanks(2, 'blocking')).map(seen);
  for (const [rank, own] of ranks.entries()) {
    t.deepEqual(
      [own.sum, own.mean, own.max, own.under, own.mixed],
      [
        [3, 30],
        [1.5, 15],
        [2, 20],
        [3, 30],
        [3, 30],
      ],
    );
    t.deepEqual(own.strided, [1, rank, 1, rank, 1, rank, 1, rank]);
    t.deepEqual(own.leaf, [2, 20]);
    t.deepEqual(own.gathered, [
      [1, 10],
      [2, 20],
    ]);
    t.deepEqual(own.objects, [
      { rank: 0, text: '' },
      { rank: 1, text: 'x' },
    ]);
    t.regex(own.busy, /^DistributedError: allReduce: a call with objects is running, .*Await it first$/);
    t.deepEqual(own.object, ['text', 'text']);
    t.is(own.tensors, 0);
  }
});

test.serial('a rank leaves its group and joins the next one', async (t) => {
  for (const own of (await runRanks(2, 'again')).map(seen)) {
    t.deepEqual(own, { first: [2], error: 'barrier: this process has left the group', sum: [2] });
  }
});

test.serial('mistakes are errors before anything is sent', async (t) => {
  for (const own of (await runRanks(2, 'mistakes')).map(seen)) {
    t.regex(own[0], /^ArgumentError: allReduce: there is no reduction 'median'; there are sum, mean/);
    t.regex(own[1], /^ArgumentError: allReduce: the mean of int64/);
    t.regex(own[2], /^ArgumentError: broadcast: the root is a rank from 0 to 1, not 7$/);
    t.regex(own[3], /^ArgumentError: reduceScatter takes a tensor for each of 2 ranks, got 1$/);
    t.regex(own[4], /every rank has made the call\. Gloo says: .*complex tensors$/);
    t.is(own[5], 'ArgumentError: timeout is a whole number of milliseconds from 1 on, not -5');
    t.deepEqual(own[6], [2]);
  }
});

test.serial('a rank that hangs is named after the time-out, on every other rank', async (t) => {
  const [first, hung, third] = errors(await runRanks(3, 'hung'));
  const expected = (rank: number) =>
    new RegExp(
      `^DistributedError: allReduce #1 failed on rank ${rank} of 3 after .* \\(time-out 1.5 s\\): missing: rank 1 `,
    );
  t.regex(first!, expected(0));
  t.regex(third!, expected(2));
  t.is(hung, 'no error');
  t.regex(
    errors(await runRanks(2, 'hungBlocking'))[0]!,
    /^DistributedError: allReduce #1 .*missing: rank 1 /,
  );
});

test.serial('a rank that died is named long before the time-out', async (t) => {
  const began = Date.now();
  const [first, died, third] = await runRanks(3, 'died');
  t.is(died!.signal, 'SIGKILL');
  for (const rank of [first!, third!]) t.regex(seen(rank).error, /missing: rank 1 /);
  t.true(Date.now() - began < 19_000, 'the time-out of 20 s was not waited for');
});

test.serial('ranks that make different calls are told so', async (t) => {
  const [first, second] = errors(await runRanks(2, 'different'));
  t.regex(first!, /allReduce #1 .*rank 1 is in broadcast, so the ranks make different calls/);
  t.regex(second!, /broadcast #1 .*rank 0 is in allReduce/);
});

test.serial('ranks of different configurations do not begin', async (t) => {
  for (const error of errors(await runRanks(3, 'fingerprint')))
    t.is(
      error,
      "DistributedError: the ranks differ in their configuration: 'lr: 0' on rank 0; 'lr: 1' on rank 1; 'lr: 2' on rank 2",
    );
});

test.serial('a rank that never comes is named by those that wait for it', async (t) => {
  const port = await freePort();
  const two = [0, 2].map(
    (rank) =>
      start(process.execPath, [script('ranks.mjs'), 'collectives'], {
        ...rankEnvironment(rank, 3, port),
        JOIN_TIMEOUT: '4000',
      }).ended,
  );
  const [first, second] = errors(await Promise.all(two));
  t.is(first, 'DistributedError: rank 0 of 3 waited in vain for rank 1');
  t.is(second, 'DistributedError: rank 2 of 3 waited in vain for rank 1');
});

test.serial('a port that others use is one clear error on every rank', async (t) => {
  const listen = (server: Server) =>
    new Promise<number>((resolve) =>
      server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)),
    );
  // One that says nothing, and one that hangs up at once.
  for (const server of [createServer(), createServer((socket) => socket.destroy())]) {
    const port = await listen(server);
    const [first, second] = errors(
      await runRanks(2, 'collectives', { port, environment: { JOIN_TIMEOUT: '3000' } }),
    );
    server.close();
    t.is(
      first,
      `DistributedError: the port ${port} is in use on this machine: give the launch another one (MASTER_PORT, or torchrun's --master-port)`,
    );
    t.regex(second!, /^DistributedError: .*(another program uses the port|does not answer)/);
  }
});

test.serial('port 0 is any free port, a different one for each store', async (t) => {
  const host = '127.0.0.1';
  const [first, second] = [1, 2].map(() => distributed.Store.open({ host, port: 0, serves: true }));
  const [one, other] = [await first!, await second!];
  t.true(one.port > 0);
  t.not(one.port, other.port);
  const guest = await distributed.Store.open({ host, port: one.port });
  t.is(guest.port, one.port);
  await one.set('key', 'of the first');
  t.is(await guest.getText('key'), 'of the first');
  t.is(await other.peek('key'), null);
});

test.serial('nobody serves the store', async (t) => {
  const port = await freePort();
  const { ended } = start(process.execPath, [script('ranks.mjs'), 'collectives'], {
    ...rankEnvironment(1, 2, port),
    JOIN_TIMEOUT: '1500',
  });
  t.regex(
    seen(await ended).error,
    new RegExp(
      `^DistributedError: nothing answers at 127.0.0.1:${port} within .* s \\(.*\\): is rank 0 running`,
    ),
  );
});

/** A Python with torch: `COTRAIN_PYTHON`, or the one on the PATH. */
const python = process.env.COTRAIN_PYTHON ?? 'python3';
const hasTorch =
  spawnSync(python, ['-c', 'import torch.distributed as d; assert d.is_gloo_available()']).status === 0;
const withPython = hasTorch ? test.serial : test.serial.skip;

withPython("Python's torch.distributed and cotrain are in one group", async (t) => {
  const port = await freePort();
  const ranks = [0, 1, 2, 3].map((rank) => {
    const environment = { ...rankEnvironment(rank, 4, port), GLOO_SOCKET_IFNAME: 'lo' };
    return rank % 2 === 0
      ? start(process.execPath, [script('ranks.mjs'), 'python'], environment).ended
      : start(python, [script('peer.py')], environment).ended;
  });
  const [first, second, third, fourth] = (await Promise.all(ranks)).map(seen);
  for (const own of [first, second, third, fourth]) {
    t.deepEqual(own.sum, [10, 100]);
    t.deepEqual(own.broadcast, [2, 20]);
    t.deepEqual(own.gathered, [
      [1, 10],
      [2, 20],
      [3, 30],
      [4, 40],
    ]);
  }
});
