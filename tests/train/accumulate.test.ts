// Micro-batches: a step's gradient is that of one batch with all of their images.
import { type HostBatch, Loader, type TransformInput, toTensors } from '@cotrain/data';
import { MultiTaskModel } from '@cotrain/models';
import { SGD } from '@cotrain/optim';
import { scope, torch } from '@cotrain/torch';
import { GradNorm, PcGrad, type Strategy, Trainer, UncertaintyWeighting, WeightedSum } from '@cotrain/train';
import test, { type ExecutionContext } from 'ava';
import { seedDraws } from '../seed.js';
import { tinyConfig, tinyScenes } from './tiny.js';

const TRANSFORMS: TransformInput[] = [
  { type: 'normalize', preset: 'imagenet' },
  { type: 'pad', multiple: 32 },
];

/** In float64, so that only the order of additions differs. */
const inDouble = (batch: HostBatch) => {
  const { images, ...rest } = toTensors(batch);
  return { ...rest, images: images.to({ dtype: 'float64' }) };
};

/** A model whose norms do not depend on the batch. */
function groupModel(): MultiTaskModel {
  seedDraws(0);
  return new MultiTaskModel({
    backbone: { depth: 18, stemChannels: 8, res2Channels: 8, norm: 'group' },
    neck: { outChannels: 16 },
    heads: {
      sem_seg: { kind: 'semanticFpn', numClasses: 19, convsDim: 16 },
      drivable: { kind: 'semanticFpn', numClasses: 3, convsDim: 16 },
    },
  }).to({ dtype: 'float64' });
}

async function train(batchSize: number, accumulate: number, make: (tasks: string[]) => Strategy) {
  using model = groupModel();
  using strategy = make(model.tasks);
  using optimizer = new SGD(model.parameters(), { lr: 1e-3, momentum: 0.9 });
  const loader = new Loader(tinyScenes(4), { batchSize, transforms: TRANSFORMS });
  const steps = [];
  const options = {
    model,
    optimizer,
    loader,
    epochs: 1,
    accumulate,
    strategy,
    clipNorm: 1,
    toTensors: inDouble,
  };
  for await (const event of new Trainer(options)) if (event.type === 'step') steps.push(event);
  const weights = scope(() =>
    torch
      .cat(model.parameters().map((x) => x.detach().reshape([-1])))
      .data()
      .slice(),
  );
  return { steps, weights: weights as Float64Array, balance: strategy.weights() };
}

const STRATEGIES: Record<string, (tasks: string[]) => Strategy> = {
  weightedSum: (tasks) => new WeightedSum({ tasks, lossWeights: { drivable: 0.5 } }),
  uncertainty: (tasks) => new UncertaintyWeighting({ tasks, lr: 0.1 }),
  'gradNorm at the maps': (tasks) => new GradNorm({ tasks, lr: 0.1 }),
  'gradNorm at the parameters': (tasks) => new GradNorm({ tasks, lr: 0.1, at: 'parameters' }),
  pcGrad: (tasks) => new PcGrad({ tasks }),
};

type Run = Awaited<ReturnType<typeof train>>;

function assertSame(t: ExecutionContext, actual: Run, expected: Run): void {
  const close = (a: number, b: number) => t.true(Math.abs(a / b - 1) < 1e-7, `${a} is not ${b}`);
  t.is(actual.steps.length, expected.steps.length);
  for (const [i, { loss, gradNorm, gradNorms, images }] of expected.steps.entries()) {
    const step = actual.steps[i]!;
    t.is(step.images, images);
    close(step.loss, loss);
    close(step.gradNorm, gradNorm);
    for (const task of Object.keys(gradNorms)) close(step.gradNorms[task]!, gradNorms[task]!);
  }
  const gap = expected.weights.reduce((most, x, i) => Math.max(most, Math.abs(x - actual.weights[i]!)), 0);
  t.true(gap < 1e-8, `weights differ by ${gap}`);
  for (const [task, weight] of Object.entries(expected.balance)) close(actual.balance[task]!, weight);
}

for (const [name, make] of Object.entries(STRATEGIES))
  test(`${name}: two steps of 2 images at once, or one by one`, async (t) => {
    const whole = await train(2, 1, make);
    t.is(whole.steps.length, 2);
    assertSame(t, await train(1, 2, make), whole);
  });

test('4 images at once, 2 and 2, or one by one', async (t) => {
  const make = STRATEGIES.weightedSum!;
  const whole = await train(4, 1, make);
  assertSame(t, await train(2, 2, make), whole);
  assertSame(t, await train(1, 4, make), whole);
});

test('the last step of an epoch has the batches that are left, and the position counts batches', async (t) => {
  using model = groupModel();
  using optimizer = new SGD(model.parameters(), { lr: 0.01 });
  const loader = new Loader(tinyScenes(5), { batchSize: 1, transforms: TRANSFORMS });
  const positions: unknown[] = [];
  const trainer = new Trainer({ model, optimizer, loader, epochs: 1, accumulate: 2, toTensors: inDouble });
  for await (const event of trainer) {
    if (event.type === 'start') t.is(event.steps, 3);
    if (event.type === 'step') positions.push([event.step, event.images, trainer.position.batch]);
  }
  t.deepEqual(positions, [
    [1, 2, 2],
    [2, 2, 4],
    [3, 1, 5],
  ]);
});

test('a strategy that combines at the maps cannot accumulate, and the error says what to do', (t) => {
  using model = groupModel();
  using optimizer = new SGD(model.parameters(), { lr: 0.01 });
  using strategy = new PcGrad({ tasks: model.tasks, at: 'features' });
  const loader = new Loader(tinyScenes(2), { batchSize: 1, transforms: TRANSFORMS });
  t.throws(() => new Trainer({ model, optimizer, loader, epochs: 1, accumulate: 2, strategy }), {
    message: /pcGrad combines gradients at the feature maps, .*set accumulate to 1, or at to 'parameters'/,
  });
  t.throws(() => new Trainer({ model, optimizer, loader, epochs: 1, accumulate: 0 }), {
    message: /accumulate must be a whole number from 1 on, got 0/,
  });
  const balancing = { kind: 'pcGrad', at: 'features' } as const;
  t.throws(() => tinyConfig({ accumulate: 2, balancing }), {
    message:
      /train\.balancing\.at: pcGrad at the feature maps needs the whole batch at once; set train\.accumulate to 1/,
  });
  t.is(tinyConfig({ accumulate: 2, balancing: { kind: 'pcGrad' } }).train.accumulate, 2);
});
