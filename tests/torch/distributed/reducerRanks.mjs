// One rank of a test of gradients: `node reducerRanks.mjs CASE` prints what it saw as JSON.
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { distributed, memory, scope, torch } from '@cotrain/torch';

const { GradientReducer } = distributed;
const values = (tensor) => (tensor === null ? null : Array.from(tensor.data(), Number));
const leaf = (list) => torch.tensor(list).requiresGrad_();
const tried = (run) => {
  try {
    return run() ?? 'no error';
  } catch (error) {
    return `${error.name}: ${error.message}`;
  }
};

/** A trunk and two heads, whose passes go head by head, on a map that is cut off from the trunk. */
function twoHeads(seed) {
  torch.manualSeed(seed);
  const parameters = [
    ['trunk', [8, 4]],
    ['first', [3, 8]],
    ['second', [2, 8]],
  ].map(([name, shape]) => [name, torch.randn(shape).requiresGrad_()]);
  const { trunk, first, second } = Object.fromEntries(parameters);
  const step = (x, heads) =>
    scope(() => {
      const map = torch.tanh(x.matmul(trunk.t()));
      const cut = map.detach().requiresGrad_();
      const weights = { first, second };
      for (const head of heads) cut.matmul(weights[head].t()).square().mean().backward();
      torch.autograd.backward(map, cut.grad);
    });
  return { trunk, first, second, all: [trunk, first, second], step };
}

const batch = (rank, step) => {
  torch.manualSeed(100 + 10 * step + rank);
  return torch.randn([5, 4]);
};

const CASES = {
  // Steps of several passes; parameters unused on one rank, and on all.
  async passes(group) {
    const net = twoHeads(1);
    const names = ['trunk', 'first', 'second'];
    const reducer = new GradientReducer(group, net.all, { names, firstBucketBytes: 1, bucketBytes: 64 });
    const steps = [
      [
        ['first', 'second'],
        ['first', 'second'],
      ],
      [['first'], ['second']],
      [['first'], ['first']],
      [
        ['second', 'first'],
        ['first', 'second'],
      ], // in another order
    ];
    const results = [];
    for (const [i, heads] of steps.entries()) {
      for (const parameter of net.all) parameter.grad = null;
      const mine = heads[group.rank];
      const unused = ['first', 'second'].filter((head) => !mine.includes(head)).map((head) => net[head]);
      reducer.prepare({ unused });
      net.step(batch(group.rank, i), mine);
      reducer.finish();
      const reduced = net.all.map((parameter) => values(parameter.grad));
      // The same on this rank alone, with every rank's batch in turn.
      const expected = net.all.map((parameter) => {
        parameter.grad = null;
        return parameter;
      });
      for (let rank = 0; rank < group.size; rank++) net.step(batch(rank, i), heads[rank]);
      results.push({
        reduced,
        expected: expected.map(({ grad }) => (grad === null ? null : values(grad.div(group.size)))),
      });
    }
    return { results, buckets: reducer.bucketSizes };
  },

  // Order of events: buckets of the last layers are started before the gradient of the first is there.
  async overlap(group) {
    const layers = Array.from({ length: 4 }, (_, i) => torch.full([16, 16], 0.1 + i / 100).requiresGrad_());
    const reducer = new GradientReducer(group, layers, { firstBucketBytes: 1, bucketBytes: 1 });
    const started = [];
    for (const layer of layers)
      layer.registerHook(() => {
        started.unshift(reducer.startedBuckets);
      });
    for (let step = 0; step < 2; step++) {
      started.length = 0;
      reducer.prepare();
      layers
        .reduce((x, layer) => x.matmul(layer), torch.ones([2, 16]))
        .sum()
        .backward();
      reducer.finish();
    }
    return { started, total: reducer.startedBuckets };
  },

  // Micro-batches without communication, then one that communicates the sum.
  async accumulate(group) {
    const weight = leaf([1, 2]);
    const reducer = new GradientReducer(group, [weight]);
    const seen = [];
    for (let step = 0; step < 2; step++) {
      weight.grad = null;
      for (let i = 0; i < 3; i++) {
        if (i === 2) reducer.prepare();
        weight
          .mul(10 * i + group.rank)
          .sum()
          .backward();
        if (i === 2) reducer.finish();
        seen.push(values(weight.grad));
      }
    }
    // A parameter that only the micro-batches before have used has its part, too.
    weight.grad = null;
    weight
      .mul(group.rank + 1)
      .sum()
      .backward();
    reducer.prepare({ unused: [weight] });
    reducer.finish();
    seen.push(values(weight.grad));
    // A gradient that was assigned is averaged as well.
    weight.grad = torch.tensor([group.rank, 4]);
    reducer.prepare();
    reducer.finish();
    seen.push(values(weight.grad));
    return seen;
  },

  async mistakes(group) {
    const [a, b] = [leaf([1]), leaf([2])];
    const reducer = new GradientReducer(group, [a, b], { names: ['a', 'b'] });
    const seen = {};
    const step = (run, options) => {
      reducer.prepare(options);
      run();
      return tried(() => reducer.finish());
    };
    const both = () => a.mul(b).sum().backward();
    const first = group.rank === 0;
    seen.none = step(() => (first ? a.mul(2).sum() : a.mul(b).sum()).backward());
    seen.twice = step(() => {
      both();
      if (!first) a.mul(2).sum().backward();
    });
    seen.unexpected = step(both, { unused: first ? [a] : [] });
    reducer.prepare({ unused: [a] });
    reducer.prepare(); // nothing has come yet: it begins again
    both();
    seen.again = tried(() => reducer.prepare());
    reducer.finish();
    seen.unprepared = tried(() => reducer.finish());
    seen.foreign = tried(() => reducer.prepare({ unused: [leaf([1])] }));
    seen.frozen = tried(() => new GradientReducer(group, [torch.ones([1])], { names: ['c'] }));
    seen.empty = tried(() => new GradientReducer(group, []));
    // All of that leaves the reducer as good as before.
    for (const parameter of [a, b]) parameter.grad = null;
    seen.good = step(both);
    seen.gradients = [values(a.grad), values(b.grad)];
    return seen;
  },

  async different(group) {
    const began = Date.now();
    const shapes = group.rank === 1 ? [[2, 3], [4]] : [[2, 3], [5]];
    const parameters = shapes.map((shape) => torch.zeros(shape).requiresGrad_());
    const error = tried(() => new GradientReducer(group, parameters, { names: ['weight', 'bias'] }));
    return { error, took: Date.now() - began };
  },

  async hung(group) {
    const weight = leaf([1, 2]);
    const reducer = new GradientReducer(group, [weight]);
    reducer.prepare();
    if (group.rank === 1) return sleep(5_000, 'hung');
    weight.sum().backward();
    return tried(() => reducer.finish());
  },

  async hungInBackward(group) {
    const weight = leaf([1, 2]);
    const reducer = new GradientReducer(group, [weight]);
    reducer.prepare({ endsInBackward: true });
    if (group.rank === 1) return sleep(5_000, 'hung');
    return tried(() => weight.sum().backward());
  },

  async died(group) {
    const weight = leaf([1, 2]);
    const reducer = new GradientReducer(group, [weight]);
    reducer.prepare();
    if (group.rank === 1) process.kill(process.pid, 'SIGKILL');
    weight.sum().backward();
    return tried(() => reducer.finish());
  },

  // Reducers that follow each other, as where parameters are frozen; another thread's backward pass.
  async memory(group) {
    const net = twoHeads(3);
    const x = batch(group.rank, 0);
    const once = (parameters) => {
      const reducer = new GradientReducer(group, parameters);
      reducer.prepare({ unused: parameters.filter((parameter) => parameter === net.second) });
      net.step(x, ['first']);
      reducer.finish();
      reducer.dispose();
      for (const parameter of net.all) parameter.grad = null;
    };
    once(net.all);
    const before = memory();
    for (let i = 0; i < 3; i++) once(i === 1 ? [net.trunk, net.first] : net.all);
    const after = memory();
    const reducer = new GradientReducer(group, [net.trunk]);
    reducer.prepare();
    const loss = x.matmul(net.trunk.t()).sum();
    await loss.backwardAsync();
    reducer.finish();
    const own = values(net.trunk.grad);
    reducer.dispose();
    return {
      tensors: after.tensors - before.tensors,
      sums: values(group.allReduceSync(net.trunk.grad.clone())).map((sum, i) => sum - group.size * own[i]),
    };
  },

  // Ends in the middle of a step, with a reducer, collectives and a group that nobody closed.
  async left(group) {
    const weight = leaf([1, 2]);
    const reducer = new GradientReducer(group, [weight]);
    reducer.prepare();
    // Rank 1 does not come: rank 0 ends while its bucket is being reduced.
    if (group.rank === 0) void weight.sum().backwardAsync();
    void group.allReduce(torch.ones([2]), { op: group.rank === 0 ? 'sum' : 'max' }).catch(() => {});
    while (group.rank === 0 && reducer.startedBuckets === 0) await sleep(1);
    process.exit(7);
  },

  async repeated(group) {
    const net = twoHeads(5);
    const reducer = new GradientReducer(group, net.all, { firstBucketBytes: 1, bucketBytes: 64 });
    for (let i = 0; i < 4; i++) {
      for (const parameter of net.all) parameter.grad = null;
      reducer.prepare();
      net.step(batch(group.rank, i), ['first', 'second']);
      reducer.finish();
      torch.noGrad(() => {
        for (const parameter of net.all) parameter.sub_(parameter.grad.mul(0.1));
      });
    }
    return net.all.map((parameter) => Buffer.from(parameter.detach().data().buffer).toString('hex'));
  },
};

const [name] = process.argv.slice(2);
try {
  if (name === 'worker') {
    // A thread that ends in the middle of a step leaves the process as good as before.
    const worker = new Worker(new URL(import.meta.url), { argv: ['left'] });
    const [code] = await once(worker, 'exit');
    console.log(JSON.stringify({ code, sum: torch.ones([3]).sum().item() }));
    process.exit();
  }
  const group = await distributed.initProcessGroup({
    timeout: name.startsWith('hung') ? 1_500 : 20_000,
    joinTimeout: 30_000,
  });
  console.log(JSON.stringify((await CASES[name](group)) ?? null));
  await group.close();
} catch (error) {
  console.log(JSON.stringify({ error: `${error.name}: ${error.message}` }));
  process.exitCode = 3;
}
