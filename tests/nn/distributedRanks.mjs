// One rank of a test: `node distributedRanks.mjs CASE` prints what it saw as JSON.
import { setTimeout as sleep } from 'node:timers/promises';
import * as nn from '@cotrain/nn';
import { distributed, memory, scope, torch } from '@cotrain/torch';

const { DistributedModel, convertSyncBatchNorm, revertSyncBatchNorm } = nn;
const NORMS = { BatchNorm1d: nn.BatchNorm1d, BatchNorm2d: nn.BatchNorm2d, BatchNorm3d: nn.BatchNorm3d };
const numbers = (tensor) => (tensor === null ? null : Array.from(tensor.detach().data(), Number));
const tried = (run) => {
  try {
    return run() ?? 'no error';
  } catch (error) {
    return `${error.name}: ${error.message}`;
  }
};

class Net extends nn.Module {
  constructor(seed) {
    super();
    torch.manualSeed(seed);
    this.first = new nn.Conv2d(3, 6, 3, { padding: 1, bias: false }); // whose gradient in front of a norm is 0
    this.norm = new nn.BatchNorm2d(6);
    this.second = new nn.Conv2d(6, 4, 3, { bias: false });
    this.norm2 = new nn.BatchNorm2d(4);
    this.head = new nn.Linear(4, 2);
    this.other = new nn.Linear(4, 2);
  }
  forward(x, head = 'head') {
    const map = this.norm2.forward(this.second.forward(torch.relu(this.norm.forward(this.first.forward(x)))));
    return this[head].forward(torch.relu(map).mean([2, 3]));
  }
}

/** The images of all ranks: `sizes[rank]` of them for each. */
function images(sizes, seed, dtype = 'float32') {
  torch.manualSeed(seed);
  const all = torch
    .randn([sizes.reduce((sum, size) => sum + size, 0), 3, 9, 7])
    .mul(2)
    .add(1)
    .to({ dtype });
  return {
    all,
    of: (rank) =>
      all.narrow(
        0,
        sizes.slice(0, rank).reduce((sum, size) => sum + size, 0),
        sizes[rank],
      ),
  };
}

const weightOf = (x) => torch.linspace(-1, 2, x.numel()).view(x.shape);

/** The norm of the difference of two tensors, relative to the second. */
const difference = (a, b) =>
  a === null || b === null
    ? a === b
      ? 0
      : Infinity
    : scope(() => {
        const [x, y] = [a, b].map((tensor) => tensor.detach().to({ dtype: 'float64' }));
        return x.sub(y).norm().div(y.norm().add(1e-12)).item('number');
      });

const CASES = {
  // One layer, forward and backward, by (B of each rank, shape behind the channels, options).
  async norms(group) {
    const seen = [];
    const cases = [
      ['BatchNorm2d', [3, 3], [5, 4], {}],
      ['BatchNorm2d', [4, 1], [5, 4], {}],
      ['BatchNorm2d', [2, 0], [5, 4], {}],
      ['BatchNorm2d', [0, 3], [5, 4], { momentum: null }],
      ['BatchNorm2d', [2, 3], [5, 4], { affine: false }],
      ['BatchNorm2d', [2, 3], [5, 4], { trackRunningStats: false }],
      ['BatchNorm1d', [1, 2], [], {}],
      ['BatchNorm1d', [1, 2], [3], {}],
      ['BatchNorm3d', [1, 2], [2, 3, 2], {}],
      ['BatchNorm2d', [2, 3], [5, 4], {}, 'channels_last'],
    ];
    for (const [kind, sizes, rest, options, memoryFormat] of cases) {
      torch.manualSeed(7);
      const total = sizes[0] + sizes[1];
      const at = group.rank === 0 ? 0 : sizes[0];
      const x = torch
        .randn([total, 5, ...rest])
        .mul(3)
        .add(
          torch
            .arange(5)
            .view([1, 5, ...rest.map(() => 1)])
            .mul(0.5),
        );
      const whole = new NORMS[kind](5, options);
      const layer = convertSyncBatchNorm(new NORMS[kind](5, options), group);
      for (const norm of [whole, layer])
        torch.noGrad(() => {
          norm.weight?.copy_(torch.linspace(0.5, 2, 5));
          norm.bias?.copy_(torch.linspace(-1, 1, 5));
        });
      const differences = {};
      for (let step = 0; step < 2; step++) {
        const whole_ = x.clone().requiresGrad_();
        const local = x.narrow(0, at, sizes[group.rank]);
        const mine = (memoryFormat ? local.contiguous({ memoryFormat }) : local.clone()).requiresGrad_();
        const [expected, own] = [whole.forward(whole_), layer.forward(mine)];
        expected.mul(weightOf(expected)).sum().backward();
        own
          .mul(weightOf(expected).narrow(0, at, sizes[group.rank]))
          .sum()
          .backward();
        const part = (tensor) => tensor.narrow(0, at, sizes[group.rank]);
        if (sizes[group.rank] > 0) {
          differences.output = difference(own.detach(), part(expected.detach()));
          differences.input = difference(mine.grad, part(whole_.grad));
        }
      }
      for (const name of ['weight', 'bias']) {
        if (layer[name] === null) continue;
        group.allReduceSync(layer[name].grad);
        differences[name] = difference(layer[name].grad, whole[name].grad);
      }
      for (const name of ['runningMean', 'runningVar', 'numBatchesTracked'])
        if (whole[name] !== null) differences[name] = difference(layer[name], whole[name]);
      layer.eval();
      whole.eval();
      if (total > 1)
        differences.evaluation =
          options.trackRunningStats === false ? 0 : difference(layer.forward(x), whole.forward(x));
      seen.push({ case: `${kind} ${sizes} ${JSON.stringify(options)} ${memoryFormat ?? ''}`, differences });
    }
    return seen;
  },

  async normMistakes(group) {
    const seen = {};
    const one = new nn.SyncBatchNorm1d(3, group);
    seen.single = tried(() => one.forward(torch.ones([group.rank === 0 ? 1 : 0, 3])));
    seen.shape = tried(() => one.forward(torch.ones([2, 4])));
    const layer = new nn.SyncBatchNorm2d(3, group);
    const x = torch.randn([2, 3, 2, 2]).requiresGrad_();
    const half = layer.forward(x.mul(2)).square().sum();
    seen.second = tried(() => torch.autograd.grad(half, x, { createGraph: true }));
    const before = memory().tensors;
    for (let i = 0; i < 3; i++)
      scope(() => {
        layer
          .forward(torch.ones([2, 3, 2, 2]).requiresGrad_())
          .sum()
          .backward();
      });
    seen.tensors = memory().tensors - before;
    return seen;
  },

  // Conversion keeps the tensors, and comes back.
  async conversion(group) {
    const net = new Net(1);
    const tensors = [...net.parameters(), ...net.buffers()];
    const frozen = new nn.FrozenBatchNorm2d(3);
    const all = new nn.Sequential(net, frozen, new nn.BatchNorm1d(2), new nn.BatchNorm3d(2));
    all.eval();
    const kinds = () =>
      all
        .modules()
        .map((module) => module.constructor.name)
        .filter((name) => name.includes('Norm'));
    const before = kinds();
    const keys = Object.keys(all.stateDict());
    convertSyncBatchNorm(all, group);
    const converted = kinds();
    const same = [...net.parameters(), ...net.buffers()].every((tensor, i) => tensor === tensors[i]);
    const isTraining = all.modules().some((module) => module.training);
    const again = convertSyncBatchNorm(all, group) === all && kinds();
    const sameKeys = JSON.stringify(Object.keys(all.stateDict())) === JSON.stringify(keys);
    revertSyncBatchNorm(all);
    const root = convertSyncBatchNorm(new nn.BatchNorm2d(3), group);
    return {
      before,
      converted,
      again,
      same,
      sameKeys,
      isTraining,
      reverted: kinds(),
      root: [root.constructor.name, revertSyncBatchNorm(root).constructor.name],
    };
  },

  // Each rank's part against one process with the joined batch, over three steps of SGD.
  async joined(group, options) {
    const sizes = group.size === 2 ? [3, 3] : [2, 2, 2, 2];
    const { dtype } = options;
    const alone = new Net(1).to({ dtype });
    const model = new DistributedModel(
      convertSyncBatchNorm(new Net(1 + group.rank).to({ dtype }), group),
      group,
      {
        findUnused: true,
        firstBucketBytes: 1,
        bucketBytes: 400,
      },
    );
    const worst = {};
    for (let step = 0; step < 3; step++) {
      const x = images(sizes, 20 + step, dtype);
      model.zeroGrad();
      alone.zeroGrad();
      model.forward(x.of(group.rank)).square().mean().backward();
      alone.forward(x.all).square().mean().backward();
      const expected = new Map(alone.namedParameters());
      const used = model.namedParameters().filter(([name]) => !name.startsWith('other'));
      for (const [name, parameter] of used)
        worst[name] = Math.max(worst[name] ?? 0, difference(parameter.grad, expected.get(name).grad));
      const flat = (gradients) => torch.cat(gradients.map((gradient) => gradient.reshape([-1])));
      const together = difference(
        flat(used.map(([, { grad }]) => grad)),
        flat(used.map(([name]) => expected.get(name).grad)),
      );
      worst.together = Math.max(worst.together ?? 0, together);
      worst.unused = model.module.other.weight.grad === null ? 0 : Infinity;
      for (const net of [model, alone])
        torch.noGrad(() => {
          for (const parameter of net.parameters())
            if (parameter.grad !== null) parameter.sub_(parameter.grad.mul(0.05));
        });
    }
    const own = alone.stateDict();
    const state = Math.max(
      ...Object.entries(model.stateDict()).map(([key, tensor]) => difference(tensor, own[key])),
    );
    const hex = Object.values(model.stateDict()).map((tensor) =>
      Buffer.from(tensor.data().buffer).toString('hex'),
    );
    return {
      worst,
      state,
      hex,
      keys: JSON.stringify(Object.keys(model.stateDict())) === JSON.stringify(Object.keys(own)),
    };
  },

  // Heads that differ between ranks, then one that nobody uses.
  async heads(group) {
    const alone = new Net(1);
    const model = new DistributedModel(new Net(1), group, { findUnused: true });
    const x = images([2, 2], 5);
    model.module.eval(); // norms by their running statistics: the two heads are independent of each other's batch
    alone.eval();
    const head = group.rank === 0 ? 'head' : 'other';
    model.forward(x.of(group.rank), head).square().sum().backward();
    for (const rank of [0, 1])
      alone
        .forward(x.of(rank), rank === 0 ? 'head' : 'other')
        .square()
        .sum()
        .backward();
    const expected = new Map(alone.namedParameters());
    const worst = Math.max(
      ...model.namedParameters().map(([name, { grad }]) => difference(grad, expected.get(name).grad.div(2))),
    );
    model.zeroGrad();
    model.forward(x.of(group.rank), 'head').sum().backward();
    return {
      worst,
      unused: [model.module.other.weight.grad, model.module.other.bias.grad].every((grad) => grad === null),
    };
  },

  async noSync(group) {
    const layer = new nn.Linear(1, 1, { bias: false });
    const model = new DistributedModel(layer, group);
    const seen = [];
    const pass = (value) => {
      model
        .forward(torch.tensor([[value]]))
        .sum()
        .backward();
      seen.push(numbers(layer.weight.grad)[0]);
    };
    model.noSync(() => pass(group.rank));
    await model.noSync(async () => {
      await sleep(1);
      pass(10);
    });
    pass(100 * group.rank);
    tried(() =>
      model.noSync(() => {
        throw new Error('stop');
      }),
    );
    pass(0); // synchronised again
    torch.noGrad(() => model.forward(torch.tensor([[1]]))); // expects no backward pass
    model.forward(torch.tensor([[1]])); // one that nobody differentiates does not matter
    pass(2);
    // Parameters that are frozen or thawed.
    layer.weight.requiresGrad_(false);
    seen.push(model.forward(torch.tensor([[1]])).requiresGrad);
    layer.weight.requiresGrad_(true);
    pass(1);
    return seen;
  },

  async buffers(group) {
    const model = new DistributedModel(new nn.BatchNorm1d(1), group);
    const x = torch.tensor([[1], [3]]).mul(group.rank + 1);
    model.forward(x).sum().backward();
    const own = numbers(model.module.runningMean)[0];
    model.forward(x).sum().backward();
    return { own, after: numbers(model.module.runningMean)[0] };
  },

  async different(group) {
    class Model extends nn.Module {
      constructor() {
        super();
        this.first = new nn.Linear(2, 3);
        this.head = new nn.Linear(3, group.rank === 1 ? 4 : 5);
      }
    }
    const began = Date.now();
    const error = tried(() => new DistributedModel(new Model(), group));
    const frozen = new nn.Linear(2, 2);
    if (group.rank === 0) frozen.bias.requiresGrad_(false);
    return { error, took: Date.now() - began, frozen: tried(() => new DistributedModel(frozen, group)) };
  },

  async mistakes(group) {
    const model = new DistributedModel(new Net(1), group);
    const x = images([2, 2], 5).of(group.rank);
    const seen = {};
    model.forward(x).sum().backward(); // without findUnused: `other` gets no gradient
    seen.missing = tried(() => model.forward(x));
    seen.clone = tried(() => model.clone());
    return seen;
  },

  async memory(group) {
    const model = new DistributedModel(convertSyncBatchNorm(new Net(1), group), group, { findUnused: true });
    const step = () =>
      scope(() => {
        model
          .forward(images([2, 2], 5).of(group.rank))
          .sum()
          .backward();
        model.zeroGrad();
      });
    step();
    const before = memory().tensors;
    for (let i = 0; i < 3; i++) step();
    const steps = memory().tensors - before;
    const held = memory().tensors;
    const other = new DistributedModel(new nn.Linear(2, 2), group);
    other.dispose();
    return { steps, made: memory().tensors - held, printed: String(other).split('\n')[0] };
  },

  async hung(group) {
    const model = new DistributedModel(convertSyncBatchNorm(new Net(1), group), group);
    if (group.rank === 1) return sleep(4_000, 'hung');
    return tried(() => model.forward(images([2, 2], 5).of(0)));
  },
};

const [name, dtype] = process.argv[2].split(' ');
try {
  const group = await distributed.initProcessGroup({
    timeout: name === 'hung' ? 1_500 : 20_000,
    joinTimeout: 30_000,
  });
  console.log(JSON.stringify((await CASES[name](group, { dtype })) ?? null));
  await group.close();
} catch (error) {
  console.log(JSON.stringify({ error: `${error.name}: ${error.stack}` }));
  process.exitCode = 3;
}
