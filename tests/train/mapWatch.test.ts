// Training warns if a part of the model has become constant over all pixels, and only then.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BatchTensors } from '@cotrain/data';
import { Conv2d, Dropout, init, Module, Parameter, Sequential } from '@cotrain/nn';
import { AdamW, SGD } from '@cotrain/optim';
import { loadFile, memory, noGrad, readCounts, saveFile, scope, type Tensor, torch } from '@cotrain/torch';
import {
  RunFolder,
  resolveConfig,
  type TrainableModel,
  type TrainEvent,
  Trainer,
  type TrainerOptions,
  trainRun,
  type WarningEvent,
} from '@cotrain/train';
import test from 'ava';
import { seedDraws } from '../seed.js';
import { temporaryFolder, tinyConfig, tinyLoader, tinyModel, tinyOptimizer } from './tiny.js';

/** x * scale + shift: the part of an adapter's output that varies over pixels, and the constant part. */
class Affine extends Module<[x: Tensor]> {
  scale: Parameter;
  shift: Parameter;

  constructor(scale: number, shift: number) {
    super();
    this.scale = new Parameter(torch.tensor(scale));
    this.shift = new Parameter(torch.tensor(shift));
  }

  override forward(x: Tensor): Tensor {
    return scope(() => x.mul(this.scale).add(this.shift));
  }
}

/** An adapter whose target is 3 everywhere (`constant`) or its input (`varied`). */
class Net extends Module<[images: Tensor]> implements TrainableModel {
  readonly tasks = ['all'];
  adapter: Module<[x: Tensor]>;

  constructor(
    adapter: Module<[x: Tensor]>,
    readonly aim: 'constant' | 'varied',
  ) {
    super();
    this.adapter = adapter;
  }

  parts(): Record<string, Module<never[], unknown>> {
    return { adapter: this.adapter };
  }

  override forward(images: Tensor): Tensor {
    return this.adapter.forward(images);
  }

  backward(images: Tensor) {
    return scope(() => {
      const aim = this.aim === 'constant' ? torch.full(images.shape, 3) : images;
      const loss = this.forward(images).sub(aim).square().mean();
      loss.backward();
      return { losses: { all: { loss: loss.detach() } }, gradNorms: {} };
    });
  }
}

interface Trained {
  images?: () => Tensor;
  lr?: number;
  steps?: number;
  more?: Partial<TrainerOptions>;
}

/** Warnings during training. */
async function warnings(model: Net, { images = () => torch.randn([2, 4, 6, 8]), ...rest }: Trained = {}) {
  const { lr = 0.2, steps = 30, more } = rest;
  seedDraws(0);
  using optimizer = new SGD(model.parameters(), { lr });
  const found: WarningEvent[] = [];
  const trainer = new Trainer({
    ...{ model, optimizer, epochs: 1, watchMapsEvery: 2 },
    loader: (async function* () {
      for (let i = 0; i < steps; i++) yield { names: [`frame-${i}`] };
    })(),
    toTensors: () => ({ images: images(), targets: { all: [{}] }, sizes: {} }) as unknown as BatchTensors,
    ...(more as object),
  });
  for await (const event of trainer) if (event.type === 'warning') found.push(event);
  return found;
}

test.serial('an adapter that becomes constant is reported once, with the part and its size', async (t) => {
  const before = memory();
  {
    using model = new Net(new Affine(1, 0), 'constant');
    const found = await warnings(model);
    t.is(found.length, 1);
    t.like(found[0], { type: 'warning', part: 'adapter' });
    t.regex(
      found[0]!.text,
      /^the output of adapter hardly differs between pixels \(standard deviation 0\.0\d+ of its magnitude over a map of 6x8\): lower its rate \(lrMultipliers\.adapter\)$/,
    );
    t.true(found[0]!.step > 3, 'not before it is');
  }
  t.deepEqual(memory(), before);
});

test.serial('how large the values are does not matter', async (t) => {
  for (const scale of [1e-4, 1, 1e4]) {
    const images = () => scope(() => torch.randn([2, 4, 6, 8]).mul(scale));
    using healthy = new Net(new Affine(1, 0), 'varied');
    t.deepEqual(await warnings(healthy, { images, lr: 0 }), []);
    using constant = new Net(new Affine(1e-3, scale), 'varied');
    t.is((await warnings(constant, { images, lr: 0 })).length, 1);
  }
});

test.serial(
  'a map that differs by 6 % of its magnitude counts as constant, one that differs by 20 % does not',
  async (t) => {
    for (const [scale, expected] of [
      [0.06, 1],
      [0.2, 0],
    ] as const) {
      using model = new Net(new Affine(scale, 1), 'varied');
      t.is((await warnings(model, { lr: 0 })).length, expected, `${scale}`);
    }
  },
);

test.serial('a new adapter that starts from zero, or with a small scale, is not a collapse', async (t) => {
  using fresh = new Net(new Affine(0, 0), 'varied');
  t.deepEqual(await warnings(fresh), []);
  using still = new Net(new Affine(0, 0), 'varied');
  t.deepEqual(await warnings(still, { lr: 0 }), [], 'however long it learns nothing');
  using small = new Net(new Affine(1e-6, 0), 'varied');
  t.deepEqual(await warnings(small), []);
  const conv = new Conv2d(4, 4, 1);
  for (const parameter of conv.parameters()) init.zeros_(parameter);
  using zeros = new Net(conv, 'varied');
  t.deepEqual(await warnings(zeros), []);
});

test.serial('a map that dies is reported: zeros that were not zero before', async (t) => {
  using model = new Net(new Affine(1, 0), 'varied');
  let step = 0;
  const images = () => {
    if (step++ === 9) noGrad(() => void model.parameters()[0]!.fill_(0));
    return torch.randn([2, 4, 6, 8]);
  };
  const [found, ...others] = await warnings(model, { images, lr: 0 });
  t.regex(found!.text, /standard deviation 0 of its magnitude/);
  t.is(found!.step, 13, 'at the second look in a row');
  t.deepEqual(others, []);
});

test.serial(
  'what is uniform already says nothing of the model; nor does one odd batch, nor a single pixel',
  async (t) => {
    const uniform = () => torch.full([2, 4, 6, 8], 0.7);
    using model = new Net(new Affine(1, 0), 'constant');
    t.deepEqual(await warnings(model, { images: uniform, lr: 0.01 }), []);
    using constant = new Net(new Affine(0, 1), 'varied');
    t.deepEqual(await warnings(constant, { images: () => torch.randn([2, 4, 1, 1]), lr: 0 }), []);
    using frozen = new Net(new Affine(0, 1), 'varied');
    frozen.adapter.requiresGrad_(false);
    const leaf = new Parameter(torch.tensor(0));
    Object.assign(frozen, { leaf });
    frozen.backward = () => ({ losses: { all: { loss: torch.tensor(1) } }, gradNorms: {} });
    t.deepEqual(await warnings(frozen, { lr: 0 }), [], 'nor a part that does not learn');
    let step = 0;
    using odd = new Net(new Affine(1, 0), 'varied');
    const once = () => {
      const scale = step++ % 4 === 0 ? 0 : 1;
      noGrad(() => {
        odd.parameters()[0]!.fill_(scale);
        odd.parameters()[1]!.fill_(1);
      });
      return torch.randn([2, 4, 6, 8]);
    };
    t.deepEqual(await warnings(odd, { images: once, lr: 0 }), []);
  },
);

test.serial(
  'dropout does not hide a constant map, and draws the same numbers as without the watch',
  async (t) => {
    const before = memory();
    {
      const affine = new Affine(1e-4, 1);
      using constant = new Net(new Sequential(affine, new Dropout(0.5)), 'varied');
      const [found, ...others] = await warnings(constant, { lr: 0 });
      t.regex(found!.text, /standard deviation 0\.00009\d of its magnitude/);
      t.deepEqual(others, []);
      t.true(
        [...constant.adapter.modules()].every(({ training }) => training),
        'the modes are as before',
      );
      using varied = new Net(new Sequential(new Affine(1, 0), new Dropout(0.5)), 'varied');
      t.deepEqual(await warnings(varied, { lr: 0 }), []);
      const drawn: number[] = [];
      for (const watchMapsEvery of [null, 1]) {
        using model = new Net(new Sequential(new Affine(1, 0), new Dropout(0.5)), 'varied');
        await warnings(model, { more: { watchMapsEvery } });
        drawn.push(scope(() => model.parameters()[0]!.item('number')));
      }
      t.is(drawn[0], drawn[1]);
    }
    t.deepEqual(memory(), before);
  },
);

test.serial('it reads nothing of its own, changes nothing, and can be left out', async (t) => {
  const results: { losses: unknown[]; reads: number; warned: number }[] = [];
  for (const watchMapsEvery of [null, 1]) {
    using model = tinyModel();
    using optimizer = tinyOptimizer(model);
    const before = readCounts();
    const events: TrainEvent[] = [];
    for await (const event of new Trainer({
      model,
      optimizer,
      loader: tinyLoader(),
      epochs: 1,
      watchMapsEvery,
    }))
      events.push(event);
    const { host, device } = readCounts();
    results.push({
      losses: events.flatMap((event) => (event.type === 'step' ? [event.losses] : [])),
      reads: host - before.host + device - before.device,
      warned: events.filter(({ type }) => type === 'warning').length,
    });
  }
  t.is(results[0]!.warned, 0);
  for (const other of results.slice(1)) t.deepEqual(other, results[0]);
});

test.serial('a model in which one level of the neck goes: the level is named', async (t) => {
  using model = tinyModel();
  using optimizer = new AdamW(model.parameters(), { lr: 1e-8 });
  const found: WarningEvent[] = [];
  let steps = 0;
  for await (const event of new Trainer({
    model,
    optimizer,
    loader: tinyLoader(),
    epochs: 3,
    watchMapsEvery: 2,
  })) {
    if (event.type === 'warning') found.push(event);
    if (event.type !== 'step' || ++steps !== 3) continue;
    const named = Object.fromEntries(model.neck.namedParameters());
    noGrad(() => {
      named['fpn_output3.weight']!.fill_(0);
      named['fpn_output3.bias']!.fill_(1);
    });
  }
  t.deepEqual(
    found.map(({ part }) => part),
    ['neck'],
  );
  t.regex(found[0]!.text, /the map p3 of neck hardly differs .* over a map of 4x8\)/);
});

test.serial(
  'a run with an LV-Adapter that has collapsed: log, report, advice; told once though it is resumed',
  async (t) => {
    const config = (train: object, changes: object = {}) => {
      const { model, data, ...rest } = tinyConfig();
      return resolveConfig({
        ...rest,
        data,
        tasks: ['drivable'],
        transforms: { train: BIG, eval: BIG },
        model: {
          ...model,
          backbone: { depth: 18, stemChannels: 8, res2Channels: 8 },
          language: {
            text: { width: 16, heads: 2, layers: 1, embedDim: 16, vocabSize: 49408 },
            adapter: { kind: 'l2v', layers: 1, heads: 4, dimFeedforward: 32, ...changes },
          },
        },
        train: { ...rest.train, lr: 1e-5, ...train },
        evaluation: { every: 99, overlays: 1 },
      });
    };
    const BIG = [
      { type: 'normalize', preset: 'imagenet' },
      { type: 'resize', height: 64, width: 64 },
    ].reverse();
    const [healthy, out] = [join(temporaryFolder(), 'run'), join(temporaryFolder(), 'run')];
    const warned = async (settings: ReturnType<typeof config>, run: string, resume = false) => {
      const found: WarningEvent[] = [];
      for await (const event of trainRun(settings, { out: run, resume }))
        if (event.type === 'warning') found.push(event);
      return found;
    };
    t.deepEqual(await warned(config({ epochs: 1 }), healthy), []);
    const { last } = RunFolder.open(healthy);
    scope(() => {
      const tensors = loadFile(last);
      tensors['model.lv_adapter.dec.norm.weight']!.fill_(1e-4);
      tensors['model.lv_adapter.dec.norm.bias']!.fill_(1);
      saveFile(last, tensors);
    });
    const init = { run: healthy, parts: ['lvAdapter'] };
    const found = await warned(config({ epochs: 13, init }), out);
    t.is(found.length, 1);
    t.like(found[0], { part: 'lvAdapter', step: 26 });
    t.regex(
      found[0]!.text,
      /the output of lvAdapter hardly differs .* over a map of 2x2\): lower its rate \(lrMultipliers\.lvAdapter\), or set its preNorm to true$/,
    );
    t.true(readFileSync(join(out, 'report.html'), 'utf8').includes('hardly differs between pixels'));
    t.deepEqual(await warned(config({ epochs: 14, init }), out, true), []);
    t.is(
      RunFolder.open(out)
        .events()
        .filter(({ type }) => type === 'warning').length,
      1,
    );
  },
);
