import {
  BatchNorm2d,
  Buffer,
  Conv2d,
  FrozenBatchNorm2d,
  freezeBatchNorms,
  Identity,
  Linear,
  Module,
  ModuleDict,
  ModuleList,
  Parameter,
  ReLU,
  Sequential,
  type StateDict,
  StateDictError,
} from '@cotrain/nn';
import { ArgumentError, keep, memory, scope, type Tensor, torch } from '@cotrain/torch';
import test from 'ava';

class Net extends Module {
  conv1 = new Conv2d(3, 4, 3, { bias: false });
  bn1 = new BatchNorm2d(4);
  positionScale = new Parameter(torch.ones([4]));
  pixelMean = new Buffer(torch.zeros([3]));
  lookupTable = new Buffer(torch.zeros([2]), { persistent: false });
  fpn_lateral2 = new Conv2d(4, 4, 1);
  blocks = new ModuleList([new Linear(4, 4), new Linear(4, 2)]);
  heads = new ModuleDict({ sem_seg: new Linear(4, 1, { bias: false }), semSeg: new Identity() });
  nothing: Linear | null = null;
  #hidden = new ReLU();

  override forward(x: Tensor): Tensor {
    return scope(() => this.#hidden.forward(this.bn1.forward(this.conv1.forward(x))));
  }
}

test("state-dict keys are PyTorch's, and come in its order", (t) => {
  using net = new Net();
  t.deepEqual(Object.keys(net.stateDict()), [
    'position_scale',
    'pixel_mean',
    'conv1.weight',
    'bn1.weight',
    'bn1.bias',
    'bn1.running_mean',
    'bn1.running_var',
    'bn1.num_batches_tracked',
    'fpn_lateral2.weight',
    'fpn_lateral2.bias',
    'blocks.0.weight',
    'blocks.0.bias',
    'blocks.1.weight',
    'blocks.1.bias',
    'heads.sem_seg.weight',
  ]);
  t.is(net.namedBuffers().length, 5);
  t.is(net.namedParameters().length, 11);
});

test('a shared module or parameter is visited once, but saved under each of its keys', (t) => {
  class Tied extends Module {
    first = new Linear(3, 3);
    second = this.first;
    third = new Linear(3, 3, { bias: false });

    override forward(x: Tensor): Tensor {
      return x;
    }
  }
  const net = new Tied();
  net.third.weight.dispose();
  net.third.weight = net.first.weight;
  t.deepEqual(
    net.namedParameters().map(([path]) => path),
    ['first.weight', 'first.bias'],
  );
  t.is(Object.keys(net.stateDict()).length, 5);
  t.is(net.modules().length, 3);
  net.dispose();
});

test('dispose frees what modules below keep beside their parameters, and what is shared once', (t) => {
  class Keeping extends Module {
    linear = new Linear(3, 3);
    readonly #kept = keep(torch.zeros([3]));

    override forward(x: Tensor): Tensor {
      return this.linear.forward(x).add(this.#kept);
    }

    override dispose(): void {
      this.#kept.dispose();
      super.dispose();
    }
  }
  const before = memory().tensors;
  const shared = new Keeping();
  const net = new Sequential(new Sequential(shared), new Keeping(), shared);
  t.is(memory().tensors, before + 2 * 3);
  net.dispose();
  t.is(memory().tensors, before);
  net.dispose();
  t.is(memory().tensors, before);
});

test('loadStateDict lists all that does not fit at once, and changes nothing then', (t) => {
  scope(() => {
    using net = new Net();
    const before = net.positionScale.toArray();
    const state: StateDict = {
      ...net.stateDict(),
      position_scale: torch.full([4], 7),
      'conv1.weight': torch.zeros([4, 3, 5, 5]),
      extra: torch.zeros([1]),
    };
    delete state['blocks.1.bias'];
    const error = t.throws(() => net.loadStateDict(state), { instanceOf: StateDictError });
    t.deepEqual(error.missing, ['blocks.1.bias']);
    t.deepEqual(error.unexpected, ['extra']);
    t.deepEqual(error.misshaped, [{ key: 'conv1.weight', expected: [4, 3, 3, 3], actual: [4, 3, 5, 5] }]);
    for (const text of ['Net', 'blocks.1.bias', 'extra', '[4, 3, 5, 5]', '[4, 3, 3, 3]']) {
      t.true(error.message.includes(text), error.message);
    }
    t.deepEqual(net.positionScale.toArray(), before);

    t.throws(() => net.loadStateDict(state, { strict: false }), { instanceOf: StateDictError });
    delete state['conv1.weight'];
    const { missing, unexpected } = net.loadStateDict(state, { strict: false });
    t.deepEqual(missing, ['conv1.weight', 'blocks.1.bias']);
    t.deepEqual(unexpected, ['extra']);
    t.deepEqual(net.positionScale.toArray(), [7, 7, 7, 7]);
  });
});

test('loadStateDict refuses anything but an object of tensors, strict or not', (t) => {
  using linear = new Linear(1, 1);
  const state = linear.stateDict();
  for (const wrong of [new Map(Object.entries(state)), Object.values(state), linear.weight, null, undefined])
    t.throws(() => linear.loadStateDict(wrong as never, { strict: false }), {
      instanceOf: ArgumentError,
      message: /^Linear.*: a state dict must be an object of tensors by key, got /,
    });
});

test('loadStateDict copies and converts; the source stays independent', (t) => {
  scope(() => {
    using a = new Linear(2, 2);
    const weight = torch.tensor(Float64Array.of(1, 2, 3, 4), { shape: [2, 2] });
    a.loadStateDict({ weight, bias: torch.zeros([2]) });
    weight.fill_(0);
    t.deepEqual(a.weight.toArray(), [
      [1, 2],
      [3, 4],
    ]);
    t.is(a.weight.dtype, 'float32');
    t.true(a.weight.requiresGrad);
    const broken = { weight: 3 as unknown as Tensor, bias: torch.zeros([2]) };
    t.throws(() => a.loadStateDict(broken), { instanceOf: ArgumentError, message: /weight is not a tensor/ });
  });
});

test('batch norms load states without counters, frozen ones states with them', (t) => {
  using norm = new BatchNorm2d(3);
  using frozen = new FrozenBatchNorm2d(3);
  frozen.loadStateDict(norm.stateDict());
  norm.loadStateDict(frozen.stateDict());
  t.false('num_batches_tracked' in frozen.stateDict());
});

test('to() converts floating-point state in place, with gradients and memory format', (t) => {
  scope(() => {
    using net = new Net();
    const { weight } = net.conv1;
    scope(() =>
      net
        .forward(torch.ones([1, 3, 4, 4]))
        .sum()
        .backward(),
    );
    net.to({ dtype: 'float64', memoryFormat: 'channels_last' });
    t.is(net.conv1.weight, weight);
    t.is(weight.dtype, 'float64');
    t.is(weight.grad!.dtype, 'float64');
    t.true(weight.isLeaf && weight.requiresGrad);
    t.deepEqual(weight.stride(), [27, 1, 9, 3]);
    t.is(net.bn1.numBatchesTracked!.dtype, 'int64');
    t.is(net.lookupTable.dtype, 'float64');
    const y = net.forward(torch.ones([1, 3, 4, 4], { dtype: 'float64' }));
    t.is(y.dtype, 'float64');
    const misspelt = { dtypes: 'float64' } as object;
    t.throws(() => net.to(misspelt), {
      message: /^Module\.to: unknown option 'dtypes'.*did you mean 'dtype'/,
    });
  });
});

test('train, eval, requiresGrad_, zeroGrad and apply reach everything', (t) => {
  scope(() => {
    using net = new Net();
    net.eval();
    t.true(net.modules().every((module) => !module.training));
    net.train();
    scope(() =>
      net
        .forward(torch.ones([1, 3, 4, 4]))
        .sum()
        .backward(),
    );
    t.truthy(net.conv1.weight.grad);
    net.zeroGrad({ setToNull: false });
    t.is(net.conv1.weight.grad!.abs().sum().item(), 0);
    net.zeroGrad();
    t.is(net.conv1.weight.grad, null);
    net.requiresGrad_(false);
    t.true(net.parameters().every((parameter) => !parameter.requiresGrad));
    const seen: unknown[] = [];
    net.apply((module) => seen.push(module));
    t.is(seen.length, net.modules().length);
    t.is(seen.at(-1), net);
  });
});

test('a plain array of modules is an error, not a silent hole in the state', (t) => {
  class Wrong extends Module {
    layers = [new Linear(1, 1)];

    override forward(x: Tensor): Tensor {
      return x;
    }
  }
  t.throws(() => new Wrong().parameters(), { message: /Wrong\.layers is an array.*ModuleList/ });
});

test('two fields with one key are an error', (t) => {
  class Clash extends Module {
    runMean = new Buffer(torch.zeros([1]));
    run_mean = new Buffer(torch.zeros([1]));

    override forward(x: Tensor): Tensor {
      return x;
    }
  }
  t.throws(() => new Clash().stateDict(), { message: /two fields share the state-dict key run_mean/ });
});

test('freezeBatchNorms replaces norms wherever they stand and keeps what evaluation computes', (t) => {
  scope(() => {
    using net = new Sequential(new Conv2d(3, 4, 3), new Sequential(new BatchNorm2d(4)));
    const x = torch.randn([2, 3, 6, 6]);
    scope(() => net.forward(x));
    const expected = net.eval().forward(x);
    const live = memory().tensors;
    freezeBatchNorms(net);
    t.is(memory().tensors, live - 1);
    const norm = (net.at(1) as Sequential).at(0);
    t.true(norm instanceof FrozenBatchNorm2d);
    t.deepEqual(
      net.namedParameters().map(([path]) => path),
      ['0.weight', '0.bias'],
    );
    t.true(torch.allclose(net.train().forward(x), expected, { atol: 1e-6 }));
  });
});

test('a module frees all that it holds', (t) => {
  const before = memory();
  const net = new Net();
  t.true(memory().tensors > before.tensors);
  scope(() =>
    net
      .forward(torch.ones([1, 3, 4, 4]))
      .sum()
      .backward(),
  );
  net.dispose();
  t.deepEqual(memory(), before);
});

test('modules print as a tree', (t) => {
  using net = new Sequential(new Conv2d(3, 4, 3), new Sequential(new ReLU()));
  t.is(String(net), 'Sequential {\n  (0): Conv2d(3, 4)\n  (1): Sequential {\n    (0): ReLU\n  }\n}');
});

test('containers index, extend and refuse to be called', (t) => {
  using list = new ModuleList([new Linear(1, 2)]);
  list.push(new Linear(2, 3));
  t.is(list.length, 2);
  t.is(list.at(-1).outFeatures, 3);
  t.throws(() => list.at(5), {
    instanceOf: ArgumentError,
    message: /^ModuleList has no index 5: it holds 2$/,
  });
  t.throws(() => list.forward(), { message: /no forward/ });
  using dict = new ModuleDict({ a: new Linear(1, 1) });
  t.deepEqual(dict.keys(), ['a']);
  t.is(dict.get('b'), undefined);
});
