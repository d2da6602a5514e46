// Precision, averages of weights, recomputed parts, and steps that diverge.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Loader, toTensors } from '@cotrain/data';
import { MultiTaskModel } from '@cotrain/models';
import { mapValues } from '@cotrain/nn';
import { AdamW, AveragedModel, GradScaler, SGD } from '@cotrain/optim';
import { backends, loadFile, manualSeed, memory, noGrad, scope, type Tensor, torch } from '@cotrain/torch';
import {
  DivergenceError,
  loadModel,
  RunFolder,
  type StepEvent,
  type TrainEvent,
  Trainer,
  type TrainerOptions,
  trainRun,
} from '@cotrain/train';
import test from 'ava';
import { assertClose } from '../assertClose.js';
import { seedDraws } from '../seed.js';
import { oneTaskConfig as config, runToEnd as run, TRANSFORMS, temporaryFolder, tinyScenes } from './tiny.js';

const steps = (events: readonly TrainEvent[]): StepEvent[] =>
  events.filter((event): event is StepEvent => event.type === 'step');
const digest = (out: string): string =>
  createHash('sha256')
    .update(readFileSync(RunFolder.open(out).last))
    .digest('hex');

const numbersOf = (tensor: Tensor): number[] =>
  tensor.flatten().to({ dtype: 'float64' }).toArray() as number[];

function tinyModel(backbone: { freezeAt?: number } = {}): MultiTaskModel {
  seedDraws(0);
  return new MultiTaskModel({
    backbone: { depth: 18, stemChannels: 8, res2Channels: 8, ...backbone },
    neck: { outChannels: 16 },
    heads: { drivable: { kind: 'semanticFpn', numClasses: 3, convsDim: 16 } },
  });
}

const tinyLoader = (count = 6): Loader =>
  new Loader(tinyScenes(count), { batchSize: 2, transforms: TRANSFORMS });

async function train(options: Partial<TrainerOptions> & { model: MultiTaskModel }): Promise<TrainEvent[]> {
  const events: TrainEvent[] = [];
  // Freed after a failure too: a later test counts live tensors.
  using optimizer = options.optimizer ?? new AdamW(options.model.parameters(), { lr: 1e-3 });
  for await (const event of new Trainer({ loader: tinyLoader(), epochs: 1, ...options, optimizer }))
    events.push(event);
  return events;
}

// bfloat16 has three bits less than float16, and batch norms over a few pixels magnify what is rounded.
for (const [precision, tolerance] of [
  ['bf16', 0.1],
  ['fp16', 0.02],
] as const)
  test.serial(
    `${precision}: losses stay close to float32, weights stay float32, resuming is exact`,
    async (t) => {
      const before = memory().tensors;
      const plain = await run(config());
      const { out, events } = await run(config({ precision }));
      // The first losses are those of the same weights.
      const [{ loss }, { loss: expected }] = [steps(events)[0]!, steps(plain.events)[0]!];
      t.true(
        Math.abs(loss - expected) < tolerance * expected && loss !== expected,
        `${loss} against ${expected}`,
      );
      scope(() => {
        const weights = Object.entries(loadFile(RunFolder.open(out).last));
        t.true(weights.every(([name, { dtype }]) => !/^model\..*weight$/.test(name) || dtype === 'float32'));
      });
      for (const [i, { lossScale, overflow }] of steps(events).entries()) {
        const { lossScale: next } = steps(events)[i + 1] ?? {};
        t.is(lossScale === undefined, precision === 'bf16');
        if (next !== undefined) t.is(next, overflow ? lossScale! / 2 : lossScale!);
      }
      const { out: cut } = await run(config({ precision, maxSteps: 3 }));
      await run(config({ precision }), true, cut);
      t.is(digest(cut), digest(out));
      t.is(memory().tensors, before);
    },
  );

test.serial('tf32: the flags are set while the run lasts, and on the CPU nothing changes', async (t) => {
  const flags = () => [backends.cuda.matmul.allowTF32, backends.cudnn.allowTF32];
  const before = flags();
  const out = temporaryFolder();
  const seen: boolean[][] = [];
  for await (const event of trainRun(config({ precision: 'tf32' }), { out }))
    if (event.type === 'step') seen.push(flags());
  t.true(seen.length > 0 && seen.flat().every((on) => on));
  t.deepEqual(flags(), before);
  t.false(before[0]);
  const plain = await run(config());
  t.is(digest(out), digest(plain.out));
});

test.serial('gradients that overflow skip the step, lower the scale, and are counted', async (t) => {
  using model = tinyModel();
  const scaler = new GradScaler({ initScale: 2 ** 40, growthInterval: 1000 });
  const average = new AveragedModel(model);
  const before = scope(() => model.parameters()[0]!.detach().clone().toArray());
  const precision = { autocast: { device: 'cpu', dtype: 'float16' }, scaler } as const;
  const events = await train({ model, precision, average, maxSteps: 1 });
  t.like(steps(events)[0], { overflow: true, lossScale: 2 ** 40, gradNorm: 0 });
  t.is(scaler.getScale(), 2 ** 39);
  t.is(average.nAveraged, 0);
  t.deepEqual(
    scope(() => model.parameters()[0]!.toArray()),
    before,
  );
  average.dispose();
});

test.serial('scaled losses give the gradients of unscaled ones', async (t) => {
  const weights = async (scaler: GradScaler | null) => {
    using model = tinyModel();
    const optimizer = new SGD(model.parameters(), { lr: 0.1 });
    const events = await train({ model, optimizer, precision: { autocast: null, scaler }, clipNorm: 0.5 });
    const numbers = steps(events).map(({ gradNorm, gradNorms }) => [gradNorm, gradNorms.drivable]);
    return { numbers, weights: scope(() => model.parameters().map((own) => own.toArray())) };
  };
  const [plain, scaled] = [await weights(null), await weights(new GradScaler({ initScale: 1024 }))];
  t.deepEqual(scaled, plain, 'a power of two changes no bit');
});

test.serial('an average of the weights is evaluated, saved, loaded, and continued exactly', async (t) => {
  const before = memory().tensors;
  const ema = { decay: 0.5 };
  const { out } = await run(config({ ema }));
  const { out: cut } = await run(config({ ema, maxSteps: 3 }));
  await run(config({ ema }), true, cut);
  t.is(digest(cut), digest(out));
  scope(() => {
    const file = loadFile(RunFolder.open(out).last);
    const name = 'backbone.conv1.weight';
    const [raw, averaged] = [file[`model.${name}`], file[`average.module.${name}`]];
    const names = Object.keys(file).filter((key) => key.startsWith('average.module.'));
    t.true(names.length > 0);
    if (raw && averaged) t.false(raw.equal(averaged));
    using model = tinyModel();
    loadModel(RunFolder.open(out).last, model);
    const key = names[0]!.slice('average.module.'.length);
    t.true(model.stateDict()[key]!.equal(file[names[0]!]!), 'other commands load the average');
    t.false(file[`model.${key}`]!.equal(file[names[0]!]!));
  });
  t.is(memory().tensors, before);
});

test.serial(
  'recomputed parts: the same gradients, and statistics of batch norms that change once',
  async (t) => {
    const before = memory().tensors;
    const state = async (parts: string[]) => {
      using model = tinyModel();
      model.recomputeParts(parts);
      manualSeed(0);
      // One step: norms over few pixels magnify rounding with each further one, and AdamW would turn that of
      // small gradients into whole steps.
      const optimizer = new SGD(model.parameters(), { lr: 1 });
      await train({ model, optimizer, loader: tinyLoader(2) });
      return scope(() => mapValues(model.stateDict(), (tensor) => numbersOf(tensor)));
    };
    const [recomputed, plain] = [await state(['backbone', 'neck', 'heads.drivable']), await state([])];
    for (const [key, own] of Object.entries(plain))
      assertClose(t, recomputed[key]!, own, { relative: 1e-4 }, key);
    t.is(memory().tensors, before);
    using model = tinyModel();
    t.throws(() => model.recomputeParts(['heads.none']), { message: /possible are backbone, neck/ });
    await t.throwsAsync(run(config({ recompute: ['heads.none'] })), { message: /cannot be recomputed/ });
    t.throws(() => config({ recompute: ['backbone'], balancing: { kind: 'pcGrad', at: 'parameters' } }), {
      message: /train\.recompute/,
    });
  },
);

test.serial('a backbone that is a chain is recomputed link by link, the last link first', (t) => {
  const before = memory().tensors;
  const order: string[] = [];
  const gradients = (parts: string[]) => {
    using model = tinyModel({ freezeAt: 2 });
    model.recomputeParts(parts);
    for (const [name, block] of model.backbone.namedModules()) {
      const original = block.forward.bind(block);
      if (!/^layer\d\.\d$/.test(name)) continue;
      const value = (x: never) => {
        order.push(name);
        return original(x);
      };
      Object.defineProperty(block, 'forward', { value });
    }
    return scope(() => {
      const images = torch.ones([1, 3, 64, 64]);
      model.backward(images, { drivable: [torch.zeros([64, 64], { dtype: 'uint8' })] });
      return model.parameters().map(({ grad }) => (grad ? numbersOf(grad) : []));
    });
  };
  const expected = gradients([]);
  order.length = 0;
  const found = gradients(['backbone']);
  for (const [i, own] of expected.entries())
    assertClose(t, found[i]!, own, { relative: 1e-5 }, `parameter ${i}`);
  const forward = [1, 2, 3, 4].flatMap((stage) => [`layer${stage}.0`, `layer${stage}.1`]);
  const again = forward.slice(2).toReversed();
  t.deepEqual(order, [...forward, ...again], 'a frozen link is not computed again');
  t.is(memory().tensors, before);
});

/** Batches of which the given ones have an image with NaN. */
function poisoned(wrong: (batch: number) => boolean) {
  let batch = 0;
  return (given: never) => {
    const { images, targets, sizes } = toTensorsOf(given);
    if (wrong(batch++)) noGrad(() => images.select(0, 0).fill_(Number.NaN));
    return { images, targets, sizes };
  };
}

const toTensorsOf = (batch: never) => toTensors(batch, {});

test.serial(
  'a step that diverges is skipped and leaves no trace, not even in running statistics',
  async (t) => {
    const stateAfter = async (toTensors: never, options: object) => {
      using model = tinyModel();
      const events = await train({ model, toTensors, watchMapsEvery: null, ...options });
      const finite = scope(() =>
        Object.values(model.stateDict()).every((one) => one.isfinite().all().item()),
      );
      return { events, finite, weights: scope(() => model.parameters().map((own) => own.toArray())) };
    };
    const dumped: string[] = [];
    const onFailure = (_: unknown, { message }: DivergenceError) => String(dumped.push(message));
    const skipped = await stateAfter(poisoned((batch) => batch === 1) as never, {
      onDivergence: 'skip',
      onFailure,
    });
    const [event] = skipped.events.filter(({ type }) => type === 'divergence');
    t.like(event, { type: 'divergence', step: 2, action: 'skip', dump: '1' });
    t.true(event?.type === 'divergence' && /input image of frame .* is not finite/.test(event.text));
    t.true(skipped.finite);
    t.is(steps(skipped.events).length, 3);
    t.is(dumped.length, 1);
    await t.throwsAsync(stateAfter(poisoned((batch) => batch === 1) as never, {}), {
      instanceOf: DivergenceError,
    });
    // Too many in a row are not an accident.
    await t.throwsAsync(
      stateAfter(poisoned(() => true) as never, { onDivergence: 'skip', loader: tinyLoader(2), epochs: 20 }),
      { instanceOf: DivergenceError },
    );
  },
);

test.serial(
  'rollback goes back to the weights of the last checkpoint, and on with the next batch',
  async (t) => {
    using model = tinyModel();
    const kept = new Map<string, number[]>();
    let rollbacks = 0;
    const parameter = model.parameters()[0]!;
    const events = await train({
      model,
      toTensors: poisoned((batch) => batch === 2) as never,
      onDivergence: 'rollback',
      checkpoint: () => {
        kept.set(
          'last',
          scope(() => parameter.flatten().toArray() as number[]),
        );
        return 'last';
      },
      save: { everySteps: 1 },
      rollback: async () => {
        rollbacks++;
        scope(() => noGrad(() => parameter.copy_(torch.tensor(kept.get('last')!).view(parameter.shape))));
        return true;
      },
    });
    t.is(rollbacks, 1);
    t.like(
      events.find(({ type }) => type === 'divergence'),
      { step: 3, action: 'rollback' },
    );
  },
);

test.serial('a run dumps the batch that diverged, and rolls back to its checkpoint', async (t) => {
  const before = memory().tensors;
  // A rate without bounds: the weights explode within a few steps.
  const wild = { lr: 1e30, warmupSteps: 0, clipNorm: null, epochs: 6, checkpoint: { everySteps: 1 } };
  const out = join(temporaryFolder(), 'run');
  await t.throwsAsync(run(config(wild), false, out), { instanceOf: DivergenceError });
  const [folder] = readdirSync(join(out, 'divergence'));
  const dump = join(out, 'divergence', folder!);
  const { step, frames } = JSON.parse(readFileSync(join(dump, 'step.json'), 'utf8'));
  t.is(folder, `step-${String(step).padStart(7, '0')}`);
  t.is(frames.length, 2);
  t.is(readdirSync(dump).filter((file) => file.endsWith('.png')).length, 2);
  scope(() => {
    const batch = loadFile(join(dump, 'batch.safetensors'));
    t.deepEqual(batch['0.images']!.shape, [2, 3, 32, 64]);
    t.true(Object.keys(batch).some((key) => key.startsWith('0.targets.drivable.')));
  });
  t.is(memory().tensors, before);
  await t.throwsAsync(run(config({ ...wild, onDivergence: 'rollback', epochs: 20 })), {
    instanceOf: DivergenceError,
  });
});

test.serial(
  'watched steps report norms by part, and the next one the updates relative to weights',
  async (t) => {
    using model = tinyModel();
    const events = await train({ model, watchMapsEvery: 2 });
    const [first, second, third] = steps(events);
    const parts = ['backbone', 'neck', 'heads.drivable'];
    t.deepEqual(Object.keys(first!.partNorms!), parts);
    t.true(Math.abs(Math.hypot(...Object.values(first!.partNorms!)) / first!.gradNorm - 1) < 1e-5);
    t.is(second!.partNorms, undefined);
    t.deepEqual(Object.keys(second!.updateRatios!), parts);
    t.true(Object.values(second!.updateRatios!).every((ratio) => ratio > 0 && ratio < 1));
    t.deepEqual(Object.keys(third!.partNorms!), parts);
    t.is(third!.updateRatios, undefined);
    for (const { memory: bytes, imagesPerSecond } of steps(events)) {
      t.true(bytes! > 1e7);
      t.true(imagesPerSecond! > 0);
    }
  },
);

test.serial(
  'deterministic: the same bits with any number of loader workers, frames kept or not',
  async (t) => {
    const runs = [];
    for (const loading of [
      { workers: 0 },
      { workers: 2 },
      { workers: 1, cacheMiB: 16 },
      { workers: 0, cacheMiB: 16 },
    ])
      runs.push(await run(config({ deterministic: true, ...loading })));
    for (const { out } of runs) t.is(digest(out), digest(runs[0]!.out));
    t.true(existsSync(runs[0]!.out));
  },
);
