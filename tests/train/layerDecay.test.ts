// Layer-wise decay of learning rates: each parameter's factor by the formula, derived from its name as in
// timm and Microsoft's SimMIM.
import { join } from 'node:path';
import { BDD100K_TASKS } from '@cotrain/data';
import type { MultiTaskModel } from '@cotrain/models';
import { OptionError } from '@cotrain/nn';
import { memory } from '@cotrain/torch';
import {
  buildModel,
  buildOptimizer,
  ConfigError,
  RunError,
  RunFolder,
  resolveConfig,
  type TrainConfig,
  trainRun,
} from '@cotrain/train';
import test from 'ava';
import { temporaryFolder, tinyConfig } from './tiny.js';

interface Case {
  backbone: object;
  /** Total number of layers. */
  layers: number;
  /** The layer of a parameter, 0 for the stem; null if it is in none. */
  layerOf: (name: string) => number | null;
}

const residual = (blocks: number[]) => (name: string) => {
  if (/^(conv|bn)\d\./.test(name)) return 0;
  const [, stage, block] = /^layer(\d)\.(\d+)\./.exec(name) ?? [];
  if (stage === undefined) return null;
  return 1 + blocks.slice(0, Number(stage) - 1).reduce((sum, count) => sum + count, 0) + Number(block);
};

const CASES: Record<string, Case> = {
  'ResNet-18': {
    backbone: { depth: 18, stemChannels: 8, res2Channels: 8 },
    layers: 9,
    layerOf: residual([2, 2, 2, 2]),
  },
  'ResNet-50': {
    backbone: { depth: 50, stemChannels: 8, res2Channels: 8, widthPerGroup: 2 },
    layers: 17,
    layerOf: residual([3, 4, 6, 3]),
  },
  CLIP: {
    backbone: { kind: 'clip', layers: [1, 2, 1, 1], width: 8, embedDim: 8, attentionPool: true },
    layers: 6,
    layerOf: residual([1, 2, 1, 1]),
  },
  MobileNetV2: {
    backbone: { kind: 'mobilenetV2', widthMultiplier: 0.25 },
    layers: 18,
    layerOf: (name) => Number(/^features\.(\d+)\./.exec(name)?.[1]),
  },
  Swin: {
    backbone: { kind: 'swin', embedDim: 8, depths: [1, 1, 3, 1], heads: [1, 1, 2, 2], windowSize: 2 },
    layers: 7,
    layerOf: (name) => {
      if (name.startsWith('patch_embed.')) return 0;
      const [, stage, block] = /^layers\.(\d)\.(?:blocks\.(\d)|downsample)\./.exec(name) ?? [];
      if (stage === undefined) return null;
      const ends = [1, 2, 5, 6];
      return block === undefined ? ends[Number(stage)]! : (ends[Number(stage) - 1] ?? 0) + Number(block) + 1;
    },
  },
};

function configured(backbone: object, train: object): TrainConfig {
  const { model, ...rest } = tinyConfig();
  return resolveConfig({ ...rest, model: { ...model, backbone }, train: { ...rest.train, ...train } });
}

/** The rate of each trained parameter by its path. */
function ratesOf(model: MultiTaskModel, config: TrainConfig, stage = 0): Record<string, number> {
  using optimizer = buildOptimizer(model, config, 10);
  optimizer.setStep(stage * 10);
  const rates = new Map(
    optimizer.paramGroups.flatMap(({ params, initialLr }) => params.map((param) => [param, initialLr!])),
  );
  const named = model.namedParameters().map(([path, parameter]) => [path, rates.get(parameter)] as const);
  return Object.fromEntries(named.filter(([, rate]) => rate !== undefined)) as Record<string, number>;
}

for (const [name, { backbone, layers, layerOf }] of Object.entries(CASES))
  test.serial(`${name}: the rate falls by the factor from layer to layer`, (t) => {
    const before = memory();
    const config = configured(backbone, { lr: 0.5, layerDecay: 0.75, backboneMultiplier: 0.25 });
    using model = buildModel(config, BDD100K_TASKS);
    const rates = ratesOf(model, config);
    t.is(Object.keys(rates).length, model.namedParameters().length);
    const seen = new Set<number>();
    for (const [path, rate] of Object.entries(rates)) {
      const own = path.replace(/^backbone\./, '');
      const layer = own === path ? null : layerOf(own);
      if (layer !== null) seen.add(layer);
      const part = own === path ? 0.5 : 0.125;
      t.is(rate, layer === null ? part : part * 0.75 ** (layers - layer), path);
    }
    t.deepEqual(
      [...seen].sort((a, b) => a - b),
      Array.from({ length: layers }, (_, i) => i),
    );
    model.dispose();
    t.deepEqual(memory(), before);
  });

test.serial('it multiplies with the factors of parts, and stages may have their own or none', (t) => {
  const backbone = CASES['ResNet-18']!.backbone;
  const single = configured(backbone, {
    ...{ lr: 1, layerDecay: 0.5, backboneMultiplier: 0.1 },
    lrMultipliers: { neck: 0.3, 'backbone.layer4': 2 },
  });
  using model = buildModel(single, BDD100K_TASKS);
  const at = (rates: Record<string, number>) => [
    rates['backbone.conv1.weight'],
    rates['backbone.layer4.1.conv2.weight'],
    rates['neck.fpn_lateral2.weight'],
    rates['heads.drivable.predictor.weight'],
  ];
  t.deepEqual(at(ratesOf(model, single)), [0.1 * 0.5 ** 9, 2 * 0.5, 0.3, 1]);
  const shared = { epochs: 1, lr: 1 };
  const staged = configured(backbone, {
    layerDecay: 0.5,
    stages: [
      { name: 'own', ...shared, layerDecay: 0.25, lrMultipliers: { backbone: 0.5 } },
      { name: 'inherited', ...shared },
      { name: 'none', ...shared, layerDecay: 1 },
      { name: 'adapt', ...shared, train: ['neck'] },
    ],
  });
  t.deepEqual(at(ratesOf(model, staged, 0)), [0.5 * 0.25 ** 9, 0.5 * 0.25, 1, 1]);
  t.deepEqual(at(ratesOf(model, staged, 1)), [0.5 ** 9, 0.5, 1, 1]);
  t.deepEqual(at(ratesOf(model, staged, 2)), [1, 1, 1, 1]);
  t.deepEqual(at(ratesOf(model, staged, 3)), [undefined, undefined, 1, undefined]);
});

test.serial('the log tells the rate of each layer', (t) => {
  const config = configured(CASES['ResNet-18']!.backbone, { lr: 0.5, layerDecay: 0.75 });
  using model = buildModel(config, BDD100K_TASKS);
  using optimizer = buildOptimizer(model, config, 10);
  const rows = optimizer.table().filter(({ path }) => path === 'backbone');
  t.deepEqual(
    rows.map(({ lr }) => lr),
    Array.from({ length: 9 }, (_, i) => 0.5 * 0.75 ** (9 - i)),
  );
});

test('what cannot be meant is refused', (t) => {
  for (const layerDecay of [0, -1, 1.5, 'x'])
    t.throws(() => tinyConfig({ layerDecay }), { instanceOf: ConfigError, message: /train\.layerDecay/ });
  const config = tinyConfig({ layerDecay: 0.5 });
  using model = buildModel(config, BDD100K_TASKS);
  model.backbone.layerGroups = () => null;
  t.throws(() => buildOptimizer(model, config, 10), {
    instanceOf: RunError,
    message: /train\.layerDecay: ResNet-18 does not say what its layers are/,
  });
  config.train.lrMultipliers = { nekc: 0.1 };
  config.train.layerDecay = null;
  t.throws(() => buildOptimizer(model, config, 10), {
    instanceOf: OptionError,
    message: /did you mean.*neck/i,
  });
});

test.serial('a run that was stopped goes on with the same rates, or with others from there on', async (t) => {
  const train = { epochs: 3, schedule: 'constant', warmupSteps: 0, lrMultipliers: { neck: 0.5 } };
  const config = (layerDecay: number | null, more: object = {}) =>
    tinyConfig({ ...train, layerDecay, ...more });
  const [out, whole] = [join(temporaryFolder(), 'run'), join(temporaryFolder(), 'run')];
  for await (const _ of trainRun(config(0.5), { out: whole }));
  const stop = new AbortController();
  for await (const event of trainRun(config(0.5), { out, signal: stop.signal }))
    if (event.type === 'step' && event.step === 3) stop.abort();
  await t.throwsAsync(trainRun(config(null), { out, resume: true }).next(), {
    instanceOf: RunError,
    message: /layerDecay: 0\.5 -> null \(a part cannot get or lose/,
  });
  const rates: unknown[] = [];
  const resumed = trainRun(config(0.5), { out, resume: true });
  for await (const event of resumed) if (event.type === 'step') rates.push(event.lr);
  t.deepEqual(rates, [1e-3, 1e-3, 1e-3]);
  const lossesOf = (run: string) =>
    RunFolder.open(run)
      .events()
      .flatMap((event) => (event.type === 'step' ? [event.losses] : []));
  t.deepEqual(lossesOf(out), lossesOf(whole));

  // Other rates, decays and factors apply from the step at which they were set.
  const longer = config(0.25, { epochs: 4, lr: 1e-4, lrMultipliers: { neck: 2 } });
  const tables = [];
  for await (const event of trainRun(longer, { out, resume: true }))
    if (event.type === 'stage') tables.push(...event.parts.map(({ lr }) => lr));
    else if (event.type === 'step') t.is(event.lr, 2e-4);
  t.true(tables.includes(1e-4 * 0.25 ** 9));
});
