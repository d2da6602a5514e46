import {
  BatchNorm1d,
  FunctionalCallError,
  functionalCall,
  Linear,
  Module,
  Parameter,
  ParameterDict,
  ParameterList,
  Sequential,
} from '@cotrain/nn';
import { memory, scope, type Tensor, torch } from '@cotrain/torch';
import test from 'ava';
import { assertClose } from '../assertClose.js';

test('calls a module with other weights, to which gradients flow, and leaves it as it was', (t) => {
  scope(() => {
    using net = new Sequential(new Linear(2, 3), new Linear(3, 1));
    const before = net.stateDict();
    const live = memory();
    scope(() => {
      const x = torch.ones([4, 2]);
      const scale = torch.tensor(2, { requiresGrad: true });
      const weights = { '0.weight': torch.ones([3, 2]).mul(scale), '1.bias': torch.tensor([5]) };
      const y = functionalCall(net, weights, x);
      const own = net.stateDict();
      const expected = torch.linear(
        torch.linear(x, torch.full([3, 2], 2), { bias: own['0.bias']! }),
        own['1.weight']!,
        { bias: torch.tensor([5]) },
      );
      t.true(torch.allclose(y, expected));
      y.sum().backward();
      assertClose(t, Number(scale.grad!.item()), 8 * Number(own['1.weight']!.sum().item()), {
        absolute: 1e-4,
      });
      t.is((net.at(0) as Linear).weight.grad, null);
    });
    net.zeroGrad();
    t.deepEqual(memory(), live);
    for (const [key, tensor] of Object.entries(net.stateDict())) t.is(tensor, before[key]!);
  });
});

test('second derivatives through one step of gradient descent', (t) => {
  scope(() => {
    using linear = new Linear(1, 1, { bias: false });
    const x = torch.tensor([[3]]);
    const loss = linear.forward(x).pow(2).sum(); // 9 w^2
    const [gradient] = torch.autograd.grad(loss, [linear.weight], { createGraph: true });
    const stepped = linear.weight.sub(gradient!.mul(0.1)); // w - 1.8 w
    functionalCall(linear, { weight: stepped }, x).pow(2).sum().backward(); // 9 * 0.64 w^2
    const weight = Number(linear.weight.item());
    t.true(
      Math.abs(Number(linear.weight.grad!.item()) - 2 * 9 * 0.64 * weight) < 1e-4 * Math.abs(weight) + 1e-6,
    );
  });
});

class Tied extends Module {
  first = new Linear(2, 2, { bias: false });
  second = this.first.weight;
  scales = new ParameterList([new Parameter(torch.ones([1])), new Parameter(torch.ones([1]))]);
  named = new ParameterDict({ shift: new Parameter(torch.zeros([1])) });

  override forward(x: Tensor): Tensor {
    const y = this.first.forward(x).matmul(this.second).mul(this.scales.at(-1));
    return y.add(this.named.get('shift')!);
  }
}

test('shared tensors are replaced wherever they stand, in lists and dicts too', (t) => {
  scope(() => {
    const net = new Tied();
    t.deepEqual(Object.keys(net.stateDict()), [
      'second',
      'first.weight',
      'scales.0',
      'scales.1',
      'named.shift',
    ]);
    const eye = torch.eye(2);
    const x = torch.tensor([[1, 2]]);
    const weights = { 'first.weight': eye, 'scales.1': torch.tensor([3]), 'named.shift': torch.tensor([1]) };
    t.deepEqual(functionalCall(net, weights, x).toArray(), [[4, 7]]);
    t.throws(() => functionalCall(net, { ...weights, second: torch.zeros([2, 2]) }, x), {
      instanceOf: FunctionalCallError,
      message: /second is shared|first.weight is shared/,
    });
    net.dispose();
  });
});

test('buffers are replaced too, and keep what the call did to them', (t) => {
  scope(() => {
    using norm = new BatchNorm1d(2);
    const mean = torch.zeros([2]);
    functionalCall(
      norm,
      { running_mean: mean },
      torch.tensor([
        [1, 2],
        [3, 4],
      ]),
    );
    t.true(torch.allclose(mean, torch.tensor([0.2, 0.3])));
    t.deepEqual(norm.runningMean!.toArray(), [0, 0]);
  });
});

test('what does not fit is refused, and a failing forward restores the module', (t) => {
  scope(() => {
    using linear = new Linear(2, 2);
    const { weight } = linear;
    const x = torch.ones([1, 2]);
    t.throws(() => functionalCall(linear, { wieght: weight }, x), {
      instanceOf: FunctionalCallError,
      message: "Linear(2, 2) has no tensor wieght (did you mean 'weight'?)",
    });
    t.throws(() => functionalCall(linear, { weight: torch.ones([3, 2]) }, x), {
      message: 'Linear(2, 2): weight is [3, 2], expected [2, 2]',
    });
    t.throws(() => functionalCall(linear, { weight: torch.ones([2, 2]) }, torch.ones([1, 5])));
    t.is(linear.weight, weight);

    class Slow extends Module<[], Promise<void>> {
      weight = new Parameter(torch.ones([1]));
      override async forward(): Promise<void> {}
    }
    using slow = new Slow();
    t.throws(() => functionalCall(slow, { weight: torch.zeros([1]) }), { message: /synchronous forward/ });
  });
});
