import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Dataset, Sample, SceneLabels } from '@cotrain/data';
import type { SemanticFpnHead } from '@cotrain/models';
import { StateDictError } from '@cotrain/nn';
import { LrSchedule, multiStepSchedule } from '@cotrain/optim';
import { FileFormatError, loadFile, memory, readMetadata, saveFile, scope, torch } from '@cotrain/torch';
import {
  DivergenceError,
  loadCheckpoint,
  loadModel,
  RunError,
  saveCheckpoint,
  type TrainEvent,
  Trainer,
  WeightedSum,
} from '@cotrain/train';
import test from 'ava';
import { seedDraws } from '../seed.js';
import { temporaryFolder, tinyLoader, tinyModel, tinyOptimizer, tinyScenes } from './tiny.js';

async function collect(events: AsyncIterable<TrainEvent>): Promise<TrainEvent[]> {
  const all: TrainEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

const steps = (events: TrainEvent[]) => events.flatMap((event) => (event.type === 'step' ? [event] : []));

/** A sink that writes each file until `finish` is called, or until somebody waits for it. */
function slowSink(save: (step: number) => string) {
  const sink = {
    isBusy: false,
    waited: 0,
    failure: null as Error | null,
    check() {
      if (sink.failure) throw sink.failure;
    },
    save({ step }: { step: number }) {
      sink.isBusy = true;
      return save(step);
    },
    async settled() {
      sink.waited++;
      sink.isBusy = false;
      sink.check();
    },
  };
  return sink;
}

const kinds = (events: readonly TrainEvent[]) =>
  events.map((event) => ('step' in event ? `${event.type} ${event.step}` : event.type));

for (const ending of ['end', 'error', 'failed write'])
  test.serial(`a checkpoint is reported when its file is complete: ${ending}`, async (t) => {
    using model = tinyModel();
    using optimizer = tinyOptimizer(model);
    const sink = slowSink((step) => `file-${step}`);
    const own = tinyLoader();
    const stop = new Error('no more batches');
    async function* batches() {
      let count = 0;
      for await (const batch of own) {
        if (++count === 3 && ending === 'failed write') sink.failure = new Error('the disk is full');
        if (count === 3 && ending !== 'end') throw stop;
        yield batch;
      }
    }
    const loader = { [Symbol.asyncIterator]: batches, length: 3 };
    const events: TrainEvent[] = [];
    const training = async () => {
      const saving = { epochs: 1, save: { everySteps: 2 }, evaluate: () => ({}), checkpoint: sink };
      for await (const event of new Trainer({ ...{ model, optimizer, loader }, ...saving } as never))
        events.push(event as TrainEvent);
    };
    if (ending === 'end') await training();
    else await t.throwsAsync(training, { is: stop });
    const expected = {
      end: ['step 3', 'checkpoint 2', 'checkpoint 3', 'eval 3', 'end 3'],
      error: ['checkpoint 2'],
      'failed write': [],
    }[ending]!;
    t.deepEqual(kinds(events), ['start', 'step 1', 'step 2', ...expected]);
  });

/** A data set with the labels of every sample replaced. */
function relabelled(
  dataset: Dataset<SceneLabels>,
  change: (sample: Sample<SceneLabels>) => Sample['labels'],
): Dataset {
  return {
    tasks: dataset.tasks,
    length: dataset.length,
    names: dataset.names,
    get: async (index) => {
      const sample = await dataset.get(index);
      return { ...sample, labels: change(sample) };
    },
  };
}

test('tells what happens in order, and learns', async (t) => {
  using model = tinyModel();
  using optimizer = tinyOptimizer(model);
  const evaluated: number[] = [];
  const trainer = new Trainer({
    model,
    optimizer,
    loader: tinyLoader(),
    epochs: 8,
    evaluateEvery: 5,
    evaluate: async ({ epoch }) => {
      evaluated.push(epoch);
      return { 'sem_seg/mIoU': 1 };
    },
  });
  const events = await collect(trainer);
  t.deepEqual(evaluated, [5, 8]);
  t.is(events[0]?.type, 'start');
  t.like(events.at(-1), { type: 'end', reason: 'finished', step: 24 });
  const all = steps(events);
  t.deepEqual(
    all.map(({ step }) => step),
    Array.from({ length: 24 }, (_, i) => i + 1),
  );
  t.deepEqual(Object.keys(all[0]!.losses).sort(), ['drivable/loss_sem_seg', 'sem_seg/loss_sem_seg']);
  t.deepEqual(Object.keys(all[0]!.gradNorms).sort(), ['drivable', 'sem_seg']);
  t.true(Object.values(all[0]!.gradNorms).every((norm) => norm > 0));
  const mean = (list: typeof all) => list.reduce((sum, { loss }) => sum + loss, 0) / list.length;
  t.true(mean(all.slice(-6)) < 0.6 * mean(all.slice(0, 3)), 'the loss falls');
});

test('loss weights and schedule are applied; the loss is the weighted sum', async (t) => {
  const run = async (lossWeights?: Record<string, number>) => {
    using model = tinyModel();
    using optimizer = tinyOptimizer(model);
    const schedule = new LrSchedule(optimizer, multiStepSchedule({ milestones: [2] }));
    return steps(
      await collect(
        new Trainer({
          model,
          optimizer,
          schedule,
          loader: tinyLoader(),
          epochs: 1,
          strategy: new WeightedSum({ tasks: model.tasks, lossWeights }),
        }),
      ),
    );
  };
  const [plain, weighted] = [await run(), await run({ sem_seg: 0.5, drivable: 0 })];
  const [semantic, drivable] = ['sem_seg/loss_sem_seg', 'drivable/loss_sem_seg'] as const;
  t.is(weighted[0]!.losses[semantic], Math.fround(0.5 * plain[0]!.losses[semantic]!));
  t.is(weighted[0]!.losses[drivable], 0);
  t.is(weighted[0]!.loss, weighted[0]!.losses[semantic]!);
  t.deepEqual(
    plain.map(({ lr }) => lr),
    [1e-3, 1e-3, 1e-4],
  );
});

test.serial('live tensors are back at their baseline after training', async (t) => {
  const before = memory().tensors;
  {
    using model = tinyModel();
    using optimizer = tinyOptimizer(model);
    const live: number[] = [];
    for await (const event of new Trainer({ model, optimizer, loader: tinyLoader(), epochs: 2 }))
      if (event.type === 'step') live.push(memory().tensors);
    // The first step measures how much each part changes, which is read with the numbers of the second.
    t.is(new Set(live.slice(1)).size, 1, `a step leaves tensors behind: ${live}`);
  }
  t.is(memory().tensors, before);
});

test('a run goes on exactly where its checkpoint stands', async (t) => {
  const path = join(temporaryFolder(), 'last.safetensors');
  const straight = await (async () => {
    using model = tinyModel();
    using optimizer = tinyOptimizer(model);
    return steps(await collect(new Trainer({ model, optimizer, loader: tinyLoader(), epochs: 2 })));
  })();
  {
    using model = tinyModel();
    using optimizer = tinyOptimizer(model);
    const stop = new AbortController();
    const trainer = new Trainer({
      model,
      optimizer,
      loader: tinyLoader(),
      epochs: 2,
      signal: stop.signal,
      checkpoint: (position) => {
        saveCheckpoint(path, model, optimizer, position);
        return path;
      },
    });
    const events: TrainEvent[] = [];
    for await (const event of trainer) {
      events.push(event);
      if (event.type === 'step' && event.step === 2) stop.abort();
    }
    t.like(events.at(-1), { type: 'end', reason: 'aborted', step: 2 });
    t.like(events.at(-2), { type: 'checkpoint', step: 2, path });
  }
  using model = tinyModel(99);
  using optimizer = tinyOptimizer(model);
  const [renamed, name] = [`${path}.renamed.safetensors`, 'model.backbone.conv1.weight'];
  scope(() => {
    const { [name]: weight, ...tensors } = loadFile(path);
    saveFile(renamed, { ...tensors, [`${name}x`]: weight! }, { metadata: readMetadata(path) });
  });
  const wrong = { instanceOf: StateDictError, message: new RegExp(`^${renamed}: .*does not match`) };
  t.throws(() => loadCheckpoint(renamed, model, optimizer), wrong);
  t.throws(() => loadModel(renamed, model), wrong);
  const position = loadCheckpoint(path, model, optimizer);
  t.deepEqual(position, { step: 2, epoch: 0, batch: 2 });
  const rest = steps(
    await collect(new Trainer({ model, optimizer, loader: tinyLoader(), epochs: 2, position })),
  );
  t.deepEqual(
    rest.map(({ step, loss, gradNorm }) => ({ step, loss, gradNorm })),
    straight.slice(2).map(({ step, loss, gradNorm }) => ({ step, loss, gradNorm })),
  );
});

test.serial('a damaged checkpoint is refused, and the model stays as it is', (t) => {
  const path = join(temporaryFolder(), 'damaged.safetensors');
  using model = tinyModel();
  using optimizer = tinyOptimizer(model);
  saveCheckpoint(path, model, optimizer, { step: 1, epoch: 0, batch: 1 });
  const bytes = readFileSync(path);
  bytes[bytes.length >> 1]! ^= 1;
  writeFileSync(path, bytes);
  const before = scope(() => model.parameters().map((parameter) => parameter.data()));
  t.throws(() => loadCheckpoint(path, model, optimizer), {
    instanceOf: FileFormatError,
    message: /damaged\.safetensors: tensor '(model|optimizer|generator)\..*' is not what its checksum says/,
  });
  t.deepEqual(
    scope(() => model.parameters().map((parameter) => parameter.data())),
    before,
  );
});

test.serial('random numbers go on where the checkpoint stands, those of dropout too', (t) => {
  const path = join(temporaryFolder(), 'last.safetensors');
  using model = tinyModel();
  using optimizer = tinyOptimizer(model);
  const draw = () => scope(() => torch.dropout(torch.ones([64]), 0.5, true).toArray());
  draw();
  saveCheckpoint(path, model, optimizer, { step: 1, epoch: 0, batch: 1 });
  const next = draw();
  seedDraws(99);
  t.notDeepEqual(draw(), next);
  loadCheckpoint(path, model, optimizer);
  t.deepEqual(draw(), next);
});

test('a task without labels costs nothing, and a batch without any label changes nothing', async (t) => {
  using model = tinyModel();
  using optimizer = tinyOptimizer(model);
  const onlyDrivable = relabelled(tinyScenes(2), ({ labels }) => ({
    ...labels,
    sem_seg: { state: 'absent' },
  }));
  const [first] = steps(
    await collect(new Trainer({ model, optimizer, loader: tinyLoader(onlyDrivable), epochs: 1 })),
  );
  t.deepEqual(Object.keys(first!.losses), ['drivable/loss_sem_seg']);

  const weights = () =>
    scope(() => Object.values(model.stateDict()).map((tensor) => tensor.to('float64').sum().item()));
  const none = relabelled(tinyScenes(2), () => ({
    det: { state: 'absent' },
    sem_seg: { state: 'absent' },
    drivable: { state: 'absent' },
  }));
  const before = weights();
  const [idle] = steps(await collect(new Trainer({ model, optimizer, loader: tinyLoader(none), epochs: 1 })));
  t.like(idle, { loss: 0, gradNorm: 0, gradNorms: {} });
  t.deepEqual(weights(), before);
});

test('a loss that is NaN stops the run before the weights are touched, naming the frames', async (t) => {
  using model = tinyModel();
  using optimizer = tinyOptimizer(model);
  const weights = () => scope(() => [...model.parameters()].map((tensor) => tensor.sum().item()));
  scope(() =>
    (model.heads.get('drivable') as unknown as SemanticFpnHead).predictor.bias!.detach().fill_(Number.NaN),
  );
  const before = weights();
  const error = await t.throwsAsync(
    collect(new Trainer({ model, optimizer, loader: tinyLoader(), epochs: 1 })),
    {
      instanceOf: DivergenceError,
    },
  );
  t.regex(error!.message, /step 1: the loss 'drivable\/loss_sem_seg' is NaN on the frames \S+, \S+/);
  t.is(error!.frames.length, 2);
  t.deepEqual(weights(), before);
});

test('damaged or foreign checkpoints are typed errors, and the model keeps its weights', (t) => {
  const folder = temporaryFolder();
  const path = join(folder, 'a.safetensors');
  using model = tinyModel();
  using optimizer = tinyOptimizer(model);
  saveCheckpoint(path, model, optimizer, { step: 1, epoch: 0, batch: 1 });
  t.deepEqual(readdirSync(folder), ['a.safetensors'], 'no temporary file is left');
  const { length } = readFileSync(path);
  truncateSync(path, length - 5);
  const error = t.throws(() => loadCheckpoint(path, model, optimizer), { instanceOf: FileFormatError });
  t.true(error!.message.includes(path));

  using other = tinyModel();
  const weights = join(folder, 'weights.safetensors');
  saveCheckpoint(weights, other, optimizer, { step: 1, epoch: 0, batch: 1 });
  t.notThrows(() => loadCheckpoint(weights, model, optimizer));
  t.throws(() => loadCheckpoint(join(folder, 'none.safetensors'), model, optimizer), { code: 'ENOENT' });
  t.is(RunError.name, 'RunError');
});
