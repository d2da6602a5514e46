// The pretended device refuses what CUDA refuses, so tests that pass on it mix no devices.
import * as ops from '@cotrain/ops';
import { autocast, memory, scope, type Tensor, torch } from '@cotrain/torch';
import baseTest from 'ava';
import { hasPretend, PRETEND } from '../pretend.js';

const test = hasPretend ? baseTest.serial : baseTest.serial.skip;

const indices = () => torch.tensor([0, 1], { dtype: 'int64' });
const MIXED: Record<string, (there: Tensor, here: Tensor) => unknown> = {
  'an elementwise operator': (there, here) => there.add(here),
  'the other order': (there, here) => here.mul(there),
  'an operator in place': (there, here) => here.add_(there),
  'an operator in place on a scalar of the host': (there) => torch.tensor(1).add_(there.sum()),
  'a scalar in a stack': (there) => torch.stack([there.sum(), torch.tensor(1)]),
  cat: (there, here) => torch.cat([there, here]),
  'a matrix product': (there, here) => there.mm(here.t()),
  indexSelect: (there) => there.indexSelect(0, indices()),
  gather: (there) => there.gather(0, torch.tensor([[0, 0, 0]], { dtype: 'int64' })),
  'indexing with a tensor': (there) => there.at(indices()),
  'writing by index': (there, here) =>
    there.indexPut_([torch.tensor([0], { dtype: 'int64', device: PRETEND })], here.select(0, 0)),
  where: (there, here) => torch.where(there.gt(0), there, here),
  'a convolution': (there) => torch.conv2d(there.view([1, 1, 2, 3]), torch.ones([1, 1, 1, 1])),
  'a list of tensors': (there, here) => torch.unchecked._foreachAdd([there], [here]),
  'an operator of ours': (there) => ops.boxIou(there.newZeros([1, 4]), torch.zeros([1, 4])),
};

for (const [name, run] of Object.entries(MIXED)) {
  test(`tensors of two devices are an error: ${name}`, (t) => {
    const before = memory().tensors;
    scope(() => {
      const [there, here] = [torch.ones([2, 3], { device: PRETEND }), torch.ones([2, 3])];
      t.throws(() => run(there, here), { message: /same device|one device/ });
    });
    t.is(memory().tensors, before);
  });
}

test('a scalar of the host takes part in an elementwise operator', (t) => {
  scope(() => {
    const there = torch.ones([2], { device: PRETEND });
    const sum = there.add(torch.tensor(1));
    t.is(sum.device, PRETEND);
    t.deepEqual(sum.toArray(), [2, 2]);
  });
});

test('tensors come and go, share memory and change their size', (t) => {
  scope(() => {
    const there = torch.tensor([1, 2, 3, 4], { device: PRETEND });
    there.view([2, 2]).select(0, 1).fill_(9);
    t.deepEqual(there.to({ device: 'cpu' }).toArray(), [1, 2, 9, 9]);
    const out = torch.empty([0], { device: PRETEND });
    out.resize_([3, 2]).fill_(5);
    t.deepEqual(out.toArray(), [
      [5, 5],
      [5, 5],
      [5, 5],
    ]);
    t.true(torch.ones([2]).pinMemory().isPinned());
    t.false(torch.ones([2]).isPinned());
  });
});

test('gradients and autocast work there', (t) => {
  scope(() => {
    const weight = torch.ones([3, 1], { device: PRETEND, requiresGrad: true });
    const input = torch.tensor([[1, 2, 3]], { device: PRETEND });
    const product = autocast({ device: PRETEND, dtype: 'bfloat16' }, () => input.matmul(weight)); // [1, 1]
    t.is(product.dtype, 'bfloat16');
    product.sum().backward();
    t.is(weight.grad!.device, PRETEND);
    t.deepEqual(weight.grad!.toArray(), [[1], [2], [3]]);
    const boxes = torch.tensor([[0, 0, 2, 2]], { device: PRETEND, dtype: 'bfloat16' });
    t.is(autocast({ device: PRETEND }, () => ops.boxIou(boxes, boxes)).dtype, 'float32');
  });
});
