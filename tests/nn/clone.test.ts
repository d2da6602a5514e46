import {
  BatchNorm2d,
  Conv2d,
  Linear,
  Module,
  ModuleDict,
  ModuleList,
  Parameter,
  ParameterList,
  Sequential,
} from '@cotrain/nn';
import { ArgumentError, memory, scope, type Tensor, torch } from '@cotrain/torch';
import test from 'ava';
import { seedDraws } from '../seed.js';

class Net extends Module {
  body = new Sequential(new Conv2d(1, 2, 3), new BatchNorm2d(2));
  heads = new ModuleDict({ a: new Linear(2, 1), b: new Linear(2, 1) });
  blocks = new ModuleList([this.heads.get('a')!]);
  scales = new ParameterList([new Parameter(torch.ones([1]), { requiresGrad: false })]);
  readonly names = ['x', 'y'];

  override forward(x: Tensor): Tensor {
    return scope(() => {
      const features = this.body.forward(x).mean([2, 3]);
      return this.heads.get('a')!.forward(features).mul(this.scales.at(0));
    });
  }
}

test('a clone computes the same, shares nothing with the original and keeps what was shared within it', (t) => {
  const before = memory();
  scope(() => {
    const net = new Net().eval();
    net.body.registerForwardHook(() => t.fail('hooks stay behind'));
    const copy = net.clone();
    t.true(copy instanceof Net);
    t.false(copy.training);
    t.deepEqual(copy.names, ['x', 'y']);
    t.is(copy.blocks.at(0), copy.heads.get('a')!);
    t.not(copy.blocks.at(0), net.blocks.at(0));
    t.deepEqual(Object.keys(copy.stateDict()), Object.keys(net.stateDict()));
    t.false(copy.scales.at(0).requiresGrad);
    t.is(copy.parameters().length, net.parameters().length);
    const x = torch.randn([2, 1, 5, 5]);
    const y = copy.forward(x).toArray();
    net.dispose();
    t.deepEqual(copy.forward(x).toArray(), y);
    copy.dispose();
  });
  t.deepEqual(memory(), before);
});

test('a clone draws no random values', (t) => {
  using linear = new Linear(3, 3);
  seedDraws(3);
  const expected = scope(() => torch.rand([2]).toArray());
  seedDraws(3);
  linear.clone().dispose();
  t.deepEqual(
    scope(() => torch.rand([2]).toArray()),
    expected,
  );
});

test('a class with #private members clones itself', (t) => {
  class Counting extends Module {
    #calls = 0;

    constructor(public linear = new Linear(1, 1)) {
      super();
    }

    get calls(): number {
      return this.#calls;
    }

    override clone(): this {
      return new Counting(this.linear.clone()) as this;
    }

    override forward(x: Tensor): Tensor {
      this.#calls++;
      return this.linear.forward(x);
    }
  }
  scope(() => {
    using net = new Sequential(new Counting());
    using copy = net.clone();
    copy.forward(torch.ones([1, 1]));
    t.is((copy.at(0) as Counting).calls, 1);
    t.is((net.at(0) as Counting).calls, 0);
  });
});

test('lists and dicts of parameters register, move and refuse', (t) => {
  scope(() => {
    using list = new ParameterList([new Parameter(torch.ones([2]))]);
    list.push(new Parameter(torch.zeros([1])));
    t.deepEqual(Object.keys(list.stateDict()), ['0', '1']);
    list.to({ dtype: 'float64' });
    t.is(list.at(-1).dtype, 'float64');
    t.throws(() => list.at(2), { message: 'ParameterList has no index 2: it holds 2' });
    t.throws(() => list.forward(), { message: /no forward/ });
    using dict = new ModuleDict({ a: new Linear(1, 1) });
    t.throws(() => dict.set('a.b', new Linear(1, 1)), {
      instanceOf: ArgumentError,
      message: /contain a dot/,
    });
    dict.get('a')!.dispose();
    t.true(dict.delete('a'));
    t.deepEqual(dict.keys(), []);
  });
});
