// Statistics of the backbone's batch norms, estimated on the training data before the first step.
import { join } from 'node:path';
import { Loader, taskBatches, toTensors } from '@cotrain/data';
import { NormStatistics } from '@cotrain/models';
import { BatchNorm2d, FrozenBatchNorm2d } from '@cotrain/nn';
import { loadFile, memory, scope } from '@cotrain/torch';
import {
  buildModel,
  ConfigError,
  openData,
  RunError,
  RunFolder,
  resolveConfig,
  type TrainConfig,
  trainRun,
} from '@cotrain/train';
import test from 'ava';
import { temporaryFolder, tinyConfig } from './tiny.js';

const NARROW = { depth: 18, stemChannels: 8, res2Channels: 8 };
/** Nothing is trained, so that the checkpoint contains the estimated statistics. */
const STILL = {
  name: 'still',
  epochs: 2,
  lr: 1e-30,
  train: ['heads'],
  weightDecay: 0,
  frozenBatchNorm: 'fixed',
};

function config(train: object, backbone: object = NARROW, data: object = {}): TrainConfig {
  const { model, data: given, ...rest } = tinyConfig();
  return resolveConfig({
    ...rest,
    data: { ...given, ...data },
    model: { ...model, backbone },
    train: { ...rest.train, ...train },
  });
}

async function run(settings: TrainConfig, options: { out?: string; stopAt?: number; resume?: boolean } = {}) {
  const { out = join(temporaryFolder(), 'run'), stopAt, resume = false } = options;
  const stop = new AbortController();
  for await (const event of trainRun(settings, { out, resume, signal: stop.signal }))
    if (event.type === 'step' && event.step === stopAt) stop.abort();
  return out;
}

/** Tensors of the last checkpoint's model, as numbers. */
const stored = (out: string): Record<string, number[]> =>
  scope(() => {
    const entries = Object.entries(loadFile(RunFolder.open(out).last)).filter(([key]) =>
      key.startsWith('model.'),
    );
    return Object.fromEntries(
      entries.map(([key, tensor]) => [key, Array.from(tensor.flatten().toArray() as number[], Number)]),
    );
  });

/**
 * The expected statistics: those of the first batches of the first epoch, with the requested number of
 * frames.
 */
async function expected(settings: TrainConfig, batches: number): Promise<Record<string, number[]>> {
  const { tasks, seed, train, transforms } = settings;
  const dataset = await openData(settings, 'train');
  using model = buildModel(settings, dataset.tasks);
  const { batchSize, sampling } = train;
  const loader = new Loader(dataset, {
    batches: taskBatches(dataset, { ...sampling, tasks, batchSize, dropLast: true, seed }),
    ...{ transforms: transforms.train, seed },
  });
  using statistics = new NormStatistics(model.backbone, { frozen: true });
  let left = batches;
  for await (const batch of loader) {
    scope(() => statistics.add(toTensors(batch).images));
    if (--left === 0) break;
  }
  statistics.apply();
  return scope(() =>
    Object.fromEntries(
      Object.entries(model.stateDict())
        .filter(([key]) => key.includes('running_'))
        .map(([key, tensor]) => [`model.${key}`, tensor.toArray() as number[]]),
    ),
  );
}

for (const [name, norm, frozen] of [
  ['batch norms', 'batch', false],
  ['frozen norms', 'frozen', true],
] as const)
  test.serial(`${name} have the statistics of the training data from the first step on`, async (t) => {
    const before = memory();
    const settings = config({ stages: [STILL], reestimateNorms: { frames: 3, frozen } }, { ...NARROW, norm });
    using model = buildModel(settings, (await openData(settings, 'train')).tasks);
    const kind = norm === 'batch' ? BatchNorm2d : FrozenBatchNorm2d;
    t.is(model.backbone.modules().filter((module) => module instanceof kind).length, 20);
    const out = await run(settings);
    const [found, wanted] = [stored(out), await expected(settings, 2)];
    const keys = Object.keys(found).filter((key) => /backbone.*running_/.test(key));
    t.is(keys.length, 40);
    for (const key of keys) t.deepEqual(found[key], wanted[key], key);
    t.deepEqual(stored(await run(settings)), found, 'the same run gives the same');
    model.dispose();
    t.is(memory().tensors, before.tensors);
  });

test.serial(
  'a run that was stopped does not estimate them again; more frames than there are: one epoch',
  async (t) => {
    const train = { epochs: 2, reestimateNorms: { frames: 999 } };
    const whole = await run(config(train));
    const stopped = await run(config(train), { stopAt: 1 });
    await run(config(train), { out: stopped, resume: true });
    t.deepEqual(stored(stopped), stored(whole));
    t.notDeepEqual(stored(await run(config({ epochs: 2 }))), stored(whole));
    const still = config({ stages: [STILL], reestimateNorms: { frames: 999 } });
    const found = stored(await run(still));
    for (const [key, values] of Object.entries(await expected(still, 2)))
      t.deepEqual(found[key], values, key);
    await t.throwsAsync(run(config({ epochs: 2 }), { out: whole, resume: true }), {
      instanceOf: RunError,
      message: /train\.reestimateNorms/,
    });
  },
);

test.serial('a backbone that has no such norms is refused, and no run folder is left', async (t) => {
  const out = join(temporaryFolder(), 'run');
  const swin = { kind: 'swin', embedDim: 8, depths: [1, 1, 1, 1], heads: [1, 1, 2, 2], windowSize: 2 };
  for (const [backbone, message] of [
    [swin, /train\.reestimateNorms: SwinTransformer.* has no batch norms/],
    [{ ...NARROW, norm: 'group' }, /ResNet-18 has no batch norms/],
    [{ ...NARROW, norm: 'frozen' }, /frozen batch norms only: set its frozen to true/],
  ] as const) {
    await t.throwsAsync(run(config({ reestimateNorms: {} }, backbone), { out }), {
      instanceOf: RunError,
      message,
    });
    t.false(RunFolder.exists(out));
  }
  t.throws(() => config({ reestimateNorms: { frames: 0 } }), {
    instanceOf: ConfigError,
    message: /train\.reestimateNorms\.frames/,
  });
});
