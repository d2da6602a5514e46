// One rank of a test: `node ranks.mjs CASE` prints what it saw as JSON.
import { setTimeout as sleep } from 'node:timers/promises';
import { distributed, memory, torch } from '@cotrain/torch';

const values = (tensor) => Array.from(tensor.data(), Number);

const CASES = {
  async collectives(group) {
    const { rank } = group;
    const mine = () => torch.tensor([rank + 1, 10 * (rank + 1)]);
    const seen = {};
    for (const op of ['sum', 'mean', 'product', 'min', 'max'])
      seen[op] = values(await group.allReduce(mine(), { op }));
    seen.bits = values(await group.allReduce(torch.tensor([1 << rank], { dtype: 'int64' }), { op: 'bor' }));
    // Every second column of a matrix: in place, though it is not contiguous.
    const matrix = torch.zeros([2, 4]).add(rank);
    await group.allReduce(matrix.slice({ dim: 1, step: 2 }));
    seen.strided = values(matrix);
    seen.broadcast = values(await group.broadcast(mine(), { root: 1 }));
    seen.gathered = (await group.allGather(mine())).map(values);
    const parts = Array.from({ length: group.size }, (_, to) => torch.tensor([100 * to + rank]));
    seen.scattered = values(await group.reduceScatter(parts));
    seen.objects = await group.allGatherObject({ rank, text: 'x'.repeat(rank), none: undefined });
    seen.object = await group.broadcastObject(new Map([[rank, 'of the root']]), { root: 2 });
    seen.object = [...seen.object];
    await group.barrier();
    return seen;
  },

  // What peer.py does in Python.
  async python(group) {
    const mine = () => torch.tensor([group.rank + 1, 10 * (group.rank + 1)]);
    const sum = values(await group.allReduce(mine()));
    const broadcast = values(await group.broadcast(mine(), { root: 1 }));
    const gathered = (await group.allGather(mine())).map(values);
    await group.barrier();
    return { sum, broadcast, gathered };
  },

  // Several calls under way, objects in several parts among them: no rank mixes them up.
  async together(group) {
    const calls = [];
    for (let i = 0; i < 20; i++) {
      calls.push(group.allGatherObject(`${i} of ${group.rank}`));
      calls.push(group.allReduce(torch.tensor([i])).then(values));
    }
    return Promise.all(calls);
  },

  // Calls that block this thread, among them one that matches a promise of another rank.
  async blocking(group) {
    const { rank } = group;
    const mine = () => torch.tensor([rank + 1, 10 * (rank + 1)]);
    const seen = {};
    const under = group.allReduce(mine()); // still running while the next ones block
    for (const op of ['sum', 'mean', 'max']) seen[op] = values(group.allReduceSync(mine(), { op }));
    seen.under = values(await under);
    const matrix = torch.zeros([2, 4]).add(rank);
    group.allReduceSync(matrix.slice({ dim: 1, step: 2 }));
    seen.strided = values(matrix);
    const leaf = mine().requiresGrad_();
    seen.leaf = values(group.broadcastSync(leaf, { root: 1 }).detach());
    seen.gathered = group.allGatherSync(mine()).map(values);
    seen.objects = group.allGatherObjectSync({ rank, text: 'x'.repeat(rank) });
    seen.mixed = values(rank === 0 ? group.allReduceSync(mine()) : await group.allReduce(mine()));
    const objects = group.allGatherObject('text');
    try {
      group.allReduceSync(mine());
    } catch (error) {
      seen.busy = `${error.name}: ${error.message}`;
    }
    seen.object = await objects;
    const wide = torch.ones([2, 4]);
    const held = memory().tensors;
    group.allReduceSync(wide.t(), { op: 'mean' });
    for (const gathered of group.allGatherSync(wide)) gathered.dispose();
    group.allGatherObjectSync('text');
    seen.tensors = memory().tensors - held - 1; // the transposed one is the caller's
    return seen;
  },

  async memory(group) {
    const wide = torch.ones([2, 4]);
    const reduced = wide.t(); // not contiguous
    const before = memory().tensors;
    await group.allReduce(reduced, { op: 'mean' });
    await group.broadcast(reduced);
    const afterInPlace = memory().tensors - before;
    await group.allGatherObject('text');
    const afterObjects = memory().tensors - before;
    const gathered = await group.allGather(reduced);
    const scattered = await group.reduceScatter([reduced, reduced], { op: 'mean' });
    const results = memory().tensors - before;
    for (const tensor of [...gathered, scattered]) tensor.dispose();
    await group.allReduce(torch.ones([1], { dtype: 'complex64' }), { op: 'max' }).catch(() => {});
    await group.allGather(reduced.to({ dtype: 'complex64' }), { timeout: 0.5 }).catch(() => {});
    return { afterInPlace, afterObjects, results, afterAll: memory().tensors - before };
  },

  async hung(group) {
    if (group.rank === 1) await sleep(4_000);
    else await group.allReduce(torch.ones([4]), { timeout: 1_500 });
  },

  async hungBlocking(group) {
    if (group.rank === 1) await sleep(4_000);
    else group.allReduceSync(torch.ones([4]), { timeout: 1_500 });
  },

  async died(group) {
    if (group.rank === 1) {
      // By then the others are in the call, on a busy machine too, so that nobody else is missing.
      await new Promise((resolve) => setTimeout(resolve, 2_000));
      process.kill(process.pid, 'SIGKILL');
    }
    await group.allReduce(torch.ones([4]), { timeout: 20_000 });
  },

  async different(group) {
    if (group.rank === 0) await group.allReduce(torch.ones([4]), { timeout: 1_500 });
    else await group.broadcast(torch.ones([4]), { timeout: 1_500 });
  },

  async mistakes(group) {
    const errors = [];
    const attempts = [
      () => group.allReduce(torch.ones([1]), { op: 'median' }),
      () => group.allReduce(torch.ones([1], { dtype: 'int64' }), { op: 'mean' }),
      () => group.broadcast(torch.ones([1]), { root: 7 }),
      () => group.reduceScatter([torch.ones([1])]),
      () => group.allReduce(torch.ones([1], { dtype: 'complex64' }), { op: 'max' }),
      () => group.barrier({ timeout: -5 }),
    ];
    for (const attempt of attempts)
      errors.push(await attempt().catch(({ name, message }) => `${name}: ${message}`));
    // The group is as good as before.
    errors.push(values(await group.allReduce(torch.ones([1]))));
    return errors;
  },

  // Leaves, and joins the next group of the same processes.
  async again(group) {
    const first = values(await group.allReduce(torch.ones([1])));
    await group.close();
    const error = await group.barrier().catch(({ message }) => message);
    const second = await distributed.initProcessGroup({ joinTimeout: 20_000 });
    const sum = values(await second.allReduce(torch.ones([1])));
    await second.close();
    return { first, error, sum };
  },
};

const [name] = process.argv.slice(2);
const rank = Number(process.env.RANK);
try {
  const group = await distributed.initProcessGroup({
    timeout: 20_000,
    joinTimeout: Number(process.env.JOIN_TIMEOUT ?? 30_000),
    fingerprint: name === 'fingerprint' ? `lr: ${rank}` : 'same',
    verify: name !== 'python',
  });
  const seen = await CASES[name]?.(group);
  console.log(JSON.stringify(seen ?? null));
  await group.close();
} catch (error) {
  console.log(JSON.stringify({ error: `${error.name}: ${error.message}` }));
  process.exitCode = 3;
}
