import { Linear, MultiheadAttention, Sequential } from '@cotrain/nn';
import { memory, scope, type Tensor, torch } from '@cotrain/torch';
import test from 'ava';

test('hooks see arguments and outputs in order, and replace what they return', (t) => {
  scope(() => {
    using linear = new Linear(2, 2, { bias: false });
    const x = torch.ones([1, 2]);
    const plain = linear.forward(x).toArray();
    const seen: string[] = [];
    linear.registerForwardPreHook((module, args) => {
      seen.push('before');
      t.is(module, linear);
      t.is(args[0], x);
    });
    const doubled = linear.registerForwardPreHook((_, [input]) => [input.mul(2)]);
    linear.registerForwardHook((_, [input], output) => {
      seen.push('after');
      t.deepEqual(input.toArray(), [[2, 2]]);
      return output.mul(-1);
    });
    const last = linear.registerForwardHook((_module, _args, output) => {
      t.deepEqual(output.toArray(), linear.weight.sum([1]).mul(-2).unsqueeze(0).toArray());
    });
    linear.forward(x);
    t.deepEqual(seen, ['before', 'after']);
    doubled.remove();
    last.remove();
    last.remove();
    const fresh = new Linear(2, 2, { bias: false });
    fresh.loadStateDict(linear.stateDict());
    t.deepEqual(fresh.forward(x).toArray(), plain);
    fresh.dispose();
  });
});

test('without its hooks a module is as it was', (t) => {
  scope(() => {
    using linear = new Linear(2, 2);
    const { forward } = linear;
    {
      using _hook = linear.registerForwardHook((_module, _args, output) => output);
      t.not(linear.forward, forward);
      t.deepEqual(Object.keys(linear.stateDict()), ['weight', 'bias']);
    }
    t.is(linear.forward, forward);
    t.false(Object.hasOwn(linear, 'forward'));

    const own = (x: Tensor) => x;
    linear.forward = own;
    linear.registerForwardHook((_module, _args, output) => output).remove();
    t.is(linear.forward, own);
  });
});

test('hooks of modules inside others catch features, and a hook may take another away', (t) => {
  scope(() => {
    using net = new Sequential(new Linear(2, 3), new Linear(3, 1));
    const shapes: number[][] = [];
    const hook = net.at(0).registerForwardHook((_module, _args, output: Tensor) => {
      shapes.push(output.shape);
      hook.remove();
    });
    const before = memory();
    scope(() => void net.forward(torch.ones([4, 2])));
    scope(() => void net.forward(torch.ones([4, 2])));
    t.deepEqual(shapes, [[4, 3]]);
    t.deepEqual(memory(), before);
  });
});

test("a hook's arguments and output have the module's own types", (t) => {
  scope(() => {
    using attention = new MultiheadAttention(4, 2);
    attention.registerForwardPreHook((_, [query, key, value]) => [query, key, value, { needWeights: false }]);
    const x = torch.ones([3, 1, 4]);
    t.is(attention.forward(x, x, x)[1], null);
  });
});

test('a hook that throws leaves the module usable', (t) => {
  scope(() => {
    using linear = new Linear(2, 2);
    const hook = linear.registerForwardPreHook(() => {
      throw new Error('stop');
    });
    t.throws(() => linear.forward(torch.ones([1, 2])), { message: 'stop' });
    hook.remove();
    t.deepEqual(linear.forward(torch.ones([1, 2])).shape, [1, 2]);
  });
});
