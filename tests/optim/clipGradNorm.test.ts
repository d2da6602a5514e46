import { Linear, OptionError, Parameter } from '@cotrain/nn';
import { clipGradNorm_, clipGradValue_, NonFiniteGradientError } from '@cotrain/optim';
import { scope, torch } from '@cotrain/torch';
import test from 'ava';

test('norms below the limit leave gradients as they are', (t) => {
  scope(() => {
    const a = new Parameter(torch.zeros([2]));
    a.grad = torch.tensor([3, 4]);
    t.is(clipGradNorm_([a], 10).item(), 5);
    t.deepEqual(a.grad.toArray(), [3, 4]);
    clipGradNorm_([a], 1);
    t.true(torch.allclose(a.grad, torch.tensor([0.6, 0.8])));
    t.is(clipGradNorm_([a], 1, { normType: Number.POSITIVE_INFINITY }).item().toString().slice(0, 3), '0.7');
    a.dispose();
  });
});

test('parameters without gradients count for nothing', (t) => {
  scope(() => {
    using linear = new Linear(2, 2);
    t.is(clipGradNorm_(linear.parameters(), 1).item(), 0);
    linear.bias!.grad = torch.tensor([0, 2]);
    t.is(clipGradNorm_(linear.parameters(), 1).item(), 2);
  });
});

test('a norm that is not finite is returned, or refused with the names', (t) => {
  scope(() => {
    using linear = new Linear(2, 2);
    linear.weight.grad = torch.ones([2, 2]);
    linear.bias!.grad = torch.tensor([Number.NaN, 1]);
    const options = { errorIfNonfinite: true };
    const error = t.throws(() => clipGradNorm_(linear.namedParameters(), 1, options), {
      instanceOf: NonFiniteGradientError,
      message: 'the gradient norm is not finite because of: bias',
    });
    t.deepEqual(error.parameters, ['bias']);
    t.deepEqual(linear.weight.grad.toArray(), [
      [1, 1],
      [1, 1],
    ]);
    t.throws(() => clipGradNorm_(linear.parameters(), 1, options), { message: /because of: 1$/ });
    t.is(clipGradNorm_(linear.parameters(), 1).item(), Number.NaN);
  });
});

test('impossible arguments are refused', (t) => {
  t.throws(() => clipGradNorm_([], -1), { instanceOf: OptionError, message: /maxNorm .* got -1/ });
  t.throws(() => clipGradNorm_([], 1, { normtype: 1 } as object), {
    instanceOf: OptionError,
    message: /'normType'/,
  });
});

test('clipGradValue_ cuts every element', (t) => {
  scope(() => {
    using linear = new Linear(2, 1);
    linear.weight.grad = torch.tensor([[-3, 0.25]]);
    clipGradValue_(linear.parameters(), 0.5);
    t.deepEqual(linear.weight.grad.toArray(), [[-0.5, 0.25]]);
    t.throws(() => clipGradValue_(linear.parameters(), Number.NaN), { instanceOf: OptionError });
    clipGradValue_([], 1);
  });
});
