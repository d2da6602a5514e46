// A small version of the paper's adapt stage: trained parts get the same gradients as if everything were
// trained, and the other parts do not change.
import { MultiTaskModel, type Targets, tiny } from '@cotrain/models';
import { BatchNorm2d } from '@cotrain/nn';
import { StagedOptimizer } from '@cotrain/optim';
import { memory, scope, type Tensor, torch } from '@cotrain/torch';
import test from 'ava';
import { seedDraws } from '../seed.js';

const SIZE = 64;

/** Forward and backward of an image with labels of all three tasks, the same for a seed. */
function backward(model: MultiTaskModel, seed = 5): void {
  seedDraws(seed);
  scope(() => {
    const map = (classes: number) => torch.randint(classes, [SIZE, SIZE]).to({ dtype: 'uint8' });
    const targets: Targets = {
      det: [
        {
          boxes: torch.tensor([
            [4, 8, 30, 40],
            [20, 10, 60, 62],
          ]),
          classes: torch.tensor(BigInt64Array.of(2n, 7n)),
        },
      ],
      sem_seg: [map(19)],
      drivable: [map(3)],
    };
    model.backward(torch.randn([1, 3, SIZE, SIZE]), targets);
  });
}

function makeModel(): MultiTaskModel {
  seedDraws(4);
  return new MultiTaskModel(tiny());
}

const copies = (named: Iterable<readonly [string, Tensor]>): Map<string, Tensor> =>
  new Map([...named].map(([key, tensor]) => [key, tensor.detach().clone()]));

const largest = (tensor: Tensor): number => tensor.abs().max().item() as number;

test('gradients of the neck are the same to rounding, whether backbone and heads are frozen or not', (t) => {
  const before = memory();
  scope(() => {
    const errors = [5, 6, 7, 8, 9].map((seed) => {
      using model = makeModel();
      for (const module of model.train().modules()) if (module instanceof BatchNorm2d) module.eval();
      backward(model, seed);
      const expected = copies(model.neck.namedParameters().map(([key, { grad }]) => [key, grad!]));
      model.zeroGrad();

      using optimizer = new StagedOptimizer(model, [{ name: 'adapt', steps: 9, lr: 1e-3, train: ['neck'] }]);
      optimizer.train();
      backward(model, seed);
      const own = [...model.namedParameters()].flatMap(([key, parameter]) => {
        const gradient = expected.get(key.replace('neck.', ''));
        if (key.startsWith('neck.')) return [largest(parameter.grad!.sub(gradient!)) / largest(gradient!)];
        t.is(parameter.grad, null, key);
        return [];
      });
      return Math.max(...own);
    });
    // Where a value is at the kink of a ReLU, or two queries match as well, rounding decides: in few images.
    const median = errors.sort((a, b) => a - b)[2]!;
    t.true(median <= 1e-4, `${errors}`);
  });
  t.deepEqual(memory(), before);
});

test('after the adapt stage, backbone and heads are what they were, bit for bit', (t) => {
  scope(() => {
    using model = makeModel();
    const before = copies(Object.entries(model.stateDict()));
    using optimizer = new StagedOptimizer(model, [
      { name: 'adapt', steps: 2, lr: 1e-3, train: ['neck'], warmup: { steps: 0 } },
      { name: 'finetune', steps: 1, lr: 1e-3, train: 'all', warmup: { steps: 0 } },
    ]);
    optimizer.train();
    const same = () => {
      const state = Object.entries(model.stateDict());
      return state.flatMap(([key, tensor]) => (tensor.equal(before.get(key)!) ? [key] : []));
    };
    for (const step of [0, 1, 2]) {
      if (step === 2)
        t.deepEqual(
          same(),
          [...before.keys()].filter((key) => !key.startsWith('neck.')),
        );
      optimizer.setStep(step);
      backward(model);
      optimizer.step();
      optimizer.zeroGrad();
    }
    t.true(
      same().every((key) => key.startsWith('heads.')),
      `the backbone stood still: ${same()}`,
    );
  });
});
