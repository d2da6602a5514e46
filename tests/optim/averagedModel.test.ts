import {
  BatchNorm1d,
  Buffer,
  functionalCall,
  Linear,
  Module,
  OptionError,
  Sequential,
  StateDictError,
} from '@cotrain/nn';
import { AveragedModel } from '@cotrain/optim';
import { ArgumentError, memory, noGrad, scope, type Tensor, torch } from '@cotrain/torch';
import test from 'ava';
import { assertClose } from '../assertClose.js';

// Arithmetic compared with PyTorch's over many steps, in both directions: handover.test.ts.

function fill(model: Sequential, value: number): void {
  noGrad(() => {
    for (const parameter of model.parameters()) parameter.fill_(value);
    for (const buffer of model.buffers()) buffer.fill_(2 * value);
  });
}

const make = () => new Sequential(new Linear(1, 1), new BatchNorm1d(1));

test('the first update copies, the next ones average; buffers are copied, or averaged too', (t) => {
  for (const [useBuffers, mean] of [
    [false, 10],
    [true, 4],
  ] as const) {
    const model = make();
    const average = new AveragedModel(model, { decay: 0.75, useBuffers });
    fill(model, 1);
    average.update(model);
    t.is(average.weights['0.weight']!.item(), 1);
    fill(model, 5);
    average.update(model);
    t.is(average.weights['0.weight']!.item(), 0.75 * 1 + 0.25 * 5);
    t.is(average.weights['1.running_mean']!.item(), mean);
    t.is(average.weights['1.num_batches_tracked']!.item(), mean);
    t.is(average.nAveraged, 2);
    average.dispose();
    model.dispose();
  }
});

test('without a decay it is the plain mean', (t) => {
  const model = make();
  const average = new AveragedModel(model, { decay: null });
  for (const value of [1, 2, 6]) {
    fill(model, value);
    average.update(model);
  }
  assertClose(t, Number(average.weights['0.weight']!.item()), 3, { absolute: 1e-6 });
  average.dispose();
  model.dispose();
});

test('swap exchanges values and back; the state goes round; memory returns to the baseline', (t) => {
  const before = memory();
  scope(() => {
    const model = make();
    const average = new AveragedModel(model);
    fill(model, 1);
    average.update(model);
    fill(model, 3);
    const made = memory();
    average.swap(model);
    t.is((model.at(0) as Linear).weight.item(), 1);
    average.swap(model);
    t.is((model.at(0) as Linear).weight.item(), 3);
    t.deepEqual(memory(), made);
    const y = scope(() => functionalCall(model.eval(), average.weights, torch.ones([1, 1])));
    t.false(y.requiresGrad);

    const other = new AveragedModel(model);
    other.loadStateDict(average.stateDict());
    t.is(other.nAveraged, 1);
    t.is(other.weights['0.weight']!.item(), 1);
    const { n_averaged: count, ...state } = average.stateDict();
    const error = t.throws(() => other.loadStateDict({ ...state, extra: count! }), {
      instanceOf: StateDictError,
    });
    t.deepEqual([error.missing, error.unexpected], [['n_averaged'], ['extra']]);
    for (const part of [model, average, other]) part.dispose();
  });
  t.deepEqual(memory(), before);
});

test("keys are PyTorch's, for shared tensors too and without what is not persistent", (t) => {
  class Tied extends Module {
    first = new Linear(1, 1, { bias: false });
    second = this.first;
    cache = new Buffer(torch.zeros([1]), { persistent: false });
    override forward(x: Tensor): Tensor {
      return x;
    }
  }
  scope(() => {
    const model = new Tied();
    const average = new AveragedModel(model);
    t.deepEqual(Object.keys(average.stateDict()), [
      'n_averaged',
      'module.first.weight',
      'module.second.weight',
    ]);
    average.dispose();
    model.dispose();
  });
});

test('what cannot be meant is refused', (t) => {
  const model = make();
  const other = new Linear(1, 1);
  t.throws(() => new AveragedModel(model, { decay: 1.5 }), { instanceOf: OptionError, message: /got 1.5/ });
  t.throws(() => new AveragedModel(model, { dekay: 1 } as object), { message: /'decay'/ });
  const average = new AveragedModel(model);
  t.throws(() => average.update(other), { instanceOf: ArgumentError, message: /made from another model/ });
  for (const part of [model, other, average]) part.dispose();
});
