import { join } from 'node:path';
import { Loader, sceneDataset, taskBatches } from '@cotrain/data';
import { MultiTaskModel, type Targets } from '@cotrain/models';
import { OptionError } from '@cotrain/nn';
import { AdamW } from '@cotrain/optim';
import { loadFile, memory, saveFile, scope, type Tensor, torch } from '@cotrain/torch';
import {
  GradNorm,
  makeStrategy,
  PcGrad,
  RunError,
  STRATEGIES,
  type Strategy,
  type StrategyKind,
  type StrategyStep,
  Trainer,
  UncertaintyWeighting,
  WeightedSum,
} from '@cotrain/train';
import test, { type ExecutionContext } from 'ava';
import { seedDraws } from '../seed.js';
import { TRANSFORMS, temporaryFolder } from './tiny.js';

const tasks = ['a', 'b', 'c'];

const make = (kind: StrategyKind, seed = 0): Strategy =>
  makeStrategy({ kind }, { tasks, lossWeights: { a: 1, b: 0.5 }, seed });

function near(t: ExecutionContext, actual: number, expected: number, tolerance = 1e-9): void {
  t.true(
    Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected)),
    `${actual} is not ${expected}`,
  );
}

/** A model in float64 with two heads and batch norm everywhere. */
function doubleModel(): MultiTaskModel {
  seedDraws(0);
  return new MultiTaskModel({
    backbone: { depth: 18, stemChannels: 8, res2Channels: 8 },
    neck: { outChannels: 8 },
    heads: {
      sem_seg: { kind: 'semanticFpn', numClasses: 4, convsDim: 32, norm: 'batch' },
      drivable: { kind: 'semanticFpn', numClasses: 3, convsDim: 32, norm: 'batch' },
    },
  }).to({ dtype: 'float64' });
}

const labels = (classes: number, count: number): Tensor[] =>
  Array.from({ length: count }, () => torch.randint(classes, [64, 96]).to({ dtype: 'uint8' }));

const images = (count: number): Tensor => torch.randn([count, 3, 64, 96], { dtype: 'float64' });

/** The gradients that backward() computes, by path. */
function gradients(
  model: MultiTaskModel,
  input: Tensor,
  targets: Targets,
  strategy?: Strategy,
): Map<string, Tensor> {
  model.zeroGrad();
  model.backward(input, targets, { gradients: strategy });
  return new Map(model.namedParameters().flatMap(([path, { grad }]) => (grad ? [[path, grad.clone()]] : [])));
}

const isShared = ([path]: [string, Tensor]): boolean => !path.startsWith('heads.');

function equal(t: ExecutionContext, actual: Map<string, Tensor>, expected: Map<string, Tensor>): void {
  t.deepEqual([...actual.keys()], [...expected.keys()]);
  for (const [path, gradient] of actual)
    t.true(torch.allclose(gradient, expected.get(path)!, { rtol: 1e-7, atol: 1e-10 }), path);
}

test('the weighted sum weighs by what it is given', (t) => {
  using strategy = make('weightedSum');
  t.deepEqual(strategy.weights(), { a: 1, b: 0.5, c: 1 });
  strategy.update({ losses: { a: 9 }, gradNorms: { a: 9 } });
  t.deepEqual(strategy.weights(), { a: 1, b: 0.5, c: 1 });
});

test('uncertainty: one step of Adam on the log variances of the tasks that had labels', (t) => {
  using strategy = new UncertaintyWeighting({ tasks, lossWeights: { b: 0.5 }, lr: 0.01 });
  t.deepEqual(strategy.weights(), { a: 1, b: 0.5, c: 1 });
  strategy.update({ losses: { a: 3, b: 0.1 }, gradNorms: {} });
  // Adam's first step equals its rate, against the sign of 1/2 - L: a large loss gets a lower weight.
  const { a, b, c } = strategy.weights();
  near(t, a!, Math.exp(-0.01), 1e-8);
  near(t, b!, 0.5 * Math.exp(0.01), 1e-8);
  t.is(c, 1);
});

test('uncertainty: a constant loss ends at exp(-s) L = 1/2, where the objective is least', (t) => {
  using strategy = new UncertaintyWeighting({ tasks: ['a'], lr: 0.05 });
  for (let i = 0; i < 300; i++) strategy.update({ losses: { a: 4 * strategy.weights().a! }, gradNorms: {} });
  near(t, strategy.weights().a!, 1 / 8, 1e-3);
});

test('GradNorm with alpha 0 makes the weighted gradients as large, and keeps the sum of the weights', (t) => {
  using strategy = new GradNorm({ tasks: ['a', 'b'], alpha: 0, lr: 0.01 });
  for (let i = 0; i < 400; i++) {
    const { a, b } = strategy.weights() as { a: number; b: number };
    near(t, a + b, 2);
    strategy.update({ losses: { a, b: 5 * b }, gradNorms: { a: 1 * a, b: 3 * b } });
  }
  const { a, b } = strategy.weights();
  near(t, a!, 1.5, 0.02);
  near(t, b!, 0.5, 0.04);
});

test('GradNorm pulls the task forward that has learned least, by alpha', (t) => {
  const settled = (alpha: number): number => {
    using strategy = new GradNorm({ tasks: ['slow', 'fast'], alpha, lr: 0.01 });
    for (let i = 0; i < 500; i++) {
      const { slow, fast } = strategy.weights() as { slow: number; fast: number };
      const left = i === 0 ? { slow: 1, fast: 1 } : { slow: 0.9, fast: 0.3 };
      strategy.update({
        losses: { slow: slow * left.slow, fast: fast * left.fast },
        gradNorms: { slow, fast },
      });
    }
    return strategy.weights().slow!;
  };
  // r = 1.5 and 0.5: the weighted norms (w, 2 - w) reach their targets 1.5^alpha and 0.5^alpha as far as
  // their sum allows.
  near(t, settled(0), 1, 0.02);
  t.true(settled(0.5) > 1.2);
  t.true(settled(1) > settled(0.5));
});

test('GradNorm leaves the weights where a step has one task, or a loss that began at 0', (t) => {
  using strategy = new GradNorm({ tasks, lossWeights: { a: 2 } });
  strategy.update({ losses: { a: 3 }, gradNorms: { a: 7 } });
  t.deepEqual(strategy.weights(), { a: 2, b: 1, c: 1 });
  strategy.update({ losses: { a: 3, b: 0 }, gradNorms: { a: 7, b: 0 } });
  t.deepEqual(strategy.weights(), { a: 2, b: 1, c: 1 });
  strategy.update({ losses: { a: 3, c: 1 }, gradNorms: { a: 7, c: 1 } });
  const { a, b, c } = strategy.weights();
  t.true(a! < 2 && b === 1 && c! > 1);
  near(t, a! / 2 + c!, 2);
});

test('GradNorm takes the first loss above 0 for the first one, and compares the others until then', (t) => {
  const run = (first: number[]): GradNorm => {
    const strategy = new GradNorm({ tasks });
    for (const c of [...first, 4, 2]) {
      const { a, b, c: weight } = strategy.weights() as Record<'a' | 'b' | 'c', number>;
      strategy.update({ losses: { a, b: 2 * b, c: c * weight }, gradNorms: { a: 5, b: 1, c: 3 } });
    }
    return strategy;
  };
  scope(() => {
    using late = run([0, 0]);
    const initial = (task: string) => late.stateDict()[`initial_loss.${task}`]!.item() as number;
    near(t, initial('c'), 4);
    near(t, initial('a'), 1);
    const { a, b, c } = late.weights() as Record<'a' | 'b' | 'c', number>;
    t.true([a, b, c].every(Number.isFinite));
    t.not(c, 1, 'it takes part from there on');
    near(t, a + b + c, 3);
    using never = new GradNorm({ tasks });
    never.update({ losses: { a: 1, b: 2, c: 0 }, gradNorms: { a: 5, b: 1, c: 0 } });
    t.true(never.weights().a! < 1 && never.weights().b! > 1);
    t.is(never.weights().c, 1, 'the others are balanced without it');
    // State saved by an earlier version.
    using loaded = new GradNorm({ tasks });
    loaded.loadStateDict({ ...never.stateDict(), 'initial_loss.c': torch.tensor(0, { dtype: 'float64' }) });
    loaded.update({ losses: { a: 1, b: 2, c: 3 }, gradNorms: { a: 5, b: 1, c: 3 } });
    near(t, loaded.stateDict()['initial_loss.c']!.item() as number, 3);
    const before = loaded.weights();
    loaded.update({ losses: { a: 0, b: 0, c: 0 }, gradNorms: { a: 0, b: 0, c: 0 } });
    loaded.update({ losses: { a: 1, b: 1, c: 1 }, gradNorms: { a: 1, b: Number.POSITIVE_INFINITY, c: 1 } });
    t.deepEqual(loaded.weights(), before);
  });
});

test('uncertainty: losses of 0 tell nothing, and no weight overflows', (t) => {
  using strategy = new UncertaintyWeighting({ tasks: ['a', 'b'], lr: 0.1 });
  for (let i = 0; i < 50; i++) strategy.update({ losses: { a: 0, b: 0.5 }, gradNorms: {} });
  t.deepEqual(strategy.weights(), { a: 1, b: 1 });
  using wild = new UncertaintyWeighting({ tasks: ['a', 'b'], lr: 1e4 });
  wild.update({ losses: { a: 1e-9, b: 1e30 }, gradNorms: {} });
  const { a, b } = wild.weights();
  t.true(Number.isFinite(a!) && b! > 0);
});

test('PCGrad takes from each of two conflicting gradients its part along the other', (t) => {
  scope(() => {
    using strategy = new PcGrad({ tasks: ['a', 'b'] });
    const list = (...values: number[]) => [torch.tensor(values.slice(0, 1)), torch.tensor(values.slice(1))];
    const combine = (a: Tensor[], b: Tensor[]) => strategy.combine({ a, b }).flatMap((x) => x.toArray());
    t.deepEqual(combine(list(1, 0), list(-1, 1)), [0.5, 1.5]);
    t.deepEqual(combine(list(1, 0), list(1, 1)), [2, 1]);
    t.deepEqual(combine(list(0, 0), list(-1, 1)), [-1, 1]);
    t.deepEqual(strategy.combine({ a: list(3, 4) })[1]!.toArray(), [4]);
  });
});

test('PCGrad of three tasks goes through the others one after the other, in orders of its seed', (t) => {
  const vectors = { a: [1, 0.5, -1], b: [-1, 1, 0.2], c: [0.3, -2, 0.1] };
  const dot = (x: number[], y: number[]) => x.reduce((sum, value, i) => sum + value * y[i]!, 0);
  const project = (own: number[], others: number[][]) =>
    others.reduce((g, other) => {
      const along = Math.min(dot(g, other), 0) / dot(other, other);
      return g.map((value, i) => value - along * other[i]!);
    }, own);
  const { a, b, c } = vectors;
  const either = (own: number[], x: number[], y: number[]) => [project(own, [x, y]), project(own, [y, x])];
  const possible = either(a, b, c).flatMap((pa) =>
    either(b, a, c).flatMap((pb) =>
      either(c, a, b).map((pc) => pa.map((value, i) => value + pb[i]! + pc[i]!)),
    ),
  );
  const seen = new Set<number>();
  scope(() => {
    const all = Object.fromEntries(
      Object.entries(vectors).map(([task, values]) => [task, [torch.tensor(values, { dtype: 'float64' })]]),
    );
    for (let seed = 0; seed < 40; seed++) {
      using strategy = new PcGrad({ tasks, seed });
      const [result] = strategy.combine(all).map((x) => x.toArray() as number[]);
      const which = possible.findIndex((sums) =>
        sums.every((value, i) => Math.abs(value - result![i]!) < 1e-9),
      );
      t.true(which >= 0, `${result}`);
      seen.add(which);
    }
  });
  t.true(seen.size > 3, `only ${seen.size} orders`);
});

test('at the parameters, the sum is what backward() gives without a strategy', (t) => {
  scope(() => {
    using model = doubleModel();
    const [input, targets] = [images(3), { sem_seg: [...labels(4, 2), null], drivable: labels(3, 3) }];
    const expected = gradients(model, input, targets);
    using strategy = new GradNorm({ tasks: model.tasks, at: 'parameters' });
    equal(t, gradients(model, input, targets, strategy), expected);
    // A second pass adds to the existing gradients.
    model.backward(input, targets, { gradients: strategy });
    for (const [path, { grad }] of model.namedParameters())
      t.true(torch.allclose(grad!, expected.get(path)!.mul(2), { rtol: 1e-7, atol: 1e-10 }), path);
  });
});

test("at the parameters, norms and projections are those of each task's own gradients", (t) => {
  scope(() => {
    using model = doubleModel();
    const input = images(3);
    const targets: Record<string, Tensor[]> = { sem_seg: labels(4, 3), drivable: labels(3, 3) };
    const gradientsOf = (lossWeights: Record<string, number>) =>
      model.tasks.map((task) => {
        model.zeroGrad();
        model.backward(input, { [task]: targets[task] }, { lossWeights });
        const shared = model.namedParameters().filter(isShared);
        return torch.cat(shared.map(([, { grad }]) => grad!.reshape([-1])));
      });
    // Decreasing and increasing the drivable loss, so that the gradients conflict.
    const [plain, other] = gradientsOf({}) as [Tensor, Tensor];
    const lossWeights = { sem_seg: 1, drivable: Number(plain.dot(other).item()) > 0 ? -2 : 2 };
    const own = gradientsOf(lossWeights);
    const [a, b] = own as [Tensor, Tensor];
    const product = Number(a.dot(b).item());
    const [aa, bb] = own.map((g) => Number(g.dot(g).item())) as [number, number];
    t.true(product < 0, 'the gradients conflict');
    const expected = a.sub(b.mul(product / bb)).add(b.sub(a.mul(product / aa)));
    model.zeroGrad();
    using strategy = new PcGrad({ tasks: model.tasks });
    const { gradNorms } = model.backward(input, targets, { gradients: strategy, lossWeights });
    const shared = model.namedParameters().filter(isShared);
    const flat = torch.cat(shared.map(([, { grad }]) => grad!.reshape([-1])));
    t.true(torch.allclose(flat, expected, { rtol: 1e-6, atol: 1e-9 }));
    near(t, Number(gradNorms.sem_seg!.item()), Math.sqrt(aa), 1e-7);
    near(t, Number(gradNorms.drivable!.item()), Math.sqrt(bb), 1e-7);
  });
});

test('at the feature maps, PCGrad is the sum where no image is labelled for two tasks', (t) => {
  scope(() => {
    using model = doubleModel();
    const input = images(4);
    const [one, two] = [labels(4, 2), labels(3, 2)];
    using strategy = new PcGrad({ tasks: model.tasks, at: 'features' });
    const disjoint = { sem_seg: [...one, null, null], drivable: [null, null, ...two] };
    equal(t, gradients(model, input, disjoint, strategy), gradients(model, input, disjoint));
  });
});

test('frozen shared parts leave nothing to put together', (t) => {
  scope(() => {
    for (const at of ['features', 'parameters'] as const) {
      using model = doubleModel();
      model.backbone.requiresGrad_(false);
      model.neck.requiresGrad_(false);
      using strategy = new PcGrad({ tasks: model.tasks, at });
      const found = gradients(model, images(2), { sem_seg: labels(4, 2), drivable: labels(3, 2) }, strategy);
      t.true([...found.keys()].every((path) => path.startsWith('heads.')));
      model.neck.requiresGrad_(true);
      const both = gradients(model, images(2), { sem_seg: labels(4, 2), drivable: labels(3, 2) }, strategy);
      t.true([...both.keys()].some((path) => path.startsWith('neck.')));
      t.false([...both.keys()].some((path) => path.startsWith('backbone.')));
    }
  });
});

test('a head without labels in a step does not change by a bit, nor does its state', async (t) => {
  seedDraws(1);
  using model = new MultiTaskModel({
    backbone: { depth: 18, stemChannels: 8, res2Channels: 8 },
    neck: { outChannels: 32 },
    heads: {
      sem_seg: { kind: 'semanticFpn', numClasses: 19, convsDim: 32, norm: 'batch' },
      drivable: { kind: 'semanticFpn', numClasses: 3, convsDim: 32, norm: 'batch' },
    },
  });
  using optimizer = new AdamW(model.parameters(), { lr: 1e-2, weightDecay: 0.1 });
  const order = model.parameters();
  /** Weights, statistics and moments of a head, copied to the host. */
  const snapshot = (task: string): Record<string, unknown> =>
    scope(() => {
      const head = model.heads.get(task)!;
      const { state } = optimizer.stateDict();
      const moments = head
        .namedParameters()
        .flatMap(([path, parameter]) =>
          Object.entries(state[order.indexOf(parameter)] ?? {}).map(([key, tensor]) => [
            `${path}.${key}`,
            tensor,
          ]),
        );
      const all = { ...head.stateDict(), ...Object.fromEntries(moments as [string, Tensor][]) };
      return Object.fromEntries(Object.entries(all).map(([key, tensor]) => [key, tensor.data().slice()]));
    });
  const scenes = sceneDataset({ count: 8, width: 64, height: 32, seed: 0 });
  const batches = taskBatches(scenes, {
    kind: 'roundRobin',
    tasks: ['sem_seg', 'drivable'],
    batchSize: 2,
    seed: 0,
  });
  const loader = new Loader(scenes, { batches, transforms: TRANSFORMS });
  let before = { sem_seg: snapshot('sem_seg'), drivable: snapshot('drivable') };
  let steps = 0;
  for await (const event of new Trainer({ model, optimizer, loader, epochs: 2 })) {
    if (event.type !== 'step') continue;
    const [active, idle] =
      steps++ % 2 === 0 ? (['sem_seg', 'drivable'] as const) : (['drivable', 'sem_seg'] as const);
    t.deepEqual(Object.keys(event.gradNorms), [active]);
    const after = { sem_seg: snapshot('sem_seg'), drivable: snapshot('drivable') };
    t.deepEqual(after[idle], before[idle], `${idle} in step ${event.step}`);
    for (const [key, values] of Object.entries(after[active]))
      t.notDeepEqual(values, before[active][key], `${active}.${key} in step ${event.step}`);
    before = after;
  }
  t.is(steps, 8);
  const keys = Object.keys(before.sem_seg);
  for (const part of ['running_mean', 'num_batches_tracked', 'exp_avg_sq', 'step', 'weight'])
    t.true(
      keys.some((key) => key.endsWith(part)),
      part,
    );
});

test('a state that is saved and loaded goes on as it would have', (t) => {
  const path = join(temporaryFolder(), 'strategy.safetensors');
  const step = (i: number): StrategyStep => {
    const all = { a: 1 + (i % 3), b: 0.2 * i, ...(i % 2 === 0 ? { c: 2 } : {}) };
    return { losses: all, gradNorms: all };
  };
  const go = (strategy: Strategy, from: number, to: number) => {
    for (let i = from; i < to; i++) {
      const mixed = scope(
        () =>
          strategy
            .combine?.(
              { a: [torch.tensor([1, 2])], b: [torch.tensor([-2, i])], c: [torch.tensor([-i, -1])] },
              (values) => values,
            )
            ?.map((x) => x.toArray()) ?? [],
      );
      strategy.update(step(i));
      if (i === to - 1) return { mixed, weights: strategy.weights() };
    }
    return null;
  };
  for (const kind of STRATEGIES.names as StrategyKind[]) {
    using straight = make(kind, 5);
    const expected = go(straight, 1, 9);
    for (const stop of [1, 2, 6]) {
      using first = make(kind, 5);
      go(first, 1, stop);
      const saved = scope(() => {
        const state = first.stateDict();
        if (Object.keys(state).length > 0) saveFile(path, state);
        return Object.keys(state).length > 0;
      });
      using second = make(kind, 5);
      go(second, 1, 4);
      scope(() => second.loadStateDict(saved ? loadFile(path) : {}));
      if (saved) t.deepEqual(go(second, stop, 9), expected, `${kind} from ${stop}`);
    }
  }
});

test('the state of another strategy, or of other tasks, is refused and changes nothing', (t) => {
  scope(() => {
    for (const kind of STRATEGIES.names as StrategyKind[]) {
      using strategy = make(kind);
      const before = strategy.weights();
      t.throws(() => strategy.loadStateDict({ other: torch.zeros([]) }), {
        instanceOf: RunError,
        message: /strategy .* for a, b, c.*other is unknown/,
      });
      t.deepEqual(strategy.weights(), before);
    }
    using strategy = make('gradNorm');
    t.throws(() => strategy.loadStateDict({ a: torch.zeros([]), b: torch.zeros([]) }), {
      message: /c is missing/,
    });
    t.is(strategy.weights().a, 1);
  });
});

test('options are checked', (t) => {
  t.throws(() => new WeightedSum({ tasks, lossWeight: {} } as never), { instanceOf: OptionError });
  t.throws(() => new GradNorm({ tasks, gamma: 1 } as never), { instanceOf: OptionError, message: /gamma/ });
  t.throws(() => new PcGrad({ tasks, at: 'maps' as 'features' }), {
    instanceOf: OptionError,
    message: /at is/,
  });
  t.throws(() => new GradNorm({ tasks, at: 'maps' as 'features' }), { instanceOf: OptionError });
  t.throws(() => new GradNorm({ tasks, alpha: -1 }), { instanceOf: OptionError, message: /alpha/ });
  t.throws(() => new UncertaintyWeighting({ tasks, lr: Number.NaN }), { instanceOf: OptionError });
});

test.serial('memory returns to its baseline', (t) => {
  const before = memory().tensors;
  for (const kind of STRATEGIES.names as StrategyKind[]) {
    using strategy = make(kind);
    using model = doubleModel();
    for (let i = 0; i < 2; i++) {
      scope(() => {
        model.backward(images(2), { sem_seg: labels(4, 2), drivable: labels(3, 2) }, { gradients: strategy });
        model.zeroGrad();
      });
      strategy.update({ losses: { a: 1, b: 2 }, gradNorms: { a: 1, b: 2 } });
    }
  }
  t.is(memory().tensors, before);
});
